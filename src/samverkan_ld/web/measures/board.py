"""Rows of numbers in memory that all server processes share, one for each process.

Each process writes to its own row only, so nothing has to be locked to count. The row of a process
that has died keeps its numbers, and who takes its place goes on with them.
"""

import fcntl
import os
from collections.abc import Iterator
from ctypes import Array, c_double, sizeof
from mmap import mmap
from typing import TypeAlias

Row: TypeAlias = "Array[c_double]"
"""Numbers of one process."""


class Board:
    """Rows of numbers; made before the processes fork."""

    def __init__(self, width: int, rows: int = 1) -> None:
        """Have so many rows of so many numbers, all zero."""
        # a file, for its locks: they end with the process that holds them
        self._file = os.memfd_create("samverkan-ld")
        kind = c_double * width  # counts in half the time of a memoryview
        os.ftruncate(self._file, sizeof(kind) * rows)
        self._rows = (kind * rows).from_buffer(mmap(self._file, 0))

    def claim(self) -> Row:
        """Give the row that is this process's own until it dies.

        Where all are taken the last one is shared: better to count wrongly than not to serve.
        """
        last = len(self._rows) - 1
        return self._rows[next((number for number in range(last) if self._lock(number)), last)]

    def rows(self) -> Iterator[Row]:
        """Give all rows, also those of processes that have died."""
        return iter(self._rows)

    def _lock(self, number: int) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, number)
        except OSError:
            return False
        return True
