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

from samverkan_ld.archive.folder import CURRENT, MANIFEST
from samverkan_ld.config import read_config
from samverkan_ld.errors import NoReleaseError, ReleaseError
from samverkan_ld.pipeline.publish import publish as publish_release
from samverkan_ld.store.release import OpenRelease, open_release
from samverkan_ld.web.current import Current

Publish = Callable[[str], Path]

FIRST, SECOND = "20261123T200000Z-00000001", "20261123T200000Z-00000002"


def wait_for(current: Current, name: str) -> None:
    """Ask until a release is served, for two seconds at most."""
    until = time.monotonic() + 2
    while current.get().id != name:
        assert time.monotonic() < until, f"{name} is not served"
        time.sleep(0.02)


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
    """A new release is served within a second, and who holds the old one can use it on."""
    publish(FIRST)
    current = Current(releases)
    old = current.get()
    publish(SECOND)
    start = time.monotonic()
    wait_for(current, SECOND)
    assert time.monotonic() - start < 1
    assert old.id == FIRST
    assert list(old.store) == []


def test_follows_a_switch_to_the_same_name(releases: Path, publish: Publish) -> None:
    """A release that was switched to anew is opened anew: what it held may have been erased."""
    folder = publish(FIRST)
    current = Current(releases)
    old = current.get()
    link = releases / CURRENT
    time.sleep(0.01)  # so that the new link has another time
    link.unlink()
    link.symlink_to(folder.name)
    until = time.monotonic() + 2
    while current.get() is old:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_nobody_waits_while_a_release_opens(releases: Path, publish: Publish) -> None:
    """While one thread opens the new release, the old one is given at once."""
    may_open = threading.Event()

    def slow_open(folder: Path) -> OpenRelease:
        if folder.name == SECOND:
            assert may_open.wait(5)
        return open_release(folder)

    publish(FIRST)
    current = Current(releases, slow_open)
    current.get()
    publish(SECOND)
    until = time.monotonic() + 0.6
    slowest = 0.0
    while time.monotonic() < until:
        start = time.monotonic()
        assert current.get().id == FIRST
        slowest = max(slowest, time.monotonic() - start)
        time.sleep(0.01)
    assert slowest < 0.1
    may_open.set()
    wait_for(current, SECOND)


@pytest.mark.parametrize("breakage", ["link", "folder", "manifest"])
def test_broken_release_keeps_the_old_one(
    breakage: str, releases: Path, publish: Publish, caplog: pytest.LogCaptureFixture
) -> None:
    """What cannot be opened is not served; a good release after it is."""
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
    until = time.monotonic() + 0.8
    with caplog.at_level(logging.ERROR):
        while time.monotonic() < until:
            assert current.get().id == FIRST
            time.sleep(0.02)
    told = [record.message for record in caplog.records if "the old one stays" in record.message]
    assert len(told) == (1 if breakage == "manifest" else 0)
    third = "20261123T200000Z-00000003"
    publish(third)
    wait_for(current, third)


def test_first_release_is_broken(releases: Path, publish: Publish) -> None:
    """Where nothing is open yet, the fault of the current release is told to whoever asks."""
    (publish(FIRST) / MANIFEST).unlink()
    current = Current(releases)
    with pytest.raises(ReleaseError, match=r"manifest\.json"):
        current.get()


def test_a_quiet_server_follows(tiny_site: Path) -> None:
    """Who asks after a long silence is not given the old release once more, by any worker."""
    config = read_config(tiny_site / "samverkan.toml")
    publish_release(config, datetime(2026, 11, 23, tzinfo=UTC))
    process, address = start_server(tiny_site)
    try:
        (tiny_site / "data/more.ttl").write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
        manifest = publish_release(config, datetime(2026, 11, 24, tzinfo=UTC)).manifest
        assert manifest is not None
        time.sleep(2)
        answers = [urlopen(f"{address}/ready", timeout=20) for _ in range(12)]
        served = {answer.headers["X-Samverkan-Release"] for answer in answers}
    finally:
        process.terminate()
        process.wait(60)
    assert served == {manifest.id}
