"""nginx gives from files what the live server answers."""

import gzip
import json
import re
from collections.abc import Iterator, Mapping

import pytest
from tests.export.client import Client, Told

from samverkan_ld.archive.folder import current_name
from samverkan_ld.config import Config
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JENA = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,"
    "*/*;q=0.3"
)
ACCEPTS = (
    None,
    "*",
    FIREFOX,
    JENA,
    "application/ld+json",
    "Application/JSON",
    "text/plain;charset=utf-8",
    "application/xml;q=0.55, text/html;q=0.5",
    "text/html;q=.2, application/trig;q=.3",
    "text/turtle; q=0, text/*;q=0.9, application/n-quads;q=0.95",
    'application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"',
    "image/png",
    "text/html;q=0, image/*",
    "nonsense",
)
DOCUMENTS = (
    "/",
    "/doc/person/david",
    "/doc/organisation/c",
    "/doc/def/roll/ny",
    "/doc/def/avslut",
    "/doc/person/",
    "/doc/kommun/",
    "/res/metadata",
    "/res/metadata?page=2",
    "/res/kallgraf/nytt",
    "/res/datamangd/samverkan",
    "/res/aterkallade",
    "/res/aterkallade?page=2",
    "/res/utgava/{release}",
    "/res/rapport/{release}",
    "/feed",
)
ENDED = (
    "/doc/person/ada",
    "/doc/person/cesar",
    "/doc/person/extern",
    "/doc/organisation/a",
    "/doc/organisation/d",
    "/doc/def/roll/gammal",
    "/res/kallgraf/gammal",
)
THINGS = (
    "/id/person/david",
    "/id/person/ada",
    "/id/person/cesar",
    "/id/person/cesar/part",
    "/id/organisation/d",
    "/id/person/",
    "/id/person?x=1",
    "/id/person/nobody",
    "/def/roll/ny",
    "/def/roll/gammal",
    "/spec/samverkan",
    "/def/avslut/dubblett",
    "/doc/person",
    "/dump",
    "/doc/person?lang=en",
    "/res/handelseflode",
)
OTHERS = (
    "/doc/person/nobody",
    "/doc/nothing/",
    "/doc/person/david/",
    "/doc/person/david.pdf",
    "/doc/person/david.atom",
    "/doc/person/david?page=2",
    "/doc/person/david?page=x",
    "/doc/person/d%61vid",
    "/doc//person/david",
    "/index",
    "/index.html",
    "/res/nothing",
    "/feed/9-20261123T120000Z",
    "/nothing",
    "/robots.txt",
    "/sitemap.xml",
    "/datasets/dcat",
    "/datasets/dcat.ttl",
    "/.well-known/void",
    "/dump/",
    "/dump/SHA256SUMS",
    "/dump/samverkan.nq.gz",
    "/dump/nothing",
    "/sitemap-person-1.xml",
    "/om/personuppgifter",
    "/static/site.css",
)
SUFFIXES = ("html", "ttl", "jsonld", "nt", "nq", "trig", "rdf", "csv", "atom")
LANGUAGES = (
    "en",
    "sv",
    "EN-gb, sv;q=0.9",
    "de, en;q=0.5, sv;q=0.7",
    "en;q=0.5, *;q=0.8",
    "sv;q=0",
    "de",
    "sv, en",
    "*",
)

OF_A_PROGRAM = {"/health", "/ready", "/metrics", "/openapi.json"}
"""What only a running service has."""

_DATED = frozenset(("accept-datetime", "accept-encoding"))
_DATED_DUMP = re.compile("/dump/[0-9TZ]+-[0-9a-f]+/")
_OF_PAGES = ("content-security-policy", "cross-origin-opener-policy", "x-frame-options")
_ALIKE = (
    "access-control-allow-origin",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-expose-headers",
    "access-control-max-age",
    "allow",
    "cache-control",
    "content-language",
    "content-location",
    "content-security-policy",
    "content-type",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "location",
    "referrer-policy",
    "repr-digest",
    "sunset",
    "x-content-type-options",
    "x-frame-options",
    "x-robots-tag",
    "x-samverkan-release",
)


