"""Persons read from the index of a release: those whose names begin alike, and roles they hold."""

from dataclasses import dataclass

from samverkan_ld.search.lists import Entry, Index
from samverkan_ld.search.schema import LAST, sort_key, translated


@dataclass(frozen=True, slots=True)
class Held:
    """A role held: in words of the source or of the scheme, where, and what tells it.

    `title` is the headline of the article that tells it, `published` its day; both are empty where
    another source does.
    """

    role: str
    organisation: str
    title: str
    published: str


def persons_beginning(index: Index, start: str) -> list[Entry]:
    """List the persons whose names begin so, in any case.

    Raises:
        ReleaseError: the index is damaged.
    """
    key = sort_key(start)
    with translated(index.path):
        rows = index.database.execute(
            "SELECT iri, label_sv, label_en FROM thing "
            "WHERE kind = 'person' AND sort >= ? AND sort < ? ORDER BY sort, iri",
            (key, key + LAST),
        ).fetchall()
    return [Entry(*row) for row in rows]


def roles_held(index: Index, person: str) -> list[Held]:
    """List the roles that a person holds or held, the latest source first.

    Raises:
        ReleaseError: the index is damaged.
    """
    with translated(index.path):
        rows = index.database.execute(
            "SELECT coalesce(nullif(role_as_written, ''), role), organisation, "
            "coalesce(label_sv, ''), source_date "
            "FROM membership LEFT JOIN thing ON thing.iri = source_iri AND kind = 'artikel' "
            "WHERE person_iri = ? ORDER BY source_date DESC, membership.iri",
            (person,),
        ).fetchall()
    return [Held(*row) for row in rows]
