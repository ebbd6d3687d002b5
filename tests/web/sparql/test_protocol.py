"""The SPARQL Protocol."""

import csv
import gzip
import io
import json
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from tests.web.sparql.conftest import Answer, Client

from samverkan_ld.config import Config
from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS, Format
from samverkan_ld.web.sparql.question import DIRECT, FORM

SELECT = "PREFIX foaf: <http://xmlns.com/foaf/0.1/> SELECT ?n WHERE { ?p foaf:name ?n } ORDER BY ?n"
MANY = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 100"
ASK = "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT WHERE { <id/kommun/2482> ?p ?o }"
DESCRIBE = "DESCRIBE <id/kommun/2482>"
GRAPH = "https://data.example.org/res/kallgraf/register-lan"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
MOMENT = "Tue, 17 Mar 2020 12:00:00 GMT"
NT = "&format=nt"
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


def get(client: Client, query: str, more: str = "", **headers: str) -> Answer:
    """Ask by GET."""
    return client.open(f"/sparql?query={quote(query)}{more}", headers=headers)


def post(client: Client, body: str | bytes, content_type: str, more: str = "") -> Answer:
    """Ask by POST."""
    headers = {"Content-Type": content_type} if content_type else {}
    return client.open(f"/sparql{more}", "POST", data=body, headers=headers)


def number(answer: Answer) -> int:
    """Read the one number of an answer."""
    assert answer.status == 200, answer.text
    return int(json.loads(answer.data)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("fmt", RESULTS_FORMATS)
def test_select(client: Client, fmt: Format) -> None:
    """Solutions are given in every results format, by Accept, type and name."""
    answer = get(client, SELECT, Accept=fmt.media_type)

    assert answer.headers["Content-Type"] == fmt.content_type
    assert answer.headers["Vary"].startswith("Accept, Accept-Datetime")
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["X-Samverkan-Release"].startswith("2026")
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert get(client, SELECT, f"&format={fmt.name}").data == answer.data
    assert get(client, SELECT, f"&output={quote(fmt.media_type)}").data == answer.data
    assert names(answer, fmt.name)[0] == "Anders Knape"
    assert len(names(answer, fmt.name)) == 9


def names(answer: Answer, name: str) -> list[str]:
    """Read the names in an answer."""
    if name == "csv":
        return [row[0] for row in csv.reader(io.StringIO(answer.text))][1:]
    found = parse_query_results(answer.data, format=RESULTS[name])
    return [solution["n"].value for solution in found]


@pytest.mark.parametrize(
    ("fmt", "told"),
    [*zip(RESULTS_FORMATS, ('"boolean":true', ">true<", "true", "true"), strict=True)],
)
def test_ask(client: Client, fmt: Format, told: str) -> None:
    """Yes or no is given in every results format."""
    assert told in get(client, ASK, Accept=fmt.media_type).text


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE])
@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
def test_graph(client: Client, fmt: Format, query: str) -> None:
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
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
    ],
)
def test_negotiation(client: Client, accept: str, expected: str) -> None:
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
def test_not_acceptable(client: Client, query: str, accept: str, more: str) -> None:
    """A format that the kind of answer does not have is refused, listing those it has."""
    answer = get(client, query, more, Accept=accept)

    assert answer.status == 406
    expected = "text/csv" if query is SELECT else "text/turtle"
    assert expected in json.loads(answer.data)["detail"]


@pytest.mark.parametrize(
    ("query", "name", "others"), [(SELECT, "ttl", "json, xml"), (CONSTRUCT, "csv", "ttl, jsonld")]
)
def test_unfit_name(client: Client, query: str, name: str, others: str) -> None:
    """A name in format= that the kind of answer does not have is told, not Accept."""
    detail = json.loads(get(client, query, f"&format={name}").data)["detail"]

    assert f"kan inte skrivas som {name}. Det här går: {others}" in detail


def test_ways_to_ask(client: Client) -> None:
    """GET, a posted form and a posted query give the same answer."""
    by_get = get(client, SELECT)
    by_form = post(client, f"query={quote(SELECT)}", FORM)
    direct = post(client, SELECT, f"{DIRECT}; charset=utf-8")

    assert by_get.data == by_form.data == direct.data
    accented = 'SELECT ("Skellefteå" AS ?n) {}'
    assert "Skellefteå" in post(client, accented.encode(), DIRECT).text
    assert "Skellefteå" in get(client, accented).text


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_dataset(client: Client, way: str) -> None:
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
        ("/sparql?query=", 400, "Ingen fråga"),
        ("/sparql?query=%20%0A", 400, "Ingen fråga"),
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
def test_refused(client: Client, path: str, status: int, told: str) -> None:
    """What cannot be answered is refused, with the reason."""
    answer = client.open(path)

    assert answer.status == status
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
    client: Client, body: str | bytes, content_type: str, more: str, status: int
) -> None:
    """Posts of other types, of no query or of several are refused."""
    answer = post(client, body, content_type, more)

    assert answer.status == status
    assert json.loads(answer.data)["status"] == status


