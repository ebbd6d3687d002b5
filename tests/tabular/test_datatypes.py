"""The datatypes of table cells."""

import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from samverkan_ld.namespaces import XSD
from samverkan_ld.tabular.datatypes import PATTERNS, Datatype, built_in

GOOD = [
    ("string", " a\nb ", " a\nb "),
    ("string", "", ""),
    ("date", "2020-02-29", "2020-02-29"),
    ("gYear", "2020", "2020"),
    ("gYearMonth", "2020-12", "2020-12"),
    ("integer", "-12", "-12"),
    ("integer", "0", "0"),
    ("anyURI", "https://a.example/å", "https://a.example/å"),
    ("boolean", "1", "true"),
    ("boolean", "false", "false"),
]
BAD = [
    ("date", "2021-02-29"),
    ("date", "2020-2-1"),
    ("date", "20200201"),
    ("date", "2020-02-01Z"),
    ("gYear", "20"),
    ("gYear", "２０２０"),
    ("gYearMonth", "2020-13"),
    ("integer", "+1"),
    ("integer", "01"),
    ("integer", "1.0"),
    ("anyURI", "a b"),
    ("anyURI", ""),
    ("boolean", "ja"),
]


@pytest.mark.parametrize(("name", "text", "expected"), GOOD)
def test_literal(name: str, text: str, expected: str) -> None:
    """A text that fits becomes a typed literal in canonical form."""
    assert built_in(name).literal(text, None) == Literal(expected, datatype=NamedNode(XSD + name))


@pytest.mark.parametrize(("name", "text"), BAD)
def test_literal_refuses(name: str, text: str) -> None:
    """A text that does not fit becomes nothing."""
    assert built_in(name).literal(text, None) is None


def test_every_datatype_has_cases() -> None:
    """No datatype is without a case of its own."""
    assert {name for name, _, _ in GOOD} == set(PATTERNS)


@pytest.mark.parametrize(("name", "text", "expected"), GOOD)
def test_literal_survives_a_store(name: str, text: str, expected: str) -> None:
    """A store gives back the literal that was put in, so digests stay the same."""
    node = NamedNode("https://a.example/")
    literal = built_in(name).literal(text, None)
    assert literal is not None
    store = Store()
    store.add(Quad(node, node, literal))
    assert [quad.object for quad in store] == [literal]


def test_language() -> None:
    """Plain text takes a language; other datatypes have none."""
    own = Datatype(NamedNode("https://a.example/code"), "string", re.compile("[0-9]+"))
    assert built_in("string").literal("hej", "sv") == Literal("hej", language="sv")
    assert own.literal("12", "sv") == Literal("12", datatype=own.iri)
    assert own.literal("x", "sv") is None
    assert built_in("gYear").literal("2020", "sv") == Literal(
        "2020", datatype=NamedNode(XSD + "gYear")
    )
