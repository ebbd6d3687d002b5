"""The members of the feed, found by their IRIs."""

from pathlib import Path

import pytest

from samverkan_ld.archive.endings import Ending, EndingKind, write_endings
from samverkan_ld.archive.ledger import Ledger, writing_ledger
from samverkan_ld.archive.pages import append_changes
from samverkan_ld.archive.things import Touched, find_thing, touch_things
from samverkan_ld.feed.events import event_of, find_event, was_event
from samverkan_ld.iris import Iris

SITE = Iris("https://d.example/", "https://d.example/", "https://d.example/")
THING, OTHER = "https://d.example/id/x/1", "https://d.example/id/x/2"
DAYS = [f"2026-01-0{day}T00:00:00Z" for day in range(1, 6)]

# the release in which an event is asked for, its time, whether it is told, and whether it was
CASES = [
    (1, "20260101", True, True),
    (2, "20260101", False, True),
    (2, "20260102", True, True),
    (3, "20260102", False, True),
    (3, "20260103", True, True),
    (4, "20260103", True, True),
    # a year has passed, so to say
    (5, "20260103", False, True),
    (5, "20260102", False, True),
    (5, "20260104", False, False),
    (5, "20251231", False, False),
]


def release(ledger: Ledger, number: int) -> None:
    """Make a release: the thing is created, changed, withdrawn, and in the fifth not told."""
    count = {1: Touched(1, 0), 2: Touched(1, 0), 3: Touched(0, 2)}.get(number, Touched())
    moment = DAYS[number - 1]
    things = touch_things(ledger, {THING: count}, moment)
    append_changes(ledger, things, moment, DAYS[3] if number == 5 else DAYS[0])


@pytest.mark.parametrize(("last", "day", "is_told", "was_told"), CASES)
def test_find(tmp_path: Path, last: int, day: str, is_told: bool, was_told: bool) -> None:
    """Only the last change of a thing is told, and its end only for a time."""
    with writing_ledger(tmp_path / "ledger.sqlite", None) as ledger:
        for number in range(1, last + 1):
            release(ledger, number)
        key = f"{day}T000000Z/id/x/1"

        found = find_event(ledger, SITE, key)

        assert (found is not None) == is_told
        assert was_event(ledger, SITE, key) == was_told
        if found:
            assert found.iri == f"https://d.example/res/handelse/{key}"


def test_successors(tmp_path: Path) -> None:
    """What came in place of a thing is told once it is gone."""
    ending = Ending(THING, EndingKind.REPLACED, DAYS[0], "https://d.example/def/x", (OTHER,))
    with writing_ledger(tmp_path / "ledger.sqlite", None) as ledger:
        release(ledger, 1)
        write_endings(ledger, [ending])
        told = []
        for number in (2, 3):
            release(ledger, number)
            thing = find_thing(ledger, THING)
            assert thing is not None
            told.append(event_of(ledger, SITE, thing).successors)

    assert told == [(), (OTHER,)]
