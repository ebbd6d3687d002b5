"""The lines of the log."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from samverkan_ld.config import LogConfig
from samverkan_ld.web.log import Log, LogHandler

ASKED = {"route": "document", "ms": 1.5}
CLIENT = "203.0.113.9"


def written(capture: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Read the lines on standard error."""
    return [json.loads(line) for line in capture.readouterr().err.splitlines()]


@pytest.mark.parametrize(
    ("requests", "wanted"), [("all", [True, True]), ("uncached", [True, False]), ("none", [])]
)
def test_which_requests(requests: str, wanted: list[bool]) -> None:
    """Requests are written down as the configuration says."""
    log = Log(LogConfig(requests=requests))

    assert [log.wants(is_cached=cached) for cached in (False, True)] == (wanted or [False, False])


@pytest.mark.parametrize(
    ("level", "statuses"), [("info", [200, 404, 500]), ("warning", [500]), ("error", [500])]
)
def test_level(level: str, statuses: list[int], capfd: pytest.CaptureFixture[str]) -> None:
    """What is lighter than the level is left out; what failed has the level of an error."""
    log = Log(LogConfig(level=level, format="json"))
    for status in (200, 404, 500):
        log.request("GET", status, ASKED, CLIENT)

    lines = written(capfd)
    assert [line["status"] for line in lines] == statuses
    assert lines[-1]["level"] == "error"


@pytest.mark.parametrize("clients", [False, True])
def test_clients(clients: bool, capfd: pytest.CaptureFixture[str]) -> None:
    """The address of a client is written down only where the configuration says so."""
    Log(LogConfig(format="json", clients=clients)).request("BREW", 405, ASKED, CLIENT)

    (line,) = written(capfd)
    assert line.pop("client", None) == (CLIENT if clients else None)
    del line["time"]
    expected = {"level": "info", "event": "request", "method": "other", "status": 405}
    assert line == {**expected, **ASKED}


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    """A logger that leads nowhere else."""
    logger = logging.Logger("samverkan_ld.test")
    yield logger
    logger.handlers.clear()


def test_fault(logger: logging.Logger, capfd: pytest.CaptureFixture[str]) -> None:
    """A fault is one line, its trace in it."""
    logger.addHandler(LogHandler(LogConfig(format="json")))
    try:
        int("two\nlines")
    except ValueError:
        logger.exception("it %s", "failed")

    (line,) = written(capfd)
    assert (line["level"], line["event"], line["logger"]) == ("error", "it failed", logger.name)
    assert line["trace"].startswith("Traceback") and "two\\nlines" in line["trace"]


def test_text(logger: logging.Logger, capfd: pytest.CaptureFixture[str]) -> None:
    """People read a line as a sentence."""
    config = LogConfig(format="text")
    logger.addHandler(LogHandler(config))
    logger.warning("beware")
    Log(config).request("GET", 200, ASKED, CLIENT)

    told, asked = capfd.readouterr().err.splitlines()
    assert told.endswith("Z warning beware logger=samverkan_ld.test")
    assert asked.endswith("Z info request method=GET status=200 route=document ms=1.5")


@pytest.mark.parametrize("form", ["json", "text"])
def test_anything_is_one_line(
    form: str, logger: logging.Logger, capfd: pytest.CaptureFixture[str]
) -> None:
    """What clients and file systems name is written down, whatever it is, and forges no line."""
    logger.addHandler(LogHandler(LogConfig(format=form)))
    logger.error("%s failed", "/doc/a\n2026 error forged\x1b[2J\udcff å")

    (line,) = capfd.readouterr().err.splitlines()
    told = ascii(json.loads(line)["event"])[1:-1] if form == "json" else line
    assert r"/doc/a\n2026 error forged\x1b[2J" in told
