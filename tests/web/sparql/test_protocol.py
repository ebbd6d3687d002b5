"""The SPARQL Protocol."""

import csv
import gc
import io
import json
import threading
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from werkzeug.test import TestResponse

from samverkan_ld.config import Config
from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS, Format
from samverkan_ld.web.routes.sparql import DIRECT, FORM

SELECT = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT ?n WHERE { ?p foaf:name ?n } ORDER BY ?n"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { <id/kommun/2482> ?p ?o }"
DESCRIBE = "DESCRIBE <id/kommun/2482>"
GRAPH = "https://data.example.org/res/kallgraf/register-lan"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "tsv": QueryResultsFormat.TSV,
}
RDF = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
}


def get(client: FlaskClient, query: str, more: str = "", **headers: str) -> TestResponse:
    """Ask by GET."""
    path = f"/sparql?query={quote(query)}{more}"
    return client.get(path, headers=headers, buffered=True)


def post(client: FlaskClient, body: str | bytes, content_type: str, more: str = "") -> TestResponse:
    """Ask by POST."""
    return client.post(f"/sparql{more}", data=body, content_type=content_type, buffered=True)


def number(answer: TestResponse) -> int:
    """Read the one number of an answer."""
    assert answer.status_code == 200, answer.text
    return int(json.loads(answer.data)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("fmt", RESULTS_FORMATS)
def test_select(client: FlaskClient, fmt: Format) -> None:
    """Solutions are given in every results format, by Accept, type and name."""
    answer = get(client, SELECT, Accept=fmt.media_type)

    assert answer.content_type == fmt.content_type
    assert answer.headers["Vary"] == "Accept"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["X-Samverkan-Release"].startswith("2026")
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert get(client, SELECT, f"&format={fmt.name}").data == answer.data
    assert get(client, SELECT, f"&output={quote(fmt.media_type)}").data == answer.data
    assert names(answer, fmt.name)[0] == "Anders Knape"
    assert len(names(answer, fmt.name)) == 9


def names(answer: TestResponse, name: str) -> list[str]:
    """Read the names in an answer."""
    if name == "csv":
        return [row[0] for row in csv.reader(io.StringIO(answer.text))][1:]
    found = parse_query_results(answer.data, format=RESULTS[name])
    return [solution["n"].value for solution in found]


@pytest.mark.parametrize(
    ("fmt", "told"),
    [*zip(RESULTS_FORMATS, ('"boolean":true', ">true<", "true", "true"), strict=True)],
)
def test_ask(client: FlaskClient, fmt: Format, told: str) -> None:
    """Yes or no is given in every results format."""
    assert told in get(client, ASK, Accept=fmt.media_type).text


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
def test_graph(client: FlaskClient, fmt: Format, query: str) -> None:
    """A graph is given in every RDF format; relative IRIs begin with the base of the site."""
    answer = get(client, query, Accept=fmt.media_type)
    found = {quad.triple for quad in parse(answer.data, format=RDF[fmt.name])}
    same = {q.triple for q in parse(get(client, query).data, format=RdfFormat.TURTLE)}

    assert answer.mimetype == fmt.media_type
    assert found == same
    assert len(found) > 10
    assert get(client, query, f"&format={fmt.name}").data == answer.data


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/sparql-results+json"),
        ("", "application/sparql-results+json"),
        ("application/json", "application/json"),
        ("application/sparql-results+json; charset=utf-8", "application/sparql-results+json"),
        ("text/csv;q=0.9, application/sparql-results+xml;q=0.1", "text/csv"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ],
)
def test_negotiation(client: FlaskClient, accept: str, expected: str) -> None:
    """The format of solutions follows Accept."""
    assert get(client, SELECT, Accept=accept).mimetype == expected


@pytest.mark.parametrize(
    ("query", "accept", "more"),
    [
        (SELECT, "text/turtle", ""),
        (CONSTRUCT, "text/csv", ""),
        (SELECT, "image/png", ""),
        (SELECT, "", "&format=ttl"),
        (CONSTRUCT, "", "&format=csv"),
    ],
)
def test_not_acceptable(client: FlaskClient, query: str, accept: str, more: str) -> None:
    """A format that the kind of answer does not have is refused, listing those it has."""
    answer = get(client, query, more, Accept=accept)

    assert answer.status_code == 406
    expected = "text/csv" if query is SELECT else "text/turtle"
    assert expected in json.loads(answer.data)["detail"]


