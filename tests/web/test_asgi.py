"""The ASGI application around small WSGI applications."""

import asyncio
import contextvars
import gzip
import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse

import pytest
from tests.waiting import PATIENCE, wait_until
from werkzeug.wsgi import ClosingIterator

from samverkan_ld.config import Config, LimitsConfig
from samverkan_ld.formats.table import DOCUMENT_FORMATS, GRAPH_FORMATS, HTML, Format
from samverkan_ld.web.asgi import Application
from samverkan_ld.web.current import Current
from samverkan_ld.web.negotiation import choose, choose_language

Publish = Callable[[str], Path]
Environ = dict[str, Any]
Headers = list[tuple[str, str]]

FIRST, SECOND = "20261123T200000Z-00000001", "20261123T200000Z-00000002"
LIMIT = 1000
CHANGED = "Mon, 23 Nov 2026 20:00:00 GMT"


@dataclass
class Reply:
    """What the server was told to send."""

    messages: list[dict[str, Any]] = field(default_factory=list)
    failure: Exception | None = None

    @property
    def status(self) -> int:
        """The status."""
        return int(self.messages[0]["status"])

    @property
    def headers(self) -> dict[str, str]:
        """The headers; each name is there once."""
        pairs = [(name.decode(), value.decode()) for name, value in self.messages[0]["headers"]]
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    @property
    def body(self) -> bytes:
        """The body."""
        return b"".join(message["body"] for message in self.messages[1:])

    @property
    def is_complete(self) -> bool:
        """Whether the end of the body was sent."""
        return not self.messages[-1].get("more_body", False)


async def exchange(
    app: Application,
    path: str,
    method: str = "GET",
    *,
    headers: dict[str, str] | Headers | None = None,
    body: Iterable[bytes] = (b"",),
    is_whole: bool = True,
    hang_up: asyncio.Event | None = None,
    on_send: Callable[[dict[str, Any]], None] = lambda message: None,
) -> Reply:
    """Send one request as granian would, and collect the messages of the answer."""
    raw, _, query = path.partition("?")
    pairs = headers.items() if isinstance(headers, dict) else headers or []
    pieces = [piece for piece in body if is_whole or piece]
    incoming = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces) or not is_whole}
        for number, piece in enumerate(pieces, 1)
    ]
    reply = Reply()

    async def receive() -> dict[str, Any]:
        if incoming:
            return incoming.pop(0)
        await (hang_up or asyncio.Event()).wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        await asyncio.sleep(0)
        reply.messages.append(message)
        on_send(message)

    scope = {
        "type": "http",
        "method": method,
        "http_version": "1.1",
        "scheme": "http",
        "path": raw,
        "raw_path": raw.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in pairs],
        "server": ("127.0.0.1", "8000"),
        "client": ("127.0.0.1", "9"),
    }
    try:
        await app(scope, receive, send)
    except Exception as error:
        reply.failure = error
    await asyncio.sleep(0)
    left = [task for task in asyncio.all_tasks() if "watch" in str(task.get_coro())]
    assert left == [], "the request is over, and something still waits for its client"
    return reply


def ask(app: Application, path: str, method: str = "GET", **options: Any) -> Reply:
    """Send one request."""
    return asyncio.run(exchange(app, path, method, **options))


