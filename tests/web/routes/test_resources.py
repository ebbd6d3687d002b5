"""Things and documents over HTTP."""

import json
import re
import shutil
import urllib.request
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
import rdflib
from flask.testing import FlaskClient
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)
from pyshacl import validate

from samverkan_ld.archive.folder import release_folders
from samverkan_ld.config import Config
from samverkan_ld.formats.table import DOCUMENT_FORMATS, GRAPH_FORMATS, Format, by_name
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

KOMMUN = "/doc/kommun/2482"
PERSON = "/doc/person/cc7jf612n7t3"
ARTICLE = "/doc/artikel/1d5jvsahxw3b"
MEMBERSHIP = "/doc/medlemskap/zy9dqktt730k"
DOCUMENTS = (
    KOMMUN,
    PERSON,
    ARTICLE,
    MEMBERSHIP,
    "/doc/organisation/q7m2kd8f4t3w",
    "/doc/plats/lan-24",
    "/doc/def/roll/kso",
    "/doc/def/roll",
    "/doc/spec/samverkan",
    "/doc/spec/samverkan/PersonShape",
    "/res/kallgraf/register-lan",
    "/res/metadata",
    "/res/shapes",
    "/res/datamangd/samverkan",
)
TYPES = {fmt.name: fmt.media_type for fmt in DOCUMENT_FORMATS}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
PARSERS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
ACCEPTS = [
    (None, "text/turtle"),
    ("", "text/turtle"),
    ("*/*", "text/turtle"),
    ("text/*", "text/turtle"),
    ("application/*", "application/ld+json"),
    ("text/turtle", "text/turtle"),
    ("TEXT/TURTLE", "text/turtle"),
    ("text/turtle; charset=utf-8", "text/turtle"),
    ("application/x-turtle", "text/turtle"),
    ("text/n3", "text/turtle"),
    ("application/ld+json", "application/ld+json"),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "application/ld+json"),
    ("application/json", "application/json"),
    ("application/n-triples", "application/n-triples"),
    ("text/plain", "text/plain"),
    ("application/n-quads", "application/n-quads"),
    ("application/trig", "application/trig"),
    ("application/rdf+xml", "application/rdf+xml"),
    ("application/xml", "application/xml"),
    ("text/csv", "text/csv"),
    ("text/html", "text/html"),
    ("application/xhtml+xml", "text/html"),
    (BROWSER, "text/html"),
    ("text/html;q=0.5, text/turtle;q=0.9", "text/turtle"),
    ("text/html;q=0.9, text/turtle;q=0.5", "text/html"),
    ("text/turtle;q=0, */*", "application/ld+json"),
    ("text/turtle;q=.2, text/csv;q=.1", "text/turtle"),
    ("application/rdf+xml, text/turtle;q=0.5, text/html;q=0.3", "application/rdf+xml"),
    ("image/png, */*;q=0.1", "text/turtle"),
    ("nonsense", "text/turtle"),
    (";;;,,,", "text/turtle"),
    ("text/html," * 2000, "text/turtle"),
]
REFUSED = ["image/png", "text/turtle;q=0", "application/pdf, image/*", "text/html;q=0.0"]


@pytest.mark.parametrize("path", [KOMMUN, "/doc/def/roll/kso", "/res/metadata"])
@pytest.mark.parametrize(("accept", "expected"), ACCEPTS)
def test_negotiation(client: FlaskClient, path: str, accept: str | None, expected: str) -> None:
    """A document is given in the format that Accept prefers, and says that it depends on it."""
    headers = {} if accept is None else {"Accept": accept}
    answer = client.get(path, headers=headers)

    assert answer.status_code == 200
    assert answer.mimetype == expected
    assert "Accept" in answer.headers["Vary"].split(", ")


