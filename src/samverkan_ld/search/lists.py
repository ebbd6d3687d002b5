"""Lists read from the index of a release: things of a kind, and roles held."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samverkan_ld.errors import ReleaseError
from samverkan_ld.languages import in_language
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, translated
from samverkan_ld.search.tables import selected

FILTERS: Final = ("county", "role", "from", "to", "year")
"""What a list can be narrowed by.

`county` is a county code, `role` the notation or IRI of a role, `from` and `to` days between which
a role was possibly held, `year` the year of publication.
"""

_DAY: Final = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"

_THING_CLAUSES: Final = {
    "county": "county = :county",
    "year": "year = :year",
}
_MEMBERSHIP_CLAUSES: Final = {
    "county": "county = :county",
    "role": "(role_iri = :role OR role_iri LIKE '%/def/roll/' || :role)",
    "from": "(senast_till = '' OR senast_till >= :from)",
    "to": "(tidigast_fran = '' OR tidigast_fran <= :to)",
    "year": "substr(source_date, 1, 4) = :year",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list: the IRI of a thing and its labels in Swedish and English."""

    iri: str
    label_sv: str
    label_en: str

    def label(self, language: str) -> str:
        """Give the label in a language."""
        return in_language((self.label_sv, self.label_en), language)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list; `total` counts the entries of all pages."""

    entries: tuple[Entry, ...]
    total: int
    number: int
    size: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a release, open for reading; it may be used from several threads."""

    database: sqlite3.Connection
    path: Path

    def page(
        self, kind: str, filters: Mapping[str, str], *, number: int = 1, size: int = 100
    ) -> Page:
        """Read a page of the things of a kind.

        Persons and organisations can also be narrowed by the roles they hold.

        Args:
            kind: a kind of things.
            filters: values for some of FILTERS.
            number: which page, from 1.
            size: entries on a page.

        Raises:
            ReleaseError: the index is damaged.
        """
        table, where = _source(kind, filters)
        values = {**filters, "kind": kind, "size": size, "start": (number - 1) * size}
        with translated(self.path):
            (total,) = self.database.execute(f"SELECT count(*) {table} {where}", values).fetchone()
            rows = self.database.execute(
                f"SELECT iri, label_sv, label_en {table} {where} "
                "ORDER BY sort, iri LIMIT :size OFFSET :start",
                values,
            ).fetchall()
        return Page(tuple(Entry(*row) for row in rows), total, number, size)

    def memberships(self, filters: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
        """Read the flat table of roles held, row by row, in the order of MEMBERSHIP_COLUMNS."""
        where = _where(_MEMBERSHIP_CLAUSES, filters)
        columns = ", ".join(MEMBERSHIP_COLUMNS)
        with translated(self.path):
            yield from self.database.execute(
                f"SELECT {columns} FROM membership {where} ORDER BY sort, iri", filters
            )

    def rows(self, kind: str) -> Iterator[tuple[str, ...]]:
        """Read all rows of the table of a kind, in the order of its columns (`header`)."""
        if kind == "medlemskap":
            yield from self.memberships({})
            return
        with translated(self.path):
            yield from self.database.execute(
                f"SELECT {selected(kind)} FROM thing WHERE kind = ? ORDER BY sort, iri", (kind,)
            )

    def first_day(self) -> str:
        """Find the first day that roles held or their sources tell of (xsd:date), or nothing."""
        columns = ("tidigast_fran", "observed", "source_date")
        days = " UNION ALL ".join(f"SELECT {name} AS day FROM membership" for name in columns)
        with translated(self.path):
            (day,) = self.database.execute(
                f"SELECT min(day) FROM ({days}) WHERE day GLOB '{_DAY}'"
            ).fetchone()
        return day or ""

    def counts(self) -> dict[str, int]:
        """Count the things of each kind, memberships and concepts included."""
        with translated(self.path):
            things = self.database.execute("SELECT kind, count(*) FROM thing GROUP BY kind")
            found = dict(things.fetchall())
            (found["medlemskap"],) = self.database.execute(
                "SELECT count(*) FROM membership"
            ).fetchone()
        return found


def open_index(path: Path) -> Index:
    """Open the index of a release for reading.

    Raises:
        ReleaseError: there is none, or it is damaged.
    """
    if not path.exists():
        raise ReleaseError(f"{path}: is missing; rebuild with: samverkan-ld publish --full")
    with translated(path):
        # A sealed file never changes, so SQLite need not lock it; its calls are serialised.
        database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        database.execute("SELECT count(*) FROM sqlite_master")
    return Index(database, path)


def _source(kind: str, filters: Mapping[str, str]) -> tuple[str, str]:
    if kind == "medlemskap":
        table = (
            "FROM (SELECT iri, sort, county, role_iri, senast_till, tidigast_fran, source_date, "
            "person || ' – ' || organisation AS label_sv, "
            "person || ' – ' || organisation AS label_en FROM membership)"
        )
        return table, _where(_MEMBERSHIP_CLAUSES, filters)
    clauses = ["kind = :kind"]
    own = _THING_CLAUSES if kind != "person" else {}
    clauses += [clause for name, clause in own.items() if name in filters]
    held = {name: value for name, value in filters.items() if name not in own}
    if held:
        side = "person_iri" if kind == "person" else "organisation_iri"
        clauses.append(
            f"iri IN (SELECT {side} FROM membership {_where(_MEMBERSHIP_CLAUSES, held)})"
        )
    return "FROM thing", "WHERE " + " AND ".join(clauses)


def _where(clauses: Mapping[str, str], filters: Mapping[str, str]) -> str:
    chosen = [clause for name, clause in clauses.items() if name in filters]
    return "WHERE " + " AND ".join(chosen) if chosen else ""
