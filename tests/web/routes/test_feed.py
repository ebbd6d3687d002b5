"""The feed over HTTP: addresses, formats, headers, what is gone, and Atom."""

import http.client
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import html5lib
import pytest
from flask.testing import FlaskClient
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from samverkan_ld.archive.pages import PAGE_SIZE
from samverkan_ld.config import Config, read_config
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current
from samverkan_ld.web.wire.variant import variant

HOST = "http://localhost"
SITE = "https://s.example/"
SETTINGS = f'[site]\nbase = "{SITE}"\n[publisher]\nname = "Exempel & Co"\n'
PREFIXES = f"@prefix foaf: <http://xmlns.com/foaf/0.1/> . @base <{SITE}id/person/> .\n"
TRIG, LD, NQ = "application/trig", "application/ld+json", "application/n-quads"
HTML, ATOM = "text/html; charset=utf-8", "application/atom+xml; charset=utf-8"
PARSERS = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "nq": RdfFormat.N_QUADS}
CLOSED = "public, max-age=3600, immutable"
FOREIGN = "https://else.example/x?y=å"
EVENT = "/res/handelse/20260102T000000Z"
NS = {"a": "http://www.w3.org/2005/Atom"}


@dataclass
class Small:
    """A site of two releases: a client of each, and the paths of its pages by number."""

    first: FlaskClient
    second: FlaskClient
    pages: tuple[dict[int, str], dict[int, str]]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A site of one full page and some more changes, and of a second release.

    In the second, person 0 has another name, person 1 is replaced, a foreign thing is gone.
    """
    root = tmp_path_factory.mktemp("small")
    config = make(root)
    people = {number: f"Namn {number}" for number in range(PAGE_SIZE + 2)}
    write(root, people, f'<{FOREIGN}> foaf:name "Annan" .')
    first = released(config, 1)
    del people[1]
    people[0] = "<b>Ny & </b>\\u0001"
    (root / "data/identifiers/ended.yaml").write_text(
        f"- replaced: {SITE}id/person/p1\n  by: {SITE}id/person/p0\n  date: 2026-01-01\n"
        "  reason: dubblett\n",
        encoding="utf-8",
    )
    write(root, people, "")
    second = released(config, 2)
    return Small(first, second, (paths(first), paths(second)))


def make(root: Path) -> Config:
    """Make a site without data and shapes."""
    for name in ("data/identifiers", "shapes", "vocab"):
        (root / name).mkdir(parents=True)
    (root / "samverkan.toml").write_text(SETTINGS, encoding="utf-8")
    return read_config(root / "samverkan.toml")


def write(root: Path, people: dict[int, str], more: str) -> None:
    """Write the data of the site."""
    event = f'<{SITE}res/handelse/delning-1> foaf:name "Delning" .'
    lines = [f'<p{key}> a foaf:Person ; foaf:name "{name}" .' for key, name in people.items()]
    text = "\n".join((PREFIXES, event, *lines, more))
    (root / "data" / "people.ttl").write_text(text, encoding="utf-8")


def released(config: Config, day: int) -> FlaskClient:
    """Publish the site on a day, and give a client of that release."""
    assert publish(config, datetime(2026, 1, day, tzinfo=UTC)).is_new
    current = Current(config.releases)
    current.get()
    client = create_app(config, current).test_client()
    current._look = float("inf")  # it stays with this release
    return client


def paths(client: FlaskClient) -> dict[int, str]:
    """Find the paths of the feed's pages."""
    found = re.findall(r"tree:node <(/feed/(\d+)-[^>]+)>", client.get("/feed.trig").text)
    return {int(number): path for path, number in found}


def read(client: FlaskClient, path: str, name: str) -> set[Quad]:
    """Read an address in a format."""
    data = client.get(f"{path}.{name}").data
    found = Dataset(parse(data, format=PARSERS[name], base_iri=f"{HOST}{path}"))
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


