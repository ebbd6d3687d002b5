"""How far shapes look, and what changes affect."""

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from tests.validation.random_shapes import patterns, quads

from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.select import portable_select
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.edges import edges
from samverkan_ld.validation.gate import Gate
from samverkan_ld.validation.paths import (
    Alternative,
    Inverse,
    Predicate,
    Repeat,
    Sequence,
    write_path,
)
from samverkan_ld.validation.reach import Reach, affected

DATA = """
:a a :C ; :p :b . :b :q :c . :c :r "x" . :d a :C ; :p :e . :e :q :f .
:s a :C ; :p :s .
"""


def plan_of(body, data=DATA, target="sh:targetClass :C"):
    """Plan a shape on data."""
    gate = Gate(quads(f":S a sh:NodeShape ; {target} ; {body} ."))
    held = Data.of(quads(data))
    return gate.plans(held)[0], held


SELECT = 'sh:sparql [ sh:select "SELECT $this WHERE { %s }" ]'

CASES = [
    ("sh:nodeKind sh:IRI", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", 1, False),
    (
        "sh:property [ sh:path :p ; sh:minCount 1 ]",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>, <urn:x:p>",
        1,
        False,
    ),
    (
        "sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:minCount 1 ] ] ]",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>, <urn:x:p>, <urn:x:p> then <urn:x:q>",
        2,
        False,
    ),
    (
        "sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ; sh:equals :p ]",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>, <urn:x:p>, <urn:x:p> then ^<urn:x:q>",
        2,
        False,
    ),
    (
        "sh:closed true",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>, any property",
        1,
        False,
    ),
    (
        "sh:property [ sh:path [ sh:zeroOrMorePath :p ] ; sh:maxCount 1 ]",
        "(<urn:x:p>)* then <urn:x:p>, <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
        None,
        False,
    ),
    (
        SELECT % "$this <urn:x:p> ?o",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>, <urn:x:p>",
        1,
        False,
    ),
    (SELECT % "$this <urn:x:p> ?o . ?x <urn:x:q> ?y", "all of the data", 1, True),
]


@pytest.mark.parametrize(("body", "text", "steps", "is_global"), CASES)
def test_reach(body, text, steps, is_global):
    """A shape tells how far it looks: the focus node, some steps, or everywhere."""
    reach = plan_of(body)[0].reach

    assert str(reach) == text
    assert reach.steps == steps
    assert reach.is_global is is_global


def test_global_reach_names_its_predicates():
    """A query that looks at all of the data tells by which predicates it does so."""
    plan, data = plan_of(SELECT % "$this <urn:x:q> ?o . ?x <urn:x:p> ?y")

    assert plan.reach.everywhere == {"urn:x:p"}
    assert affected(data, plan.reach, quads(":z :r :z .")) == set()
    assert affected(data, plan.reach, quads(":z :p :z .")) is None


FAR = "sh:property [ sh:path :p ; sh:node [ sh:property [ sh:path :q ; sh:class :D ] ] ]"

CHANGES = [
    (":c a :D .", {"a"}),
    (":f a :D .", {"d"}),
    (":b :q :x .", {"a"}),
    (":z :q :x .", set()),
    (":c :r 'y' .", set()),
    (":a :p :x .", {"a"}),
    (":s :q :x .", {"s"}),
    (":n a :C .", {"n"}),
]


@pytest.mark.parametrize(("change", "nodes"), CHANGES)
def test_affected(change, nodes):
    """A change affects the focus nodes from which the shape sees it, and no others."""
    plan, _ = plan_of(FAR)
    data = Data.of(quads(DATA + change))
    found = affected(data, plan.reach, quads(change))

    assert {node.value for node in found if plan.targets.has(data, node)} == {
        f"urn:x:{name}" for name in nodes
    }


def test_classes_affect_all():
    """A class that comes below another can affect every focus node."""
    plan, data = plan_of(FAR)

    assert affected(data, plan.reach, quads(":E rdfs:subClassOf :D .")) is None


P, Q = Predicate("urn:x:p"), Predicate("urn:x:q")

WALKS = [
    (P, "a", "b"),
    (Inverse(P), "b", "a"),
    (Sequence((P, Q)), "a", "c"),
    (Inverse(Sequence((P, Q))), "c", "a"),
    (Alternative((P, Q)), "a b", "b c"),
    (Repeat(Alternative((P, Q)), "*"), "a", "a b c"),
    (Repeat(Alternative((P, Q)), "+"), "a", "b c"),
    (Repeat(P, "?"), "a", "a b"),
    (Repeat(P, "+"), "s", "s"),
    (Sequence(()), "a", "a"),
]


@pytest.mark.parametrize(("path", "starts", "ends"), WALKS)
def test_walk(path, starts, ends):
    """A path is followed in data, and backwards from where it ends."""
    data = Data.of(quads(DATA))
    start, end = ({NamedNode(f"urn:x:{n}") for n in names.split()} for names in (starts, ends))

    assert data.walk(path, start) == end
    assert start <= data.walk_back(path, end)
    assert data.walk_back(path, start) == data.walk(Inverse(path), start)


def test_edges_of_an_inverse_sequence():
    """Backwards, a sequence is looked at from its end."""
    found = [
        (write_path(edge.before), edge.predicate, edge.inverse)
        for edge in edges(Inverse(Sequence((P, Q))))
    ]

    assert found == [("", "urn:x:q", True), ("^<urn:x:q>", "urn:x:p", True)]


THIS = "SELECT $this WHERE { $this <urn:x:p> ?a . %s }"
AT_A = ["<urn:x:p>", "<urn:x:p> then <urn:x:q>"]
AT_B = [*AT_A, "<urn:x:p>/<urn:x:q> then <urn:x:r>"]

HORIZONS = {
    "?a <urn:x:q> ?b . ?b <urn:x:r> ?c": (AT_B, []),
    "?b <urn:x:q> ?a": (["<urn:x:p>", "<urn:x:p> then ^<urn:x:q>"], []),
    "?b <urn:x:q> ?c": (["<urn:x:p>"], ["urn:x:q"]),
    "<urn:x:b> <urn:x:q> ?c": (["<urn:x:p>"], ["urn:x:q"]),
    "{ ?b <urn:x:r> ?c } ?a <urn:x:q> ?b": (AT_B, []),
    "?a <urn:x:q>/<urn:x:r> ?b": (AT_B, []),
    "?a ^<urn:x:q> ?b . ?b <urn:x:r> ?c . $this <urn:x:q> ?c": (
        [
            *("<urn:x:p>", "<urn:x:q>", "<urn:x:p> then ^<urn:x:q>"),
            "<urn:x:p>/^<urn:x:q> then <urn:x:r>",
        ],
        [],
    ),
    "OPTIONAL { ?a <urn:x:q> ?b }": (AT_A, []),
    "OPTIONAL { ?b <urn:x:q> ?c }": (["<urn:x:p>"], ["urn:x:q"]),
    "FILTER NOT EXISTS { ?a <urn:x:q> ?b }": (AT_A, []),
    "FILTER NOT EXISTS { ?c <urn:x:q> ?b }": (["<urn:x:p>"], ["urn:x:q"]),
    "{ ?a <urn:x:q> ?b } UNION { ?b <urn:x:r> ?a }": ([*AT_A, "<urn:x:p> then ^<urn:x:r>"], []),
    "{ ?b <urn:x:q> ?c } UNION { ?b <urn:x:r> ?c }": (["<urn:x:p>"], ["urn:x:q", "urn:x:r"]),
}


@pytest.mark.parametrize(("body", "looks"), HORIZONS.items(), ids=HORIZONS)
def test_horizon(body, looks):
    """A query looks along what hangs together with the focus node, and elsewhere by predicate."""
    found = portable_select(THIS % body, {}, has_blank_nodes=False).horizon
    edges = [(write_path(e.before), f"{'^' * e.inverse}<{e.predicate}>") for e in found.edges]

    assert sorted(" then ".join(filter(None, edge)) for edge in edges) == sorted(looks[0])
    assert sorted(found.everywhere or ()) == looks[1]


ROUNDS = 12
"""Edits that each query is tried with."""


@settings(deadline=None, max_examples=400)
@given(body=patterns, draw=st.randoms())
def test_rows_change_only_for_affected_nodes(body, draw):
    """Where a triple comes or goes, only the affected nodes have other rows than before."""
    names = " ".join(sorted({*re.findall(r"\?\w+", body)}))
    try:
        select = portable_select(f"SELECT $this {names} WHERE {{ {body} }}", {})
    except NotPortableError:
        return
    found = Reach(frozenset(), select.horizon.edges, select.horizon.everywhere)
    triples = [*product(NAMES[:4], (P, Q, Predicate("urn:x:r")), NAMES[:4])]
    quads_ = [Quad(s, NamedNode(p.iri), o) for s, p, o in triples]
    for _ in range(ROUNDS):
        held, edited = draw.sample(quads_, 12), draw.choice(quads_)
        before, after = Data.of({*held} - {edited}), Data.of({*held, edited})
        changed = {
            node for node in NAMES if rows(before, select, node) != rows(after, select, node)
        }
        for data in (before, after):
            nodes = affected(data, found, [edited])
            assert nodes is None or changed <= nodes


NAMES = [NamedNode(f"urn:x:{name}") for name in "abcd"]


def rows(data, select, node):
    """Answer a query for a focus node."""
    return {
        tuple(row[name] for name in select.variables) for row in data.ask(select.text, this=node)
    }