@pytest.mark.parametrize("accept", REFUSED)
@pytest.mark.parametrize("path", [KOMMUN, "/doc/kommun/", "/res/shapes"])
def test_not_acceptable(client: FlaskClient, path: str, accept: str) -> None:
    """Where nothing offered is acceptable, 406 lists what there is."""
    answer = client.get(path, headers={"Accept": accept})

    assert answer.status_code == 406
    assert answer.mimetype == "application/problem+json"
    assert {item["type"] for item in json.loads(answer.data)["available"]} >= set(TYPES.values())
    assert f'type="{TYPES["ttl"]}"' in answer.headers["Link"]
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("path", "name"), [*product((KOMMUN, "/doc/def/roll", "/res/metadata"), TYPES)]
)
def test_suffix(client: FlaskClient, path: str, name: str) -> None:
    """A suffix picks a format, whatever Accept says, and the answer tells its address."""
    answer = client.get(f"{path}.{name}", headers={"Accept": "image/png"})

    assert answer.status_code == 200
    assert answer.mimetype == TYPES[name]
    assert answer.headers["Content-Location"].partition("?")[0] == f"{path}.{name}"
    same = client.get(path, headers={"Accept": TYPES[name]})
    assert same.headers["Content-Location"] == answer.headers["Content-Location"]
    # the pages differ in their own address, which the links to other languages go from
    assert same.data == answer.data.replace(f"{path}.{name}?lang".encode(), f"{path}?lang".encode())


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/id/kommun/2482", KOMMUN),
        ("/id/person/cc7jf612n7t3", PERSON),
        ("/id/medlemskap/zy9dqktt730k/period", MEMBERSHIP),
        ("/id/kommun/2482/kommunkod", KOMMUN),
        ("/id/plats/lan-24", "/doc/plats/lan-24"),
        ("/def/roll", "/doc/def/roll"),
        ("/def/roll/kso", "/doc/def/roll/kso"),
        ("/spec/samverkan", "/doc/spec/samverkan"),
        ("/spec/samverkan/PersonShape", "/doc/spec/samverkan/PersonShape"),
        ("/id/kommun", "/doc/kommun/"),
        ("/id/kommun/", "/doc/kommun/"),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "image/png"])
def test_see_other(client: FlaskClient, path: str, target: str, accept: str) -> None:
    """A thing is described elsewhere, for every Accept header: 303 with a path."""
    answer = client.get(path, headers={"Accept": accept})

    assert answer.status_code == 303
    assert answer.headers["Location"] == target
    assert answer.headers["Link"] == f'<{target}>; rel="describedby"'
    assert answer.headers["Vary"] == "Accept"
    assert answer.data == b""
    assert "Content-Type" not in answer.headers
    assert client.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/id/kommun/9999",
        "/id/kommun/2482/",
        "/id/kommun/2482/nothing",
        "/id/nothing/",
        "/id/person/Å",
        "/id/kommun//2482",
        "/def/nothing",
        "/def/roll/nothing",
        "/spec/samverkan/Nothing",
        "/doc/kommun/9999",
        "/doc/kommun/2482/kommunkod",
        "/doc/kommun/2482.pdf",
        "/doc/kommun/2482.html.ttl",
        "/doc/kommun/.ttl",
        "/doc/kommun/2482?page=999",
        "/doc/nothing/",
        "/doc/nothing",
        "/doc/kommun.pdf",
        "/doc/kommun/../../etc/passwd",
        "/res/kallgraf/nothing",
        "/res/kallgraf/register-lan?page=999",
        "/res/nothing",
        "/res/utgava/20200101T000000Z-00000000",
        "/res/utgava/current",
        "/res/utgava/..",
        "/res/utgava/%2e%2e",
        "/res/utgava/..%2f..%2fdata",
        "/res/rapport/nothing",
        "/res/rapport/objects",
        "/nothing",
        '/doc/kommun/"><script>',
    ],
)
def test_not_found(client: FlaskClient, path: str) -> None:
    """What the release does not describe is not found, and lists of unknown kinds neither."""
    answer = client.get(path)
    if answer.status_code == 303:
        answer = client.get(answer.headers["Location"])

    assert answer.status_code == 404
    assert json.loads(answer.data)["status"] == 404
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_variants_agree(client: FlaskClient, path: str) -> None:
    """All RDF formats of a document hold the same graph."""
    graphs = {fmt.name: _graph(client.get(f"{path}.{fmt.name}").data, fmt) for fmt in GRAPH_FORMATS}

    assert len(graphs["ttl"]) > 5
    assert [name for name, graph in graphs.items() if graph != graphs["ttl"]] == []


