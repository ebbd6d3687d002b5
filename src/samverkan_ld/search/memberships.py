"""Memberships read from the index of a release: who held which role where, and when."""

from dataclasses import dataclass
from typing import Final

from samverkan_ld.search.lists import Index
from samverkan_ld.search.schema import translated

_COLUMNS: Final = (
    "person_iri",
    "organisation_iri",
    "role_iri",
    "role_as_written",
    "tidigast_fran",
    "senast_fran",
    "tidigast_till",
    "senast_till",
    "source_date",
)
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class Membership:
    """A role held, as a source tells it; what it does not tell is empty.

    The four bounds are days (xsd:date): between which the role began, between which it ended.
    """

    member: str
    organisation: str
    role: str
    role_as_written: str
    earliest_start: str
    latest_start: str
    earliest_end: str
    latest_end: str
    told: str

    def certainly(self, first: str, last: str) -> bool:
        """Tell whether the role was certainly held on some day of a time, both days included."""
        return bool(
            self.latest_start
            and self.earliest_end
            and max(self.latest_start, first) <= min(self.earliest_end, last)
        )

    def possibly(self, first: str, last: str) -> bool:
        """Tell whether the role may have been held on some day of a time; an open end is far."""
        return self.earliest_start <= last and (not self.latest_end or first <= self.latest_end)


def memberships_of(index: Index, person: str) -> list[Membership]:
    """List the memberships of a person or organisation, what was told last first.

    Raises:
        ReleaseError: the index is damaged.
    """
    return _read(index, "person_iri", person)


def memberships_in(index: Index, organisation: str) -> list[Membership]:
    """List the memberships in an organisation, a thousand at most, what was told last first.

    Raises:
        ReleaseError: the index is damaged.
    """
    return _read(index, "organisation_iri", organisation)


def _read(index: Index, column: str, iri: str) -> list[Membership]:
    with translated(index.path):
        rows = index.database.execute(
            f"SELECT {', '.join(_COLUMNS)} FROM membership WHERE {column} = ? "
            f"ORDER BY source_date DESC, iri LIMIT {_MOST}",
            (iri,),
        ).fetchall()
    return [Membership(*row) for row in rows]
