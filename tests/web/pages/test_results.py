"""The results of a report, and the shapes that gave none."""

from flask import Flask
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.results import (
    Result,
    count_rules,
    find_results,
    list_shapes,
    passed_shapes,
)

HEAD = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix : <https://x.example/> .
"""
SHAPES = """
:A a sh:NodeShape ; sh:property :A1 , :A2 .
:A1 a sh:PropertyShape ; sh:property :A11 .
:A2 a sh:PropertyShape .
:A11 a sh:PropertyShape .
:B a sh:NodeShape ; sh:property [ sh:minCount 1 ] .
:C a sh:NodeShape ; sh:deactivated true .
:D a sh:NodeShape ; sh:deactivated false .
[] a sh:NodeShape .
:Other sh:minCount 1 .
"""
RESULTS = """
[] sh:focusNode :n3 ; sh:resultSeverity sh:Info ; sh:sourceShape :A .
[] sh:focusNode :n2 ; sh:resultSeverity sh:Warning ; sh:sourceShape :B ; sh:sourceConstraint :Q .
[] sh:focusNode :n1 ; sh:resultSeverity sh:Warning ; sh:sourceShape :B .
[] sh:focusNode :n2 ; sh:resultSeverity sh:Warning ; sh:sourceShape :B ; sh:sourceConstraint [] .
[] sh:focusNode :n1 ; sh:resultSeverity sh:Violation ; sh:sourceShape :Z ;
  sh:detail [ sh:focusNode :n1 ; sh:resultSeverity sh:Violation ; sh:sourceShape :Detail ] .
[] sh:focusNode :n0 ; sh:resultSeverity :Grave ; sh:sourceShape [] .
[] sh:resultSeverity sh:Warning ; sh:sourceShape :Counted .
"""


def quads(text: str) -> list[Quad]:
    """Read quads."""
    return [*parse(HEAD + text, format=RdfFormat.TURTLE)]


def of_shape(name: str) -> Result:
    """Make a result of a shape."""
    iri = f"https://x.example/{name}" if name else ""
    return Result(NamedNode("https://x.example/r"), "warning", NamedNode("x:n"), iri, iri)


def passed(*failed: str) -> str:
    """Name the shapes that passed when these gave results."""
    found = passed_shapes(list_shapes(quads(SHAPES)), map(of_shape, failed))
    return " ".join(sorted(iri.rpartition("/")[2] for iri in found))


def test_shapes() -> None:
    """Shapes with IRIs are listed with their property shapes; idle ones are left out."""
    found = {
        iri.rpartition("/")[2]: {part.rpartition("/")[2] for part in parts}
        for iri, parts in list_shapes(quads(SHAPES)).items()
    }

    assert found == {
        "A": {"A1", "A2"},
        "A1": {"A11"},
        "A2": set(),
        "A11": set(),
        "B": {""},
        "D": set(),
    }


def test_passed() -> None:
    """A shape passed when neither itself nor anything in it gave a result."""
    assert passed() == "A A1 A11 A2 B D"
    assert passed("A11") == "A2 B D"
    assert passed("A2", "D") == "A1 A11 B"
    assert passed("") == "A A1 A11 A2 D"


def test_results(app: Flask) -> None:
    """What stops a publication comes first, then rules and focus nodes in their order."""
    with app.app_context():
        view = app.extensions["samverkan"].view()
        found = find_results(Facts(view, quads(RESULTS), ()))

    def told(result: Result) -> tuple[str, ...]:
        names = (result.rule, result.shape, str(result.focus).strip("<>"))
        return result.severity, *(name.rpartition("/")[2] for name in names)

    assert [told(result) for result in found] == [
        ("violation", "", "", "n0"),
        ("violation", "Z", "Z", "n1"),
        ("warning", "B", "B", "n1"),
        ("warning", "B", "B", "n2"),
        ("warning", "Q", "B", "n2"),
        ("info", "A", "A", "n3"),
    ]
    counts = {rule.rpartition("/")[2]: dict(count) for rule, count in count_rules(found).items()}
    assert list(counts) == ["", "Z", "B", "Q", "A"]
    assert counts["B"] == {"warning": 2}
