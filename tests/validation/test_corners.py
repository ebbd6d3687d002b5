"""Corners in which the gate once reported something else than the reference."""

import pytest
from pyoxigraph import Store
from tests.validation import agreement
from tests.validation.random_shapes import quads

from samverkan_ld.canonical import canonical_nquads
from samverkan_ld.validation import targets
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate

pytestmark = pytest.mark.filterwarnings("ignore::pyshacl.errors.ShapeRecursionWarning")

RULE = 'sh:sparql [ sh:select "SELECT $this ?value WHERE { $this <urn:x:p> ?value }" ]'

CORNERS = {
    "a property shape with a query, named twice": (
        ":a :p :b .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; sh:property :P ; "
            "sh:or ( :P [ sh:class :D ] ) . "
            f":P sh:path :p ; {RULE} ."
        ),
    ),
    "a shape within itself": (
        ":a :p :a .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; sh:not :N . "
            ":N a sh:NodeShape ; sh:property [ sh:path :p ; sh:not :N ] ."
        ),
    ),
    "a property shape within itself": (
        ":a :p :b . :b :p :c .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; sh:property :P . "
            ":P sh:path :p ; sh:minCount 1 ; sh:property :P ."
        ),
    ),
    "the twin of a rewritten literal": (
        ":x :q 1 . :a :p 01 .",
        (
            ":S a sh:NodeShape ; sh:targetNode :x ; "
            "sh:property [ sh:path ( :q [ sh:inversePath :p ] ) ; sh:minCount 1 ] ."
        ),
    ),
    "a rewritten literal at a sibling": (
        ':a :p :b . :b :q "1"^^xsd:int .',
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; "
            "sh:property [ sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; "
            "sh:qualifiedMinCount 0 ; sh:qualifiedValueShapesDisjoint true ] , "
            "[ sh:path :p ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ; "
            "sh:qualifiedMinCount 1 ; "
            "sh:qualifiedValueShapesDisjoint true ] , [ sh:path :r ; sh:qualifiedMinCount 0 ; "
            "sh:qualifiedValueShape [ sh:property [ sh:path :q ; sh:hasValue 1 ] ] ] ."
        ),
    ),
    "more digits than Python reads": (
        f":a :p {'1' * 5000} .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; "
            "sh:property [ sh:path :p ; sh:datatype xsd:integer ] ."
        ),
    ),
    "flags of another type": (
        ':a :p "X" .',
        (
            ':S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; sh:pattern "x" ; '
            'sh:flags "i"^^:type ] .'
        ),
    ),
    "more values than can be told apart": (
        ":a :p :b . :b :p :c . :c :p :d . :d :p :e .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; "
            "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 4 ] ."
        ),
    ),
    "not so many values": (
        ":a :p 1 , 2 , 3 , 4 , 5 .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; "
            "sh:not [ sh:property [ sh:path :p ; sh:minCount 5 ] ] ."
        ),
    ),
    "a blank node on the other side": (
        ":a :p 1 ; :q [] .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; "
            "sh:or ( [ sh:nodeKind sh:IRI ] [ sh:property [ sh:path :p ; sh:lessThan :q ] ] ) ."
        ),
    ),
    "a long path": (
        ":a :p :a .",
        (
            f":S a sh:NodeShape ; sh:targetNode :a ; "
            f"sh:property [ sh:path ( {':p ' * 12} ) ; sh:maxCount 1 ] ."
        ),
    ),
    "no shape at all": (":a :p :b .", ":x :y :z ."),
    "a sequence backwards": (
        ":c :q :b . :b :p :a . :c :p :b . :b :q :a .",
        (
            ":S a sh:NodeShape ; sh:targetNode :a ; "
            "sh:property [ sh:path [ sh:inversePath ( :p :q ) ] ; sh:maxCount 0 ] ."
        ),
    ),
    "a name in SHACL's own namespace": (
        ":a :p sh:Iri .",
        ":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; sh:in ( sh:IRI ) ] .",
    ),
    "a predicate that is none": (
        ":a :p :b .",
        ':S a sh:NodeShape ; sh:targetSubjectsOf "p" ; sh:nodeKind sh:Literal .',
    ),
}


@pytest.mark.parametrize("few", [0, 1000], ids=["at-once", "one-by-one"])
@pytest.mark.parametrize(("data", "shapes"), CORNERS.values(), ids=CORNERS)
def test_corner(data, shapes, few, monkeypatch):
    """The reports are equal, or both refuse the shapes."""
    monkeypatch.setattr(targets, "_FEW", few)
    given = quads(data), quads(shapes)

    assert agreement.gate(*given) == agreement.reference(*given)


LOADED = {
    "a year with a zone": ('"2020+00:00"^^xsd:gYear', '"2020Z"^^xsd:gYear'),
    "an int beside an integer": ('"1"^^xsd:integer , "1"^^xsd:int', '"1"^^xsd:integer'),
}


@pytest.mark.parametrize(("values", "allowed"), LOADED.values(), ids=LOADED)
def test_loaded(values, allowed):
    """What is loaded from lines is judged as what is parsed."""
    data = quads(f":a :p {values} .")
    shapes = quads(
        f":S a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p ; sh:in ( {allowed} ) ] ."
    )
    loaded = Data.load([canonical_nquads(data)], Store())

    assert agreement.canonical(Gate(shapes).validate(loaded)) == agreement.reference(data, shapes)
