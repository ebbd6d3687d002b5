"""What judges the answers judges right."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from tests.conformance.answers import Answer
from tests.conformance.likeness import Likeness, likeness

from samverkan_ld.namespaces import XSD

SAME, EQUAL, OTHER = Likeness.SAME, Likeness.EQUAL, Likeness.OTHER

A, B = NamedNode("http://example.org/a"), NamedNode("http://example.org/b")
X, Y, Z = BlankNode("x"), BlankNode("y"), BlankNode("z")


def number(text: str, datatype: str = "decimal") -> Literal:
    """Make a literal."""
    return Literal(text, datatype=NamedNode(XSD + datatype))


def answer(*rows, columns="st") -> Answer:
    """Make an answer of two columns."""
    return Answer(tuple(columns), rows)


@pytest.mark.parametrize(
    ("expected", "given", "found"),
    [
        pytest.param([(A, B)], [(A, B)], SAME, id="terms"),
        pytest.param([(A, B)], [(B, A)], OTHER, id="other-terms"),
        pytest.param([(A, B), (B, A)], [(B, A), (A, B)], SAME, id="another-order"),
        pytest.param([(A, None)], [(A, None)], SAME, id="unbound"),
        pytest.param([(A, None)], [(A, B)], OTHER, id="bound"),
        pytest.param([(A, B)], [(A, B), (A, B)], OTHER, id="twice"),
        pytest.param([(A, B), (A, B)], [(A, B), (A, A)], OTHER, id="once"),
        pytest.param([(A, X)], [(A, Y)], SAME, id="renamed"),
        pytest.param([(A, X)], [(A, B)], OTHER, id="named"),
        pytest.param([(A, X), (A, X)], [(A, Y), (A, Y)], SAME, id="renamed-twice"),
        pytest.param([(A, X), (A, X)], [(A, Y), (A, Z)], OTHER, id="one-node-or-two"),
        pytest.param([(A, X), (B, X)], [(A, Y), (B, Z)], OTHER, id="shared"),
        pytest.param([(A, X), (B, Y)], [(A, Z), (B, Z)], OTHER, id="two-nodes-or-one"),
        pytest.param([(X, Y), (Y, A)], [(Y, Z), (Z, A)], SAME, id="chain"),
        pytest.param([(X, Y), (Y, Z)], [(X, Y), (Z, Y)], OTHER, id="chain-and-fork"),
        pytest.param([(X, Y), (Y, X)], [(X, X), (Y, Y)], OTHER, id="cycle"),
        pytest.param([(A, number("1.0"))], [(A, number("1"))], EQUAL, id="decimal"),
        pytest.param([(A, number("1.0"))], [(A, number("1.1"))], OTHER, id="another-decimal"),
        pytest.param([(A, number("1"))], [(A, number("1", "integer"))], OTHER, id="datatype"),
        pytest.param([(X, number("01"))], [(Y, number("1"))], EQUAL, id="decimal-of-a-node"),
        pytest.param([(A, number("x"))], [(A, number("y"))], OTHER, id="ill-typed"),
        pytest.param(
            [(A, number("2020-01-01Z", "date"))],
            [(A, number("2020-01-01+00:00", "date"))],
            EQUAL,
            id="date",
        ),
        pytest.param([(A, Literal("1.0"))], [(A, Literal("1"))], OTHER, id="text"),
    ],
)
def test_likeness(expected, given, found):
    """Rows are compared as multisets, blank nodes up to their names."""
    assert likeness(answer(*expected), answer(*given)) is found


def test_order():
    """Where order counts, other orders are other answers, blank nodes or not."""
    one, other = answer((A, X), (B, Y)), answer((B, X), (A, Y))

    assert likeness(one, one, is_ordered=True) is SAME
    assert likeness(one, other, is_ordered=True) is OTHER
    assert likeness(one, other) is SAME


def test_duplicates():
    """Where duplicates may be missing, they do not count."""
    assert likeness(answer((A, B), (A, B)), answer((A, B)), is_lax=True) is SAME
    assert likeness(answer((A, B), (A, B)), answer((A, A)), is_lax=True) is OTHER


def test_columns():
    """Other variables make another answer."""
    assert likeness(answer((A, B)), answer((A, B), columns="su")) is OTHER
