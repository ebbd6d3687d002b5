"""Literals that a store does not keep as they are written."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from tests.validation.random_shapes import quads

from samverkan_ld.canonical import canonical_nquads
from samverkan_ld.namespaces import XSD
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.graph import to_rdflib
from samverkan_ld.validation.rewriting import Rewritten, survives

KEPT = [
    ("1", "integer"),
    ("-12", "integer"),
    ("1.5", "decimal"),
    ("2020-02-29", "date"),
    ("2021-02-29", "date"),
    ("2020", "gYear"),
    ("0000", "gYear"),
    ("2020-13", "gYearMonth"),
    ("0", "integer"),
    ("1234567890123456", "integer"),
    ("12345678901234567890", "integer"),
    ("2020-01", "gYearMonth"),
    ("x y", "string"),
    ("http://a.example/ö", "anyURI"),
    ("abc", "integer"),
    ("true", "boolean"),
]
REWRITTEN = [
    ("01", "integer"),
    ("+1", "integer"),
    ("2020+00:00", "gYear"),
    ("2020-01-00:00", "gYearMonth"),
    ("1", "int"),
    ("2", "nonNegativeInteger"),
    ("1.50", "decimal"),
    ("1.0E6", "double"),
    ("1", "boolean"),
    ("2020-03-01+00:00", "date"),
    ("2020-03-01T10:00:00.000Z", "dateTime"),
    ("2020-03-01T10:00:00Z", "dateTimeStamp"),
    ("P1Y0M", "duration"),
    (" a  b ", "token"),
]
NODE = NamedNode("urn:n")


def literal(text, kind):
    """Make a literal of a datatype of XSD."""
    return Literal(text, datatype=NamedNode(XSD + kind))


@pytest.mark.parametrize(("text", "kind"), KEPT)
def test_kept(text, kind):
    """A literal that a store keeps is known to be kept."""
    store = Store()
    store.add(Quad(NODE, NODE, literal(text, kind)))

    assert [quad.object for quad in store] == [literal(text, kind)]
    assert survives(literal(text, kind))


@pytest.mark.parametrize(("text", "kind"), REWRITTEN)
def test_rewritten(text, kind):
    """A literal that a store, or rdflib, changes is known to be changed."""
    store = Store()
    store.add(Quad(NODE, NODE, literal(text, kind)))
    term = literal(text, kind)

    assert [quad.object for quad in store] != [term] or str(to_rdflib(term)) != text
    assert not survives(term)


@pytest.mark.parametrize(("text", "kind"), [*KEPT, *REWRITTEN])
def test_found_in_lines(text, kind):
    """The same literals are found in the canonical N-Quads of a graph."""
    rewritten = Rewritten()
    data = canonical_nquads([Quad(NODE, NODE, literal(text, kind), NODE)])

    assert [*rewritten.observe([data])] == [data]
    assert [quad.object for quad in rewritten.quads] == (
        [] if (text, kind) in KEPT else [literal(text, kind)]
    )


def test_a_text_that_looks_like_a_literal():
    """What only looks like a rewritten literal, inside a text, is none."""
    rewritten = Rewritten()
    text = Literal(f'see "01"^^<{XSD}integer> here')
    data = canonical_nquads([Quad(NODE, NODE, text, NODE)])

    assert [*rewritten.observe([data])] == [data]
    assert rewritten.quads == []


def test_data_are_read_as_written():
    """All literals of a place come as they were written, also those that a store takes for one."""
    data = Data.of(quads(':a :p 1 , 01 , "1"^^xsd:int , "x" . :b :p 01 .'))
    a, p = NamedNode("urn:x:a"), NamedNode("urn:x:p")

    assert {str(value) for _, _, value in data.triples(a, p, None)} == {
        f'"1"^^<{XSD}integer>', f'"01"^^<{XSD}integer>', f'"1"^^<{XSD}int>', '"x"',
    }  # fmt: skip
    assert [s.value for s, _, _ in data.triples(None, p, literal("1", "int"))] == ["urn:x:a"]
    assert {s.value for s, _, _ in data.triples(None, p, literal("01", "integer"))} == {
        "urn:x:a",
        "urn:x:b",
    }
    assert [*data.triples(None, p, literal("001", "integer"))] == []


def test_loaded_as_put_in():
    """Graphs that are loaded from their lines are the same data, blank nodes included."""
    given = quads(":a :p 01 , [ :q 1.50 ] . _:x :p _:y .")
    lines = canonical_nquads(given)
    loaded = Data.load([lines], Store())

    assert canonical_nquads(
        Quad(*triple) for triple in loaded.triples(None, None, None)
    ) == canonical_nquads(given)
    assert loaded.has_blank_nodes
    assert not Data.load([canonical_nquads(quads(":a :p :b ."))], Store()).has_blank_nodes
