"""The gate."""

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import SH

from samverkan_ld.errors import ShapesError
from samverkan_ld.reports import Severity
from samverkan_ld.validation.gate import validate
from samverkan_ld.validation.graph import to_graph, to_triples
from samverkan_ld.validation.paths import path_text

PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
)


def quads(text):
    """Parse Turtle."""
    return [*parse(PREFIXES + text, format=RdfFormat.TURTLE)]


SHAPE = """
:S a sh:NodeShape ; sh:targetClass :C ; sh:property :P1 , :P2 , :P3 .
:P1 sh:path :p ; sh:maxCount 0 ; sh:message "sv"@sv , "en"@en .
:P2 sh:path ( :p [ sh:inversePath :q ] ) ; sh:maxCount 0 ; sh:severity sh:Warning .
:P3 sh:path :q ; sh:datatype xsd:int ; sh:severity sh:Info .
"""


def test_results():
    """Each result has severity, focus node, path, value, shape and messages; violations first."""
    report = validate(quads(':a a :C ; :p :b ; :q "1"^^xsd:integer . :c :q :b .'), quads(SHAPE))

    assert [(r.severity, r.path, r.value, r.shape) for r in report.results] == [
        (Severity.VIOLATION, "<urn:p>", "", "urn:P1"),
        (Severity.WARNING, "<urn:p>/^<urn:q>", "", "urn:P2"),
        (Severity.INFO, "<urn:q>", '"1"^^<http://www.w3.org/2001/XMLSchema#integer>', "urn:P3"),
    ]
    assert {result.focus for result in report.results} == {"<urn:a>"}
    assert report.results[0].messages == {"sv": "sv", "en": "en"}
    assert [report.results[0].message(tag) for tag in ("sv", "en", "de")] == ["sv", "en", "en"]
    assert report.results[0].component == str(SH.MaxCountConstraintComponent)
    assert not report.conforms
    assert len(report.triples) > 20


def test_warnings_do_not_stop():
    """A warning or an info is reported, and the data conform."""
    report = validate(quads(":a a :C ; :q 1 ."), quads(SHAPE))

    assert report.conforms
    assert [report.count(severity) for severity in Severity] == [0, 0, 1]


def test_lexical_forms_reach_the_shapes():
    """Datatypes are judged as written: a store would have turned this int into an integer."""
    report = validate(quads(':a a :C ; :q "01"^^xsd:int .'), quads(SHAPE))

    assert report.results == ()


def test_no_shapes():
    """Without shapes everything conforms, and the report is empty."""
    report = validate(quads(":a :b :c ."), [])

    assert (report.conforms, report.results, report.triples) == (True, (), ())


@pytest.mark.parametrize(
    "shape",
    [
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:minCount 1 ] .",
        ':S a sh:NodeShape ; sh:targetNode :a ; sh:sparql [ sh:select "SELEC" ] .',
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; sh:minCount :x ] .",
    ],
)
def test_broken_shapes(shape):
    """A shape that cannot be used is an error, not a result."""
    with pytest.raises(ShapesError, match="the shapes cannot be used"):
        validate(quads(":a :p :c ."), quads(shape))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (":p", "<urn:p>"),
        ("( :p :q )", "<urn:p>/<urn:q>"),
        ("[ sh:inversePath :p ]", "^<urn:p>"),
        ("[ sh:alternativePath ( :p :q ) ]", "(<urn:p>|<urn:q>)"),
        ("[ sh:zeroOrMorePath :p ]", "(<urn:p>)*"),
        ("[ sh:oneOrMorePath [ sh:inversePath :p ] ]", "(^<urn:p>)+"),
        ("( [ sh:zeroOrOnePath :p ] :q )", "(<urn:p>)?/<urn:q>"),
        ("[ :unknown :p ]", ""),
    ],
)
def test_paths(path, text):
    """A path is written as SPARQL writes it."""
    graph = to_graph(quads(f":S sh:path {path} ."))

    assert path_text(graph, graph.value(rdflib.URIRef("urn:S"), SH.path)) == text
    assert path_text(graph, None) == ""


def test_terms_survive():
    """Terms go to rdflib and back unchanged."""
    text = ':a :p 1.50 , "01"^^xsd:int , "x" , "y"@sv , :b , _:c , "ill"^^xsd:date .'
    given = quads(text)
    graph = to_graph(given)

    assert {str(t.object) for t in to_triples(graph)} == {str(quad.object) for quad in given}
    assert rdflib.Literal("01", datatype=rdflib.XSD.int, normalize=False) in graph.objects()