@pytest.mark.parametrize("content_type", [DIRECT, FORM])
def test_too_large(client: Client, site_config: Config, content_type: str) -> None:
    """A body larger than configured is refused."""
    longest = site_config.sparql.query_bytes
    for size, limit in ((longest + 1, longest), (5 * longest, 4 * longest)):
        answer = post(client, "query=" + "x" * size, content_type)
        assert answer.status == 413
        assert str(limit) in json.loads(answer.data)["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_methods(client: Client, method: str) -> None:
    """Only the methods of the protocol are used."""
    answer = client.open("/sparql", method=method)

    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_long_answer(client: Client) -> None:
    """A long answer comes in pieces, and whole."""
    long = get(client, "SELECT * { ?s ?p ?o } LIMIT 18000", Accept="text/csv")

    assert long.status == 200
    assert len(long.data) > 1024 * 1024
    assert long.headers["Transfer-Encoding"] == "chunked"
    assert len([*csv.reader(io.StringIO(long.text))]) == 18001


@pytest.mark.parametrize("fmt", GRAPH_FORMATS)
def test_long_graph(client: Client, fmt: Format) -> None:
    """A long graph is written as it comes, and is the same graph in every format."""
    query = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 12000"
    found = [*parse(get(client, query, Accept=fmt.media_type).data, format=RDF[fmt.name])]

    assert len({quad.triple for quad in found}) == 12000


def test_xml_is_well_formed(client: Client) -> None:
    """The XML of an answer is well-formed."""
    root = ElementTree.fromstring(get(client, SELECT, "&format=xml").data)

    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_page(client: Client, language: str) -> None:
    """Who prefers HTML and asks nothing gets a page with a form."""
    answer = client.open("/sparql", headers={"Accept": "text/html", "Accept-Language": language})

    assert answer.status == 200
    assert answer.mimetype == "text/html"
    assert f'<html lang="{language}">' in answer.text
    assert 'action="/sparql' in answer.text
    assert answer.headers["Vary"].startswith("Accept, Accept-Language")


@pytest.mark.parametrize("more", ["?lang=sv", "?lang=en", "?format=html"])
def test_page_by_parameters(client: Client, more: str) -> None:
    """Parameters that ask nothing leave the page where it is; an empty query is told there."""
    browser = {"Accept": "text/html"}

    assert client.open(f"/sparql{more}", headers=browser).status == 200
    for name in ("query", "update"):
        assert client.open(f"/sparql{more}&{name}=", headers=browser).status == 400


@pytest.mark.parametrize(
    ("query", "swedish", "english"),
    [
        ("INSERT DATA {}", "kan bara läsas", "read only"),
        ("ASK {", "slutar för tidigt", "ends too early"),
        ("ASK {} LIMIT x", "inte är SPARQL 1.1: x", "not SPARQL 1.1: x"),
        ("ASK " + "{" * 300 + "}" * 300, "nästlade mer än 200", "more than 200 deep"),
    ],
)
def test_syntax_in_both_languages(client: Client, query: str, swedish: str, english: str) -> None:
    """What is wrong with a query is told in the language asked for."""
    for language, words in (("sv", swedish), ("en", english)):
        answer = get(client, query, **{"Accept-Language": language})
        assert answer.status == 400
        assert words in json.loads(answer.data)["detail"]


@pytest.mark.parametrize("way", ["GET", "HEAD", "POST"])
def test_again(client: Client, way: str) -> None:
    """An answer has an ETag; who has it already is told so, without asking again."""
    path = f"/sparql?query={quote(SELECT)}"
    body, kind = (f"query={quote(SELECT)}", {"Content-Type": FORM}) if way == "POST" else ("", {})
    path = "/sparql" if way == "POST" else path
    first = client.open(path, way, data=body or None, headers=kind)
    tag = first.headers["ETag"]
    again = client.open(path, way, data=body or None, headers=kind | {"If-None-Match": tag})
    other = client.open(path, way, data=body or None, headers=kind | {"If-None-Match": '"x"'})

    assert tag.startswith('W/"')
    assert (first.status, other.status) == (200, 200)
    assert first.data == other.data
    if way != "POST":  # conditions of GET and HEAD only, RFC 9110 section 13.1.2
        assert again.status == 304
        assert again.data == b""
        assert again.headers["ETag"] == tag
        assert again.headers["Vary"]


def test_tags_tell_apart(client: Client) -> None:
    """Another query, format or dataset has another ETag; what changes by itself has none."""
    graph = f"&default-graph-uri={quote(GRAPH)}"
    answers = [
        get(client, SELECT),
        get(client, ASK),
        get(client, SELECT, "&format=csv"),
        get(client, SELECT, Accept="text/csv"),
        get(client, SELECT, graph),
    ]
    assert len({answer.headers["ETag"] for answer in answers}) == len(answers)
    volatile = [get(client, "SELECT (RAND() AS ?n) {}") for _ in range(2)]
    assert volatile[0].headers["ETag"] is None
    assert volatile[0].data != volatile[1].data


def test_compressed(client: Client) -> None:
    """A client that reads gzip gets it, from the cache too."""
    plain = get(client, MANY)
    for _ in range(2):
        answer = get(client, MANY, **{"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert gzip.decompress(answer.data) == plain.data
    assert plain.headers["Content-Encoding"] is None


def test_describe_is_the_document(client: Client) -> None:
    """DESCRIBE gives what the document of a thing gives, graphs and all."""
    for kind, key in (("person", "nkj9mcfkne65"), ("kommun", "2417"), ("artikel", "1d5jvsahxw3b")):
        document = client.open(f"/doc/{kind}/{key}.nq").data
        described = get(client, f"DESCRIBE <id/{kind}/{key}>", "&format=nq").data
        assert document == described
        assert len(described) > 1000


def test_long_document_is_described_whole(client: Client) -> None:
    """A thing whose document has pages is described whole."""
    path = "/doc/def/organisationsform/kommun"
    pages = [client.open(f"{path}.nt?page={number}").data.splitlines() for number in (1, 2, 3)]
    described = get(client, "DESCRIBE <https://t.example.org/def/organisationsform/kommun>", NT)

    assert {line for page in pages for line in page} <= {*described.data.splitlines()}


def test_no_query_describes_the_service(client: Client) -> None:
    """Without a query data are given about the service."""
    answer = client.open("/sparql")

    assert answer.status == 200
    assert answer.mimetype == "text/turtle"
    assert "sd:Service" in answer.text


def test_moment(client: Client) -> None:
    """A query of a time is answered from the release of then, which the answer names."""
    now = get(client, COUNT, **{"Accept-Datetime": "Thu, 31 Dec 2099 00:00:00 GMT"})
    early = get(client, COUNT, **{"Accept-Datetime": "Tue, 17 Mar 2020 12:00:00 GMT"})
    wrong = get(client, COUNT, **{"Accept-Datetime": "yesterday"})

    assert number(now) == number(early) == number(get(client, COUNT))
    assert "Memento-Datetime" in now.headers
    assert 'rel="original timegate"' in early.headers["Link"]
    assert get(client, COUNT).headers["Memento-Datetime"] is None
    assert wrong.status == 400


def test_a_body_of_get_counts_for_nothing(client: Client) -> None:
    """What GET carries in a body is not read, and makes no other answer."""
    body = "default-graph-uri=http%3A%2F%2Fnowhere%2F"
    path = f"/sparql?query={quote(COUNT + '# body')}"
    form = {"Content-Type": FORM}
    for method, wanted in (("GET", True), ("POST", False), ("GET", True), ("POST", False)):
        answer = client.open(path, method, data=body, headers=form)
        assert (number(answer) > 0) is wanted
    assert client.open(path, "POST", data=body).status == 415


@pytest.mark.parametrize(
    ("query", "status"),
    [("SELEKT", 400), ("ASK { SERVICE <http://x/> {} }", 403), ("SELECT (NOW() AS ?n) {}", 200)],
)
def test_any_tag(client: Client, query: str, status: int) -> None:
    """If-None-Match: * does not make an answer of what has none."""
    assert get(client, query, **{"If-None-Match": "*"}).status == status


def test_head_has_the_headers_of_get(client: Client) -> None:
    """HEAD tells the length that GET has."""
    path = f"/sparql?query={quote(SELECT)}"
    given, told = client.open(path), client.open(path, "HEAD")

    assert given.headers["Content-Length"] == str(len(given.data)) == told.headers["Content-Length"]


@pytest.mark.parametrize("year", ["99999999999", "-1", "2026 2026"])
def test_impossible_moments(client: Client, year: str) -> None:
    """A time that cannot be is told, as every error is."""
    answer = get(client, ASK, **{"Accept-Datetime": f"Tue, 17 Mar {year} 12:00:00 GMT"})

    assert answer.status == 400
    assert "Accept-Datetime" in json.loads(answer.data)["detail"]


def test_page_of_rows(client: Client) -> None:
    """A page shows what fits, says that there is more, and knows a graph from three columns."""
    browser = {"Accept": "text/html", "Accept-Language": "en"}
    wide = "SELECT ?s (REPLACE(STR(?s), '.', '%s') AS ?v) { ?s a ?c } LIMIT 900" % ("x" * 60)
    triple = 'SELECT (<<( <a:a> <b:b> <<( <c:c> <d:d> "x" )>> )>> AS ?t) {}'
    names = "SELECT ?subject ?predicate ?object { ?subject ?predicate ?object } LIMIT 1"

    assert "The first" in get(client, wide, **browser).text
    assert get(client, triple, **browser).status == 200
    assert "format=csv" in get(client, names, **browser).text
    assert "format=ttl" in get(client, CONSTRUCT, **browser).text


def test_page_of_a_moment(client: Client) -> None:
    """A page as of a time names its release too."""
    answer = get(client, ASK, **{"Accept": "text/html", "Accept-Datetime": MOMENT})

    assert answer.headers["Memento-Datetime"]
    assert "Accept-Datetime" in answer.headers["Vary"]