# path (P for the open page), Accept, status, Content-Type, Vary
ROWS = [
    ("/feed", None, 200, TRIG, "Accept"),
    ("/feed", "*/*", 200, TRIG, "Accept"),
    ("/feed", NQ, 200, NQ, "Accept"),
    ("/feed", LD, 200, LD, "Accept"),
    ("/feed", "text/html,*/*;q=0.8", 200, HTML, "Accept, Accept-Language"),
    ("/feed", "application/atom+xml", 200, ATOM, "Accept, Accept-Language"),
    ("/feed", "text/turtle", 406, "application/problem+json", "Accept, Accept-Language"),
    ("/feed.atom", None, 200, ATOM, "Accept, Accept-Language"),
    ("/feed.html", TRIG, 200, HTML, "Accept, Accept-Language"),
    ("/feed.nq", None, 200, NQ, "Accept"),
    ("/feed.ttl", None, 404, "application/problem+json", "Accept, Accept-Language"),
    ("/feed.xyz", None, 404, "application/problem+json", "Accept, Accept-Language"),
    ("/feed/", None, 404, "application/problem+json", "Accept, Accept-Language"),
    ("P", None, 200, TRIG, "Accept"),
    ("P", LD, 200, LD, "Accept"),
    ("P", "text/html", 200, HTML, "Accept, Accept-Language"),
    ("P", "application/atom+xml", 406, "application/problem+json", "Accept, Accept-Language"),
    ("P.nq", None, 200, NQ, "Accept"),
    ("P.csv", None, 404, "application/problem+json", "Accept, Accept-Language"),
    (f"{EVENT}/id/person/p0", None, 200, TRIG, "Accept"),
    (f"{EVENT}/id/person/p0", "text/html", 200, HTML, "Accept, Accept-Language"),
    (f"{EVENT}/id/person/p0.jsonld", None, 200, LD, "Accept"),
    ("/res/handelseflode", None, 303, None, "Accept"),
]


@pytest.mark.parametrize(("path", "accept", "status", "content_type", "vary"), ROWS)
def test_negotiation(
    small: Small, path: str, accept: str | None, status: int, content_type: str, vary: str
) -> None:
    """Every address is to be had in the formats that keep the names of graphs, and as a page."""
    path = path.replace("P", small.pages[1][2])
    headers = {"Accept": accept} if accept else {}

    answer = small.second.get(path, headers=headers)

    assert (answer.status_code, answer.headers.get("Content-Type")) == (status, content_type)
    assert answer.headers["Vary"] == vary
    if status == 200:
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert 'rel="alternate"; type="application/trig"' in answer.headers["Link"]
        again = {"If-None-Match": answer.headers["ETag"], **headers}
        assert small.second.get(path, headers=again).status_code == 304


def test_stream_leads_to_root(small: Small) -> None:
    """The IRI of the stream leads to its root."""
    assert small.second.get("/res/handelseflode").headers["Location"] == "/feed"


@pytest.mark.parametrize("name", ["jsonld", "nq"])
def test_formats_agree(small: Small, name: str) -> None:
    """Every format says the same, and keeps the names of graphs."""
    for path in ("/feed", small.pages[1][2], f"{EVENT}/id/person/p0"):
        assert read(small.second, path, name) == read(small.second, path, "trig")


def test_event_is_member(small: Small) -> None:
    """An event says of itself what the page says of it."""
    member = NamedNode(f"{SITE.rstrip('/')}{EVENT}/id/person/p0")
    alone = read(small.second, f"{EVENT}/id/person/p0", "trig")
    page = read(small.second, small.pages[1][2], "trig")

    assert alone == {quad for quad in page if member in (quad.subject, quad.graph_name)}
    assert {quad.graph_name for quad in alone} >= {member}


def test_closed_pages(small: Small) -> None:
    """A page is closed when it is full, or another comes after it; its address holds for good."""
    full, opened = small.first.get(small.pages[0][1]), small.first.get(small.pages[0][2])

    assert full.headers["Cache-Control"] == CLOSED
    assert "ldes:immutable true" in full.text
    assert opened.headers["Cache-Control"] == "no-cache"
    assert "ldes:immutable" not in opened.text
    assert small.first.get("/feed").headers["Cache-Control"] == "no-cache"
    page = small.first.get(f"{small.pages[0][1]}.html")
    assert page.headers["Cache-Control"] == "no-cache"
    shrunk = small.second.get(small.pages[1][1])
    assert shrunk.headers["Cache-Control"] == CLOSED
    assert len(re.findall('as:published "', shrunk.text)) == PAGE_SIZE - 3


def test_full_last_page_is_closed(tmp_path: Path) -> None:
    """The last page is closed as soon as it is full."""
    config = make(tmp_path)
    write(
        tmp_path, dict.fromkeys(range(PAGE_SIZE - 2), "Namn"), ""
    )  # and their graph, and one more
    client = released(config, 1)

    assert paths(client).keys() == {1}
    assert client.get(paths(client)[1]).headers["Cache-Control"] == CLOSED


