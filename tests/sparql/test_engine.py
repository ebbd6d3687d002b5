"""Answering queries from a store."""

import io
import json
import socket

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from samverkan_ld.errors import QueryError, QuerySyntaxError, ServiceRefusedError
from samverkan_ld.formats.table import (
    RESULTS_CSV,
    RESULTS_JSON,
    RESULTS_TSV,
    RESULTS_XML,
)
from samverkan_ld.iris import Iris
from samverkan_ld.sparql.engine import Graph, Request, Solutions, Source, answer
from samverkan_ld.sparql.writing import write_solutions
from samverkan_ld.store.documents import Describer
from samverkan_ld.store.labels import Labels

BASE = "http://base.example/"
P = NamedNode("urn:p")


@pytest.fixture(scope="module")
def store():
    """A store of two graphs with one triple each."""
    store = Store()
    for name in ("a", "b"):
        graph = NamedNode(f"urn:g:{name}")
        store.add(Quad(NamedNode(f"urn:{name}"), P, Literal(name), graph))
    return store


def source(store):
    """What queries are asked of: the store, with documents described from it."""

    def describer():
        return Describer(store, Iris(BASE, BASE, BASE), Labels(store, BASE), {})

    return Source(store, BASE, describer)


def rows(store, text, **dataset):
    """Answer a SELECT with one variable, as a set of values."""
    found = answer(source(store), Request(text, **dataset))
    assert isinstance(found, Solutions)
    file = io.BytesIO()
    write_solutions(found, RESULTS_JSON, file)
    data = json.loads(file.getvalue())
    return {value["value"] for row in data["results"]["bindings"] for value in row.values()}


DATASETS = [
    ("SELECT ?s { ?s ?p ?o }", (), (), {"urn:a", "urn:b"}),
    ("SELECT ?s FROM <urn:g:a> { ?s ?p ?o }", (), (), {"urn:a"}),
    ("SELECT ?s FROM NAMED <urn:g:a> { ?s ?p ?o }", (), (), set()),
    ("SELECT ?s FROM NAMED <urn:g:a> { GRAPH ?g { ?s ?p ?o } }", (), (), {"urn:a"}),
    ("SELECT ?s FROM <urn:unknown> { ?s ?p ?o }", (), (), set()),
    ("SELECT ?s { ?s ?p 'FROM' }", (), (), set()),
    ("SELECT ?s { ?s ?p ?o }", ("urn:g:b",), (), {"urn:b"}),
    ("SELECT ?s { ?s ?p ?o }", ("urn:g:a", "urn:g:b"), (), {"urn:a", "urn:b"}),
    ("SELECT ?s FROM <urn:g:a> { ?s ?p ?o }", ("urn:g:b",), (), {"urn:b"}),
    ("SELECT ?s { ?s ?p ?o }", (), ("urn:g:b",), set()),
    ("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", (), ("urn:g:b",), {"urn:b"}),
    ("SELECT (<x> AS ?s) {}", (), (), {"http://base.example/x"}),
]


@pytest.mark.parametrize(("text", "default", "named", "wanted"), DATASETS)
def test_dataset(store, text, default, named, wanted):
    """The protocol's graphs win over the query's; without either the default graph is the union."""
    assert rows(store, text, default_graphs=default, named_graphs=named) == wanted


@pytest.mark.parametrize(
    ("fmt", "select", "ask"),
    [
        (RESULTS_JSON, b'"value":"urn:a"', b'"boolean":true'),
        (RESULTS_XML, b"<uri>urn:a</uri>", b"<boolean>true</boolean>"),
        (RESULTS_CSV, b"s\r\nurn:a\r\n", b"true\n"),
        (RESULTS_TSV, b"?s\n<urn:a>\n", b"true\n"),
    ],
)
def test_formats(store, fmt, select, ask):
    """SELECT and ASK are written in all four formats."""
    for text, wanted in (("SELECT ?s { ?s ?p 'a' }", select), ("ASK { ?s ?p 'a' }", ask)):
        file = io.BytesIO()
        found = answer(source(store), Request(text))
        assert isinstance(found, Solutions)
        write_solutions(found, fmt, file)
        assert wanted in file.getvalue()


def test_graph(store):
    """CONSTRUCT gives a graph."""
    found = answer(source(store), Request("CONSTRUCT WHERE { ?s ?p 'a' }"))

    assert isinstance(found, Graph)
    assert [str(triple.subject) for triple in found.statements] == ["<urn:a>"]


