"""Example queries in a release's graph, and back."""

import pytest
from pyoxigraph import Literal, NamedNode

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import RDF, RDFS, SCHEMA, SH
from samverkan_ld.queries import EXECUTABLES, Query, read_queries, write_queries

IRIS = Iris("https://a.example/", "https://t.example/", "https://a.example/")


def example(key="en-fraga", form="SELECT", position=10):
    """Make a query."""
    titles = {"sv": "En fråga", "en": "A query"}
    return Query(key, form, "SELECT * { ?s ?p 1 }", titles, {"sv": "Om.", "en": "On."}, position)


@pytest.mark.parametrize("form", EXECUTABLES)
def test_round_trip(form):
    """What is written of a query is read back."""
    query = example(form=form)

    assert read_queries(write_queries([query], IRIS), IRIS) == (query,)


def test_order():
    """Queries come by their positions, and where these are the same by their keys."""
    queries = [example("c", position=2), example("b", position=1), example("a", position=2)]

    read = read_queries(write_queries(queries, IRIS), IRIS)
    assert [query.key for query in read] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("form", "kind", "holder"),
    [
        ("SELECT", "SPARQLSelectExecutable", "select"),
        ("ASK", "SPARQLAskExecutable", "ask"),
        ("CONSTRUCT", "SPARQLConstructExecutable", "construct"),
        ("DESCRIBE", "SPARQLDescribeExecutable", "describe"),
    ],
)
def test_description(form, kind, holder):
    """A query is an executable of SHACL with an address, a text, labels and a target."""
    quads = [*write_queries([example(form=form)], IRIS)]
    said = {(quad.predicate.value, quad.object) for quad in quads}

    assert {quad.subject.value for quad in quads} == {"https://a.example/res/fraga/en-fraga"}
    assert {quad.graph_name.value for quad in quads} == {"https://a.example/res/queries"}
    assert {
        (RDF + "type", NamedNode(SH + "SPARQLExecutable")),
        (RDF + "type", NamedNode(SH + kind)),
        (SH + holder, Literal("SELECT * { ?s ?p 1 }")),
        (RDFS + "label", Literal("En fråga", language="sv")),
        (RDFS + "label", Literal("A query", language="en")),
        (SCHEMA + "target", NamedNode("https://a.example/sparql")),
    } <= said