def test_pages_that_changed_have_other_addresses(small: Small) -> None:
    """An address whose members changed is gone, and told so; what never was is not found."""
    assert small.pages[0].keys() == small.pages[1].keys() == {1, 2}
    assert not set(small.pages[0].values()) & set(small.pages[1].values())
    for path in small.pages[0].values():
        assert small.first.get(path).status_code == 200
        gone = small.second.get(path)
        assert (gone.status_code, gone.content_type) == (410, "application/problem+json")
        assert "/feed" in json.loads(gone.data)["detail"]
        page = small.second.get(f"{path}?lang=sv", headers={"Accept": "text/html"})
        assert (page.status_code, "annan adress" in page.text) == (410, True)


# the ends of paths below /feed, and the statuses of their answers
NO_PAGES = [
    ("1-20250101T000000Z", 410),
    ("2-20250101T000000Z.nq", 410),
    ("3-20260101T000000Z", 404),
    ("0-20260101T000000Z", 404),
    ("1", 404),
    ("1-", 404),
    ("1-2026", 404),
    ("x", 404),
]


@pytest.mark.parametrize(("end", "status"), NO_PAGES)
def test_no_page(small: Small, end: str, status: int) -> None:
    """Numbers that pages have had are gone in other revisions; others there never were."""
    assert small.second.get(f"/feed/{end}").status_code == status


# the time and the thing of an event, and the statuses of its answer in the second release
EVENTS = [
    ("20260101T000000Z/id/person/p5", 200),
    ("20260102T000000Z/id/person/p0", 200),
    ("20260102T000000Z/id/person/p1", 200),
    ("20260101T000000Z/id/person/p0", 410),
    ("20260101T000000Z/id/person/p1", 410),
    ("20260101T000000Z/id/person/p1.nq", 410),
    ("20260102T000000Z/id/person/p5", 404),
    ("20251231T000000Z/id/person/p5", 404),
    ("20260103T000000Z/id/person/p1", 404),
    ("20260101T000000Z/id/person/p999", 404),
    ("20260102T000000Z/iri/aHR0cHM6Ly9lbHNlLmV4YW1wbGUveD95PcOl", 200),
    ("20260101T000000Z/iri/aHR0cHM6Ly9lbHNlLmV4YW1wbGUveD95PcOl", 410),
    ("20260101T000000Z", 404),
    ("x", 404),
]


@pytest.mark.parametrize(("key", "status"), EVENTS)
def test_events(small: Small, key: str, status: int) -> None:
    """The last change of a thing is there; those before it are gone."""
    assert small.second.get(f"/res/handelse/{key}").status_code == status


def test_other_events_are_documents(small: Small) -> None:
    """Where the sources describe an event of another kind, its document is given."""
    answer = small.second.get("/res/handelse/delning-1")

    assert (answer.status_code, answer.mimetype) == (200, "text/turtle")
    assert "Delning" in answer.text


def test_delete(small: Small) -> None:
    """A withdrawal has no state, and tells what came in its place."""
    quads = read(small.second, f"{EVENT}/id/person/p1", "nq")

    said = {(q.predicate.value.rpartition("#")[2], getattr(q.object, "value", "")) for q in quads}
    assert ("type", "https://www.w3.org/ns/activitystreams#Delete") in said
    assert ("http://purl.org/dc/terms/isReplacedBy", f"{SITE}id/person/p0") in said
    assert {str(quad.graph_name) for quad in quads} == {"DEFAULT"}


def test_references(small: Small) -> None:
    """Pages are referred to by paths or, in N-Quads, at the host that was asked."""
    asked = {"Host": "other.example:81"}

    trig = small.second.get("/feed.trig", headers=asked).text
    nquads = small.second.get("/feed.nq", headers=asked).text

    assert f"tree:node <{small.pages[1][1]}>" in trig
    assert f"<https://w3id.org/tree#node> <http://other.example:81{small.pages[1][1]}>" in nquads
    assert f"<{SITE}res/handelseflode> <https://w3id.org/tree#view>" in nquads


def entries(client: FlaskClient, language: str) -> tuple[ET.Element, list[ET.Element]]:
    """Read the feed for people: the feed and its entries."""
    feed = ET.fromstring(client.get(f"/feed.atom?lang={language}").text)
    return feed, feed.findall("a:entry", NS)


def text(element: ET.Element, name: str) -> str:
    """Give the text of a child."""
    return element.findtext(f"a:{name}", "", NS)


