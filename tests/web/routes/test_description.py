"""The description of the SPARQL service."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
)

from samverkan_ld.config import Config, SparqlConfig
from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS, Format
from samverkan_ld.namespaces import RDF, RDFS, VOID
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current
from samverkan_ld.web.routes import description
from samverkan_ld.web.routes.description import FORMAT_NAMES, FORMATS, FUNCTIONS, GEOF, SD

ENDPOINT = "http://localhost/sparql"
PARSERS = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
}
COMUNICA = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
    "application/n-triples;q=0.8,text/html;q=0.6,application/xhtml+xml;q=0.54,"
    "text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,application/xml;q=0.3"
)
"""What Comunica accepts as RDF."""

SCHEMA = {
    "endpoint": ("Service", None),
    "feature": ("Service", "Feature"),
    "supportedLanguage": ("Service", "Language"),
    "extensionFunction": ("Service", "Function"),
    "resultFormat": ("Service", None),
    "defaultEntailmentRegime": ("Service", "EntailmentRegime"),
    "defaultDataset": ("Service", "Dataset"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}
"""The properties used, with the classes of their subjects and objects in the vocabulary."""

INSTANCES = {
    SD + "UnionDefaultGraph": "Feature",
    SD + "BasicFederatedQuery": "Feature",
    SD + "SPARQL11Query": "Language",
    "http://www.w3.org/ns/entailment/Simple": "EntailmentRegime",
    **{GEOF + name: "Function" for name in FUNCTIONS},
}

Graph = set[Quad]


def read(data: bytes, name: str, base: str = ENDPOINT) -> Graph:
    """Read a description in a format, as from the address it was asked at."""
    quads = parse(data, format=PARSERS[name], base_iri=f"{base}?format={name}")
    found = Dataset(Quad(*quad.triple) for quad in quads)
    found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return set(found)


def objects(graph: Graph, predicate: str, subject: str = "") -> list[str]:
    """List the objects of a property."""
    return sorted(
        quad.object.value
        for quad in graph
        if quad.predicate.value == predicate and subject in ("", quad.subject.value)
    )


@pytest.fixture
def described(client: FlaskClient) -> Graph:
    """The description of the published site."""
    return read(client.get("/sparql").data, "ttl")


def test_suite(suites: Path) -> None:
    """The tests of the standard for service descriptions are the three that follow."""
    manifest = suites / "sparql" / "sparql11" / "service-description" / "manifest.ttl"
    kind = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#ServiceDescriptionTest"
    quads = parse(path=manifest, base_iri="http://manifest.example/")
    tests = {q.subject.value.partition("#")[2] for q in quads if q.object == NamedNode(kind)}

    assert tests == {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_returns_rdf(client: FlaskClient, method: str) -> None:
    """The endpoint without a query gives RDF."""
    answer = client.open("/sparql", method=method)

    assert answer.status_code == 200
    assert answer.content_type == "text/turtle; charset=utf-8"
    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.headers["X-Samverkan-Release"].startswith("2026")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert bool(answer.data) is (method == "GET")


def test_has_endpoint(described: Graph) -> None:
    """The service has one endpoint, the requested address, and that is also its own name."""
    assert objects(described, SD + "endpoint") == [ENDPOINT]
    assert objects(described, SD + "endpoint", ENDPOINT) == [ENDPOINT]


def test_conforms_to_schema(described: Graph) -> None:
    """Properties are used as the vocabulary declares them, between things of its classes."""
    types = {
        (q.subject.value, q.object.value) for q in described if q.predicate.value == f"{RDF}type"
    }
    for quad in described:
        if not quad.predicate.value.startswith(SD):
            continue
        domain, target = SCHEMA[quad.predicate.value.removeprefix(SD)]
        assert (quad.subject.value, SD + domain) in types
        known = INSTANCES.get(quad.object.value)
        assert target in (None, known) or (quad.object.value, f"{SD}{target}") in types


@pytest.mark.parametrize("name", PARSERS)
def test_formats_agree(client: FlaskClient, described: Graph, name: str) -> None:
    """Every format holds the same graph."""
    assert read(client.get(f"/sparql?format={name}").data, name) == described


def test_relative_links(client: FlaskClient) -> None:
    """The service's own address is relative where the format has that, else the requested one."""
    for name in PARSERS:
        answer = client.get(f"/sparql?format={name}", base_url="http://other.example:8080")
        is_absolute = name in ("nt", "nq")
        assert (b"http://other.example:8080/sparql" in answer.data) is is_absolute
        assert b"localhost" not in answer.data
        found = read(answer.data, name, "http://third.example/sparql")
        expected = (
            "http://other.example:8080/sparql" if is_absolute else "http://third.example/sparql"
        )
        assert objects(found, SD + "endpoint") == [expected]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", "text/turtle; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("text/*;q=0.5, application/n-triples;q=0.4", "text/turtle; charset=utf-8"),
        ("application/rdf+xml, text/turtle;q=0.9", "application/rdf+xml"),
        ("application/json", "application/json"),
        ("application/ld+json;profile=x", "application/ld+json"),
        ("text/html;q=0.5, application/trig", "application/trig"),
        (COMUNICA, "application/n-quads"),
    ],
)
def test_negotiation(client: FlaskClient, accept: str, expected: str) -> None:
    """The format is the one that Accept prefers; without preference it is Turtle."""
    answer = client.get("/sparql", headers={"Accept": accept})

    assert answer.content_type == expected
    assert "Accept" in answer.headers["Vary"].split(", ")


