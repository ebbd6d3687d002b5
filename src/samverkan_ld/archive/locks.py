"""Who may do what in the folder of releases: locks, which end with the process that holds them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from samverkan_ld.archive.journal import refuse_unfinished
from samverkan_ld.errors import BusyError, ReleaseError

_LOCK: Final = ".lock"
_FINISHING_LOCK: Final = ".finishing-lock"
_RESTORING_LOCK: Final = ".restoring-lock"
_WORK: Final = {
    _LOCK: "publishing",
    _FINISHING_LOCK: "finishing a publication",
    _RESTORING_LOCK: "rebuilding a release",
}


@contextmanager
def writing(releases: Path) -> Iterator[None]:
    """Hold the lock of the folder of releases.

    Raises:
        BusyError: another process holds it.
        ReleaseError: the folder cannot be written, or an erasure is not finished.
    """
    with _locked(releases, _LOCK):
        refuse_unfinished(releases)
        yield


@contextmanager
def erasing(releases: Path) -> Iterator[None]:
    """Hold every lock of the folder of releases; who finishes or restores is waited for.

    Raises:
        BusyError: another process is publishing.
        ReleaseError: the folder cannot be written.
    """
    with (
        _locked(releases, _LOCK),
        _locked(releases, _FINISHING_LOCK, waits=True),
        _locked(releases, _RESTORING_LOCK, waits=True),
    ):
        yield


@contextmanager
def finishing(releases: Path) -> Iterator[None]:
    """Hold the right to do what follows a publication; others may publish meanwhile.

    Raises:
        BusyError: another process holds it.
        ReleaseError: the folder cannot be written.
    """
    with _locked(releases, _FINISHING_LOCK):
        yield


@contextmanager
def restoring(releases: Path, *, waits: bool = False) -> Iterator[None]:
    """Hold the right to rebuild what a release has lost; others may publish meanwhile.

    Raises:
        BusyError: another process holds it, and is not to be waited for.
        ReleaseError: the folder cannot be written, or an erasure is not finished.
    """
    with _locked(releases, _RESTORING_LOCK, waits=waits):
        refuse_unfinished(releases)
        yield


@contextmanager
def _locked(releases: Path, name: str, *, waits: bool = False) -> Iterator[None]:
    try:
        releases.mkdir(parents=True, exist_ok=True)
        handle = os.open(releases / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ReleaseError(f"{releases}: cannot be written: {error.strerror}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError as error:
        os.close(handle)
        raise BusyError(f"{releases}: another process is {_WORK[name]}; try again later") from error
    try:
        yield
    finally:
        os.close(handle)