class Pages:
    """A WSGI application that answers every path with a negotiated document, and counts calls."""

    def __init__(self, *, offered: tuple[Format, ...] = DOCUMENT_FORMATS) -> None:
        self.offered = offered
        self.calls: list[Environ] = []
        self.status = "200 OK"
        self.extra: Headers = [("X-Samverkan-Cache", "1")]
        self.length = 3000

    def __call__(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        """Answer."""
        self.calls.append(environ)
        choice = choose(environ.get("HTTP_ACCEPT"), self.offered)
        if choice is None:
            start_response("406 Not Acceptable", [("X-Samverkan-Cache", "1")])
            return [b""]
        tongue = choose_language(environ.get("HTTP_ACCEPT_LANGUAGE"), ("sv", "en"))
        language = tongue if choice.format == HTML else ""
        body = f"{environ['PATH_INFO']} {choice.content_type} {language} ".encode()
        body += b"." * (self.length - len(body))
        start_response(
            self.status,
            [
                ("Content-Type", choice.content_type),
                ("Content-Length", str(len(body))),
                ("ETag", f'"r1-{choice.format.name}{language}"'),
                ("Last-Modified", CHANGED),
                ("Vary", "Accept, Accept-Language"),
                ("Cache-Control", "max-age=60"),
                ("Link", '</doc/x.ttl>; rel="alternate"'),
                ("Access-Control-Allow-Origin", "*"),
                *self.extra,
            ],
        )
        return [body]


@pytest.fixture
def current(releases: Path, publish: Publish) -> Current:
    """A published release."""
    publish(FIRST)
    current = Current(releases)
    current.get()
    return current


Around = Callable[[Any], Application]


@pytest.fixture
def around(tmp_path: Path, current: Current) -> Around:
    """Put the ASGI application around a WSGI application."""
    config = Config(root=tmp_path, limits=LimitsConfig(request_bytes=LIMIT))
    return lambda wsgi: Application(wsgi, config, current)


# the cache


def test_second_request_is_answered_by_the_cache(around: Around) -> None:
    """The application is asked once, both answers are the same, and the mark is not sent."""
    pages = Pages()
    app = around(pages)
    first, second = ask(app, "/doc/kommun/2417"), ask(app, "/doc/kommun/2417")
    assert len(pages.calls) == 1
    assert (first.status, first.headers, first.body) == (200, second.headers, second.body)
    assert first.body.startswith(b"/doc/kommun/2417 text/turtle")
    assert "x-samverkan-cache" not in first.headers


TURTLE = {"Accept": "text/turtle"}
PAGE = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("one", "other", "calls"),
    [
        (("/doc/a/b", TURTLE), ("/doc/a/b", {"Accept": "*/*"}), 1),
        (("/doc/a/b", TURTLE), ("/doc/a/b", {"Accept": "text/turtle;q=0.3, image/png"}), 1),
        (("/doc/a/b", TURTLE), ("/doc/a/b", PAGE), 2),
        (("/doc/a/b", TURTLE), ("/doc/a/c", TURTLE), 2),
        (("/doc/a/b", TURTLE), ("/doc/a/b?page=2", TURTLE), 2),
        (("/doc/a/b?page=2", TURTLE), ("/doc/a/b?page=2", TURTLE), 1),
        (("/doc/a/b", TURTLE), ("/doc/a/b", TURTLE | {"Accept-Language": "en"}), 1),
        (("/doc/a/b", PAGE), ("/doc/a/b", PAGE | {"Accept-Language": "en"}), 2),
        (("/doc/a/b", PAGE), ("/doc/a/b?lang=en", PAGE), 2),
        (("/doc/a/b.c", TURTLE), ("/doc/a/b.c", PAGE), 2),
        (("/doc/a/b?lang=en", PAGE), ("/doc/a/b?lang=en", PAGE), 1),
        (
            ("/doc/a/b", {"Accept": "application/json"}),
            ("/doc/a/b", {"Accept": "application/ld+json"}),
            2,
        ),
        (("/id/a/b", TURTLE), ("/id/a/b", TURTLE), 1),
        (("/def/a/b", TURTLE), ("/def/a/b", TURTLE), 1),
        (("/spec/a/b", TURTLE), ("/spec/a/b", TURTLE), 1),
        (("/res/a/b", TURTLE), ("/res/a/b", TURTLE), 1),
        # these pass the cache by
        (("/search?q=a", TURTLE), ("/search?q=a", TURTLE), 2),
        (("/doc/a/b?x=1", TURTLE), ("/doc/a/b?x=1", TURTLE), 2),
        (("/doc/a/b?page=1&page=1", TURTLE), ("/doc/a/b?page=1&page=1", TURTLE), 2),
        (("/doc/a/b?page=0", TURTLE), ("/doc/a/b?page=0", TURTLE), 2),
        (("/doc/a/b?page=" + "1" * 60_000, TURTLE), ("/doc/a/b?page=" + "1" * 60_000, TURTLE), 2),
        (("/doc/a/b?lang=de", PAGE), ("/doc/a/b?lang=de", PAGE), 2),
        (("/doc/a%2Fb", TURTLE), ("/doc/a%2Fb", TURTLE), 2),
        (("/doc/a/b", {"Accept": "image/png"}), ("/doc/a/b", {"Accept": "image/png"}), 2),
        (
            ("/doc/a/b", TURTLE | {"Accept-Datetime": CHANGED}),
            ("/doc/a/b", TURTLE | {"Accept-Datetime": CHANGED}),
            2,
        ),
    ],
)
def test_what_is_one_variant(
    one: tuple[str, dict[str, str]],
    other: tuple[str, dict[str, str]],
    calls: int,
    around: Around,
) -> None:
    """Requests share an answer exactly when negotiation chooses the same for them."""
    pages = Pages()
    app = around(pages)
    for path, headers in (one, other):
        ask(app, path, headers=headers)
    assert len(pages.calls) == calls


