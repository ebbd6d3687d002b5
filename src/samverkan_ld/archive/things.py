"""Every thing that was ever released, and when it last changed.

A thing is an IRI with its sub-nodes. It counts the quads that are said of it (and a graph that it
is there), so that nobody need look through the data to know that it is gone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from samverkan_ld.archive.ledger import Ledger

_COLUMNS: Final = "iri, quads, released, changed, change, page"
_DESCRIBED: Final = (
    "SELECT iri, changed FROM thing WHERE iri >= ? AND iri < ? AND quads > 0 ORDER BY iri"
)
_PIECE: Final = 1000


class Change(StrEnum):
    """What a release did to a thing."""

    CREATED = "created"
    UPDATED = "updated"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing: the quads said of it (0 when it is gone), and its last change.

    `released` and `changed` are times of releases (xsd:dateTime): of the first one that said
    something of it, and of the one that changed it last. `page` is the page of the feed with its
    last change, if that is still told.
    """

    iri: str
    quads: int
    released: str
    changed: str
    change: Change
    page: int | None

    @property
    def is_described(self) -> bool:
        """Tell whether anything is said of it."""
        return self.quads > 0


@dataclass(frozen=True, slots=True)
class Touched:
    """How many quads about a thing came and went."""

    added: int = 0
    removed: int = 0


def find_thing(ledger: Ledger, iri: str) -> Thing | None:
    """Find a thing by its IRI, whether it is still described or not."""
    rows = ledger.rows(f"SELECT {_COLUMNS} FROM thing WHERE iri = ?", iri)
    return next(map(_thing, rows), None)


def find_span(ledger: Ledger) -> tuple[str, str] | None:
    """Find the times of the first release of anything and of the last change, if there is any."""
    query = "SELECT (SELECT min(released) FROM thing), (SELECT max(changed) FROM thing)"
    ((first, last),) = ledger.rows(query)
    return None if first is None else (first, last)


def things_of_page(ledger: Ledger, page: int) -> list[Thing]:
    """List the things on a page of the feed, in the order of their changes."""
    query = f"SELECT {_COLUMNS} FROM thing WHERE page = ? ORDER BY changed, iri"
    return [*map(_thing, ledger.rows(query, page))]


def described_from(ledger: Ledger, start: str, place: int) -> str | None:
    """Give the IRI at a place (from 0) among the things whose IRIs begin so and are described."""
    rows = ledger.rows(f"{_DESCRIBED} LIMIT 1 OFFSET ?", start, _end(start), place)
    return str(rows[0][0]) if rows else None


def described_below(
    ledger: Ledger, start: str, *, first: str, most: int
) -> Iterator[tuple[str, str]]:
    """Give things whose IRIs begin so and that are described, and when each changed last.

    Args:
        ledger: the ledger of a release.
        start: what their IRIs begin with.
        first: the IRI of the first one that is wanted.
        most: how many are wanted at most.
    """
    while most > 0:
        rows = ledger.rows(f"{_DESCRIBED} LIMIT ?", first, _end(start), min(most, _PIECE) + 1)
        yield from ((iri, changed) for iri, changed in rows[: min(most, _PIECE)])
        if len(rows) <= _PIECE:
            return
        most -= _PIECE
        first = rows[-1][0]


def things_below(ledger: Ledger, start: str, *, most: int = -1) -> list[Thing]:
    """List the things whose IRIs begin so, as many as asked for at most; all if negative."""
    end = _end(start)
    query = f"SELECT {_COLUMNS} FROM thing WHERE iri >= ? AND iri < ? ORDER BY iri LIMIT ?"
    return [*map(_thing, ledger.rows(query, start, end, most))]


def touch_things(ledger: Ledger, touched: Mapping[str, Touched], moment: str) -> list[Thing]:
    """Count what came and went, and give the things that changed, as they are now.

    Args:
        ledger: the ledger being written.
        touched: what happened to each thing, by its IRI.
        moment: the time of the release being made.
    """
    changed = [
        _touch(find_thing(ledger, iri), iri, count, moment)
        for iri, count in sorted(touched.items())
        if count.added or count.removed
    ]
    write_things(ledger, changed)
    return changed


def write_things(ledger: Ledger, things: Iterable[Thing]) -> None:
    """Keep things as they are now, in place of what was known of the same before."""
    ledger.database.executemany(
        "INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?, ?)",
        ((t.iri, t.quads, t.released, t.changed, t.change.value, t.page) for t in things),
    )


def retell_withdrawn(ledger: Ledger, iris: Iterable[str], moment: str) -> list[Thing]:
    """Date withdrawals anew, since how they ended is known otherwise now; give those that it was.

    Args:
        ledger: the ledger being written.
        iris: what ended.
        moment: the time of the release being made.
    """
    found = [thing for iri in iris if (thing := find_thing(ledger, iri))]
    again = [
        replace(thing, changed=moment)
        for thing in found
        if thing.change is Change.WITHDRAWN and thing.changed != moment
    ]
    ledger.database.executemany(
        "UPDATE thing SET changed = ? WHERE iri = ?", ((moment, thing.iri) for thing in again)
    )
    return again


def _touch(before: Thing | None, iri: str, count: Touched, moment: str) -> Thing:
    quads = (before.quads if before else 0) + count.added - count.removed
    if before is None or not before.is_described:
        change = Change.CREATED
    else:
        change = Change.UPDATED if quads else Change.WITHDRAWN
    released = before.released if before else moment
    return Thing(iri, quads, released, moment, change, before.page if before else None)


def recount_things(ledger: Ledger, touched: Mapping[str, Touched]) -> None:
    """Count what was erased from a release; the times of its changes stay.

    Args:
        ledger: the ledger being written.
        touched: what happened to each thing, by its IRI.
    """
    ledger.database.executemany(
        "UPDATE thing SET quads = quads + ?1, "
        "change = CASE WHEN quads + ?1 = 0 THEN ?2 ELSE change END WHERE iri = ?3",
        ((t.added - t.removed, Change.WITHDRAWN.value, iri) for iri, t in touched.items()),
    )


def described(ledger: Ledger, iris: Iterable[str]) -> set[str]:
    """Choose the IRIs of which something is said."""
    found = (find_thing(ledger, iri) for iri in iris)
    return {thing.iri for thing in found if thing and thing.is_described}


def _end(start: str) -> str:
    """Give what comes after everything that begins so."""
    return start[:-1] + chr(ord(start[-1]) + 1)


def _thing(row: tuple[Any, ...]) -> Thing:
    iri, quads, released, changed, change, page = row
    number = None if page is None else int(page)
    return Thing(iri, int(quads), released, changed, Change(change), number)