def essence(told: Told) -> dict[str, object]:
    """Give of an answer what must be alike: all but what docs/deploying.md excepts."""
    found: dict[str, object] = {name: told.headers.get(name) for name in _ALIKE}
    found["status"] = told.status
    if _DATED_DUMP.match(str(found["content-location"])):
        del found["content-location"]  # only the latest dumps are exported
    found["vary"] = _vary(told)
    found["link"] = _links(told)
    found["etag"] = "etag" in told.headers or told.headers.get("content-type", "").startswith(
        "text/plain"
    )
    found["body"] = _body(told)
    if told.status in (303, 308):  # nginx writes a short page, whose type these are
        for name in ("body", "content-type", *_OF_PAGES):
            del found[name]
    return found


def _vary(told: Told) -> list[str]:
    names = told.headers.get("vary", "").lower().split(", ")
    return sorted(name for name in names if name and name not in _DATED)


def _links(told: Told) -> list[str]:
    found = re.findall(r"<[^>]*>[^<]*", told.headers.get("link", ""))
    return sorted(
        link.strip(", ") for link in found if "timegate" not in link and "timemap" not in link
    )


def _body(told: Told) -> object:
    kind = told.headers.get("content-type", "")
    if told.status >= 400 and told.status != 410:
        if kind == "application/problem+json":
            problem = json.loads(told.body)
            return {name: problem.get(name) for name in ("type", "title", "status", "available")}
        return re.findall(rb"<h1>.*?</h1>", told.body)
    # the host asked for stands in formats without relative references
    body = told.body.replace(b"http://data.example.org", b"https://data.example.org")
    if kind.startswith("text/html"):
        # the links to the page in other languages repeat the address that it was asked by
        body = re.sub(rb'href="[^"]*"( lang="..")|(hreflang="..") href="[^"]*"', rb"\1\2", body)
        body = body.replace(b' aria-current="page"', b"")
    return body


def compare(
    live: Client,
    static: Client,
    path: str,
    headers: Mapping[str, str | None] | None = None,
    method: str = "GET",
) -> None:
    """Ask both, and tell what differs."""
    ours, theirs = (essence(c.ask(path, headers, method)) for c in (live, static))
    differing = {
        name: (ours.get(name), theirs.get(name))
        for name in ours | theirs
        if ours.get(name) != theirs.get(name)
    }
    assert not differing, f"{method} {path} {headers}"


@pytest.fixture(scope="module")
def named(ended_config: Config) -> str:
    """The id of the release."""
    return current_name(ended_config.releases)


@pytest.mark.parametrize("path", [*DOCUMENTS, *ENDED, *THINGS, *OTHERS])
def test_accept(live: Client, static: Client, named: str, path: str) -> None:
    """What is accepted decides alike."""
    for accept in ACCEPTS:
        compare(live, static, path.format(release=named), {"Accept": accept})


@pytest.mark.parametrize("path", [*DOCUMENTS[1:], *ENDED])
def test_suffixes(live: Client, static: Client, named: str, path: str) -> None:
    """A suffix picks the format, whatever is accepted."""
    whole = path.format(release=named)
    stem, _, query = whole.partition("?")
    for suffix in SUFFIXES:
        address = f"{stem.rstrip('/')}.{suffix}"
        compare(live, static, f"{address}?{query}" if query else address, {"Accept": FIREFOX})


@pytest.mark.parametrize(
    "path",
    ["/", "/doc/person/david", "/doc/person/", "/doc/person/cesar", "/feed.atom", "/nothing"],
)
def test_languages(live: Client, static: Client, path: str) -> None:
    """Pages are in the language asked for."""
    for language in LANGUAGES:
        for query in ("", "?lang=en", "?lang=sv"):
            asked = {"Accept": FIREFOX, "Accept-Language": language}
            compare(live, static, f"{path}{query}", asked)


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/doc/person/david",
        "/doc/person/david.csv",
        "/id/person/david",
        "/id/person/ada",
        "/doc/person/cesar",
        "/doc/person/",
    ],
)
def test_methods(live: Client, static: Client, path: str, method: str) -> None:
    """Only reading is allowed."""
    compare(live, static, path, {"Accept": "text/turtle"}, method)


def test_dumps(live: Client, static: Client) -> None:
    """Each dump is there, whole and in parts."""
    names = [line.split()[-1] for line in live.ask("/dump/SHA256SUMS").body.decode().splitlines()]
    assert len(names) > 3
    for name in names:
        compare(live, static, f"/dump/{name}")
    parts = [c.ask(f"/dump/{names[0]}", {"Range": "bytes=5-19"}) for c in (live, static)]
    assert {(part.status, len(part.body), part.body) for part in parts} == {
        (206, 15, parts[0].body)
    }


