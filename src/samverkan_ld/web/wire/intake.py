"""Bodies of requests, read within bounds: of size, of time, of pieces, and of all at once."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, Final

SECONDS: Final = 60.0
"""So many seconds the body of a request may take to come."""

_DRAINED: Final = 16
"""So many times the limit of a request is read and dropped, so that the client sees the refusal."""

_PIECES: Final = 4096
"""A body may come in so many pieces: each costs as much as a small request."""

_SMALL: Final = 64 * 1024
"""Bodies of up to so many bytes are small."""

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]


class Intake:
    """What large bodies that are being read may take of a process's memory together.

    Small ones are always read, so that nobody can keep everybody else from asking.
    """

    def __init__(self, most: int) -> None:
        """Hold at most so many bytes of large bodies."""
        self._left = most

    async def read(
        self, receive: Receive, headers: Mapping[bytes, bytes], limit: int
    ) -> bytes | HTTPStatus:
        """Read a body of up to `limit` bytes; where that cannot be, give the status instead."""
        announced = int(headers.get(b"content-length", b"0"))
        if not announced and b"transfer-encoding" not in headers:
            return b""
        if announced > limit * _DRAINED or (announced > limit and b"expect" in headers):
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        body = bytearray()
        try:
            async with asyncio.timeout(SECONDS):
                return await self._collect(receive, limit, body)
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        finally:
            self._left += _excess(len(body))

    async def _collect(self, receive: Receive, limit: int, body: bytearray) -> bytes | HTTPStatus:
        size = 0
        for _ in range(_PIECES):
            message = await receive()
            if message["type"] == "http.disconnect":
                return HTTPStatus.BAD_REQUEST
            piece = message.get("body", b"")
            size += len(piece)
            if size <= limit:
                more = _excess(size) - _excess(len(body))
                if more > self._left:
                    return HTTPStatus.SERVICE_UNAVAILABLE
                self._left -= more
                body += piece
            if not message.get("more_body", False):
                return bytes(body) if size <= limit else HTTPStatus.REQUEST_ENTITY_TOO_LARGE
            if size > limit * _DRAINED:
                break
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def _excess(size: int) -> int:
    return max(0, size - _SMALL)
