"""A query under way, from its arrival until its answer is sent or has failed."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Final, Protocol

from samverkan_ld.errors import DeadlineError, ExhaustedError, QueryError, SamverkanError
from samverkan_ld.sparql.messages import Head, Question

SHORT: Final = 1024 * 1024
"""Answers of up to so many bytes are collected and given whole."""

_AHEAD: Final = 512 * 1024
"""So many bytes of a long answer may wait for a slow client before its worker has to."""

_CLOSE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: whole, or the start of a long one, whose `pieces` follow."""

    head: Head
    body: bytes
    is_whole: bool


class AbandonedError(QueryError):
    """Nobody waits for the answer any longer."""


class Flow(Protocol):
    """What holds a worker's answer back, and lets it go on: the connection to the worker."""

    def pause_reading(self) -> None:
        """Read no further."""

    def resume_reading(self) -> None:
        """Go on reading."""


class Job:
    """A query under way; used on the event loop only."""

    def __init__(
        self,
        question: Question,
        loop: asyncio.AbstractEventLoop,
        client: str = "",
        on_failure: Callable[[SamverkanError], object] | None = None,
    ) -> None:
        self.question = question
        self.client = client
        self.arrived = loop.time()
        self.began = 0.0
        self.is_slow = False
        self.found: asyncio.Future[Found] = loop.create_future()
        self.on_delay: Callable[[], object] | None = None
        self._on_failure = on_failure
        self.flow: Flow | None = None
        self._head = Head("")
        self._pieces: deque[bytes] = deque()
        self._size = 0
        self._ended = False
        self._fault: SamverkanError | None = None
        self._more: asyncio.Future[None] | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self._ended or self._fault is not None

    def begin(self, head: Head) -> None:
        """Take a head; the last one counts."""
        self._head = head

    def take(self, piece: bytes) -> None:
        """Take a piece of the body."""
        self._pieces.append(piece)
        self._size += len(piece)
        if self.found.done():
            self._wake()
            if self._size > _AHEAD and self.flow is not None:
                self.flow.pause_reading()
        elif self._size > SHORT:
            self._give(is_whole=False)

    def end(self) -> None:
        """Take the end of the answer."""
        self._ended = True
        if not self.found.done():
            self._give(is_whole=True)
        self._wake()

    def fail(self, error: SamverkanError) -> None:
        """Take a failure, unless the answer has ended."""
        if self.is_over:
            return
        self._fault = error
        if self._on_failure is not None:
            self._on_failure(error)
        if not self.found.done():
            self.found.set_exception(error)
            self.found.exception()  # known here: nobody has to have waited for it
        self._wake()

    def lose(self) -> None:
        """Take the death of the worker: at the deadline by the kernel, before it by the engine."""
        if self.left() <= _CLOSE:
            self.fail(DeadlineError("the query took longer than a query may"))
        else:
            self.fail(ExhaustedError("the query ended its process, perhaps for want of memory"))

    def notice(self) -> None:
        """Have whoever asked watch for a hang-up: of quick queries nobody needs to."""
        if self.on_delay is not None:
            self.on_delay()
            self.on_delay = None

    def left(self) -> float:
        """Give the seconds that are left before the deadline."""
        return self.arrived + self.question.seconds - self.found.get_loop().time()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Give the pieces that follow the start of a long answer.

        Raises:
            SamverkanError: the answer breaks off.
        """
        while True:
            while self._pieces:
                piece = self._pieces.popleft()
                self._size -= len(piece)
                if self.flow is not None and self._size <= _AHEAD // 2:
                    self.flow.resume_reading()
                yield piece
            if self._fault is not None:
                raise self._fault
            if self._ended:
                return
            self._more = self.found.get_loop().create_future()
            await self._more

    def _give(self, *, is_whole: bool) -> None:
        body = b"".join(self._pieces)
        self._pieces.clear()
        self._size = 0
        self.found.set_result(Found(self._head, body, is_whole))

    def _wake(self) -> None:
        if self._more is not None and not self._more.done():
            self._more.set_result(None)
