"""Seeing at a glance that a file has not changed, as version control does.

A file that has the time, size and place that it had when it was read is not opened again. Times of
files are coarse: one that changed in the very moment of reading is looked into the next time.
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from samverkan_ld.archive.readings import Reading
from samverkan_ld.records import SourceFile

_COARSE: Final = 50_000_000
"""Nanoseconds that may pass between a change of a file and the time that it gets."""

_DESCRIPTION: Final = "-metadata.json"
_DESCRIBED: Final = ".csv"


def look(file: SourceFile, known: Reading | None) -> Reading:
    """Tell the present state of a file; it is opened only if its stamp is not the known one."""
    now = time.time_ns()
    stats = [_stat(path) for path in _read_with(file.path)]
    stamp = " ".join(" ".join(map(str, numbers)) for numbers in stats)
    if known is not None and known.stamp == stamp:
        return known
    newest = max((max(numbers[:2]) for numbers in stats if numbers), default=now)
    is_settled = newest + _COARSE < now
    return Reading(file.name, stamp if is_settled else "", _digest(file.path))


def _read_with(path: Path) -> Iterator[Path]:
    """Give the files that are read for a source: itself and, of a table, its description."""
    yield path
    if path.suffix.lower() == _DESCRIBED:
        yield path.with_name(path.name + _DESCRIPTION)


def _stat(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _digest(path: Path) -> str:
    total = hashlib.sha256()
    for part in _read_with(path):
        try:
            total.update(hashlib.sha256(part.read_bytes()).digest())
        except OSError:
            total.update(b"?")  # the reader tells what is wrong with it
    return total.hexdigest()
