"""The gate."""

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import SH

from samverkan_ld.errors import ShapesError
from samverkan_ld.reports import Severity
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate, Judged, validate_by_reference

PREFIXES = (
    "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> . "
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
)


def quads(text):
    """Parse Turtle."""
    return [*parse(PREFIXES + text, format=RdfFormat.TURTLE)]


def by_gate(data, shapes):
    """Validate with the gate."""
    return Gate(quads(shapes)).validate(Data.of(quads(data)))


def by_reference(data, shapes):
    """Validate with pySHACL alone."""
    return validate_by_reference(quads(data), quads(shapes))


WAYS = pytest.mark.parametrize("validate", [by_gate, by_reference])

SHAPE = """
:S a sh:NodeShape ; sh:targetClass :C ; sh:property :P1 , :P2 , :P3 .
:P1 sh:path :p ; sh:maxCount 0 ; sh:message "sv"@sv , "en"@en .
:P2 sh:path ( :p [ sh:inversePath :q ] ) ; sh:maxCount 0 ; sh:severity sh:Warning .
:P3 sh:path :q ; sh:datatype xsd:int ; sh:severity sh:Info .
"""


@WAYS
def test_results(validate):
    """Each result has severity, focus node, path, value, shape and messages; violations first."""
    report = validate(':a a :C ; :p :b ; :q "1"^^xsd:integer . :c :q :b .', SHAPE)

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


@WAYS
def test_warnings_do_not_stop(validate):
    """A warning or an info is reported, and the data conform."""
    report = validate(":a a :C ; :q 1 .", SHAPE)

    assert report.conforms
    assert [report.count(severity) for severity in Severity] == [0, 0, 1]


@WAYS
def test_lexical_forms_reach_the_shapes(validate):
    """Datatypes are judged as written: a store would have turned this int into an integer."""
    assert validate(':a a :C ; :q "01"^^xsd:int .', SHAPE).results == ()


def test_no_shapes():
    """Without shapes everything conforms, and the report is empty."""
    for report in (by_gate(":a :b :c .", ""), by_reference(":a :b :c .", "")):
        assert (report.conforms, report.results, report.triples) == (True, (), ())


RULE = """
:S a sh:NodeShape ; sh:targetNode :a ; sh:sparql :R .
:R sh:message "Bort med {?value}."@sv , "Away with {?value}."@en ;
  sh:select "SELECT $this ?value WHERE { $this <urn:p> ?value }" .
"""


@WAYS
def test_messages_of_queries_keep_their_language(validate):
    """A message that a query fills in stays in its language, as people and as RDF have it."""
    report = validate(":a :p :b .", RULE)
    texts = {"sv": "Bort med urn:b.", "en": "Away with urn:b."}

    assert report.results[0].messages == texts
    assert report.results[0].shape == "urn:R"
    found = {t.object for t in report.triples if t.predicate.value == str(SH.resultMessage)}
    assert {(term.language, term.value) for term in found} == {*texts.items()}


@WAYS
def test_details_are_no_results(validate):
    """What explains a result is in the report, and is not counted."""
    shapes = (
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:severity sh:Warning ; sh:node :T . "
        ":T a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ] ."
    )
    report = validate(":a :q :b .", shapes)

    assert [report.count(severity) for severity in Severity] == [0, 1, 0]
    assert report.conforms
    assert str(SH.detail) in {triple.predicate.value for triple in report.triples}


