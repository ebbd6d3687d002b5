"""Releases whose stores are gone: rebuilt by a process of their own."""

import os
import shutil
import time
from pathlib import Path

import pytest
from tests.states import make_states
from tests.waiting import wait_until

from samverkan_ld.archive.folder import release_folders
from samverkan_ld.config import Config
from samverkan_ld.web import revival
from samverkan_ld.web.revival import is_revivable, revive

LOCK = ".reviving"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A site whose one release has lost its store."""
    config = make_states(tmp_path / "site", states=1)
    shutil.rmtree(only(config) / "store")
    return config


def only(config: Config) -> Path:
    """Give the folder of the one release."""
    return release_folders(config.releases)[0]


def wait(config: Config) -> None:
    """Wait until the release is whole."""
    wait_until(lambda: not is_revivable(only(config)))


def test_once_at_a_time(config: Config) -> None:
    """While one is at work, or has only just begun, nobody else begins."""
    assert is_revivable(only(config))
    assert [revive(config, only(config).name) for _ in range(3)] == [True, False, False]
    wait(config)
    assert not revive(config, only(config).name)


def test_again_after_a_while(
    config: Config, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What failed is tried again after a pause, and what was killed holds up nobody."""
    monkeypatch.setattr(revival, "PAUSE", 3600)
    assert revive(config, "20200101T000000Z-00000000")
    wait_until(lambda: "could not be rebuilt" in caplog.text)
    assert not revive(config, only(config).name)

    then = time.time() - 3600
    os.utime(config.releases / LOCK, (then, then))
    assert revive(config, only(config).name)
    wait(config)


def test_failure_is_told(config: Config, caplog: pytest.LogCaptureFixture) -> None:
    """When it fails, the log tells why."""
    assert revive(config, "20200101T000000Z-00000000")
    wait_until(lambda: caplog.text)
    assert "no release is called 20200101T000000Z-00000000" in caplog.text


def test_cannot_start(config: Config, caplog: pytest.LogCaptureFixture) -> None:
    """Where nothing can be written nothing is started, and the log tells why."""
    (config.releases / LOCK).mkdir()

    assert not revive(config, only(config).name)
    assert "cannot be rebuilt" in caplog.text


@pytest.mark.parametrize(("part", "expected"), [("search.sqlite", True), ("report.ttl", False)])
def test_what_can_be_rebuilt(config: Config, part: str, expected: bool) -> None:
    """The store and the index can be rebuilt; other parts, and releases that are gone, cannot."""
    revive(config, only(config).name)
    wait(config)
    (only(config) / part).unlink()

    assert is_revivable(only(config)) is expected
    assert not is_revivable(config.releases / "20200101T000000Z-00000000")
