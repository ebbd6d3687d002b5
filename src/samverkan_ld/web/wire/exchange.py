"""One request and its answer, between the server and the application."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

from samverkan_ld.errors import SamverkanError
from samverkan_ld.web.wire.answer import Answer, Message
from samverkan_ld.web.wire.bodies import Hangup, Stream
from samverkan_ld.web.wire.cache import Entry
from samverkan_ld.web.wire.client import Proxies
from samverkan_ld.web.wire.condition import is_unmodified, unmodified
from samverkan_ld.web.wire.intake import Intake, Receive
from samverkan_ld.web.wire.lane import Lane
from samverkan_ld.web.wire.toll import Toll

Scope = Mapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

END: Final[Message] = {"type": "http.response.body", "body": b""}

STALLED: Final = 30.0
"""So many seconds a client may take for a piece of an answer."""

_AT_ONCE: Final = 64 * 1024
"""What is longer is sent in pieces of so many bytes."""

_log = logging.getLogger(__name__)


class Exchange:
    """A request, and what became of it.

    `status` is that of the answer once it has begun, else 0; `sent` are the bytes of its body.
    `is_cached` tells that a cache had it, `is_broken` that it broke off; `toll` is what it costs
    its client, where that is counted.
    """

    status = 0
    sent = 0
    is_cached = False
    is_broken = False
    toll: Toll | None = None

    def __init__(
        self,
        scope: Scope,
        headers: Mapping[bytes, bytes],
        receive: Receive,
        send: Send,
        intake: Intake,
        proxies: Proxies,
    ) -> None:
        self.scope = scope
        self.headers = headers
        self.hangup = Hangup()
        self._receive = receive
        self._send = send
        self._intake = intake
        self._proxies = proxies

    @property
    def client(self) -> str:
        """The address that the request comes from; nothing where that is not known."""
        return self._proxies.client(self.scope, self.headers)

    async def read(self, limit: int) -> bytes | HTTPStatus:
        """Read the request's body; where that cannot be done, give the status instead."""
        return await self._intake.read(self._receive, self.headers, limit)

    async def watch(self) -> None:
        """Wait until the client hangs up, and tell whoever works on the answer."""
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.hangup.tell()

    async def send(self, answer: Answer, lane: Lane) -> None:
        """Send an answer; without its body to HEAD, as 304 to a client that has it."""
        is_head = self.scope["method"] == "HEAD"
        if (is_head or self.scope["method"] == "GET") and is_unmodified(self.headers, answer):
            await self._send_head(answer, unmodified(answer), lane)
        elif is_head:
            await self._send_head(answer, answer, lane)
        elif isinstance(answer.body, Stream):
            await self._send_stream(answer, answer.body, lane)
        else:
            await self.send_whole(answer)

    async def send_entry(self, entry: Entry) -> None:
        """Send an answer that is ready; without its body to HEAD, as 304 to who has it."""
        asked, method = self.headers, self.scope["method"]
        is_conditional = b"if-none-match" in asked or b"if-modified-since" in asked
        if is_conditional and method != "POST" and entry.is_unmodified(asked):
            self.status = 304
            await self._send(entry.unmodified)
            await self._send(END)
        elif method == "HEAD" or entry.size <= _AT_ONCE:
            self.status = entry.answer.status
            body = END if method == "HEAD" else entry.body
            self.sent = len(body["body"])
            await self._send(entry.start)
            await self._send(body)
        else:
            await self.send_pieces(entry.answer, b"", _cut(entry.body["body"]))

    def has(self, answer: Answer) -> bool:
        """Tell whether the client names this very answer as one that it has."""
        tags = self.headers.get(b"if-none-match", b"*").strip()
        return tags != b"*" and is_unmodified(self.headers, answer)

    async def _send_head(self, made: Answer, sent: Answer, lane: Lane) -> None:
        if isinstance(made.body, Stream):
            await lane.run(made.body.close)
        await self._begin(sent)
        await self._send(END)

    async def send_whole(self, answer: Answer) -> None:
        """Send an answer and the body it has."""
        body = answer.body
        assert isinstance(body, bytes)
        await self._begin(answer)
        self.sent = len(body)
        await self._send({"type": "http.response.body", "body": body})

    async def send_pieces(self, start: Answer, first: bytes, pieces: AsyncIterator[bytes]) -> None:
        """Send an answer of unknown length: its first piece, then the others.

        When the pieces fail, or the client takes none for too long, no end is sent: the server
        breaks the transfer, and the client can see that the answer is not whole.
        """
        await self._begin(start)
        try:
            if self.scope["method"] != "HEAD":
                await self._send_piece(first)
                async for piece in pieces:
                    await self._send_piece(piece)
        except (SamverkanError, TimeoutError) as error:
            if not self.hangup.gone:
                self.is_broken = True
                reason = str(error) or "its client takes nothing"
                _log.warning("%s: an answer broke off: %s", self.scope["path"], reason)
        else:
            await self._send(END)

    async def _begin(self, answer: Answer) -> None:
        self.status = answer.status
        await self._send(answer.start)

    async def _send_piece(self, piece: bytes) -> None:
        self.sent += len(piece)
        async with asyncio.timeout(STALLED):
            await self._send({"type": "http.response.body", "body": piece, "more_body": True})

    async def _send_stream(self, answer: Answer, stream: Stream, lane: Lane) -> None:
        """Pull and send piece by piece; no thread waits for the client.

        An exception of the body passes through, so that the server breaks the transfer.
        """
        try:
            await self._begin(answer)
            while not self.hangup.gone and (piece := await lane.run(stream.pull)) is not None:
                await self._send_piece(piece)
        except Exception:
            self.is_broken = True
            raise
        finally:
            await lane.run(stream.close)
        await self._send(END)


async def _cut(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), _AT_ONCE):
        yield body[start : start + _AT_ONCE]
