"""Requests for a server on 127.0.0.1, as fast as it answers, over so many connections.

With `wrk` (Debian package `wrk`) where it is installed, else with a client of our own, which is
slower than a fast server: rows measured with it say so.
"""

import json
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPResponse
from itertools import cycle
from pathlib import Path
from threading import Lock
from typing import Final

WRK: Final = shutil.which("wrk")
CLIENT: Final = "wrk" if WRK else "own client"
_SCRIPT: Final = Path(__file__).with_name("load.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """What a load came to: answers in a second, microseconds of an answer, and failed answers."""

    rate: float
    p50: float
    p95: float
    requests: int
    faults: int


@dataclass(frozen=True, slots=True)
class Requests:
    """What is asked for, round and round: paths, with what to accept."""

    paths: Sequence[str]
    accept: str = "text/turtle"


def load(port: int, requests: Requests, *, connections: int, seconds: float) -> Load:
    """Put load on a server for some seconds."""
    if WRK:
        return _with_wrk(port, requests, connections, seconds)
    return _with_sockets(port, requests, connections, seconds)


def _with_wrk(port: int, requests: Requests, connections: int, seconds: float) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.writelines(f"{path}\n" for path in requests.paths)
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-s", str(_SCRIPT)]
        command += [f"http://127.0.0.1:{port}", "--", file.name, requests.accept]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = json.loads(output.partition("RESULT ")[2])
    rate = found["requests"] / found["seconds"]
    return Load(rate, found["p50"], found["p95"], found["requests"], found["faults"])


def _with_sockets(port: int, requests: Requests, connections: int, seconds: float) -> Load:
    work = _Work(port, cycle(requests.paths), requests.accept, time.perf_counter() + seconds)
    start = time.perf_counter()
    with ThreadPoolExecutor(connections) as threads:
        spent = [t for times in threads.map(work.run, range(connections)) for t in times]
    duration = time.perf_counter() - start
    p95 = statistics.quantiles(spent, n=20)[-1]
    return Load(len(spent) / duration, statistics.median(spent), p95, len(spent), work.faults)


class _Work:
    """The connections' common work: the paths and the faults."""

    def __init__(self, port: int, paths: Iterator[str], accept: str, end: float) -> None:
        self._port = port
        self._paths = paths
        self._accept = accept
        self._end = end
        self._lock = Lock()
        self.faults = 0

    def run(self, _connection: int) -> list[float]:
        """Ask over one connection until the time is over; give the microseconds of each answer."""
        spent: list[float] = []
        with socket.create_connection(("127.0.0.1", self._port)) as connection:
            while time.perf_counter() < self._end:
                with self._lock:
                    path = next(self._paths)
                start = time.perf_counter()
                status = self._ask(connection, path)
                spent.append((time.perf_counter() - start) * 1e6)
                if not 200 <= status < 400:
                    with self._lock:
                        self.faults += 1
        return spent

    def _ask(self, connection: socket.socket, path: str) -> int:
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {self._accept}\r\n\r\n"
        connection.sendall(head.encode())
        with HTTPResponse(connection) as answer:
            answer.begin()
            answer.read()
            return answer.status
