"""The processes of a running server: which of them answer queries, and what they use."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

_KEEPER: Final = "samverkan_ld.sparql.keeper"
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_TICK: Final = os.sysconf("SC_CLK_TCK")
_IDLE: Final = 0.3
"""So many seconds without use of the processor tell that a process is idle."""

_PATIENCE: Final = 120.0


def query_workers(pid: int) -> list[int]:
    """List the processes that answer queries: those that a keeper among the descendants forked."""
    return [child for parent, child in _descendants(pid) if _KEEPER in _command(parent)]


def memory_beside_workers(pid: int) -> int:
    """Add up the resident memory of a server without its query workers, in bytes."""
    family = [*_descendants(pid)]
    others = [child for parent, child in family if _KEEPER not in _command(parent)]
    return sum(_resident(other) for other in (pid, *others))


def everyone(pid: int) -> list[int]:
    """List a process and its descendants."""
    return [pid, *(child for _, child in _descendants(pid))]


def busy_for(members: Callable[[], Iterable[int]]) -> float:
    """Wait until processes have not used the processor for a while; tell how long they had.

    `members` lists the processes, and is asked again and again, since they may come and go.
    """
    start = last = time.perf_counter()
    used = {member: processor(member) for member in members()}
    while time.perf_counter() < min(last + _IDLE, start + _PATIENCE):
        time.sleep(1 / _TICK)
        now = {member: processor(member) for member in members()}
        if now.items() - used.items():
            last = time.perf_counter()
        used = now
    return last - start


def processor_of_all(pid: int) -> float:
    """Give the seconds of processor that a process and its living descendants have used."""
    return sum(processor(one) for one in everyone(pid))


def processor(pid: int) -> float:
    """Give the seconds of processor that a process has used; 0 when it has ended."""
    # the name in parentheses may hold anything, so what counts comes after the last of them
    fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK if fields else 0.0


def _descendants(pid: int) -> Iterator[tuple[int, int]]:
    """Give the descendants of a process, each with its parent before it."""
    # any thread may have started a child; a process that has ended has no threads
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, _read(children).split()):
            yield pid, child
            yield from _descendants(child)


def _command(pid: int) -> str:
    return _read(Path(f"/proc/{pid}/cmdline")).replace("\0", " ")


def _resident(pid: int) -> int:
    fields = _read(Path(f"/proc/{pid}/statm")).split()
    return int(fields[1]) * _PAGE if fields else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""  # the process has ended meanwhile
