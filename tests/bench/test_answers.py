"""Asking a SPARQL endpoint, and what its answer comes to."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from bench.answers import Answer, ask, outcome, renewed, target
from bench.queries import JSON, TURTLE
from bench.rivals import Server
from bench.streams import read_all

ROW = b'{"head":{"vars":["n"]},"results":{"bindings":[%s]}}'
TRIPLES = b"<http://e/a> <http://e/b> 1 , 2 , 1 ."
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"


@contextmanager
def endpoint(answer: bytes, *, wait: float = 0) -> Iterator[Server]:
    """Keep a server that gives one answer to one request, perhaps after a while, and closes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                time.sleep(wait)
                connection.sendall(answer)

        thread = Thread(target=serve)
        thread.start()
        yield Server(listening.getsockname()[1], 0, "/sparql")
        thread.join()


@pytest.mark.parametrize(
    ("status", "accept", "body", "found"),
    [
        (200, JSON, ROW % b"", "0 rows"),
        (200, JSON, ROW % b'{"n":{"value":"7"}}', '{"n": {"value": "7"}}'),
        (200, JSON, ROW % b'{"n":{"value":"7"}},{"n":{"value":"8"}}', "2 rows"),
        (200, JSON, b'{"head":{},"boolean":true}', "true"),
        (200, JSON, b'{"head":{', "unreadable"),
        (200, JSON, b"{}", "unreadable"),
        (200, TURTLE, TRIPLES, "2 triples"),
        (200, TURTLE, b"{}", "unreadable"),
        (504, JSON, b"", "status 504"),
        (0, JSON, b"", "no answer"),
    ],
)
def test_outcomes(status: int, accept: str, body: bytes, found: str) -> None:
    """An answer comes to its rows or triples, to the one row, or to what went wrong."""
    assert outcome(Answer(1, status, body), accept) == found


def test_queries_are_renewed() -> None:
    """The same query is another text each time, and the same text within a target."""
    texts = [renewed("ASK {}") for _ in range(3)]
    assert len({*texts}) == 3
    asked = urlsplit(target("/sparql", texts[0]))
    assert (asked.path, parse_qs(asked.query)) == ("/sparql", {"query": [texts[0]]})


def test_answers_are_read_whole() -> None:
    """An answer has its status and all of its body."""
    with endpoint(CHUNKED + b"0\r\n\r\n") as server:
        answer = ask(server, "ASK {}", limit=10)
    assert (answer.status, answer.body) == (200, b"abcde")


@pytest.mark.parametrize(("body", "wait"), [(CHUNKED, 0), (CHUNKED + b"0\r\n\r\n", 1)])
def test_answers_that_break_or_are_late_are_none(body: bytes, wait: float) -> None:
    """A transfer that breaks, or a silence longer than the limit, leaves no status."""
    with endpoint(body, wait=wait) as server:
        assert ask(server, "ASK {}", limit=0.3).status == 0


@pytest.mark.parametrize(("end", "is_whole"), [(b"0\r\n\r\n", True), (b"", False)])
def test_streams_tell_whether_they_are_whole(end: bytes, *, is_whole: bool) -> None:
    """A stream is whole when its last chunk came."""
    with endpoint(CHUNKED + end) as server:
        found = read_all(server, JSON)
    assert (found.is_whole, found.size) == (is_whole, len(CHUNKED + end))
