"""Identifiers that have ended, and the list of them."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.request import HTTPErrorProcessor, Request, build_opener

import pytest
from flask.testing import FlaskClient
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse
from tests.conftest import start_server
from tests.endings import BASE, ENDED, TERMS, make_endings

from samverkan_ld.config import Config
from samverkan_ld.formats.table import DOCUMENT_FORMATS, Format
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import DCTERMS, HYDRA, ORG, PROV, RDF
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

IRIS = Iris(BASE, TERMS, BASE)
NAMES = ("Ada", "Beata", "Cesar", "David", "Alfa", "Betabolaget")


@pytest.fixture(scope="module")
def config(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The site, published."""
    return make_endings(tmp_path_factory.mktemp("ended"), project)


@pytest.fixture
def client(config: Config) -> FlaskClient:
    """A client of the application of the site."""
    return create_app(config, Current(config.releases)).test_client()


def quads(data: bytes, suffix: str = "nq") -> set[Quad]:
    """Read RDF as a set of quads."""
    formats = {"ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD, "rdf": RdfFormat.RDF_XML}
    formats |= {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "nt": RdfFormat.N_TRIPLES}
    return set(parse(data, format=formats[suffix], base_iri=BASE))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/id/person/ada", "/id/person/david"),
        ("/id/person/beata", "/id/person/david"),
        ("/id/person/ada/part", "/id/person/david"),
        ("/doc/person/ada", "/doc/person/david"),
        ("/doc/person/ada?page=7", "/doc/person/david"),
        ("/doc/person/ada?lang=en", "/doc/person/david?lang=en"),
        ("/doc/person/ada.ttl", "/doc/person/david.ttl"),
        ("/doc/person/ada.html?lang=sv", "/doc/person/david.html?lang=sv"),
        ("/def/roll/gammal", "/def/roll/ny"),
        ("/doc/def/roll/gammal", "/doc/def/roll/ny"),
        ("/doc/def/roll/gammal.jsonld", "/doc/def/roll/ny.jsonld"),
        ("/res/kallgraf/gammal", "/res/kallgraf/nytt"),
        ("/res/kallgraf/gammal.nq", "/res/kallgraf/nytt.nq"),
        ("/id/person/extern", "https://else.example/%C3%A5"),
        ("/doc/person/extern.ttl", "https://else.example/%C3%A5"),
    ],
)
def test_replaced(client: FlaskClient, path: str, target: str, method: str) -> None:
    """What was replaced leads to what replaces it in the end; a document to a document."""
    answer = client.open(path, method=method)

    assert answer.status_code == 308
    assert answer.headers["Location"] == target
    assert answer.data == b""
    assert 'rel="successor-version"' in answer.headers["Link"]
    assert answer.headers["Link"].isascii()
    assert answer.headers["Cache-Control"] == "no-cache"
    assert client.get(target).status_code in (200, 303) or target.startswith("https:")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/id/{}", "/doc/{}", "/doc/{}.ttl", "/id/{}/part"])
@pytest.mark.parametrize(
    ("thing", "successors"),
    [
        ("organisation/a", ["/id/organisation/c"]),
        ("organisation/b", ["/id/organisation/c"]),
        ("organisation/d", ["/id/organisation/c", "/id/organisation/e"]),
    ],
)
def test_merged_or_split(
    client: FlaskClient, path: str, thing: str, successors: list[str], method: str
) -> None:
    """What was merged or split offers what came after."""
    answer = client.open(path.format(thing), method=method)

    assert answer.status_code == 300
    links = answer.headers["Link"].split(", ")
    wanted = [f'<{successor}>; rel="successor-version"' for successor in successors]
    assert [link for link in links if "successor-version" in link] == wanted
    assert answer.headers["Vary"].startswith("Accept")
    assert not {"Sunset", "Location", "ETag"} & set(answer.headers.keys())
    if method == "HEAD":
        assert answer.data == b""
    else:
        told = {
            quad.object.value.removeprefix(BASE)
            for quad in quads(answer.data, "ttl")
            if quad.predicate == NamedNode(DCTERMS + "isReplacedBy")
        }
        assert told == {successor[1:] for successor in successors}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path",
    [
        *("/id/person/cesar", "/doc/person/cesar", "/doc/person/cesar.rdf"),
        *("/id/person/cesar/part", "/id/medlemskap/m", "/doc/medlemskap/m.csv"),
    ],
)
def test_withdrawn(client: FlaskClient, path: str, method: str) -> None:
    """What was withdrawn is gone: since when, and where it is told what that means."""
    answer = client.open(path, method=method)

    assert answer.status_code == 410
    sunset = {"person": "Sat, 21 Nov 2026 09:00:00 GMT"}
    default = "Tue, 24 Nov 2026 12:00:00 GMT"
    assert answer.headers["Sunset"] == sunset.get(path.split("/")[2], default)
    assert '</res/aterkallade>; rel="sunset"' in answer.headers["Link"]
    assert "successor-version" not in answer.headers["Link"]
    assert answer.headers["Vary"].startswith("Accept")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert bool(answer.data) == (method == "GET")


