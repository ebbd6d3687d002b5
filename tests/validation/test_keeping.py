"""Findings kept as text give the same report as before."""

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode
from rdflib.namespace import SH, XSD
from tests.validation import agreement
from tests.validation.random_shapes import LITERALS, quads

from samverkan_ld.reports import Severity
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.findings import Finding, Quoted, shape_name
from samverkan_ld.validation.gate import Gate
from samverkan_ld.validation.graph import to_rdflib
from samverkan_ld.validation.keeping import count_severities, read_finding, write_finding

RESULT = rdflib.BNode("r1")
NODES = [
    rdflib.URIRef("urn:x:ö"),
    rdflib.BNode("c14n0"),
    Quoted(rdflib.BNode("c14n1"), of_shapes=True),
    Quoted(rdflib.BNode("b"), of_shapes=False),
    rdflib.Literal('"\n\\'),
    rdflib.Literal("<urn:x:a"),
    rdflib.Literal("_a"),
    rdflib.Literal("x", lang="sv-SE"),
    rdflib.Literal("x", datatype=XSD.string),
    rdflib.Literal(True),
    rdflib.Literal("01", datatype=XSD.integer, normalize=False),
    *(to_rdflib(quad.object) for text in LITERALS for quad in quads(f":a :p {text} .")),
]
FOCUS = [
    NamedNode("urn:x:ö"),
    BlankNode("b"),
    Literal('"\n\\'),
    Literal("x", language="sv-se"),
    Literal("01", datatype=NamedNode(str(XSD.integer))),
]


def exactly(node):
    """Give all that there is to a term."""
    node_ = node.node if isinstance(node, Quoted) else node
    kind = getattr(node, "of_shapes", None), type(node_)
    return *kind, str(node_), getattr(node_, "language", None), getattr(node_, "datatype", None)


@pytest.mark.parametrize("node", NODES, ids=repr)
def test_any_term(node):
    """A finding is read as it was written, whatever a result says."""
    finding = Finding(rdflib.BNode("s"), NamedNode("urn:a"), (RESULT,), ((RESULT, SH.value, node),))
    again = read_finding(write_finding(finding))

    assert again == finding
    assert exactly(again.triples[0][2]) == exactly(node)


@pytest.mark.parametrize("focus", FOCUS, ids=repr)
def test_any_focus(focus):
    """A finding is read as it was written, whatever it is about."""
    finding = Finding(rdflib.URIRef("urn:s"), focus, (), ())

    assert read_finding(write_finding(finding)) == finding


SHAPES = """
:S a sh:NodeShape ; sh:targetClass :C ; sh:severity sh:Warning ; sh:nodeKind sh:Literal ;
  sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:minCount 1 ; sh:message "x"@sv ] ,
    [ sh:path :p ; sh:severity sh:Info ; sh:maxCount 0 ] , [ sh:path :r ; sh:severity :Own ;
      sh:node [ sh:property [ sh:path :p ; sh:severity sh:Info ; sh:maxCount 0 ] ] ] .
"""
DATA = ":a a :C ; :p 01 , [ :q 'x' ] ; :r :a . :b a :C ."


def test_report():
    """The report of findings that were kept is the report of the findings."""
    gate, data = Gate(quads(SHAPES)), Data.of(quads(DATA))
    kept = [read_finding(write_finding(finding)) for finding in gate.judge(data)]

    assert agreement.canonical(gate.report(kept, data)) == agreement.canonical(gate.validate(data))


def test_severities():
    """The results of findings are counted as in the report."""
    gate, data = Gate(quads(SHAPES)), Data.of(quads(DATA))
    report = gate.validate(data)
    counts = [count_severities(finding) for finding in gate.judge(data)]

    for severity in Severity:
        assert sum(count[severity] for count in counts) == report.count(severity)
        assert report.count(severity) > 0


def test_names_of_shapes():
    """A shape is named by its IRI, or its label."""
    assert shape_name(rdflib.URIRef("urn:s")) == "urn:s"
    assert shape_name(rdflib.BNode("c14n0")) == "_:c14n0"