def test_suffix_wins_over_accept(around: Around) -> None:
    """A path with a suffix is one variant, whatever Accept says."""
    pages = Pages(offered=(HTML,))
    pages.extra.append(("X-Other", "1"))
    app = around(pages)
    assert ask(app, "/doc/a/b.html", headers=TURTLE).status == 406
    ask(app, "/doc/a/b.html", headers=PAGE)
    assert ask(app, "/doc/a/b.html", headers=TURTLE).status == 200
    assert len(pages.calls) == 2


@pytest.mark.parametrize(
    ("status", "extra"),
    [
        ("200 OK", []),
        ("404 Not Found", [("X-Samverkan-Cache", "1")]),
        ("500 Internal Server Error", [("X-Samverkan-Cache", "1")]),
        ("200 OK", [("X-Samverkan-Cache", "1"), ("Content-Encoding", "br")]),
        ("200 OK", [("X-Samverkan-Cache", "1"), ("Content-Language", "en")]),
    ],
)
def test_what_is_not_kept(status: str, extra: Headers, around: Around) -> None:
    """Without the mark, faults, what is encoded or in another language than asked: not kept."""
    pages = Pages()
    pages.status, pages.extra = status, extra
    app = around(pages)
    for _ in range(2):
        reply = ask(app, "/doc/a/b", headers={"Accept-Encoding": "gzip"})
        assert "x-samverkan-cache" not in reply.headers
        assert reply.headers.get("content-encoding") != "gzip"
    assert len(pages.calls) == 2


def test_redirects_are_kept(around: Around) -> None:
    """A marked 303 is answered by the cache, and never as 304."""
    pages = Pages()
    pages.status = "303 See Other"
    pages.extra.append(("Location", "/doc/a/b"))
    app = around(pages)
    ask(app, "/id/a/b")
    for asked in ({"If-None-Match": '"r1-ttl"'}, {"If-None-Match": "*"}):
        reply = ask(app, "/id/a/b", headers={"If-Modified-Since": CHANGED, **asked})
        assert (reply.status, reply.headers["location"]) == (303, "/doc/a/b")
    assert len(pages.calls) == 1


def test_other_offers_are_not_mixed_up(around: Around) -> None:
    """Where fewer formats are offered than for documents, nobody gets another's variant."""
    app = around(Pages(offered=GRAPH_FORMATS))
    turtle = ask(app, "/res/x", headers={"Accept": "text/html, text/turtle;q=0.5"})
    json_ld = ask(app, "/res/x", headers={"Accept": "text/html, application/ld+json;q=0.5"})
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert json_ld.headers["content-type"] == "application/ld+json"


def test_new_release_empties_the_cache(around: Around, publish: Publish) -> None:
    """What was kept for a release is not sent after the switch to another."""
    pages = Pages()
    app = around(pages)
    ask(app, "/doc/a/b")
    publish(SECOND)

    def is_asked_anew() -> bool:
        ask(app, "/doc/a/b")
        return len(pages.calls) > 1

    wait_until(is_asked_anew)
    ask(app, "/doc/a/b")
    assert len(pages.calls) == 2


def test_nothing_is_kept_without_a_release(tmp_path: Path, releases: Path) -> None:
    """Before the first publication the application is asked each time."""
    pages = Pages()
    app = Application(pages, Config(root=tmp_path), Current(releases))
    ask(app, "/doc/a/b")
    ask(app, "/doc/a/b")
    assert len(pages.calls) == 2


