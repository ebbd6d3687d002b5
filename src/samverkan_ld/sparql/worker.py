"""A query worker: answers one question after another, until it is killed.

Its deadline is the kernel's: an interval timer whose signal keeps its default action ends the
process even in the midst of the engine's native code, where no Python handler would ever run.
"""

import signal
import socket
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Final, cast

from pyoxigraph import QueryBoolean, Store

from samverkan_ld.archive.folder import STORE
from samverkan_ld.errors import ReleaseError, SamverkanError, TooLongError
from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS, Format, by_name
from samverkan_ld.iris import Iris
from samverkan_ld.sparql.engine import Graph, Request, Solutions, Source, answer
from samverkan_ld.sparql.messages import (
    HEADER,
    Head,
    Kind,
    Question,
    UnacceptableError,
    frame,
    read_question,
    write_failure,
    write_head,
)
from samverkan_ld.sparql.writing import Dress, write_graph, write_rows, write_solutions
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.documents import Describer
from samverkan_ld.store.release import describe_whole

PIECE: Final = 64 * 1024
"""Answers are sent in pieces of about so many bytes."""

_KEPT: Final = 2
_TRUSTED: Final = 1.0
"""So many seconds a store is taken for the same without looking at its folder."""


@dataclass(frozen=True, slots=True)
class Held:
    """A store held in memory, and the folder of the release it is from."""

    folder: str
    store: Store


class Stores:
    """The stores that a worker has open: those it was last asked about."""

    def __init__(self, held: Held | None) -> None:
        self._held = held
        self._open: OrderedDict[tuple[str, tuple[int, int]], Store] = OrderedDict()
        self._last: tuple[str, Store] | None = None
        self._trusted = 0.0

    def get(self, folder: str) -> Store:
        """Give the store of a release.

        Raises:
            ReleaseError: there is none, or it is damaged.
        """
        if self._held is not None and self._held.folder == folder:
            return self._held.store
        now = time.monotonic()
        if self._last is None or self._last[0] != folder or now > self._trusted:
            self._last = folder, self._look_up(folder)
            self._trusted = now + _TRUSTED
        return self._last[1]

    def _look_up(self, folder: str) -> Store:
        """Find a store among the open ones, or open it; one that was replaced is another one."""
        path = Path(folder, STORE)
        key = (folder, _state(path))
        store = self._open.pop(key, None) or open_store(path)
        self._open[key] = store
        if len(self._open) > _KEPT:
            self._open.popitem(last=False)
        return store


class Output:
    """The file that an answer is written to: it becomes frames on the socket."""

    def __init__(self, connection: socket.socket, limit: int) -> None:
        self._connection = connection
        self._left = limit
        self._frames: list[bytes] = []
        self._pieces: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        """Take a piece of the body, as files do.

        Raises:
            TooLongError: the answer is longer than it may be.
        """
        self._left -= len(data)
        if self._left < 0:
            raise TooLongError("the answer is longer than an answer may be")
        self._pieces.append(bytes(data))
        self._size += len(data)
        if self._size >= PIECE:
            self.flush()
            self.send()
        return len(data)

    def flush(self) -> None:
        """Make frames of what was written since the last."""
        body = b"".join(self._pieces)
        for start in range(0, len(body), PIECE):
            self._frames.append(frame(Kind.BODY, body[start : start + PIECE]))
        self._pieces, self._size = [], 0

    def put(self, told: bytes) -> None:
        """Put a frame behind what was written."""
        self.flush()
        self._frames.append(told)

    def send(self) -> None:
        """Send the frames made so far; waits while the server reads no further.

        Raises:
            SystemExit: nobody reads them any longer.
        """
        frames, self._frames = self._frames, []
        try:
            self._connection.sendall(b"".join(frames))
        except OSError:
            sys.exit()


@dataclass(frozen=True, slots=True)
class Worker:
    """Answers questions that come over a connection."""

    connection: socket.socket
    stores: Stores
    endpoints: tuple[str, ...]
    answer_bytes: int

    def run(self) -> None:
        """Answer until the connection ends."""
        with self.connection.makefile("rb") as questions:
            while header := questions.read(HEADER.size):
                _, length = HEADER.unpack(header)
                self.answer(read_question(questions.read(length)))

    def answer(self, question: Question) -> None:
        """Answer a question in time, or die."""
        signal.setitimer(signal.ITIMER_REAL, max(question.seconds, 0.001))
        output = Output(self.connection, self.answer_bytes)
        try:
            self._write(question, output)
            output.put(frame(Kind.END))
        except SamverkanError as error:
            output.put(write_failure(error))
        signal.setitimer(signal.ITIMER_REAL, 0)  # lest it strike at the next question
        output.send()

    def _write(self, question: Question, output: Output) -> None:
        request = Request(question.text, question.default_graphs, question.named_graphs)
        found = answer(self._source(question), request)
        file = cast("IO[bytes]", output)
        head = Head(_kind(found), found.outline.is_volatile)
        if question.rows:
            output.put(write_head(head))
            has_more = write_rows(found, question.rows, file)
            output.put(write_head(replace(head, has_more=has_more)))
        elif isinstance(found, Graph):
            fmt = _format(question.graph, GRAPH_FORMATS, head)
            output.put(write_head(head))
            write_graph(found, fmt, file, Dress(Path(question.folder), _iris(question)))
        else:
            fmt = _format(question.solutions, RESULTS_FORMATS, head)
            output.put(write_head(head))
            write_solutions(found, fmt, file)

    def _source(self, question: Question) -> Source:
        store = self.stores.get(question.folder)
        describer = partial(_describer, question.folder, store)
        return Source(store, question.base, describer, self.endpoints)


@lru_cache(maxsize=_KEPT)
def _describer(folder: str, store: Store) -> Describer:
    # a manifest names each graph, and there may be tens of thousands
    return describe_whole(Path(folder), store)


def _kind(found: Solutions | Graph) -> str:
    if isinstance(found, Graph):
        return "graph"
    return "ask" if isinstance(found.results, QueryBoolean) else "select"


def _format(name: str, formats: tuple[Format, ...], head: Head) -> Format:
    fmt = by_name(name, formats)
    if fmt is None:
        raise UnacceptableError(head.kind)
    return fmt


def _iris(question: Question) -> Iris:
    return Iris(question.base, question.terms, question.register)


def _state(path: Path) -> tuple[int, int]:
    """Tell a store from another at the same place, which may get the same inode."""
    try:
        found = path.stat()
    except OSError as error:
        raise ReleaseError(f"{path}: the store failed: {error.strerror}") from error
    return found.st_ino, found.st_mtime_ns
