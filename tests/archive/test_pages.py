"""The pages of the feed, as releases change things."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkan_ld.archive import pages
from samverkan_ld.archive.ledger import Ledger, writing_ledger
from samverkan_ld.archive.pages import (
    append_changes,
    feed_pages,
    find_page,
    last_number,
    latest_members,
    renumber_pages,
)
from samverkan_ld.archive.things import (
    Change,
    Thing,
    Touched,
    find_thing,
    things_of_page,
    touch_things,
)

SIZE = 3
KEPT = 4
"""After so many releases a withdrawal is not told any longer."""

Members = frozenset[tuple[str, str]]
State = dict[int, tuple[str, Members]]

NAMES = st.sampled_from([f"https://x.example/{letter}" for letter in "abcdefghijk"])
RELEASES = st.lists(
    st.tuples(st.dictionaries(NAMES, st.booleans(), max_size=8), st.booleans()), max_size=12
)
"""Releases: which things get a quad or lose all they have, and whether pages are numbered anew."""


def time_of(release: int) -> str:
    """Give the time of a release."""
    return f"2026-01-{release + 1:02}T00:00:00Z"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger being written, of pages with three members."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "PAGE_SIZE", SIZE)
        with writing_ledger(tmp_path / "ledger.sqlite", None) as ledger:
            yield ledger


def release(ledger: Ledger, number: int, changes: dict[str, bool]) -> list[Thing]:
    """Make a release that adds a quad to things, or takes all that they have."""
    touched = {}
    for iri, grows in changes.items():
        thing = find_thing(ledger, iri)
        touched[iri] = Touched(1, 0) if grows else Touched(0, thing.quads if thing else 0)
    things = touch_things(ledger, touched, time_of(number))
    append_changes(ledger, things, time_of(number), time_of(number - KEPT))
    return things


def state_of(ledger: Ledger) -> State:
    """Give the revision and the members of each page, found by its number."""
    return {
        page.number: (
            page.revision,
            frozenset((thing.iri, thing.changed) for thing in things_of_page(ledger, page.number)),
        )
        for page in feed_pages(ledger)
    }


@settings(max_examples=150)
@given(releases=RELEASES)
def test_pages_stay_true(
    releases: list[tuple[dict[str, bool], bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After any releases each change that is told stands once, and no address gets new members."""
    given_out: dict[tuple[int, str], Members] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "PAGE_SIZE", SIZE)
        path = tmp_path_factory.mktemp("pages") / "ledger.sqlite"
        with writing_ledger(path, None) as ledger:
            last: dict[str, Thing] = {}
            for number, (changes, renumbers) in enumerate(releases):
                before, highest = state_of(ledger), last_number(ledger)
                last |= {thing.iri: thing for thing in release(ledger, number, changes)}
                if renumbers:
                    renumber_pages(ledger, time_of(number))
                after = state_of(ledger)

                check_members(ledger, last, time_of(number - KEPT))
                check_rows(ledger)
                check_revisions(before, after, time_of(number), renumbers=renumbers)
                assert highest <= last_number(ledger) >= max(after, default=0)
                for page, (revision, members) in after.items():
                    assert given_out.setdefault((page, revision), members) == members
                if renumbers:
                    told = sum(len(members) for _, members in after.values())
                    assert len(after) == -(-told // SIZE)


def check_members(ledger: Ledger, last: dict[str, Thing], horizon: str) -> None:
    """Each thing stands on one page, but withdrawals before a time on none."""
    placed = [thing for page in feed_pages(ledger) for thing in things_of_page(ledger, page.number)]
    told = {
        iri: thing.changed
        for iri, thing in last.items()
        if thing.change is not Change.WITHDRAWN or thing.changed >= horizon
    }
    assert {thing.iri: thing.changed for thing in placed} == told
    assert len(placed) == len(told)


def check_rows(ledger: Ledger) -> None:
    """What is said of a page holds for its members."""
    for page in feed_pages(ledger):
        times = [thing.changed for thing in things_of_page(ledger, page.number)]
        assert (page.members, page.first, page.last) == (len(times), min(times), max(times))
        assert page.members <= SIZE
        assert find_page(ledger, page.number) == page


def check_revisions(before: State, after: State, moment: str, *, renumbers: bool) -> None:
    """A page has a new revision if its members changed, and else the one that it had."""
    for number, (revision, members) in after.items():
        old = before.get(number)
        if old is not None and old[1] == members:
            assert revision == old[0]
        else:
            assert revision == moment


def test_closed_pages_get_no_members(ledger: Ledger) -> None:
    """New changes go to the last page until it is full, also where earlier ones have room."""
    release(ledger, 0, {f"https://x.example/{letter}": True for letter in "abcdefg"})
    assert [page.members for page in feed_pages(ledger)] == [3, 3, 1]

    release(ledger, 1, {"https://x.example/a": True, "https://x.example/h": True})

    found = {number: len(members) for number, (_, members) in state_of(ledger).items()}
    assert found == {1: 2, 2: 3, 3: 3}


def test_page_is_filled_by_its_own_members(ledger: Ledger) -> None:
    """Members of the last page that change again make no room unused."""
    release(ledger, 0, {f"https://x.example/{letter}": True for letter in "abc"})

    release(ledger, 1, {f"https://x.example/{letter}": True for letter in "bcd"})

    assert {n: len(members) for n, (_, members) in state_of(ledger).items()} == {1: 3, 2: 1}
    assert [thing.iri[-1] for thing in latest_members(ledger, 2)] == ["d", "c"]


def test_full_pages_keep_their_addresses(ledger: Ledger) -> None:
    """Numbering anew changes nothing while the pages could not be fewer."""
    release(ledger, 0, {f"https://x.example/{letter}": True for letter in "abcd"})
    before = state_of(ledger)

    renumber_pages(ledger, time_of(1))

    assert state_of(ledger) == before
    assert [len(things_of_page(ledger, page)) for page in (1, 2)] == [3, 1]