@pytest.mark.parametrize("fmt", DOCUMENT_FORMATS, ids=lambda fmt: fmt.name)
@pytest.mark.parametrize("thing", ["person/cesar", "organisation/a", "medlemskap/m"])
def test_formats(client: FlaskClient, fmt: Format, thing: str) -> None:
    """A tombstone is to be had in every format, by suffix and by Accept, and has no names."""
    name, media_type = fmt.name, fmt.media_type

    by_suffix = client.get(f"/doc/{thing}.{name}")
    by_accept = client.get(f"/id/{thing}", headers={"Accept": media_type})

    for answer in (by_suffix, by_accept):
        assert answer.status_code in (300, 410)
        assert answer.content_type.startswith(media_type)
        assert answer.data == by_suffix.data or name == "html"
        assert not any(said in answer.text for said in NAMES)
        assert thing.rpartition("/")[2] in answer.text
    if name not in ("html", "csv"):
        found = quads(by_suffix.data, name)
        node = NamedNode(f"{BASE}id/{thing}")
        kind = NamedNode(TERMS + "spec/samverkan/Gravsten")
        assert (node, NamedNode(RDF + "type"), kind) in {quad[:3] for quad in map(tuple, found)}
        reasons = {q.object for q in found if q.predicate.value.endswith("/avslutsorsak")}
        assert len(reasons) == 1
        assert reasons <= {quad.subject for quad in found}