def test_atom_is_whole(small: Small) -> None:
    """The feed for people has what RFC 4287 asks for, and the 50 latest changes first."""
    feed, found = entries(small.second, "sv")

    assert text(feed, "id") == f"{SITE}res/handelseflode"
    assert feed.findtext("a:author/a:name", "", NS) == "Exempel & Co"
    assert feed.find("a:link[@rel='self']", NS).get("href") == "/feed.atom?lang=sv"
    assert feed.find("a:link[@rel='alternate']", NS).get("href") == "/feed?lang=sv"
    assert len(found) == len({text(entry, "id") for entry in found}) == 50
    times = [datetime.fromisoformat(text(entry, "updated")) for entry in found]
    assert times == sorted(times, reverse=True)
    assert datetime.fromisoformat(text(feed, "updated")) == times[0]
    for entry in found:
        key = text(entry, "id").removeprefix(SITE)
        assert small.second.get(f"/{key}").status_code == 200
        assert len(entry.findall("a:link[@rel='alternate']", NS)) == 1


@pytest.mark.parametrize(
    ("language", "titles"),
    [
        (
            "sv",
            {
                f"Borttagen: {FOREIGN}",
                f"Borttagen: {SITE}id/person/p1",
                "Ändrad: <b>Ny & </b>\ufffd",
                "Ny: Namn 99",
            },
        ),
        (
            "en",
            {
                f"Withdrawn: {FOREIGN}",
                f"Withdrawn: {SITE}id/person/p1",
                "Changed: <b>Ny & </b>\ufffd",
                "New: Namn 99",
            },
        ),
    ],
)
def test_atom_titles(small: Small, language: str, titles: set[str]) -> None:
    """Titles tell what happened, in the reader's language, and name nothing that is withdrawn."""
    _, found = entries(small.second, language)

    assert titles <= {text(entry, "title") for entry in found}


def test_atom_links(small: Small) -> None:
    """An entry leads to the document or, of a foreign thing, to the event."""
    _, found = entries(small.second, "sv")
    links = {text(e, "title"): e.find("a:link", NS).get("href") for e in found}

    assert links["Ny: Namn 99"] == "/doc/person/p99?lang=sv"
    assert links[f"Borttagen: {SITE}id/person/p1"] == "/doc/person/p1?lang=sv"
    assert links[f"Borttagen: {FOREIGN}"].startswith(f"{EVENT}/iri/")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_pages_for_people(small: Small, language: str) -> None:
    """The pages are valid HTML, lead on, and show texts as texts."""
    for path in ("/feed", small.pages[1][2], f"{EVENT}/id/person/p1"):
        page = small.second.get(f"{path}.html?lang={language}").text
        html5lib.HTMLParser(strict=True).parse(page.replace("\x01", ""))
        assert "/doc/person/p0" in page
    root = small.second.get(f"/feed.html?lang={language}").text
    assert "&lt;b&gt;Ny &amp; &lt;/b&gt;" in root
    assert '">/id/person/p1</a>' in root
    assert all(path in root for path in small.pages[1].values())
    assert '<link rel="alternate" type="application/atom+xml" title="' in root
    assert "Namn 1<" not in root


def test_cached_answers(server: str) -> None:
    """The cache in front gives what the routes give: by format, language and host."""
    host = server.removeprefix("http://")
    for accept, name in ((TRIG, host), ("*/*", host), ("text/html", host), (NQ, host), (NQ, "x.y")):
        for language in ("sv", "en"):
            headers = {"Accept": accept, "Host": name, "Accept-Language": language}
            once, twice = (ask(host, "/feed", headers) for _ in range(2))
            assert once == twice
            assert once[1]["Content-Type"] in (accept, TRIG, HTML)
            assert once[1].get("Content-Language") in (None, language)
            assert accept != NQ or f"<http://{name}/feed>".encode() in once[2]


@pytest.mark.parametrize("path", ["/feed.trig", "/feed/1-20260101T000000Z.jsonld"])
def test_cache_takes_pages(path: str) -> None:
    """Answers of the feed are for the cache."""
    scope = {"method": "GET", "raw_path": path.encode(), "query_string": b""}

    assert variant(scope, {}, languages=("sv", "en")) is not None


def ask(host: str, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Ask a server; gives the status, the headers that do not tell the time, and the body."""
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    kept = {name: value for name, value in answer.getheaders() if name.lower() != "date"}
    return answer.status, {name.title(): value for name, value in kept.items()}, body
