"""Which release was current when, and which of those kept describe a thing."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samverkan_ld.archive.folder import CURRENT, switch
from samverkan_ld.archive.history import read_time, release_near, releases_with
from samverkan_ld.archive.things import Change, Thing

NAMES = [f"202610{day:02}T080000Z-{day:08}" for day in (1, 2, 3, 4)]
C, U, W = Change.CREATED, Change.UPDATED, Change.WITHDRAWN


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """Folders of four releases and of what is none; the last is current since it was made."""
    for name in (*NAMES, ".build-1", "objects"):
        (tmp_path / name).mkdir()
    make_current(tmp_path, NAMES[3], "20261004T080000Z")
    return tmp_path


def make_current(releases: Path, name: str, time: str) -> None:
    """Switch to a release at a time."""
    switch(releases, name)
    seconds = read_time(time).timestamp()
    os.utime(releases / CURRENT, (seconds, seconds), follow_symlinks=False)


@pytest.mark.parametrize(
    ("moment", "place"),
    [
        (datetime(2020, 1, 1, tzinfo=UTC), 0),
        (datetime(2026, 10, 1, 8, tzinfo=UTC), 0),
        (datetime(2026, 10, 2, 7, 59, 59, tzinfo=UTC), 0),
        (datetime(2026, 10, 2, 8, tzinfo=UTC), 1),
        (datetime(2026, 10, 4, 7, tzinfo=UTC), 2),
        (datetime(2026, 10, 4, 8, tzinfo=UTC), 3),
        (datetime(2030, 1, 1, tzinfo=UTC), 3),
    ],
)
def test_release_near(releases: Path, moment: datetime, place: int) -> None:
    """The release of a time is the last one made by then, or the first one of all."""
    assert release_near(releases, moment).name == NAMES[place]


@pytest.mark.parametrize(
    ("moment", "place"),
    [
        (datetime(2026, 10, 4, 9, tzinfo=UTC), 3),
        (datetime(2026, 10, 5, 8, tzinfo=UTC), 1),
        (datetime(2030, 1, 1, tzinfo=UTC), 1),
    ],
)
def test_rolled_back(releases: Path, moment: datetime, place: int) -> None:
    """Since a rollback the release that was returned to is current, before it the newest was."""
    make_current(releases, NAMES[1], "20261005T080000Z")

    assert release_near(releases, moment).name == NAMES[place]


def test_clock_that_went_back(releases: Path) -> None:
    """A release named by a time that has not come yet is current since the switch to it."""
    make_current(releases, NAMES[3], "20261001T100000Z")

    assert release_near(releases, datetime(2026, 10, 1, 11, tzinfo=UTC)).name == NAMES[3]
    assert release_near(releases, datetime(2026, 10, 1, 9, tzinfo=UTC)).name == NAMES[0]


@pytest.mark.parametrize(
    ("released", "changed", "change", "expected"),
    [
        ("2026-10-01T08:00:00Z", "2026-10-01T08:00:00Z", C, NAMES),
        ("2026-10-02T08:00:00Z", "2026-10-03T08:00:00Z", U, NAMES[1:]),
        ("2026-10-01T08:00:00Z", "2026-10-03T08:00:00Z", W, NAMES[:2]),
        ("2026-10-02T08:00:00Z", "2026-10-03T08:00:00Z", W, NAMES[1:2]),
        ("2026-09-01T08:00:00Z", "2026-10-01T08:00:00Z", W, []),
        ("2026-10-05T08:00:00Z", "2026-10-05T08:00:00Z", C, []),
    ],
)
def test_releases_with(
    releases: Path, released: str, changed: str, change: Change, expected: list[str]
) -> None:
    """A thing is described from the release that first said something of it until it was gone."""
    quads = 0 if change is W else 1
    thing = Thing("urn:a", quads, released, changed, change, None)

    assert releases_with(releases, thing) == tuple(expected)
    assert releases_with(releases, None) == tuple(NAMES)
