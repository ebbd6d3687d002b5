"""Asking the application in process, without a server in front."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

from samverkan_ld.web.wire.answer import Answer, call
from samverkan_ld.web.wire.bodies import Hangup, Stream
from samverkan_ld.web.wire.environ import build_environ


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks an application as a client of the site at `home` would."""

    application: WSGIApplication
    home: str

    def ask(
        self, address: str, *, accept: str = "", language: str = "", method: str = "GET"
    ) -> Answer:
        """Ask for an address, a path and its query.

        Raises:
            ValueError: the answer is no valid one.
        """
        home = urlsplit(self.home)
        path, _, query = address.partition("?")
        scope = {
            "method": method,
            "http_version": "1.1",
            "scheme": home.scheme,
            "raw_path": path.encode(),
            "query_string": query.encode(),
        }
        headers = {b"host": home.netloc.encode()}
        if accept:
            headers[b"accept"] = accept.encode()
        if language:
            headers[b"accept-language"] = language.encode()
        environ = build_environ(scope, headers, client="", body=b"", hangup=Hangup())
        return call(self.application, environ)


def pieces(answer: Answer, watch: Callable[[bytes], object]) -> Iterator[bytes]:
    """Give the body of an answer, a piece at a time; each is shown to `watch` as well."""
    body = answer.body
    try:
        piece = body.pull() if isinstance(body, Stream) else body
        while piece:
            watch(piece)
            yield piece
            piece = body.pull() if isinstance(body, Stream) else b""
    finally:
        close(answer)


def close(answer: Answer) -> None:
    """Let the application clean up after an answer."""
    if isinstance(answer.body, Stream):
        answer.body.close()


def header(answer: Answer, name: str) -> str:
    """Give a header of an answer, or nothing."""
    return (answer.header(name.encode()) or b"").decode("latin-1")
