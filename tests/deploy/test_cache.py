"""The cache of nginx gives each client its own answer, as the live server does, and no old ones."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conftest import start_server
from tests.export.client import Client, Told
from tests.nginx import running_nginx
from tests.ports import free_port
from tests.states import ADA, HEAD, STATES, make_states
from tests.waiting import wait_until

from samverkan_ld.config import Config
from samverkan_ld.pipeline.publish import publish

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
SECONDS = 5
"""How long an answer may be kept, as deploy/nginx/site.conf says."""

PLACES = {
    "/var/cache/nginx/samverkan": "cache",
    "rate=50r/s": "rate=5000r/s",  # the test is one impatient client
    "listen 80;": "listen 127.0.0.1:{port};",
    "127.0.0.1:8000": "{server}",
    "#add_header X-Cache": "add_header X-Cache",
    "data.example.org": "states.example",
}
DOCUMENT = f"/doc/{ADA}"
COMBINATIONS = [
    {},
    {"Accept": "*/*"},
    {"Accept": "text/turtle"},
    {"Accept": "application/ld+json"},
    {"Accept": "application/json"},
    {"Accept": "application/rdf+xml"},
    {"Accept": "application/xml"},
    {"Accept": "text/plain"},
    {"Accept": "text/csv"},
    {"Accept": "text/turtle;q=0.5, text/csv;q=0.6"},
    {"Accept": "text/html;q=0, */*"},
    {"Accept": "image/png"},
    {"Accept": "text/html"},
    {"Accept": "text/html", "Accept-Language": "en"},
    {"Accept": "text/html", "Accept-Language": "de"},
    {"Accept": FIREFOX},
    {"Accept": FIREFOX, "Accept-Language": "sv-SE,sv;q=0.8,en-US;q=0.5"},
    {"Accept": FIREFOX, "Accept-Language": "en-US,en;q=0.9"},
    {"Accept": FIREFOX, "Accept-Language": "sv;q=0.2, en;q=0.3"},
    {"Accept": FIREFOX, "Accept-Encoding": "gzip, deflate, br"},
    {"Accept": FIREFOX, "Accept-Encoding": "gzip"},
    {"Accept": FIREFOX, "Accept-Encoding": "gzip;q=0, br"},
    {"Accept": FIREFOX, "Accept-Encoding": "identity"},
    {"Accept": FIREFOX, "Accept-Language": "en", "Accept-Encoding": "gzip, deflate, br, zstd"},
    {"Accept": CHROME, "Accept-Language": "en"},
    {"Accept": CHROME, "Accept-Encoding": "br, deflate"},
    {"Accept": "text/turtle", "Accept-Encoding": "gzip"},
    {"Accept": "text/turtle", "Accept-Language": "en"},
    {"Accept": "application/n-quads, text/turtle;q=0.9", "Accept-Encoding": "br"},
    {"Accept": "application/trig", "Accept-Language": "*"},
]
OWN = frozenset(("connection", "content-length", "date", "server", "transfer-encoding", "x-cache"))
"""The headers that each server decides."""


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """A site of one release."""
    return make_states(tmp_path_factory.mktemp("cached") / "site", states=1)


@pytest.fixture(scope="module")
def server(config: Config) -> Iterator[Client]:
    """The live server, asked directly."""
    process, address = start_server(config.root, workers=1)
    yield Client(address)
    process.terminate()
    assert process.wait(120) == 0


@pytest.fixture(scope="module")
def cached(project: Path, server: Client) -> Iterator[Client]:
    """The same, behind nginx as the project sets it up."""
    with nginx(project, server, PLACES) as client:
        yield client


@pytest.fixture(scope="module")
def keeping(project: Path, server: Client) -> Iterator[Client]:
    """The same, but what is kept is kept for longer than the test takes."""
    with nginx(project, server, {**PLACES, f" {SECONDS}s;": " 1h;"}) as client:
        yield client


@contextmanager
def nginx(project: Path, server: Client, places: dict[str, str]) -> Iterator[Client]:
    """Run nginx before a server, with some words of its configuration replaced."""
    port = free_port()
    folder = project / "deploy/nginx"
    texts = [(folder / name).read_text() for name in ("samverkan-http.conf", "site.conf")]
    text = "\n".join(texts)
    for words, instead in places.items():
        assert words in text
        filled = instead.format(port=port, server=server.address.removeprefix("http://"))
        text = text.replace(words, filled)
    with running_nginx(text, port):
        yield Client(f"http://127.0.0.1:{port}")


def ask(client: Client, path: str, headers: dict[str, str], method: str = "GET") -> Told:
    """Ask by the name of the site."""
    return client.ask(path, {"Host": "states.example", **headers}, method)


def alike(told: Told) -> tuple[int, dict[str, str], bytes]:
    """Give of an answer what must be the same through the cache."""
    return told.status, {k: v for k, v in told.headers.items() if k not in OWN}, told.body


@pytest.mark.parametrize("path", [DOCUMENT, "/doc/person/", f"/id/{ADA}", "/feed"])
def test_each_its_own(server: Client, keeping: Client, path: str) -> None:
    """Whatever a client says it gets what the server gives it, at first and from the cache."""
    direct = [ask(server, path, headers) for headers in COMBINATIONS]
    first = [ask(keeping, path, headers) for headers in COMBINATIONS]
    again = [ask(keeping, path, headers) for headers in COMBINATIONS]

    for headers, one, two, three in zip(COMBINATIONS, direct, first, again, strict=True):
        assert alike(two) == alike(one), headers
        assert alike(three) == alike(one), headers
    states = [told.headers["x-cache"] for told in again]
    assert states.count("HIT") == len(states)
    assert sum(told.headers["x-cache"] == "MISS" for told in first) >= len(COMBINATIONS) - 6


def test_conditions(server: Client, cached: Client) -> None:
    """Who has an answer is told so, by the cache as by the server; HEAD gives its headers."""
    for headers in ({"Accept": "text/turtle"}, {"Accept": FIREFOX, "Accept-Encoding": "gzip"}):
        tag = ask(cached, DOCUMENT, headers).headers["etag"]
        for client in (server, cached):
            told = ask(client, DOCUMENT, {**headers, "If-None-Match": tag})
            assert (told.status, told.body, told.headers["etag"]) == (304, b"", tag)
        heads = [ask(client, DOCUMENT, headers, "HEAD") for client in (server, cached)]
        assert alike(heads[0]) == alike(heads[1])


@pytest.mark.parametrize(
    ("path", "headers", "method"),
    [
        (DOCUMENT, {"Accept-Datetime": "Thu, 01 Oct 2026 08:00:00 GMT"}, "GET"),
        ("/health", {}, "GET"),
        ("/sparql?query=ASK%7B%7D", {}, "GET"),
        (DOCUMENT, {}, "OPTIONS"),
        (DOCUMENT, {}, "POST"),
        (DOCUMENT, {"Accept": "text/turtle, " + "x" * 600}, "GET"),
    ],
)
def test_never_kept(
    server: Client, cached: Client, path: str, headers: dict[str, str], method: str
) -> None:
    """What depends on more than the key tells passes through, each time."""
    for _ in range(2):
        through = ask(cached, path, headers, method)
        assert alike(through) == alike(ask(server, path, headers, method))
        assert through.headers.get("x-cache") not in ("HIT", "REVALIDATED")


def test_new_release(project: Path, config: Config, server: Client, cached: Client) -> None:
    """A new release is seen after five seconds, as is said; what did not change is kept."""
    text = (project / "deploy/nginx/site.conf").read_text()
    assert re.findall(r"proxy_cache_valid .* (\d+)s;", text) == [str(SECONDS)]
    turtle = {"Accept": "text/turtle"}
    before = ask(cached, DOCUMENT, turtle)
    styles = ask(cached, "/static/site.css", {})
    assert b"Ada Ett" in before.body

    (config.root / "data/people.ttl").write_text(HEAD + "\n".join(STATES[1]), encoding="utf-8")
    assert publish(config, datetime(2026, 10, 2, 8, tzinfo=UTC)).is_new
    wait_until(lambda: b"Ada Ett" not in ask(cached, DOCUMENT, turtle).body)

    assert b"Ada Tv\xc3\xa5" in ask(cached, DOCUMENT, turtle).body
    told = []

    def is_asked_for() -> bool:
        told.append(ask(cached, "/static/site.css", {}))
        return told[-1].headers["x-cache"] != "HIT"

    wait_until(is_asked_for)
    again = told[-1]
    assert (again.headers["x-cache"], again.body) == ("REVALIDATED", styles.body)
