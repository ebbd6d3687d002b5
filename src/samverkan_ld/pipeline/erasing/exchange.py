"""Putting what an erasure made ready in the place of what there is.

Files are only moved, so it can be done again from any point.
"""

import shutil
import time
from pathlib import Path
from typing import Final

from samverkan_ld.archive.folder import (
    FINISH,
    RENEWED,
    RESTORE,
    read_manifest,
    release_folders,
    seal,
    switch,
    sync,
)
from samverkan_ld.archive.journal import JOURNAL, Journal
from samverkan_ld.archive.objects import remove_objects
from samverkan_ld.pipeline.erasing.blotting import DERIVED, PARTS

WORKPLACE: Final = ".erasure"
"""The folder where what replaces the present releases is made."""

NEW: Final = "new"
"""The folder in it of the release that takes the place of the current one."""

FOLLOWED: Final = 2.0
"""So many seconds after a switch no server reads the release before any longer."""

_GONE: Final = "gone"


def exchange(releases: Path, journal: Journal) -> None:
    """Put what lies ready in its place; may be done again from the beginning.

    The caller holds every lock.

    Args:
        releases: the folder of releases.
        journal: what was asked for, and the id of the new release.
    """
    work = releases / WORKPLACE
    if (work / NEW).exists():
        seal(work / NEW, releases, journal.release)
    switch(releases, journal.release)
    former = read_manifest(releases / journal.release).previous
    for source in release_folders(work):
        if source.name != former:
            _replace(source, releases / source.name, work / _GONE)
    if former is not None and (work / former).exists():
        time.sleep(FOLLOWED)
        _replace(work / former, releases / former, work / _GONE)
    for path in (*releases.glob(f"{RENEWED}*"), releases / FINISH, releases / RESTORE):
        shutil.rmtree(path, ignore_errors=True)
    named = (read_manifest(folder).graphs.values() for folder in release_folders(releases))
    remove_objects(releases, {entry.digest for entries in named for entry in entries})
    switch(releases, journal.release)  # again, for what servers have kept in memory since
    end(releases)


def _replace(source: Path, target: Path, gone: Path) -> None:
    """Take away what is derived of a release, and put other parts in the place of its own."""
    for part in DERIVED:
        _discard(target / part, gone)
    for part in PARTS:
        if (source / part).is_dir():
            _discard(target / part, gone)
        if (source / part).exists():
            (source / part).replace(target / part)
    sync(target)
    shutil.rmtree(source)


def _discard(path: Path, gone: Path) -> None:
    # moved first, so that nobody finds a half of it
    shutil.rmtree(gone, ignore_errors=True)
    gone.mkdir()
    if path.exists():
        path.replace(gone / path.name)
    shutil.rmtree(gone)


def end(releases: Path) -> None:
    """Remove what an erasure was made in, and then its journal: it is over."""
    shutil.rmtree(releases / WORKPLACE, ignore_errors=True)
    (releases / f"{JOURNAL}.new").unlink(missing_ok=True)
    (releases / JOURNAL).unlink(missing_ok=True)
    sync(releases)