ERRORS = [
    ("SELECT ?s {", QuerySyntaxError, (1, 12), "the query ends too early"),
    ("SELECT ?s {\n ?s ?p ?o . ] }", QuerySyntaxError, (2, 16), "no counterpart"),
    ("SELECT ?s { ?s ?p ?o } LIMIT x", QuerySyntaxError, (1, 30), "unexpected text: x"),
    ("ASK { ?s ?p foaf:x }", QuerySyntaxError, None, "prefix|unexpected"),
    ("", QuerySyntaxError, (1, 1), "the query ends too early"),
    ("INSERT DATA { <a> <b> <c> }", QuerySyntaxError, (None, None), "read only"),
    ("PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", QuerySyntaxError, (None, None), "read only"),
    ("DROP ALL", QuerySyntaxError, (None, None), "read only"),
    ("ASK { SERVICE <http://127.0.0.1:9/> {} }", ServiceRefusedError, None, "SERVICE is refused"),
    ("ASK {" + "{" * 3000 + "}" * 3000 + "}", QuerySyntaxError, (None, None), "200 deep"),
    ("SELECT (<urn:f>(1) AS ?x) {}", QueryError, None, "custom function"),
]


@pytest.mark.parametrize(("text", "error", "place", "words"), ERRORS)
def test_errors(store, text, error, place, words):
    """What cannot be answered says why, and where when it is a matter of syntax."""
    with pytest.raises(error, match=words) as caught:
        answer(source(store), Request(text))
    if place:
        assert (caught.value.line, caught.value.column) == place


def test_wrong_graph_name(store):
    """A graph that is named by no IRI is an error of the request."""
    with pytest.raises(QueryError, match="no absolute IRI"):
        answer(source(store), Request("ASK {}", default_graphs=("not an iri",)))


GLUED = [
    "SELECT * {{ SERVICE <{0}> {{ ?a ?b ?c }} }}",
    "SELECT * {{ SERVICESILENT <{0}> {{ ?a ?b ?c }} }}",
    "PREFIX x: <{0}> SELECT * {{ SERVICEx: {{ ?a ?b ?c }} }}",
    "PREFIX : <{0}> SELECT * {{ ?s ?p 'a' . SERVICE:{{ ?a ?b ?c }} }}",
    "SELECT * {{ ?s ?p ?o . FILTER EXISTS {{ ?s ?p 1SERVICE SILENT <{0}> {{ ?a ?b ?c }} }} }}",
    "PREFIX a: <urn:a> SELECT * {{ ?s ?p a:.SERVICE SILENT <{0}> {{ ?a ?b ?c }} }}",
]


@pytest.mark.parametrize("template", GLUED)
def test_nobody_is_asked(store, template):
    """No spelling of SERVICE reaches a server that listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        text = template.format(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        with pytest.raises(ServiceRefusedError):
            answer(source(store), Request(text))
        with pytest.raises(BlockingIOError):
            listener.accept()


VOLATILE = [
    ("SELECT * { ?s ?p ?o }", False),
    ("SELECT (NOW() AS ?n) {}", True),
    ("SELECT (rand() AS ?n) {}", True),
    ("SELECT (UUID() AS ?n) {}", True),
    ("SELECT (STRUUID() AS ?n) {}", True),
    ("SELECT ('NOW' AS ?rand) {}", False),
    ("SELECT * {} ORDER BYRAND()", True),
    ("SELECT (COUNT(DISTINCTRAND()) AS ?n) {}", True),
]


@pytest.mark.parametrize(("text", "is_volatile"), VOLATILE)
def test_volatile(store, text, is_volatile):
    """A query whose answer changes by itself is told apart."""
    assert answer(source(store), Request(text)).outline.is_volatile is is_volatile


DESCRIBED = [
    ("DESCRIBE <urn:a>", {"urn:a"}),
    ("DESCRIBE <urn:a> <urn:b>", {"urn:a", "urn:b"}),
    ("PREFIX u: <urn:> DESCRIBE u:a u:unknown", {"urn:a"}),
    ("DESCRIBE ?s { ?s ?p 'a' }", {"urn:a"}),
    ("DESCRIBE ?s <urn:b> WHERE { ?s ?p 'a' } LIMIT 1", {"urn:a", "urn:b"}),
    ("DESCRIBE * { ?s ?p ?o }", {"urn:a", "urn:b"}),
    ("describe?s{?s?p?o}order by ?s limit 1", {"urn:a"}),
    ("DESCRIBE ?x", set()),
    ("DESCRIBE ?s FROM <urn:g:b> { ?s ?p ?o }", {"urn:b"}),
    ("DESCRIBE <urn:a> FROM <urn:g:b>", set()),
    ("DESCRIBE <urn:a> FROM NAMED <urn:g:a>", set()),
    ("# DESCRIBE ?x\nDESCRIBE <urn:a>#DESCRIBE", {"urn:a"}),
]


@pytest.mark.parametrize(("text", "things"), DESCRIBED)
def test_describe(store, text, things):
    """DESCRIBE describes what it names and what it finds, each once, from its dataset."""
    found = [*answer(source(store), Request(text)).statements]

    assert {quad.subject.value for quad in found} == things
    assert len(found) == len(things)


def test_describe_in_a_protocol_dataset(store):
    """The protocol's dataset holds for descriptions too."""
    text = "DESCRIBE <urn:a> <urn:b>"
    found = answer(source(store), Request(text, default_graphs=("urn:g:b",))).statements

    assert {quad.subject.value for quad in found} == {"urn:b"}
