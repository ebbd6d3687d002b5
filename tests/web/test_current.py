"""Following the current release."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.conftest import start_server
from tests.waiting import PATIENCE, wait_until

from samverkan_ld.archive.folder import CURRENT, MANIFEST
from samverkan_ld.config import read_config
from samverkan_ld.errors import NoReleaseError, ReleaseError
from samverkan_ld.pipeline.publish import publish as publish_release
from samverkan_ld.store.release import OpenRelease, open_release
from samverkan_ld.web.current import Current

Publish = Callable[[str], Path]

FIRST, SECOND = "20261123T200000Z-00000001", "20261123T200000Z-00000002"


def wait_for(current: Current, name: str) -> None:
    """Ask until a release is served."""
    wait_until(lambda: current.get().id == name)


def test_nothing_published(releases: Path) -> None:
    """Without a release, `get` says so and `peek` gives nothing."""
    current = Current(releases)
    assert current.peek() is None
    with pytest.raises(NoReleaseError, match="samverkan-ld publish"):
        current.get()


def test_first_release_appears(releases: Path, publish: Publish) -> None:
    """A process that started before the first publication finds it."""
    current = Current(releases)
    with pytest.raises(NoReleaseError):
        current.get()
    publish(FIRST)
    assert current.get().id == FIRST


def test_follows_a_switch(releases: Path, publish: Publish) -> None:
    """A new release is served, and who holds the old one can use it on."""
    publish(FIRST)
    current = Current(releases)
    old = current.get()
    publish(SECOND)
    wait_for(current, SECOND)
    assert old.id == FIRST
    assert list(old.store) == []


def test_follows_a_switch_to_the_same_name(releases: Path, publish: Publish) -> None:
    """A release that was switched to anew is opened anew: what it held may have been erased."""
    folder = publish(FIRST)
    current = Current(releases)
    old = current.get()
    link = releases / CURRENT
    moment = link.lstat().st_mtime_ns
    while link.lstat().st_mtime_ns == moment:  # the clock of a file system goes by steps
        link.unlink()
        link.symlink_to(folder.name)
    wait_until(lambda: current.get() is not old)


def test_nobody_waits_while_a_release_opens(releases: Path, publish: Publish) -> None:
    """While one thread opens the new release, the old one is given at once."""
    is_opening, may_open = threading.Event(), threading.Event()

    def slow_open(folder: Path) -> OpenRelease:
        if folder.name == SECOND:
            is_opening.set()
            assert may_open.wait(PATIENCE)
        return open_release(folder)

    publish(FIRST)
    current = Current(releases, slow_open)
    current.get()
    publish(SECOND)
    wait_until(lambda: current.get().id == FIRST and is_opening.is_set())
    for _ in range(30):
        assert current.get().id == FIRST  # who waited would be given the second
        time.sleep(0.01)
    may_open.set()
    wait_for(current, SECOND)


def refusals(caplog: pytest.LogCaptureFixture) -> int:
    """Count how often it was told that a release is not served."""
    return sum("the old one stays" in record.message for record in caplog.records)


@pytest.mark.parametrize("breakage", ["link", "folder", "manifest"])
def test_broken_release_keeps_the_old_one(
    breakage: str,
    releases: Path,
    publish: Publish,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What cannot be opened is told once and not served; a good release after it is."""
    monkeypatch.setattr("samverkan_ld.web.current.RETRY", 3600)
    publish(FIRST)
    current = Current(releases)
    current.get()
    if breakage == "link":
        (releases / CURRENT).unlink()
    elif breakage == "folder":
        (releases / CURRENT).unlink()
        (releases / CURRENT).symlink_to("gone")
    else:
        (publish(SECOND) / MANIFEST).write_text("{", encoding="utf-8")
    times = 1 if breakage == "manifest" else 0
    with caplog.at_level(logging.ERROR):
        wait_until(lambda: current.get().id == FIRST and refusals(caplog) == times)
        for _ in range(30):
            assert current.get().id == FIRST
            time.sleep(0.02)
    assert refusals(caplog) == times
    third = "20261123T200000Z-00000003"
    publish(third)
    wait_for(current, third)


def test_first_release_is_broken(releases: Path, publish: Publish) -> None:
    """Where nothing is open yet, the fault of the current release is told to whoever asks."""
    (publish(FIRST) / MANIFEST).unlink()
    current = Current(releases)
    with pytest.raises(ReleaseError, match=r"manifest\.json"):
        current.get()


def test_a_quiet_server_follows(tiny_site: Path, tmp_path: Path) -> None:
    """Who asks after a long silence is not given the old release once more, by any worker."""
    config = read_config(tiny_site / "samverkan.toml")
    publish_release(config, datetime(2026, 11, 23, tzinfo=UTC))
    log = tmp_path / "log"
    with log.open("wb") as file:
        process, address = start_server(tiny_site, log=file)
    try:
        (tiny_site / "data/more.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
        manifest = publish_release(config, datetime(2026, 11, 24, tzinfo=UTC)).manifest
        assert manifest is not None
        told = f"now serving release {manifest.id}"
        wait_until(lambda: log.read_text().count(told) == 2)  # by each process, with nobody asking
        answers = [urlopen(f"{address}/ready", timeout=PATIENCE) for _ in range(12)]
        served = {answer.headers["X-Samverkan-Release"] for answer in answers}
    finally:
        process.terminate()
        process.wait(PATIENCE)
    assert served == {manifest.id}
