"""Telling how an attempt to publish ended, whatever came of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from samverkan_ld.archive.attempts import write_attempt
from samverkan_ld.errors import (
    BusyError,
    ConfigError,
    EntangledError,
    ReleaseError,
    ShapesError,
    SourceError,
    SourcesError,
    VanishedError,
)
from samverkan_ld.releases import timestamp

_RESULTS: Final[Mapping[type[Exception], str]] = {
    SourceError: "unreadable",
    SourcesError: "unreadable",
    EntangledError: "unreadable",
    ShapesError: "shapes",
    ConfigError: "config",
    VanishedError: "vanished",
    BusyError: "busy",
    ReleaseError: "release",
    Exception: "failed",
}


@dataclass(slots=True)
class Ending:
    """How an attempt ended, in one word."""

    result: str = "interrupted"


@contextmanager
def attempting(releases: Path, *, is_trial: bool = False) -> Iterator[Ending]:
    """Tell in the folder of releases how the block ended, unless it is a trial.

    The block tells it in the value it is given; an exception has a word of its own.
    """
    ending = Ending()
    try:
        yield ending
    except Exception as error:
        ending.result = next(_RESULTS[kind] for kind in type(error).__mro__ if kind in _RESULTS)
        raise
    finally:
        if not is_trial:
            with suppress(OSError):  # what failed tells who cannot write there
                write_attempt(releases, timestamp(datetime.now(UTC)), ending.result)
