"""Answers as long as the whole site: the memory they take, and what a hang-up leaves behind."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Final

from bench.answers import target
from bench.family import busy_for, memory_beside_workers, query_workers
from bench.queries import EVERYTHING
from bench.rivals import Server

_PIECE: Final = 2**18
_TICK: Final = 0.05
_END: Final = b"\r\n0\r\n\r\n"
_PATIENCE: Final = 120.0
_BEFORE_PAUSE: Final = 8 * 2**20
_PAUSE: Final = 4.0


@dataclass(frozen=True, slots=True)
class Stream:
    """A whole answer: its seconds and bytes, and how the server's memory grew, without workers.

    `is_whole` tells that it came with status 200 and with the end of a chunked body.
    """

    seconds: float
    size: int
    growth: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class HangUp:
    """A client that reads, pauses, and hangs up: the growth of memory, and what came afterwards.

    `seconds` is how long after the hang-up the last worker was still busy.
    """

    growth: int
    seconds: float


class Watch:
    """Looks at the memory of a server, without its query workers, until told to stop."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._before = self._most = memory_beside_workers(pid)
        self._over = threading.Event()

    def run(self) -> None:
        """Look again and again."""
        while not self._over.wait(_TICK):
            self._most = max(self._most, memory_beside_workers(self._pid))

    def stop(self) -> None:
        """Look no more."""
        self._over.set()

    @property
    def growth(self) -> int:
        """The most memory seen, less what there was at first, in bytes."""
        return self._most - self._before


def read_all(server: Server, accept: str) -> Stream:
    """Read every quad, as fast as it comes."""
    with _watched(server) as watch, _asked(server, accept) as connection:
        start, size, first, last = time.perf_counter(), 0, b"", b""
        while piece := connection.recv(_PIECE):
            size, first, last = size + len(piece), first or piece, (last + piece)[-len(_END) :]
            if last == _END:
                break
        seconds = time.perf_counter() - start
    is_whole = first.startswith(b"HTTP/1.1 200 ") and last == _END
    return Stream(seconds, size, watch.growth, is_whole)


def hang_up(server: Server, accept: str) -> HangUp:
    """Read a little of every quad, wait so that the server must, and hang up."""
    with _watched(server) as watch, _asked(server, accept) as connection:
        _read(connection, _BEFORE_PAUSE)
        time.sleep(_PAUSE)
        _read(connection, _BEFORE_PAUSE)
    return HangUp(watch.growth, busy_for(partial(query_workers, server.pid)))


def _read(connection: socket.socket, size: int) -> None:
    while size > 0 and (piece := connection.recv(_PIECE)):
        size -= len(piece)


@contextmanager
def _watched(server: Server) -> Iterator[Watch]:
    watch = Watch(server.pid)
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        yield watch
    finally:
        watch.stop()
        thread.join()


@contextmanager
def _asked(server: Server, accept: str) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.port), _PATIENCE) as connection:
        path = target(server.path, EVERYTHING)
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {accept}\r\n\r\n"
        connection.sendall(head.encode())
        yield connection
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)
