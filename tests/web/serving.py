"""A small WSGI application, served as a site is: `python serving.py RELEASES NOTES PORT`."""

import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse

from samverkan_ld.config import Config, LimitsConfig, ServeConfig
from samverkan_ld.web.asgi import Application
from samverkan_ld.web.current import Current
from samverkan_ld.web.server import run

PIECE = b"0123456789abcdef" * 4096


class Site:
    """Answers by path; `notes` is a folder where it tells what happened."""

    def __init__(self, current: Current, notes: Path) -> None:
        self.current = current
        self.notes = notes

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer."""
        name = environ["PATH_INFO"].split("/")[1]
        body, headers = getattr(self, name)(environ)
        start_response("200 OK", [("Content-Type", "text/turtle; charset=utf-8"), *headers])
        answer: Iterable[bytes] = body
        return answer

    def doc(self, environ: dict[str, Any]) -> Any:
        """Give a document for the cache."""
        headers = [("ETag", '"one"'), ("X-Samverkan-Cache", "1"), ("Vary", "Accept")]
        return [b"<a> <b> <c> .\n" * 200], headers

    def release(self, environ: dict[str, Any]) -> Any:
        """Tell the release."""
        return [self.current.get().id.encode()], []

    def echo(self, environ: dict[str, Any]) -> Any:
        """Give the request's body back."""
        return [environ["wsgi.input"].read()], []

    def slow(self, environ: dict[str, Any]) -> Any:
        """Take a second."""
        (self.notes / "started").touch()
        time.sleep(1)
        return [b"done"], []

    def long(self, environ: dict[str, Any]) -> Any:
        """Give 64 MiB."""
        return self._pieces(1024), []

    def ticks(self, environ: dict[str, Any]) -> Any:
        """Give a little again and again."""
        return self._pieces(1000, pause=0.05), []

    def fail(self, environ: dict[str, Any]) -> Any:
        """Fail after a while; with `?length` the length is announced."""
        announced = [("Content-Length", str(100 * len(PIECE)))]
        return self._failing(), announced if environ["QUERY_STRING"] else []

    def file(self, environ: dict[str, Any]) -> Any:
        """Give a file."""
        path = self.notes / "file"
        size = ("Content-Length", str(path.stat().st_size))
        return environ["wsgi.file_wrapper"](path.open("rb")), [size]

    def _pieces(self, count: int, pause: float = 0.0) -> Iterator[bytes]:
        try:
            for _ in range(count):
                yield PIECE
                time.sleep(pause)
        finally:
            (self.notes / "closed").touch()

    def _failing(self) -> Iterator[bytes]:
        yield from self._pieces(3)
        raise RuntimeError("the body fails")


def load(releases: Path, notes: Path) -> Application:
    """Make the application in a worker."""
    current = Current(releases)
    config = Config(root=releases, limits=LimitsConfig(request_bytes=100_000))
    return Application(Site(current, notes), config, current)


if __name__ == "__main__":
    folders = [Path(argument) for argument in sys.argv[1:3]]
    serve = ServeConfig(host="localhost", port=int(sys.argv[3]), workers=2)
    run(partial(load, *folders), Config(root=folders[0], serve=serve))
