"""The pages of the feed: which thing's last change stands on which.

Each thing stands on one page at most, with its last change: versions before it are not told any
more, so that what was erased does not live on. A page whose members changed gets a new revision,
hence a new address; what was once given at an address never changes.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from samverkan_ld.archive.facts import find_fact, write_fact
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.archive.things import Change, Thing, find_thing

PAGE_SIZE: Final = 250
"""Members on a full page."""

_COLUMNS: Final = "number, revision, first, last, members"
_LAST: Final = "last page"


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the release (its time) in which its members last changed, and their times."""

    number: int
    revision: str
    first: str
    last: str
    members: int


def feed_pages(ledger: Ledger) -> list[Page]:
    """List the pages, the oldest changes first."""
    return [*map(_page, ledger.rows(f"SELECT {_COLUMNS} FROM page ORDER BY first, last, number"))]


def find_page(ledger: Ledger, number: int) -> Page | None:
    """Find a page by its number."""
    rows = ledger.rows(f"SELECT {_COLUMNS} FROM page WHERE number = ?", number)
    return next(map(_page, rows), None)


def last_number(ledger: Ledger) -> int:
    """Give the highest number that a page ever had; it is remembered when that page is gone."""
    return int(find_fact(ledger, _LAST) or 0)


def latest_members(ledger: Ledger, count: int) -> Iterator[Thing]:
    """Give the things that changed last, the latest first; as many as asked for at most."""
    query = "SELECT iri FROM thing WHERE page IS NOT NULL ORDER BY changed DESC, iri DESC LIMIT ?"
    found = (find_thing(ledger, row[0]) for row in ledger.rows(query, count))
    return (thing for thing in found if thing)


def append_changes(ledger: Ledger, things: Collection[Thing], moment: str, horizon: str) -> None:
    """Put the changes of a release at the end of the feed.

    Args:
        ledger: the ledger being written.
        things: the things that changed, as `touch_things` gives them.
        moment: the time of the release.
        horizon: withdrawals before this time are not told any longer.
    """
    moved = [(thing.iri,) for thing in things if thing.page is not None]
    left = {thing.page for thing in things if thing.page is not None}
    ledger.database.executemany("UPDATE thing SET page = NULL WHERE iri = ?", moved)
    left |= _retire(ledger, horizon)
    for number in sorted(left | _place(ledger, things)):
        _renew(ledger, number, moment)


def forget_things(ledger: Ledger, iris: Iterable[str], moment: str) -> None:
    """Forget that things ever were, and take them off the pages.

    Args:
        ledger: the ledger being written.
        iris: the things.
        moment: the time of the release.
    """
    known = [thing for thing in (find_thing(ledger, iri) for iri in iris) if thing]
    ledger.database.executemany("DELETE FROM thing WHERE iri = ?", ((t.iri,) for t in known))
    for number in sorted({thing.page for thing in known if thing.page is not None}):
        _renew(ledger, number, moment)


def renumber_pages(ledger: Ledger, moment: str) -> None:
    """Spread all members anew over full pages, unless the pages are as few as they can be.

    The numbers are such as no page had before.

    Args:
        ledger: the ledger being written.
        moment: the time of the release.
    """
    rows = ledger.rows("SELECT iri FROM thing WHERE page IS NOT NULL ORDER BY changed, iri")
    needed = -(-len(rows) // PAGE_SIZE)
    if len(feed_pages(ledger)) <= needed:
        return
    start = last_number(ledger) + 1
    ledger.database.execute("DELETE FROM page")
    ledger.database.executemany(
        "UPDATE thing SET page = ? WHERE iri = ?",
        ((start + place // PAGE_SIZE, row[0]) for place, row in enumerate(rows)),
    )
    for number in range(start, start + needed):
        _renew(ledger, number, moment)


def _retire(ledger: Ledger, horizon: str) -> set[int]:
    """Take withdrawals before a time off their pages, and tell which pages those were."""
    # Written out, because SQLite cannot tell from a parameter that the partial index fits.
    gone = f"change = '{Change.WITHDRAWN.value}' AND page IS NOT NULL AND changed < ?"
    left = {int(row[0]) for row in ledger.rows(f"SELECT page FROM thing WHERE {gone}", horizon)}
    ledger.database.execute(f"UPDATE thing SET page = NULL WHERE {gone}", (horizon,))
    return left


def _place(ledger: Ledger, things: Iterable[Thing]) -> set[int]:
    number = max(last_number(ledger), 1)
    room = PAGE_SIZE - _count(ledger, number)
    used = set()
    for thing in things:
        if not room:
            number, room = number + 1, PAGE_SIZE
        ledger.database.execute("UPDATE thing SET page = ? WHERE iri = ?", (number, thing.iri))
        used.add(number)
        room -= 1
    return used


def _count(ledger: Ledger, number: int) -> int:
    return int(str(ledger.rows("SELECT count(*) FROM thing WHERE page = ?", number)[0][0]))


def _renew(ledger: Ledger, number: int, moment: str) -> None:
    query = "SELECT min(changed), max(changed), count(*) FROM thing WHERE page = ?"
    first, last, members = ledger.rows(query, number)[0]
    ledger.database.execute("DELETE FROM page WHERE number = ?", (number,))
    if members:
        row = (number, moment, first, last, members)
        ledger.database.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?)", row)
    write_fact(ledger, _LAST, str(max(number, last_number(ledger))))


def _page(row: tuple[Any, ...]) -> Page:
    number, revision, first, last, members = row
    return Page(int(number), revision, first, last, int(members))
