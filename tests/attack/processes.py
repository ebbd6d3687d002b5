"""The processes of a server as `/proc` tells of them: proc(5), Linux only."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEEPER = b"samverkan_ld.sparql.keeper"
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")
_STATES = {"01": "ESTABLISHED", "04": "FIN_WAIT1", "05": "FIN_WAIT2", "08": "CLOSE_WAIT"}


@dataclass(frozen=True, slots=True)
class Process:
    """A process that runs: what it is in the server, the CPU time it used, and what it holds."""

    pid: int
    parent: int
    role: str
    niceness: int
    seconds: float
    memory: int
    files: int


def tree(root: int) -> list[Process]:
    """List a server's processes: `serve`, each `server`, its `keeper` and its `worker`s."""
    return [*_below(root, 0, "")]


def is_running(pid: int) -> bool:
    """Tell whether a process runs; one that is dead and unburied does not."""
    try:
        return _stat(pid)[0] != "Z"
    except OSError:
        return False


def is_working(pid: int) -> bool:
    """Tell whether a process computes, or would if it were let to a processor."""
    return _stat(pid)[0] == "R"


def cpu_seconds(pid: int) -> float:
    """Tell how much CPU time a process used."""
    return sum(map(int, _stat(pid)[11:13])) / _TICKS


def connections(port: int) -> Counter[str]:
    """Count the connections to a port of this machine that its server has not let go, by state."""
    lines = Path("/proc/net/tcp").read_text().splitlines()[1:]
    fields = (line.split() for line in lines)
    states = (state for _, local, _, state, *_ in fields if local.endswith(f":{port:04X}"))
    return Counter(_STATES[state] for state in states if state in _STATES)


def _below(pid: int, parent: int, above: str) -> Iterator[Process]:
    try:
        process = _read(pid, parent, above)
        tasks = [*Path(f"/proc/{pid}/task").iterdir()]
        children = [int(c) for task in tasks for c in (task / "children").read_text().split()]
    except OSError:
        return  # it ended meanwhile
    if process is not None:
        yield process
        for child in children:
            yield from _below(child, pid, process.role)


def _read(pid: int, parent: int, above: str) -> Process | None:
    stat = _stat(pid)
    if stat[0] == "Z":
        return None
    return Process(
        pid=pid,
        parent=parent,
        role=_role(pid, above),
        niceness=int(stat[16]),
        seconds=cpu_seconds(pid),
        memory=int(stat[21]) * _PAGE,
        files=len([*Path(f"/proc/{pid}/fd").iterdir()]),
    )


def _role(pid: int, above: str) -> str:
    if above in ("keeper", "worker"):
        return "worker"
    if KEEPER in Path(f"/proc/{pid}/cmdline").read_bytes():
        return "keeper"
    return "server" if above else "serve"


def _stat(pid: int) -> list[str]:
    """Read the fields of `/proc/PID/stat` that follow the name, the state first."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