@pytest.mark.parametrize("accept", ["image/png", "text/html;q=0, */*;q=0", "", "*/*"])
def test_gone_whatever_is_accepted(client: FlaskClient, accept: str) -> None:
    """That something is gone is told even to those who accept no format of ours."""
    answer = client.get("/id/person/cesar", headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (410, "text/turtle; charset=utf-8")


def test_conditions_mean_nothing(client: FlaskClient) -> None:
    """What is gone is gone also for those who saw it before."""
    asked = {"If-None-Match": "*", "If-Modified-Since": "Fri, 01 Jan 2027 00:00:00 GMT"}
    assert client.get("/doc/person/cesar", headers=asked).status_code == 410


def test_change_of_organisations(client: FlaskClient) -> None:
    """A merger is told whole: who merged, and into what; it has an address of its own."""
    told = quads(client.get("/doc/organisation/a.nq").data)

    event = next(q.subject for q in told if q.object == NamedNode(ORG + "ChangeEvent"))
    parts = defaultdict(set)
    for quad in told:
        if quad.subject == event:
            parts[quad.predicate.value.removeprefix(ORG)].add(quad.object.value[-1])
    assert parts["originalOrganization"] == {"a", "b"}
    assert parts["resultingOrganization"] == {"c"}
    assert {PROV + "startedAtTime", PROV + "endedAtTime"} <= parts.keys()
    answer = client.get(event.value.removeprefix(BASE.rstrip("/")) + ".nq")
    assert answer.status_code == 200
    own = {quad for quad in quads(answer.data) if quad.subject == event}
    assert own == {quad for quad in told if quad.subject == event}


def test_successor_tells(client: FlaskClient) -> None:
    """The document of a successor says what it replaces."""
    said = {
        quad.object.value
        for quad in quads(client.get("/doc/person/david.nq").data)
        if quad.predicate == NamedNode(DCTERMS + "replaces")
    }
    assert said == {f"{BASE}id/person/{key}" for key in ("ada", "beata")}


@pytest.mark.parametrize(
    "path", ["/id/person/nobody", "/doc/person/nobody.ttl", "/def/roll/x", "/res/kallgraf/x"]
)
def test_never_there(client: FlaskClient, path: str) -> None:
    """What never existed is not found, which is something else than gone."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("language", "thing", "words"),
    [
        ("sv", "person/cesar", ["Återkallad", "2026-11-21", "felaktig"]),
        ("en", "person/cesar", ["Withdrawn", "2026-11-21", "mistaken"]),
        ("sv", "organisation/a", ["Sammanslagen", ">/id/organisation/c<"]),
        ("en", "organisation/d", ["Divided", ">/id/organisation/e<", "division"]),
    ],
)
def test_pages(client: FlaskClient, language: str, thing: str, words: list[str]) -> None:
    """The page of a tombstone tells all in the language of the reader."""
    answer = client.get(f"/doc/{thing}.html?lang={language}")

    assert answer.headers["Content-Language"] == language
    assert answer.headers["Vary"] == "Accept, Accept-Language" + (", Accept-Datetime")
    assert [word for word in words if word not in answer.text] == []


def test_list(client: FlaskClient) -> None:
    """The list has all that ended, the latest first, in pages, and links them."""
    pages = [client.get(f"/res/aterkallade.nq?page={page}") for page in (1, 2)]

    found = [quads(page.data) for page in pages]
    members = [
        {q.object.value for q in told if q.predicate.value == HYDRA + "member"} for told in found
    ]
    assert [len(page) for page in members] == [6, ENDED - 6]
    assert not members[0] & members[1]
    assert f"{BASE}id/medlemskap/m" in members[0]
    assert f"{BASE}id/person/ada" in members[1]
    assert client.get("/res/aterkallade?page=3").status_code == 404


@pytest.mark.parametrize("fmt", DOCUMENT_FORMATS, ids=lambda fmt: fmt.name)
def test_list_formats(client: FlaskClient, fmt: Format) -> None:
    """The list is to be had in every format, and has no names."""
    name, media_type = fmt.name, fmt.media_type

    for answer in (
        client.get(f"/res/aterkallade.{name}"),
        client.get("/res/aterkallade", headers={"Accept": media_type}),
    ):
        assert answer.status_code == 200
        assert answer.content_type.startswith(media_type)
        assert not any(said in answer.text for said in NAMES)
        assert "avslut" in answer.text
        assert f'<{BASE}res/aterkallade>; rel="canonical"' in answer.headers["Link"]
    assert client.get("/res/aterkallade.xyz").status_code == 404


def test_list_as_csv(client: FlaskClient) -> None:
    """As CSV the list is whole: a row for each identifier, with what is there in its place now."""
    rows = [*csv.DictReader(io.StringIO(client.get("/res/aterkallade.csv").text))]

    assert len(rows) == ENDED
    by_key = {row["iri"].rpartition("/")[2]: row for row in rows}
    assert by_key["ada"] == {
        "iri": f"{BASE}id/person/ada",
        "kind": "replaced",
        "ended": "2026-11-20T00:00:00Z",
        "reason": f"{TERMS}def/avslut/dubblett",
        "successors": f"{BASE}id/person/david",
    }
    assert by_key["d"]["successors"].split() == [f"{BASE}id/organisation/{k}" for k in "ce"]
    assert by_key["m"]["reason"] == f"{TERMS}def/avslut/utgatt"
    assert by_key["cesar"]["successors"] == ""


@pytest.mark.parametrize(("language", "heading"), [("sv", "har upphört"), ("en", "have ended")])
def test_list_page(client: FlaskClient, language: str, heading: str) -> None:
    """The page of the list links each identifier, its reason and its successors."""
    text = client.get(f"/res/aterkallade.html?lang={language}&page=2").text

    assert heading in text
    assert f'href="/doc/person/ada?lang={language}">/id/person/ada</a>' in text
    assert f'href="/doc/person/david?lang={language}">/id/person/david</a>' in text
    assert f'href="/res/aterkallade?lang={language}"' in text


class _Kept(HTTPErrorProcessor):
    """Lets every status through as it is."""

    def http_response(self, request: object, response: object) -> object:
        """Give the answer."""
        return response


@pytest.fixture(scope="module")
def server(config: Config) -> Iterator[str]:
    """The address of a real server of the site."""
    process, address = start_server(config.root, workers=1)
    yield address
    process.terminate()
    assert process.wait(120) == 0


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/id/person/ada", 308),
        ("/doc/person/cesar.ttl", 410),
        ("/id/organisation/d", 300),
        ("/res/aterkallade", 200),
    ],
)
def test_served(server: str, path: str, status: int, method: str) -> None:
    """A real server answers the same, however often it is asked."""
    answers = []
    for _ in range(3):
        with build_opener(_Kept).open(Request(server + path, method=method)) as answer:
            answers.append((answer.status, answer.read(), answer.headers["Link"]))
    assert answers[0][0] == status
    assert len(set(answers)) == 1


def test_store_tells_the_same(client: FlaskClient, config: Config) -> None:
    """SPARQL, which reads the graph of identifiers, tells what the list tells."""
    graph = NamedNode(IRIS.identifiers_graph)
    pages = [quads(client.get(f"/res/aterkallade.nq?page={page}").data) for page in (1, 2)]
    store = Store.read_only(str(config.releases / "current" / "store"))

    stored = set(store.quads_for_pattern(None, None, None, graph))

    assert stored == {quad for page in pages for quad in page if quad.graph_name == graph}
    assert len({quad.subject for quad in stored if quad.predicate.value == RDF + "type"}) > ENDED
