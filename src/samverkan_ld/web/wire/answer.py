"""An answer on its way from the application to the server."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final
from wsgiref.types import WSGIApplication

from samverkan_ld.web.wire.bodies import Stream

Header = tuple[bytes, bytes]
Message = dict[str, Any]

SHORT: Final = 1024 * 1024
"""Bodies up to this many bytes are sent whole."""

_BODYLESS: Final = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
_LINE_ENDS: Final = frozenset(b"\r\n\0")


@dataclass(frozen=True, slots=True)
class Answer:
    """A status, headers with lower-case names, and a body: whole, or a stream when it is long."""

    status: int
    headers: tuple[Header, ...]
    body: bytes | Stream

    def header(self, name: bytes) -> bytes | None:
        """Give the first header of a name."""
        return next((value for key, value in self.headers if key == name), None)

    def without(self, *names: bytes) -> tuple[Header, ...]:
        """List the headers but those named."""
        return tuple(header for header in self.headers if header[0] not in names)

    @property
    def start(self) -> Message:
        """The message that starts the answer."""
        return {
            "type": "http.response.start",
            "status": self.status,
            "headers": list(self.headers),
        }


def call(application: WSGIApplication, environ: dict[str, Any]) -> Answer:
    """Call a WSGI application (https://peps.python.org/pep-3333/) and collect its answer.

    A body of declared length up to SHORT, or given as a list, is read whole; any other comes as an
    unread stream, which the caller closes. The application calls start_response before it returns.

    Raises:
        ValueError: a header holds a line end, or the body is not as long as declared.
    """
    head = _Head()
    chunks = application(environ, head.start_response)
    stream = Stream(chunks, head.written)
    try:
        headers = [_encoded(name, value) for name, value in head.headers]
        length = next((int(value) for name, value in headers if name == b"content-length"), None)
        if not isinstance(chunks, list | tuple) and (length is None or length > SHORT):
            return Answer(head.status, tuple(headers), stream)
        body = stream.read(length)
    except BaseException:
        stream.close()
        raise
    stream.close()
    if length is None and head.status not in _BODYLESS:
        headers.append((b"content-length", str(len(body)).encode()))
    return Answer(head.status, tuple(headers), body)


class _Head:
    """What an application told by start_response, and wrote by its old write function."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: list[tuple[str, str]] = []
        self.written: list[bytes] = []

    def start_response(
        self, status: str, headers: Iterable[tuple[str, str]], _fault: object = None, /
    ) -> Callable[[bytes], object]:
        self.status = int(status[:3])
        self.headers = list(headers)
        return self.written.append


def _encoded(name: str, value: str) -> Header:
    encoded = name.lower().encode("latin-1"), value.encode("latin-1")
    if not _LINE_ENDS.isdisjoint(encoded[0] + encoded[1]):
        raise ValueError(f"the header {name!r} holds a line end: {value!r}")
    return encoded