def addresses_of_feed(static: Client) -> Iterator[str]:
    """Give the pages and events of the feed, as its data name them."""
    root = static.ask("/feed.nq").body.decode()
    for page in dict.fromkeys(re.findall(r"/feed/[0-9]+-[0-9TZ]+", root)):
        yield page
        yield from dict.fromkeys(
            re.findall(r"/res/handelse/[^>]*", static.ask(f"{page}.nq").body.decode())
        )


def test_feed(live: Client, static: Client) -> None:
    """Who follows the feed finds all of it among the files."""
    found = [*addresses_of_feed(static)]
    assert len(found) > 10
    for path in found:
        for accept in (None, FIREFOX, "application/ld+json", "text/turtle"):
            compare(live, static, path, {"Accept": accept})


@pytest.mark.parametrize("accept", [None, FIREFOX, "application/ld+json"])
@pytest.mark.parametrize("path", ["/doc/person/david", "/doc/person/", "/res/metadata?page=2", "/"])
def test_conditions(static: Client, path: str, accept: str | None) -> None:
    """Who has an answer is told so; by its ETag, or its time."""
    asked = {"Accept": accept}
    whole = static.ask(path, asked)
    tag = whole.headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = static.ask(path, {**asked, "If-None-Match": condition})
        assert (again.status, again.body) == (304, b""), condition
        assert _vary(again) == _vary(whole)
        for name in ("etag", "content-location", "link"):
            assert again.headers.get(name) == whole.headers.get(name)
    assert static.ask(path, {**asked, "If-None-Match": '"other"'}).status == 200
    since = whole.headers["last-modified"]
    assert static.ask(path, {**asked, "If-Modified-Since": since}).status == 304


def test_compressed(static: Client) -> None:
    """Who reads gzip gets it, and is told when it is the same still."""
    asked = {"Accept": FIREFOX, "Accept-Encoding": "gzip"}
    told = static.ask("/doc/person/david", asked)
    assert told.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in told.headers["vary"]
    plain = static.ask("/doc/person/david", {"Accept": FIREFOX})
    assert gzip.decompress(told.body) == plain.body
    assert (
        static.ask("/doc/person/david", {**asked, "If-None-Match": told.headers["etag"]}).status
        == 304
    )


def test_tags_differ(static: Client) -> None:
    """No two variants share an ETag."""
    asked = [
        {"Accept": accept}
        for accept in ("text/turtle", "application/json", "application/ld+json", "text/html")
    ]
    asked += [{"Accept": FIREFOX, "Accept-Language": "en"}]
    tags = [static.ask("/doc/person/david", headers).headers["etag"] for headers in asked]
    tags += [
        static.ask(f"/doc/person/david?lang={tag}", {"Accept": FIREFOX}).headers["etag"]
        for tag in ("sv", "en")
    ]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize(
    "path",
    [
        "/sparql?query=ASK%20%7B%7D",
        "/search?q=a",
        "/suggest.json?q=a",
        "/doc/person/david/timemap",
        "/doc/person/david/version/20261123T120000Z",
        "/doc/person/?county=24",
        "/res/rapport/{release}?shape=x",
        "/res/andringar/{release}",
    ],
)
def test_only_live(static: Client, named: str, path: str) -> None:
    """What files cannot answer is said to be elsewhere, and never answered otherwise."""
    for method in ("GET", "POST"):
        told = static.ask(path.format(release=named), {"Accept": "*/*"}, method)
        assert (told.status, told.headers["content-type"]) == (501, "application/problem+json")
        assert json.loads(told.body)["status"] == 501
    page = static.ask(path.format(release=named), {"Accept": FIREFOX, "Accept-Language": "en"})
    assert (page.status, page.headers["content-language"]) == (501, "en")
    assert b"ready files" in page.body


def test_every_route(ended_config: Config, static: Client) -> None:
    """What the application has an address for is among the files, or said to be elsewhere."""
    app = create_app(ended_config, Current(ended_config.releases))
    paths = {rule.rule for rule in app.url_map.iter_rules() if not rule.arguments}
    assert paths >= {"/", "/sparql", "/feed", *OF_A_PROGRAM}
    missing = {path for path in paths if static.ask(path).status == 404}
    assert missing == OF_A_PROGRAM


def test_shown_path(static: Client) -> None:
    """Errors repeat the address, and nothing that could be mark-up."""
    assert json.loads(static.ask("/doc/person/nobody").body)["instance"] == "/doc/person/nobody"
    told = static.ask("/<script>", {"Accept": FIREFOX})
    assert told.status == 404
    assert b"<script" not in told.body