BROKEN = [
    (
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:minCount 1 ] .",
        "a shape without a name in <urn:S>",
        "urn:S",
    ),
    (
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:path :p .",
        "the shape <urn:S>: A shape defined as a NodeShape cannot be the subject of a 'sh:path'",
        "urn:S",
    ),
    (
        ':S a sh:NodeShape ; sh:targetNode :a ; sh:sparql [ sh:select "SELEC" ] .',
        "the shape <urn:S>: its query cannot be read at line 1, column 1: Expected",
        "urn:S",
    ),
    (
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; sh:minCount :x ] .",
        "the property shape for <urn:p> in <urn:S>: ",
        "urn:S",
    ),
    (
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:property :P . :P sh:path ( :p ) .",
        "the shape <urn:P>: a list of paths must have two members or more",
        "urn:P",
    ),
    (
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:or () .",
        "the shape <urn:S>: A Shape-Expecting & List-Expecting predicate",
        "urn:S",
    ),
    (
        ':S a sh:NodeShape ; sh:targetNode :a ; sh:pattern "(" .',
        "the shape <urn:S>: missing ), unterminated subpattern",
        "urn:S",
    ),
    (
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:node :T .\n:T sh:maxCount 1 .",
        "the shape <urn:T>: ",
        "urn:T",
    ),
]


@pytest.mark.parametrize(("shapes", "message", "shape"), BROKEN)
def test_broken_shapes(shapes, message, shape):
    """A shape that cannot be used is an error that names it, whatever the data are."""
    with pytest.raises(ShapesError) as caught:
        Gate(quads(shapes))

    assert str(caught.value).startswith(message)
    assert caught.value.shape == shape


def test_shapes_that_cannot_be_applied():
    """A shape that fails on certain data is an error that names the shape."""
    shapes = ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :p ; sh:lessThan :q ] ."

    assert by_gate(":a a :C ; :p 1 ; :q 2 .", shapes).conforms
    with pytest.raises(ShapesError, match=r"in <urn:S>: Cannot use sh:lessThan to compare a Blank"):
        by_gate(":a a :C ; :p [] ; :q 2 .", shapes)


def test_only_what_may_fail_is_shown_to_the_reference():
    """Of many focus nodes the reference sees those that fail, and no others."""
    data = "".join(f":n{i} a :C ; :p {i} . " for i in range(50)) + ":x a :C ; :p 1 , 2 . :y a :C ."
    shapes = (
        ":S a sh:NodeShape ; sh:targetClass :C ; "
        "sh:property [ sh:path :p ; sh:minCount 1 ; sh:maxCount 1 ] ."
    )
    judged: list[Judged] = []
    Gate(quads(shapes)).validate(Data.of(quads(data)), judged.append)

    assert [(row.plan.name, row.candidates, row.findings) for row in judged] == [("urn:S", 2, 2)]
    assert judged[0].seconds > 0


def test_what_is_left_to_the_reference_is_named():
    """A constraint that the engine might judge otherwise is named, with the reason."""
    shapes = ':S a sh:NodeShape ; sh:targetClass :C ; sh:pattern "(?=x)" .'
    plans = Gate(quads(shapes)).plans(Data.of([]))

    assert len(plans[0].compiled.remainder) == 1
    assert plans[0].compiled.remainder[0].startswith("urn:S: sh:pattern: ")
    assert not by_gate(":a a :C .", shapes).conforms


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:nodeKind sh:IRI ] .",
            "the shape <urn:S>: a shape without a name in <urn:S>, which sh:property names, has no",
        ),
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; sh:node :P . :P sh:path :p ; sh:minCount 1 .",
            "the shape <urn:S>: the shape <urn:P>, which sh:node names, has a sh:path",
        ),
    ],
)
def test_shapes_of_the_wrong_kind(shapes, message):
    """A link to a shape of the wrong kind is an error, which would otherwise judge nothing."""
    with pytest.raises(ShapesError) as caught:
        Gate(quads(shapes))

    assert str(caught.value).startswith(message)


def test_where_a_shape_cannot_be_applied():
    """What makes a shape fail is told: the shape, and the node that it was tried on."""
    shapes = (
        ':S a sh:NodeShape ; sh:targetNode :a ; sh:sparql [ sh:message "v {?value}" ; '
        'sh:select "SELECT $this ?value WHERE { $this <urn:p> ?value }" ] .'
    )
    with pytest.raises(ShapesError, match=r"the shape <urn:S>: .*\(tried on <urn:a>\)"):
        by_gate(r':a :p "\\d" .', shapes)
