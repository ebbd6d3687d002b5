"""The HTTP client, and the Link header."""

import socket
import time
from contextlib import suppress
from threading import Thread

import pytest
from tests.selftest.exemplary import Reply, serving

from samverkan_ld.selftest import client
from samverkan_ld.selftest.client import LONGEST, MOST, Client
from samverkan_ld.selftest.links import read_links


def test_no_redirect_is_followed():
    """An answer that sends elsewhere is given as it is."""
    with serving() as url:
        answer = Client().ask("GET", f"{url}/id/sak/a1", {})

    assert (answer.status, answer.location) == (303, f"{url}/doc/sak/a1")


def test_asked_once():
    """The same request is sent once; a header makes another one of it."""
    seen: list[str] = []

    def note(request, _reply):
        seen.append(request.accept)

    with serving(note) as url:
        asking = Client()
        for accept in ("text/turtle", "text/html", "text/turtle"):
            asking.ask("GET", f"{url}/doc/sak/a1", {"Accept": accept})

    assert seen == ["text/turtle", "text/html"]


def test_come_again():
    """Who is asked to come again in a second does, once."""
    seen: list[float] = []

    def busy(_request, _reply):
        seen.append(time.monotonic())
        return Reply(429, {"Retry-After": "1"}) if len(seen) < 2 else None

    with serving(busy) as url:
        assert Client().ask("GET", f"{url}/sparql", {}).status == 200
    assert seen[1] - seen[0] >= 1


def test_slow_body(monkeypatch):
    """A body that drips is cut off when time is up."""
    monkeypatch.setattr(client, "SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip, args=(server,)).start()
        answer = Client().ask("GET", f"http://127.0.0.1:{server.getsockname()[1]}/", {})

    assert answer.status == 200
    assert 1 <= len(answer.body) < DROPS


DROPS = 1200


def drip(server: socket.socket) -> None:
    """Answer a request, and then send a byte twenty times a second, for a minute."""
    connection, _ = server.accept()
    with connection, suppress(OSError):
        connection.recv(4096)
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(DROPS):
            connection.sendall(b"x")
            time.sleep(0.05)


def test_bounds(monkeypatch):
    """Of a long body only the start is read, and requests are counted."""
    monkeypatch.setattr(client, "MOST", 2)
    with serving(lambda _request, _reply: Reply(200, {}, "x" * (3 * LONGEST))) as url:
        asking = Client()
        answers = [asking.ask("GET", f"{url}/{number}", {}) for number in range(3)]

    assert [len(answer.body) for answer in answers] == [LONGEST, LONGEST, 0]
    assert answers[2].fault
    assert MOST > 100


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "http://[broken/",
        "http://127.0.0.1:port/",
        "http://no-such-host.invalid/",
        "http://127.0.0.1:9/å ä\r\nHost: x",
    ],
)
def test_no_answer(url: str):
    """What cannot be asked gives no answer, and tells why."""
    answer = Client().ask("GET", url, {})

    assert answer.status == 0
    assert answer.fault


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", []),
        ("<a>; rel=b", [("http://h/a", {"rel": "b"})]),
        ('<a>;rel="b c" ; type="x/y; q=1"', [("http://h/a", {"rel": "b c", "type": "x/y; q=1"})]),
        (
            '<a,b>; title="x, \\"y\\""; rel=c, <https://e/>; REL=d',
            [("http://h/a,b", {"title": 'x, "y"', "rel": "c"}), ("https://e/", {"rel": "d"})],
        ),
        ("<a>; rel=b; rel=c; flag", [("http://h/a", {"rel": "b", "flag": ""})]),
        (
            "</bar>; rel=describedby; format=text/turtle,",
            [("http://h/bar", {"rel": "describedby", "format": "text/turtle"})],
        ),
        ("<http://[a>; rel=b", [("", {"rel": "b"})]),
        ("nonsense", []),
    ],
)
def test_links(header: str, expected: list[tuple[str, dict[str, str]]]):
    """Link headers are read as RFC 8288 writes them, and as DIGG's examples do."""
    found = [(link.target, dict(link.attributes)) for link in read_links(header, "http://h/x")]

    assert found == expected


@pytest.mark.parametrize("header", ["<" * 60_000, "<a>" + ";" * 60_000, "<a>; x" + " " * 60_000])
def test_long_links(header: str):
    """A header that is made to be slow to read is not."""
    begun = time.process_time()
    read_links(header, "http://h/x")

    assert time.process_time() - begun < 20