def _graph(data: bytes, fmt: Format) -> set[Quad]:
    """Read a graph, its blank nodes named by what they are."""
    quads = parse(data, format=PARSERS[fmt.name], base_iri="https://data.example.org/")
    found = Dataset(Quad(*quad.triple) for quad in quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


@pytest.mark.parametrize("path", [PERSON, KOMMUN, ARTICLE])
def test_graphs_kept(client: FlaskClient, path: str) -> None:
    """N-Quads and TriG tell the source graph of each fact."""
    nquads = set(parse(client.get(f"{path}.nq").data, format=RdfFormat.N_QUADS))
    trig = set(parse(client.get(f"{path}.trig").data, format=RdfFormat.TRIG))

    assert nquads == trig
    names = {quad.graph_name for quad in nquads if isinstance(quad.graph_name, NamedNode)}
    assert any(name.value.startswith("https://data.example.org/res/kallgraf/") for name in names)
    assert _facts_of(nquads, path) != []


def _facts_of(quads: set[Quad], path: str) -> list[Quad]:
    topic = NamedNode(f"https://data.example.org/id/{path.removeprefix('/doc/')}")
    return [q for q in quads if q.subject == topic and isinstance(q.graph_name, NamedNode)]


@pytest.mark.parametrize("path", [PERSON, KOMMUN, "/doc/def/roll/kso"])
def test_document_conforms(client: FlaskClient, project: Path, path: str) -> None:
    """A served document tells of itself what its shape asks for."""
    base = "https://data.samverkan.example/spec/samverkan/"
    shapes = rdflib.Graph().parse(project / "shapes" / "DokumentShape.ttl", publicID=base)
    graph = rdflib.Graph().parse(data=client.get(f"{path}.ttl").data, format="turtle")

    conforms, _, text = validate(graph, shacl_graph=shapes)
    document = rdflib.URIRef(f"https://data.example.org{path}")

    assert conforms, text
    assert (document, rdflib.FOAF.primaryTopic, None) in graph


@pytest.mark.parametrize("path", [*DOCUMENTS, f"{KOMMUN}.html", f"{PERSON}.csv"])
def test_headers(client: FlaskClient, path: str) -> None:
    """A document names its variants, itself, its licence and when it changed."""
    answer = client.get(path)
    stem = re.sub(r"\.\w+$", "", path)

    links = answer.headers["Link"]
    for fmt in DOCUMENT_FORMATS:
        assert f'<{stem}.{fmt.name}>; rel="alternate"; type="{fmt.media_type}"' in links
    assert f'<https://data.example.org{stem}>; rel="canonical"' in links
    assert '<http://creativecommons.org/publicdomain/zero/1.0/>; rel="license"' in links
    assert 'hreflang="en"' in links
    assert re.fullmatch(r'"[0-9a-f]{24}"', answer.headers["ETag"])
    assert answer.last_modified is not None
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    exposed = answer.headers["Access-Control-Expose-Headers"]
    assert {"Link", "ETag", "Content-Location", "Retry-After"} <= set(exposed.split(", "))
    assert answer.headers["X-Samverkan-Release"].startswith("2026")


def test_about(client: FlaskClient) -> None:
    """A document links to what it is about; a graph is about itself."""
    about = '<https://t.example.org/def/roll/kso>; rel="about"'

    assert about in client.get("/doc/def/roll/kso").headers["Link"]
    assert 'rel="about"' not in client.get("/res/metadata").headers["Link"]


ALL = [
    *DOCUMENTS,
    f"{PERSON}.html",
    "/id/kommun/2482",
    "/id/kommun/",
    "/doc/kommun/",
    "/doc/kommun",
    "/doc/kommun.html",
    "/doc/kommun.csv",
    "/doc/medlemskap.csv",
    "/def/roll",
    "/",
    "/sparql?query=ASK%20%7B%7D",
    "/sparql",
    "/health",
    "/ready",
    "/robots.txt",
    "/static/site.css",
    "/nothing",
]


@pytest.mark.parametrize("path", ALL)
def test_head(client: FlaskClient, path: str) -> None:
    """HEAD gives the status and headers of GET, and no body."""
    get, head = client.get(path, buffered=True), client.head(path, buffered=True)
    get.headers.pop("Date", None)
    head.headers.pop("Date", None)

    assert head.status_code == get.status_code
    assert dict(head.headers) == dict(get.headers)
    assert head.data == b""


@pytest.mark.parametrize("path", ALL[:-1])
def test_options(client: FlaskClient, path: str) -> None:
    """OPTIONS tells the methods, also to a browser that asks before a request from elsewhere."""
    answer = client.options(path, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 204
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))
    assert answer.headers["Access-Control-Allow-Methods"] == answer.headers["Allow"]
    assert "Content-Type" in answer.headers["Access-Control-Allow-Headers"]
    assert "Content-Type" not in answer.headers
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.data == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", [KOMMUN, "/id/kommun/2482", "/doc/kommun/", "/", "/ready"])
def test_method_not_allowed(client: FlaskClient, path: str, method: str) -> None:
    """Other methods are refused, and the allowed ones named."""
    answer = client.open(path, method=method)

    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert json.loads(answer.data)["detail"].startswith("Metoden")


