"""Processes that are measured: run with a time limit, or kept as servers; ended by their id."""

import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_TICK: Final = 0.02
_STOPPING: Final = 20.0
_STARTING: Final = 120.0


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: seconds by the clock and of processor, and the most memory, in bytes.

    Processor and memory are those of the process and its descendants. `output` is None when it was
    stopped at the limit.
    """

    seconds: float
    processor: float
    peak: int
    output: str | None


class FailedRunError(Exception):
    """A measured process failed, or a server did not come up."""


def run(command: Sequence[str | Path], *, limit: float) -> Run:
    """Run a command to its end, or stop it after `limit` seconds.

    Raises:
        FailedRunError: it ended with a fault; the message holds what it said.
    """
    start, before, peak = time.perf_counter(), _processor(), 0
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [*map(str, command)], stdout=output, stderr=output, start_new_session=True
        )
        is_over = False
        while process.poll() is None and not is_over:
            peak = max(peak, resident(process.pid))
            is_over = time.perf_counter() - start > limit
            time.sleep(_TICK)
        seconds = time.perf_counter() - start
        if is_over:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        output.seek(0)
        text = output.read()
    if process.returncode and not is_over:
        raise FailedRunError(f"{' '.join(map(str, command))}: {text.strip()}")
    return Run(seconds, _processor() - before, peak, None if is_over else text)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def module(name: str, *arguments: str | Path) -> list[str | Path]:
    """Give the command that runs a module of the bench in a fresh interpreter."""
    return [sys.executable, "-m", name, *arguments]


def resident(pid: int) -> int:
    """Add up the resident memory of a process and its descendants, in bytes."""
    total = 0
    waiting = [pid]
    while waiting:
        folder = Path("/proc") / str(waiting.pop())
        try:
            total += int((folder / "statm").read_text().split()[1]) * _PAGE
            for task in (folder / "task").iterdir():
                waiting += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue  # it has ended meanwhile
    return total


def free_port() -> int:
    """Find a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(command: Sequence[str | Path], port: int, log: Path) -> Iterator[int]:
    """Keep a server running, once it listens on the port; give its process id.

    Raises:
        FailedRunError: it did not come up.
    """
    with log.open("w") as output:
        process = subprocess.Popen(
            [*map(str, command)], stdout=output, stderr=output, start_new_session=True
        )
    try:
        _await_port(process, port, log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(_STOPPING)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _await_port(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    start = time.perf_counter()
    while time.perf_counter() - start < _STARTING and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(_TICK)
        else:
            return
    raise FailedRunError(f"no server on port {port}: {log.read_text()[-2000:].strip()}")