@pytest.mark.parametrize(
    ("query", "name", "others"), [(SELECT, "ttl", "json, xml"), (CONSTRUCT, "csv", "ttl, jsonld")]
)
def test_unfit_name(client: FlaskClient, query: str, name: str, others: str) -> None:
    """A name in format= that the kind of answer does not have is told, not Accept."""
    detail = json.loads(get(client, query, f"&format={name}").data)["detail"]

    assert f"kan inte skrivas som {name}. Det här går: {others}" in detail


def test_ways_to_ask(client: FlaskClient) -> None:
    """GET, a posted form and a posted query give the same answer."""
    by_get = get(client, SELECT)
    by_form = post(client, f"query={quote(SELECT)}", FORM)
    direct = post(client, SELECT, f"{DIRECT}; charset=utf-8")

    assert by_get.data == by_form.data == direct.data
    accented = 'SELECT ("Skellefteå" AS ?n) {}'
    assert "Skellefteå" in post(client, accented.encode(), DIRECT).text
    assert "Skellefteå" in get(client, accented).text


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_dataset(client: FlaskClient, way: str) -> None:
    """The protocol's dataset restricts what a query sees; several graphs are possible."""
    other = GRAPH.replace("lan", "regioner")

    def ask(query: str, *graphs: tuple[str, str]) -> int:
        more = "".join(f"&{name}={quote(iri)}" for name, iri in graphs)
        if way == "get":
            return number(get(client, query, more))
        if way == "form":
            return number(post(client, f"query={quote(query)}{more}", FORM))
        return number(post(client, query, DIRECT, f"?{more[1:]}"))

    one = ask(COUNT, ("default-graph-uri", GRAPH))
    both = ask(COUNT, ("default-graph-uri", GRAPH), ("default-graph-uri", other))

    assert 0 < one < both < ask(COUNT)
    assert ask(COUNT_NAMED, ("named-graph-uri", GRAPH)) == one
    assert ask(COUNT, ("named-graph-uri", GRAPH)) == 0
    assert ask(COUNT_NAMED, ("named-graph-uri", GRAPH), ("named-graph-uri", other)) == both
    assert ask(COUNT_NAMED, ("default-graph-uri", GRAPH)) == 0


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/sparql", 400, "Ingen fråga"),
        ("/sparql?query=", 400, "Ingen fråga"),
        ("/sparql?query=%20%0A", 400, "Ingen fråga"),
        ("/sparql?format=csv", 400, "Ingen fråga"),
        (f"/sparql?query={quote(ASK)}&query={quote(ASK)}", 400, "Flera frågor"),
        ("/sparql?query=SELECT%20*%20WHERE%20%7B", 400, "Rad 1, kolumn"),
        ("/sparql?query=SELECT%20?x%20%0A%20WHERE%20nonsense", 400, "Rad 2, kolumn"),
        ("/sparql?query=INSERT%20DATA%20%7B%7D", 400, "bara läsas"),
        ("/sparql?update=CLEAR%20ALL", 400, "bara läsas"),
        (f"/sparql?query={quote(ASK)}&update=CLEAR%20ALL", 400, "bara läsas"),
        (f"/sparql?query={quote(ASK)}&format=nonsense", 400, "json, xml, csv"),
        (f"/sparql?query={quote(ASK)}&default-graph-uri=relative", 400, "IRI"),
        (f"/sparql?query={quote('SELECT * { SERVICE <http://127.0.0.1:9/> {} }')}", 403, "SERVICE"),
        (f"/sparql?query={quote('SELECT * { SERVICE SILENT <http://x/> {} }')}", 403, "SERVICE"),
    ],
)
def test_refused(client: FlaskClient, path: str, status: int, told: str) -> None:
    """What cannot be answered is refused, with the reason."""
    answer = client.get(path)

    assert answer.status_code == status
    assert told in json.loads(answer.data)["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("body", "content_type", "more", "status"),
    [
        (SELECT, "text/plain", "", 415),
        (SELECT, "", "", 415),
        (SELECT, "application/json", "", 415),
        ("CLEAR ALL", "application/sparql-update", "", 415),
        (b"SELECT * { ?s ?p '\xff\xfe' }", DIRECT, "", 400),
        ("", DIRECT, "", 400),
        ("", FORM, "", 400),
        ("query=", FORM, "", 400),
        ("update=CLEAR%20ALL", FORM, "", 400),
        (f"query={quote(ASK)}&query={quote(ASK)}", FORM, "", 400),
        (ASK, DIRECT, f"?query={quote(ASK)}", 400),
        (f"query={quote(ASK)}", FORM, f"?query={quote(ASK)}", 400),
        ("CLEAR ALL", DIRECT, "", 400),
    ],
)
def test_refused_posts(
    client: FlaskClient, body: str | bytes, content_type: str, more: str, status: int
) -> None:
    """Posts of other types, of no query or of several are refused."""
    answer = post(client, body, content_type, more)

    assert answer.status_code == status
    assert json.loads(answer.data)["status"] == status