# conditional requests


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": '"r1-ttl"'}, 304),
        ({"If-None-Match": 'W/"r1-ttl"'}, 304),
        ({"If-None-Match": '"old", "r1-ttl"'}, 304),
        ({"If-None-Match": '"r1-ttl-gzip"'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"old"'}, 200),
        ({"If-None-Match": "nonsense"}, 200),
        ({"If-None-Match": '"r1-ttl",' + " " * 9000}, 200),
        ({"If-Modified-Since": CHANGED}, 304),
        ({"If-Modified-Since": "Tue, 24 Nov 2026 20:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Sun, 22 Nov 2026 20:00:00 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
        ({"If-None-Match": '"old"', "If-Modified-Since": CHANGED}, 200),
    ],
)
@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_conditions(
    headers: dict[str, str], status: int, marked: bool, method: str, around: Around
) -> None:
    """The first and the second request are judged alike, whether the answer is kept or not."""
    pages = Pages()
    pages.extra = pages.extra if marked else []
    app = around(pages)
    for _ in range(2):
        assert ask(app, "/doc/a/b", method, headers=headers).status == status


def test_not_modified_headers(around: Around) -> None:
    """304 tells what caches need and nothing about a body that is not there."""
    app = around(Pages())
    headers = ask(app, "/doc/a/b", headers={"If-None-Match": "*"}).headers
    assert headers == {
        "etag": '"r1-ttl"',
        "last-modified": CHANGED,
        "vary": "Accept, Accept-Language, Accept-Encoding",
        "cache-control": "max-age=60",
        "link": '</doc/x.ttl>; rel="alternate"',
        "access-control-allow-origin": "*",
    }


def test_application_sees_no_conditions_of_what_may_be_kept(around: Around) -> None:
    """A conditional request of the first client must not become everyone's 304."""
    pages = Pages()
    app = around(pages)
    headers = {"If-None-Match": '"r1-ttl"', "If-Modified-Since": CHANGED}
    ask(app, "/doc/a/b", headers=headers)
    assert not {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"} & pages.calls[0].keys()
    ask(app, "/sparql?query=x", headers=headers)
    assert pages.calls[1]["HTTP_IF_NONE_MATCH"] == '"r1-ttl"'


def test_post_is_never_unmodified(around: Around) -> None:
    """Conditions do not turn the answer to POST into 304."""
    assert ask(around(Pages()), "/doc/a/b", "POST", headers={"If-None-Match": "*"}).status == 200


# HEAD


@pytest.mark.parametrize("path", ["/doc/a/b", "/search", "/id/a/b"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_head_is_get_without_a_body(path: str, encoding: str, around: Around) -> None:
    """HEAD has the status and headers of GET, before and after GET was asked."""
    app = around(Pages())
    headers = {"Accept-Encoding": encoding}
    replies = [ask(app, path, method, headers=headers) for method in ("HEAD", "GET", "HEAD")]
    assert [reply.headers for reply in replies] == [replies[1].headers] * 3
    assert [bool(reply.body) for reply in replies] == [False, True, False]
    assert replies[1].headers["content-length"] == str(len(replies[1].body))


# compression


def test_gzip(around: Around) -> None:
    """Compressed and bare answers are the same text with an ETag each."""
    pages = Pages()
    app = around(pages)
    bare = ask(app, "/doc/a/b")
    packed = [ask(app, "/doc/a/b", headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
    assert packed[0].headers == packed[1].headers
    assert gzip.decompress(packed[0].body) == gzip.decompress(packed[1].body) == bare.body
    assert packed[0].headers["content-encoding"] == "gzip"
    assert packed[0].headers["content-length"] == str(len(packed[0].body))
    assert (bare.headers["etag"], packed[0].headers["etag"]) == ('"r1-ttl"', '"r1-ttl-gzip"')
    assert "content-encoding" not in bare.headers
    assert bare.headers["vary"] == packed[0].headers["vary"]
    assert bare.headers["vary"].endswith("Accept-Encoding")
    assert len(pages.calls) == 2


def test_application_is_not_asked_to_compress(around: Around) -> None:
    """The application sees no Accept-Encoding, so nothing is compressed twice."""
    pages = Pages()
    ask(around(pages), "/doc/a/b", headers={"Accept-Encoding": "gzip"})
    assert "HTTP_ACCEPT_ENCODING" not in pages.calls[0]


def test_short_texts_are_not_compressed(around: Around) -> None:
    """Under a kilobyte, compression is not worth a variant."""
    pages = Pages()
    pages.length = 500
    reply = ask(around(pages), "/doc/a/b", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in reply.headers
    assert reply.headers["etag"] == '"r1-ttl"'
    assert "Accept-Encoding" not in reply.headers["vary"]


# faults


def answering(
    *headers: tuple[str, str], body: Iterable[bytes] = (b"",), status: str = "200 OK"
) -> Callable[[Environ, StartResponse], Iterable[bytes]]:
    """Make a WSGI application that gives one answer."""

    def app(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        start_response(status, list(headers))
        return body

    return app


def failing(environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Fail before there is an answer."""
    raise RuntimeError("secret detail")


@pytest.mark.parametrize(
    "wsgi",
    [
        failing,
        answering(("X-Bad", "a\r\nSet-Cookie: b")),
        answering(("X-Bad\n", "a")),
        answering(("Content-Length", "5"), body=iter([b"abc"])),
        answering(("Content-Length", "2"), body=iter([b"abc"])),
    ],
    ids=["exception", "line end in a value", "line end in a name", "too short", "too long"],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_faults_of_the_application(wsgi: Any, method: str, around: Around) -> None:
    """A fault before the answer begins is a problem document that gives nothing away."""
    reply = ask(around(wsgi), "/doc/a/b", method)
    assert reply.status == 500
    assert reply.headers["content-type"] == "application/problem+json"
    assert "set-cookie" not in reply.headers
    assert b"secret" not in reply.body
    if method == "GET":
        assert json.loads(reply.body).keys() == MEMBERS


MEMBERS = {"type", "title", "status", "detail", "instance"}


@pytest.mark.parametrize(
    ("query", "language", "title", "detail"),
    [
        ("x", "sv", "För stort anrop", "högst 1000 byte"),
        ("x", "en-GB", "Content too large", "1000 bytes at most"),
        ("x", "", "För stort anrop", "högst 1000 byte"),
        ("x&lang=en", "sv", "Content too large", "1000 bytes at most"),
        ("lang=xx", "en", "Content too large", "1000 bytes at most"),
    ],
)
def test_refusals_have_the_shape_of_all_problems(
    query: str, language: str, title: str, detail: str, around: Around
) -> None:
    """What this layer refuses is told as the application tells it, in the language asked for."""
    headers = {"Accept-Language": language, "Content-Length": "2000"}
    path = f"/sparql/%C3%A5?{query}"
    reply = ask(around(Pages()), path, "POST", headers=headers, body=[b"x" * 2000])
    told = json.loads(reply.body)
    assert told.keys() == MEMBERS
    assert (told["title"], told["status"]) == (title, 413)
    assert detail in told["detail"]
    assert told["instance"] == "/sparql/%C3%A5"
    assert reply.headers["content-language"] == ("sv" if title.startswith("För") else "en")
    assert reply.headers["x-samverkan-release"] == FIRST
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "X-Samverkan-Release" in reply.headers["access-control-expose-headers"]
    assert reply.headers["vary"] == "Accept-Language"
    assert reply.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize(
    ("path", "is_framed"), [("/reconcile/preview", True), ("/reconcile", False)]
)
def test_refusals_in_a_frame(path: str, is_framed: bool, around: Around) -> None:
    """What other sites may show in a frame is refused so that the frame shows it."""
    reply = ask(around(failing), f"{path}?id=x")

    assert reply.status == 500
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert ("frame-ancestors" not in policy) == is_framed
    assert "x-frame-options" not in reply.headers


# long bodies


class Long:
    """A WSGI application with a long body, which tells how it went."""

    def __init__(self, pieces: int = 5, *, fails: bool = False) -> None:
        self.pieces = pieces
        self.fails = fails
        self.pulled = 0
        self.closed = threading.Event()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer."""
        start_response("200 OK", [("Content-Type", "text/plain")])
        return ClosingIterator(self.body(), self.closed.set)

    def body(self) -> Iterator[bytes]:
        """Give the pieces."""
        for number in range(self.pieces):
            self.pulled += 1
            yield b"%06d" % number * 1000
        if self.fails:
            raise RuntimeError("the worker died")


def test_long_body(around: Around) -> None:
    """A body of unknown length is sent piece by piece and closed."""
    long = Long()
    reply = ask(around(long), "/sparql")
    assert [len(message["body"]) for message in reply.messages[1:]] == [6000] * 5 + [0]
    assert reply.is_complete
    assert long.closed.is_set()


def test_failing_body_is_visibly_broken(around: Around) -> None:
    """A body that fails midway has no end: the server is told by an exception."""
    long = Long(fails=True)
    reply = ask(around(long), "/sparql")
    assert isinstance(reply.failure, RuntimeError)
    assert len(reply.body) == 30000
    assert not reply.is_complete
    assert long.closed.is_set()


def test_hang_up_closes_a_long_body(around: Around) -> None:
    """When the client goes away, the body is closed and not pulled to its end."""
    long = Long(100_000)

    async def hang_up_early() -> None:
        hang_up = asyncio.Event()
        count = iter(range(100_000))

        def on_send(message: dict[str, Any]) -> None:
            if next(count) == 10:
                hang_up.set()

        await exchange(around(long), "/sparql", hang_up=hang_up, on_send=on_send)

    asyncio.run(hang_up_early())
    assert long.closed.is_set()
    assert long.pulled < 1000


@pytest.mark.parametrize("when", ["before", "after"])
def test_hang_up_is_told_to_the_application(when: str, around: Around) -> None:
    """An application at work learns of the hang-up, whenever it asks to be told."""
    told = threading.Event()
    asked = threading.Event()

    def wsgi(environ: Environ, start_response: StartResponse) -> list[bytes]:
        hangup = environ["samverkan.hangup"]
        if when == "before":
            hangup.call(told.set)
        asked.set()
        while not hangup.gone:
            time.sleep(0.01)
        if when == "after":
            hangup.call(told.set)
        assert told.wait(PATIENCE)
        start_response("200 OK", [])
        return [b""]

    async def hang_up_soon() -> None:
        hang_up = asyncio.Event()
        request = asyncio.create_task(exchange(around(wsgi), "/sparql", hang_up=hang_up))
        await asyncio.to_thread(asked.wait, PATIENCE)
        hang_up.set()
        await asyncio.wait_for(request, PATIENCE)

    asyncio.run(hang_up_soon())
    assert told.is_set()


def test_head_of_a_long_body(around: Around) -> None:
    """HEAD of a long body sends its headers and closes it unread."""
    long = Long()
    reply = ask(around(long), "/sparql", "HEAD")
    assert reply.headers == {"content-type": "text/plain"}
    assert (reply.body, long.pulled) == (b"", 0)
    assert long.closed.is_set()


def test_body_keeps_its_context(around: Around) -> None:
    """Context variables that a view sets are there while its body is pulled, and only there."""
    variable: contextvars.ContextVar[str] = contextvars.ContextVar("variable", default="none")

    def wsgi(environ: Environ, start_response: StartResponse) -> Iterator[bytes]:
        start_response("200 OK", [("X-Before", variable.get())])
        token = variable.set("mine")

        def body() -> Iterator[bytes]:
            for _ in range(20):
                yield variable.get().encode()
            variable.reset(token)

        return body()

    app = around(wsgi)
    for _ in range(3):
        reply = ask(app, "/search")
        assert reply.headers["x-before"] == "none"
        assert reply.body == b"mine" * 20


def test_file_body(around: Around, tmp_path: Path) -> None:
    """A file is sent in large pieces whatever size the application asks for, and closed."""
    path = tmp_path / "dump"
    path.write_bytes(bytes(range(256)) * 8192)
    opened = []

    def wsgi(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        opened.append(path.open("rb"))
        start_response("200 OK", [("Content-Length", str(path.stat().st_size))])
        wrapped: Iterable[bytes] = environ["wsgi.file_wrapper"](opened[0], 512)
        return wrapped

    reply = ask(around(wsgi), "/dump/x")
    assert reply.body == path.read_bytes()
    assert min(len(message["body"]) for message in reply.messages[1:-1]) >= 64 * 1024
    assert opened[0].closed


def test_write_function(around: Around) -> None:
    """The old write function of WSGI puts its data before the body."""

    def wsgi(environ: Environ, start_response: StartResponse) -> list[bytes]:
        write = start_response("200 OK", [])
        write(b"first ")
        return [b"then"]

    assert ask(around(wsgi), "/search").body == b"first then"


@pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified"])
def test_answers_without_a_body_have_no_length(status: str, around: Around) -> None:
    """204 and 304 do not speak of a length."""
    assert ask(around(answering(status=status, body=[])), "/search").headers == {}


# requests


def echo(environ: Environ, start_response: StartResponse) -> list[bytes]:
    """Answer with the environ."""
    start_response("200 OK", [])
    told = {key: value for key, value in environ.items() if isinstance(value, str)}
    told["body"] = environ["wsgi.input"].read().decode("latin-1")
    return [json.dumps(told).encode()]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/id/a%2Fb", {"PATH_INFO": "/id/a/b", "REQUEST_URI": "/id/a%2Fb"}),
        ("/id/%C3%A5", {"PATH_INFO": "/id/\xc3\xa5", "RAW_URI": "/id/%C3%A5"}),
        ("/id/%FF", {"PATH_INFO": "/id/\xff"}),
        ("/a?q=%2F&b", {"PATH_INFO": "/a", "QUERY_STRING": "q=%2F&b", "RAW_URI": "/a?q=%2F&b"}),
        ("//a", {"PATH_INFO": "//a", "SCRIPT_NAME": ""}),
    ],
)
def test_environ_paths(path: str, expected: dict[str, str], around: Around) -> None:
    """The path arrives decoded as WSGI wants it, and beside it as it was sent."""
    told = json.loads(ask(around(echo), path).body)
    assert {key: told[key] for key in expected} == expected


def test_environ_headers(around: Around) -> None:
    """Repeated headers are joined, and none can be forged with an underscore."""
    headers = [
        ("Accept", "text/turtle"),
        ("Accept", "text/html;q=0.5"),
        ("Cookie", "a=1"),
        ("Cookie", "b=2"),
        ("X-Real-Ip", "true"),
        ("X_Real_Ip", "forged"),
        ("Content-Type", "text/plain"),
    ]
    told = json.loads(ask(around(echo), "/search", headers=headers).body)
    assert told["HTTP_ACCEPT"] == "text/turtle, text/html;q=0.5"
    assert told["HTTP_COOKIE"] == "a=1; b=2"
    assert told["HTTP_X_REAL_IP"] == "true"
    assert told["CONTENT_TYPE"] == "text/plain"


def test_request_body(around: Around) -> None:
    """A body arrives whole with its length, also when it came in pieces of unknown number."""
    headers = {"Transfer-Encoding": "chunked"}
    told = json.loads(
        ask(around(echo), "/sparql", "POST", headers=headers, body=[b"a" * 600, b"b" * 400]).body
    )
    assert told["body"] == "a" * 600 + "b" * 400
    assert told["CONTENT_LENGTH"] == "1000"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Length": "1001"}, [b"x" * 1001]),
        ({"Transfer-Encoding": "chunked"}, [b"x" * 600, b"x" * 401]),
        ({"Transfer-Encoding": "chunked"}, [b"x" * 600] * 1000),
        ({"Content-Length": "99999999"}, []),
        ({"Content-Length": "2000", "Expect": "100-continue"}, []),
    ],
    ids=["announced", "in pieces", "without end", "huge", "asked before"],
)
def test_too_large_request(headers: dict[str, str], body: list[bytes], around: Around) -> None:
    """Too large a body is refused with a problem document, and the application is not asked."""
    pages = Pages()
    reply = ask(around(pages), "/sparql", "POST", headers=headers, body=body)
    assert (reply.status, reply.headers["content-type"]) == (413, "application/problem+json")
    assert json.loads(reply.body)["status"] == 413
    assert pages.calls == []


def test_hang_up_while_sending_a_request(around: Around) -> None:
    """When a request breaks off, the application is not asked; who still listens is told."""
    pages = Pages()

    async def send_half() -> Reply:
        gone = asyncio.Event()
        gone.set()
        headers = {"Content-Length": "10"}
        request = exchange(
            around(pages),
            "/sparql",
            "POST",
            headers=headers,
            body=[b"half"],
            is_whole=False,
            hang_up=gone,
        )
        return await request

    assert asyncio.run(send_half()).status == 400
    assert pages.calls == []


# lifespan


@pytest.mark.parametrize("published", [True, False])
def test_lifespan(published: bool, tmp_path: Path, releases: Path, publish: Publish) -> None:
    """The release is open when the server starts; without one it starts as well."""
    if published:
        publish(FIRST)
    current = Current(releases)
    app = Application(Pages(), Config(root=tmp_path), current)
    sent: list[str] = []
    incoming = ["lifespan.startup", "lifespan.shutdown"]

    async def receive() -> dict[str, Any]:
        return {"type": incoming.pop(0)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message["type"])

    asyncio.run(app({"type": "lifespan"}, receive, send))
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert (current.peek() is not None) is published