@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
@pytest.mark.parametrize("name", ["format", "output"])
def test_named_format(client: FlaskClient, fmt: Format, name: str) -> None:
    """A parameter names the format, by its short name or media type, whatever Accept prefers."""
    for value in (
        fmt.name,
        fmt.media_type,
        quote(fmt.media_type),
        f"{fmt.media_type}; charset=utf-8",
    ):
        answer = client.get(f"/sparql?{name}={value}", headers={"Accept": "image/png"})
        assert answer.content_type == fmt.content_type


@pytest.mark.parametrize(
    ("path", "accept", "status", "told"),
    [
        ("/sparql", "image/png", 406, "text/turtle"),
        ("/sparql", "text/csv", 406, "text/turtle"),
        ("/sparql?format=docx", "*/*", 400, "ttl, jsonld"),
        ("/sparql?format=csv", "*/*", 400, "ttl, jsonld"),
    ],
)
def test_refusals(client: FlaskClient, path: str, accept: str, status: int, told: str) -> None:
    """A format that a description has not is refused, and those it has are named."""
    answer = client.get(path, headers={"Accept": accept})

    assert answer.status_code == status
    assert told in json.loads(answer.data)["detail"]


def test_alternates(client: FlaskClient) -> None:
    """Each format is linked, and the link gives it; so does Content-Location."""
    answer = client.get("/sparql")
    links = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', answer.headers["Link"])

    assert {kind for _, kind in links} == {fmt.media_type for fmt in GRAPH_FORMATS} | {"text/html"}
    for path, kind in links:
        assert client.get(path).mimetype == kind
    assert client.get(answer.headers["Content-Location"]).data == answer.data