@pytest.mark.parametrize("content_type", [DIRECT, FORM])
def test_too_large(client: FlaskClient, site_config: Config, content_type: str) -> None:
    """A body larger than configured is refused."""
    limit = site_config.limits.request_bytes
    answer = post(client, "query=" + "x" * limit, content_type)

    assert answer.status_code == 413
    assert str(limit) in json.loads(answer.data)["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_methods(client: FlaskClient, method: str) -> None:
    """Only the methods of the protocol are used."""
    answer = client.open("/sparql", method=method)

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_long_answer(client: FlaskClient) -> None:
    """A long answer goes through a file and comes whole."""
    long = get(client, "SELECT * { ?s ?p ?o } LIMIT 20000", Accept="text/csv")

    assert long.status_code == 200
    assert len(long.data) > 1024 * 1024
    assert int(long.headers["Content-Length"]) == len(long.data)


def test_xml_is_well_formed(client: FlaskClient) -> None:
    """The XML of an answer is well-formed."""
    root = ElementTree.fromstring(get(client, SELECT, "&format=xml").data)

    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_page(client: FlaskClient, language: str) -> None:
    """Who prefers HTML and asks nothing gets a page with a form."""
    headers = {"Accept": "text/html", "Accept-Language": language}
    answer = client.get("/sparql", headers=headers)

    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert f'<html lang="{language}">' in answer.text
    assert '<form method="get" action="/sparql">' in answer.text
    assert answer.headers["Vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize("more", ["?lang=sv", "?lang=en", "?format=csv"])
def test_page_by_parameters(client: FlaskClient, more: str) -> None:
    """Parameters that ask nothing leave the page where it is."""
    browser = {"Accept": "text/html"}

    assert client.get(f"/sparql{more}", headers=browser).status_code == 200
    for name in ("query", "update"):
        assert client.get(f"/sparql{more}&{name}=", headers=browser).status_code == 400


@pytest.mark.parametrize("accept", ["text/turtle", "image/png"])
def test_results_are_let_go(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, accept: str
) -> None:
    """The engine's results are freed by the thread that got them, also after a refusal."""
    faults: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", faults.append)
    gc.disable()
    try:
        for query in (SELECT, CONSTRUCT):
            get(client, query, Accept=accept)
            get(client, query, "&format=nonsense")
        thread = threading.Thread(target=gc.collect)
        thread.start()
        thread.join()
    finally:
        gc.enable()

    assert faults == []


@pytest.mark.parametrize(
    ("query", "swedish", "english"),
    [
        ("INSERT DATA {}", "kan bara läsas", "read only"),
        ("ASK {", "slutar för tidigt", "ends too early"),
        ("ASK {} LIMIT x", "inte är SPARQL 1.1: x", "not SPARQL 1.1: x"),
        ("ASK " + "{" * 300 + "}" * 300, "nästlade mer än 200", "more than 200 deep"),
    ],
)
def test_syntax_in_both_languages(
    client: FlaskClient, query: str, swedish: str, english: str
) -> None:
    """What is wrong with a query is told in the language asked for."""
    for language, words in (("sv", swedish), ("en", english)):
        headers = {"Accept-Language": language}
        answer = client.get("/sparql", query_string={"query": query}, headers=headers)
        assert answer.status_code == 400
        assert words in answer.get_json(force=True)["detail"]
