"""Load on a server, by the client that is used where wrk is missing."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import bench.load
import pytest
from bench.load import Requests, load

PIECES = (b"3\r\nabc\r\n", b"0\r\n\r\n")


@contextmanager
def server(status: int, *, chunked: bool) -> Iterator[int]:
    """Keep a server that answers all alike, in chunks or with a length; give its port."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(status)
            name = "Transfer-Encoding" if chunked else "Content-Length"
            self.send_header(name, "chunked" if chunked else "3")
            self.end_headers()
            for piece in PIECES if chunked else [b"abc"]:
                self.wfile.write(piece)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        yield running.server_port
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "chunked"), [(200, False), (200, True), (503, True)])
def test_answers_are_counted(status: int, *, chunked: bool, monkeypatch) -> None:
    """Every answer counts, whole and one after another over each connection; faults are told."""
    monkeypatch.setattr(bench.load, "WRK", None)
    with server(status, chunked=chunked) as port:
        found = load(port, Requests(["/a", "/b"]), connections=2, seconds=1)
    assert found.requests > 2
    assert found.faults == (0 if status == 200 else found.requests)
    assert 0 < found.p50 <= found.p95