@pytest.mark.parametrize("path", [KOMMUN, f"{KOMMUN}.html", "/doc/kommun/", "/doc/kommun.csv"])
def test_unmodified(client: FlaskClient, path: str) -> None:
    """A client that has the answer gets 304, which still links and varies."""
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""
    for name in ("ETag", "Vary", "Link", "Content-Location", "Access-Control-Allow-Origin"):
        assert again.headers[name] == first.headers[name]
    other = client.get(path, headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_unmodified_since(client: FlaskClient) -> None:
    """A client that has what has not changed since gets 304."""
    changed = client.get(KOMMUN).headers["Last-Modified"]

    assert client.get(KOMMUN, headers={"If-Modified-Since": changed}).status_code == 304
    earlier = {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}
    assert client.get(KOMMUN, headers=earlier).status_code == 200


def test_etags_differ(client: FlaskClient) -> None:
    """Each variant has its own ETag, and one that stays."""
    paths = [f"{KOMMUN}.{name}" for name in TYPES] + [f"{KOMMUN}.html?lang=en"]
    tags = [client.get(path).headers["ETag"] for path in paths]

    assert len(set(tags)) == len(paths)
    assert [client.get(path).headers["ETag"] for path in paths] == tags


@pytest.mark.parametrize("suffix", [f".{name}" for name in TYPES])
def test_noindex(client: FlaskClient, suffix: str) -> None:
    """Persons that search engines are to leave out are marked in every representation."""
    assert client.get(PERSON + suffix).headers["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get("/doc/person/ys7stv7t6hpn" + suffix).headers


@pytest.mark.parametrize("suffix", ["", *(f".{name}" for name in TYPES)])
@pytest.mark.parametrize(
    ("kind", "predicate"),
    [
        ("medlemskap", "http://www.w3.org/ns/org#member"),
        ("uttalande", "http://www.w3.org/ns/prov#wasAttributedTo"),
    ],
)
def test_noindex_of_roles_and_statements(
    client: FlaskClient, kind: str, predicate: str, suffix: str
) -> None:
    """Roles and statements are marked exactly where their person is."""
    hidden = NamedNode("https://data.example.org/id/person/cc7jf612n7t3")
    listed = client.get(f"/doc/{kind}.nt").text
    keys = set(re.findall(rf"/id/{kind}/(\w+)", listed))
    marked = {}
    for key in sorted(keys):
        quads = set(parse(client.get(f"/doc/{kind}/{key}.nt").data, format=RdfFormat.N_TRIPLES))
        topic = NamedNode(f"https://data.example.org/id/{kind}/{key}")
        is_hidden = any(q.triple == Triple(topic, NamedNode(predicate), hidden) for q in quads)
        answer = client.get(f"/doc/{kind}/{key}{suffix}")
        marked[key] = answer.headers.get("X-Robots-Tag") == "noindex"
        assert marked[key] == is_hidden
        thing = client.get(f"/id/{kind}/{key}")
        assert ("X-Robots-Tag" in thing.headers) == is_hidden

    assert set(marked.values()) == {True, False}


def test_noindex_of_parts(client: FlaskClient) -> None:
    """The mark also stands on the way from a part to the document."""
    page = client.get(f"{PERSON}.nt").text
    key = re.search(r"/id/medlemskap/(\w+)/period", page)
    assert key is not None
    assert client.get(f"/id/medlemskap/{key[1]}/period").headers["X-Robots-Tag"] == "noindex"


def test_noindex_of_thing(client: FlaskClient) -> None:
    """The mark also stands on the way to the document."""
    assert client.get("/id/person/cc7jf612n7t3").headers["X-Robots-Tag"] == "noindex"


def test_facts_as_csv(client: FlaskClient) -> None:
    """A document as CSV is a row for each fact, with language, datatype and graph."""
    lines = client.get(f"{KOMMUN}.csv").text.split("\r\n")

    assert lines[0] == "subject,predicate,object,language,datatype,graph"
    assert (
        "https://data.example.org/id/kommun/2482,http://www.w3.org/2004/02/skos/core#prefLabel,"
        "Skellefteå kommun,sv,http://www.w3.org/1999/02/22-rdf-syntax-ns#langString,"
        "https://data.example.org/res/kallgraf/register-kommuner"
    ) in lines


def test_pages_of_graph(client: FlaskClient) -> None:
    """A long graph comes in pages that link to each other."""
    path = "/res/kallgraf/register-kommuner"
    first, second = client.get(path), client.get(f"{path}?page=2")

    assert f'<{path}?page=2>; rel="next"' in first.headers["Link"]
    assert 'rel="prev"' not in first.headers["Link"]
    assert f'<{path}>; rel="prev"' in second.headers["Link"]
    assert second.headers["Content-Location"] == f"{path}.ttl?page=2"
    assert first.data != second.data


def test_names_on_the_page_of_a_graph(client: FlaskClient) -> None:
    """What a source tells of is called as on its own page: roles held and statements, too."""
    path = "/res/kallgraf/1d5jvsahxw3b?page={}&lang=en"
    pages = "".join(
        client.get(path.format(n), headers={"Accept": BROWSER}).text for n in range(1, 5)
    )

    chief = "Vesna Jovic, chief executive officer, Sveriges Kommuner och Regioner (2017–2019)"
    assert f">{chief}</a></h3>" in pages
    assert ">Statement: Vesna Jovic</a></h3>" in pages


@pytest.mark.parametrize(
    "path",
    [KOMMUN, f"{KOMMUN}.html", "/res/kallgraf/register-lan", "/res/shapes", "/doc/kommun/"],
)
def test_missing_page(client: FlaskClient, path: str) -> None:
    """A page past the last is missing: the thing itself is not."""
    answer = client.get(f"{path}?page=999999", headers={"Accept": "*/*"})

    assert answer.status_code == 404
    assert json.loads(answer.data)["detail"].startswith("Det finns ingen sida 999999 på adressen")
    nothing = client.get("/doc/kommun/9999?page=2")
    assert "beskriver inget" in json.loads(nothing.data)["detail"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("application/json", "application/ld+json"),
        ("text/plain", "application/n-triples"),
        ("application/xml", "text/xml"),
        ("text/xml", "application/rdf+xml"),
    ],
)
def test_etags_of_media_types(client: FlaskClient, one: str, other: str) -> None:
    """The same text as another media type is another representation, with an ETag of its own."""
    first, second = (client.get(KOMMUN, headers={"Accept": accept}) for accept in (one, other))

    assert first.data == second.data
    assert first.headers["ETag"] != second.headers["ETag"]


@pytest.mark.parametrize("path", ["/id/kommun", "/id/kommun/"])
def test_query_of_a_list_is_kept(client: FlaskClient, path: str) -> None:
    """The filters of a list stay on the way to it."""
    answer = client.get(f"{path}?county=24&page=1")

    assert answer.headers["Location"] == "/doc/kommun/?county=24&page=1"
    assert answer.headers["Link"] == '</doc/kommun/?county=24&page=1>; rel="describedby"'
    assert client.get(f'{path}?x=<>"').headers["Location"] == "/doc/kommun/?x=%3C%3E%22"


@pytest.mark.parametrize("page", ["0", "-1", "x", "1.5", "", "99999999999"])
def test_bad_page(client: FlaskClient, page: str) -> None:
    """A page that is no number is refused, with what it can be."""
    answer = client.get(f"{KOMMUN}?page={page}")

    assert answer.status_code == 400
    assert "Ange ett heltal från 1" in json.loads(answer.data)["detail"]


@pytest.mark.parametrize("kind", ["utgava", "rapport"])
@pytest.mark.parametrize("name", [fmt.name for fmt in GRAPH_FORMATS] + ["html"])
def test_release(client: FlaskClient, site_config: Config, kind: str, name: str) -> None:
    """A retained release and its report are given in every RDF format and as pages."""
    release = release_folders(site_config.releases)[-1].name
    answer = client.get(f"/res/{kind}/{release}.{name}")

    fmt = by_name(name)
    assert fmt is not None
    assert answer.mimetype == fmt.media_type
    assert release in answer.text or kind == "rapport"
    if name in PARSERS:
        found = [*parse(answer.data, format=PARSERS[name], base_iri="https://data.example.org/")]
        assert len(found) > 5


@pytest.mark.parametrize("kind", ["utgava", "rapport"])
def test_release_has_no_csv(client: FlaskClient, site_config: Config, kind: str) -> None:
    """A release is not to be had as CSV, neither by suffix nor by Accept."""
    release = release_folders(site_config.releases)[-1].name

    assert client.get(f"/res/{kind}/{release}.csv").status_code == 404
    accept = {"Accept": "text/csv"}
    assert client.get(f"/res/{kind}/{release}", headers=accept).status_code == 406


def test_pages_of_report(client: FlaskClient, site_config: Config) -> None:
    """A report has as many pages as its results need."""
    release = release_folders(site_config.releases)[-1].name

    assert client.get(f"/res/rapport/{release}.html?page=1").status_code == 200
    assert client.get(f"/res/rapport/{release}.html?page=99").status_code == 404


def test_releases_in_a_row(
    tmp_path: Path, make_site: Callable[[Path, str], Config], project: Path
) -> None:
    """A release names the one before, which is there as long as it is retained."""
    for name in ("data", "shapes"):
        (tmp_path / name).mkdir()
    shutil.copytree(project / "vocab", tmp_path / "vocab")
    make_site(tmp_path, "")
    config = make_site(tmp_path, "")
    client = create_app(config, Current(config.releases)).test_client()
    first, second = (folder.name for folder in release_folders(config.releases))

    assert f'href="/res/utgava/{first}"' in client.get(f"/res/utgava/{second}.html").text
    assert f"/res/utgava/{first}>" in client.get(f"/res/utgava/{second}.nt").text
    assert client.get(f"/res/utgava/{first}.ttl").status_code == 200
    shutil.rmtree(config.releases / first)
    assert client.get(f"/res/utgava/{first}.ttl").status_code == 404


def test_every_link_of_a_page_works(client: FlaskClient, server: str) -> None:
    """The links of pages inside the site lead somewhere."""
    seen: set[str] = set()
    documents = (f"{path}.html" for path in (KOMMUN, PERSON, ARTICLE, MEMBERSHIP))
    for path in ("/", "/?lang=en", *documents):
        seen |= set(re.findall(r'(?:href|src)="(/[^"#]*)"', client.get(path).text))
    assert len(seen) > 50
    for path in sorted(seen):
        address = server + path.replace("&amp;", "&")
        request = urllib.request.Request(address, headers={"Accept": BROWSER})
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 200, path