def test_unmodified(client: FlaskClient) -> None:
    """A client that has the description is told so; each format has a tag of its own."""
    tags = {name: client.get(f"/sparql?format={name}").headers["ETag"] for name in PARSERS}

    assert len(set(tags.values())) == len(tags)
    for name, tag in tags.items():
        again = client.get(f"/sparql?format={name}", headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        other = client.get(f"/sparql?format={name}", headers={"If-None-Match": '"other"'})
        assert other.status_code == 200


def test_dataset(described: Graph, site_config: Config) -> None:
    """The description leads to the dataset and its licence."""
    dataset = site_config.iris.dataset

    assert objects(described, VOID + "sparqlEndpoint", dataset) == [ENDPOINT]
    assert objects(described, "http://purl.org/dc/terms/license", dataset)


@pytest.mark.parametrize(("allowed", "expected"), [((), False), (("http://a.example/q",), True)])
def test_federation(site_config: Config, allowed: tuple[str, ...], expected: bool) -> None:
    """Federated queries are claimed only where some endpoint may be asked."""
    config = replace(site_config, sparql=SparqlConfig(service=allowed))
    client = create_app(config, Current(config.releases)).test_client()
    features = objects(read(client.get("/sparql").data, "ttl"), SD + "feature")

    assert (SD + "BasicFederatedQuery" in features) is expected


def test_many_graphs(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many graphs some are listed, and both languages say how many there are."""
    total = len(objects(read(client.get("/sparql").data, "ttl"), SD + "name"))
    monkeypatch.setattr(description, "MOST_GRAPHS", 4)
    graph = read(client.get("/sparql").data, "ttl")

    assert total > 4
    assert len(objects(graph, SD + "name")) == len(objects(graph, SD + "namedGraph")) == 4
    comments = [quad.object for quad in graph if quad.predicate.value == RDFS + "comment"]
    assert {text.language for text in comments if isinstance(text, Literal)} == {"sv", "en"}
    assert all(f"{total} " in text.value and "4 " in text.value for text in comments)


STRANGE = """
@prefix : <https://data.samverkan.example/res/kallgraf/> .
<https://data.samverkan.example/res/kallgraf/a#b> { :s :p 1 . }
<https://data.samverkan.example/res/kallgraf/a%23b> { :s :p 1, 2 . }
<https://data.samverkan.example/res/kallgraf/å?ä=ö> { :s :p 1, 2, 3 . }
"""


def test_strange_names(tmp_path: Path, make_site: Callable[[Path, str], Config]) -> None:
    """Graphs keep their names and sizes, whatever IRIs these are; none stands for another."""
    for name in ("data", "shapes"):
        (tmp_path / name).mkdir()
    (tmp_path / "data" / "strange.trig").write_text(STRANGE, encoding="utf-8")
    config = make_site(tmp_path, "")
    client = create_app(config, Current(config.releases)).test_client()
    home = "https://data.samverkan.example/res/kallgraf/"
    expected = {home + "a#b": "1", home + "a%23b": "2", home + "å?ä=ö": "3"}

    for name in PARSERS:
        graph = read(client.get(f"/sparql?format={name}").data, name)
        names = {q.subject: q.object.value for q in graph if q.predicate.value == SD + "name"}
        sizes = {
            q.subject.value: q.object.value for q in graph if q.predicate.value == VOID + "triples"
        }
        assert int(sizes.pop(f"{ENDPOINT}#union")) > 6
        assert sorted(names.values()) == sorted([*expected, config.iris.metadata_graph])
        assert sizes == expected


def ask(
    address: str, query: str, accept: str = "application/sparql-results+json"
) -> tuple[str, bytes]:
    """Ask a running server; gives the media type and body of its answer."""
    request = urllib.request.Request(f"{address}/sparql?query={quote(query)}")
    request.add_header("Accept", accept)
    with urllib.request.urlopen(request, timeout=120) as answer:
        return answer.headers.get_content_type(), answer.read()


def rows(address: str, query: str) -> list[dict[str, str]]:
    """List the solutions of a query."""
    bindings = json.loads(ask(address, query)[1])["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


@pytest.fixture(scope="module")
def claimed(sample_server: str) -> Graph:
    """What a running server claims."""
    request = urllib.request.Request(f"{sample_server}/sparql", headers={"Accept": COMUNICA})
    with urllib.request.urlopen(request, timeout=120) as answer:
        assert answer.headers.get_content_type() == "application/n-quads"
        return read(answer.read(), "nq")


def test_served_endpoint(sample_server: str, claimed: Graph) -> None:
    """The endpoint that a running server names is the one that was asked."""
    assert objects(claimed, SD + "endpoint") == [f"{sample_server}/sparql"]


@pytest.mark.parametrize("fmt", [*RESULTS_FORMATS, *GRAPH_FORMATS])
def test_claimed_formats(sample_server: str, claimed: Graph, fmt: Format) -> None:
    """Each format is claimed, by the name that the engine knows it by, and given."""
    form = "SELECT ?s" if fmt in RESULTS_FORMATS else "CONSTRUCT"
    kind, body = ask(sample_server, f"{form} WHERE {{ ?s a ?o }} LIMIT 5", fmt.media_type)

    assert kind == fmt.media_type
    assert body
    assert FORMATS + FORMAT_NAMES[fmt] in objects(claimed, SD + "resultFormat")
    assert len(objects(claimed, SD + "resultFormat")) == len(RESULTS_FORMATS + GRAPH_FORMATS)


def test_claimed_union(sample_server: str, claimed: Graph) -> None:
    """The default graph holds what any named graph holds."""
    assert SD + "UnionDefaultGraph" in objects(claimed, SD + "feature")
    missing = "SELECT * { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } } LIMIT 1"
    assert rows(sample_server, missing) == []
    assert len(rows(sample_server, "SELECT * { ?s ?p ?o } LIMIT 50")) == 50


def test_claimed_graphs(sample_server: str, claimed: Graph) -> None:
    """The named graphs are those of the dataset, their sizes right, and none of them empty."""
    counts = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    found = {row["g"]: row["n"] for row in rows(sample_server, counts)}
    sizes = {
        quad.subject.value: quad.object.value
        for quad in claimed
        if quad.predicate.value == VOID + "triples"
    }

    assert objects(claimed, SD + "name") == sorted(found)
    assert objects(claimed, SD + "graph") == sorted(found)
    union = sizes.pop(f"{sample_server}/sparql#union")
    assert [union] == [
        row["n"] for row in rows(sample_server, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    ]
    assert sizes.items() <= found.items()
    assert len(sizes) >= len(found) - 3  # the program's own graphs are not counted
    assert SD + "EmptyGraphs" not in objects(claimed, SD + "feature")


def test_claimed_functions(sample_server: str, claimed: Graph) -> None:
    """The engine has the functions claimed; it refuses others."""
    functions = objects(claimed, SD + "extensionFunction")
    calls = " ".join(f"(<{iri}>(1) AS ?f{index})" for index, iri in enumerate(functions))

    assert functions == sorted(GEOF + name for name in FUNCTIONS)
    assert ask(sample_server, f"SELECT {calls} {{ }}")
    with pytest.raises(urllib.error.HTTPError, match="400"):
        ask(sample_server, f"SELECT (<{GEOF}buffer>(1) AS ?f) {{ }}")


def test_claimed_language(sample_server: str, claimed: Graph) -> None:
    """Queries are SPARQL 1.1; updates are neither claimed nor done."""
    assert objects(claimed, SD + "supportedLanguage") == [SD + "SPARQL11Query"]
    assert objects(claimed, SD + "inputFormat") == []
    with pytest.raises(urllib.error.HTTPError, match="400"):
        ask(sample_server, "CLEAR ALL")
