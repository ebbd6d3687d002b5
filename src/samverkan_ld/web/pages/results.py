"""The validation results of a report, and the shapes that gave none.

SHACL, section 3.6.2 (https://www.w3.org/TR/shacl/#results-validation-result).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from samverkan_ld.namespaces import RDF, SH
from samverkan_ld.records import Subject, Term
from samverkan_ld.web.pages.facts import Facts

SEVERITIES: Final = {
    SH + "Violation": "violation",
    SH + "Warning": "warning",
    SH + "Info": "info",
}
"""Severities by IRI, what stops a publication first."""

_SHAPE_TYPES: Final = (SH + "NodeShape", SH + "PropertyShape")
_ORDER: Final = list(SEVERITIES.values())

Counts = Counter[str]
"""How many results there are of each severity."""


@dataclass(frozen=True, slots=True)
class Result:
    """A result: its node in the report, how much it matters, and the node that it concerns.

    `shape` is the IRI of the shape that it comes from and `rule` that of the query in the shape,
    else of the shape; both are empty where these have none.
    """

    node: Subject
    severity: str
    focus: Term
    shape: str
    rule: str


def find_results(facts: Facts) -> list[Result]:
    """List the results of a report: by severity, then by rule, then by focus node.

    Details of a result explain it, and are none of the report's own.
    """
    details = {detail for node in facts.nodes for detail in facts.objects(node, SH + "detail")}
    nodes = (node for node in facts.nodes if facts.of(node).get(SH + "focusNode"))
    own = (node for node in nodes if node not in details)
    return sorted((_result(facts, node) for node in own), key=_place)


def count_rules(results: Iterable[Result]) -> dict[str, Counts]:
    """Count the results of each rule, what stops a publication first."""
    counts: dict[str, Counts] = {}
    for result in results:
        count = counts.setdefault(result.rule, Counter())
        count[result.severity] += 1
    return counts


def list_shapes(quads: Iterable[Quad]) -> dict[str, set[str]]:
    """List the shapes of a graph by IRI, but deactivated ones, each with its property shapes.

    Shapes without an IRI are all called "".
    """
    shapes: dict[str, set[str]] = {}
    parts: dict[str, set[str]] = {}
    idle = set()
    for quad in quads:
        node, value = _iri(quad.subject), quad.object
        if quad.predicate.value == RDF + "type" and _iri(value) in _SHAPE_TYPES:
            shapes[node] = parts.setdefault(node, set())
        elif quad.predicate.value == SH + "property":
            parts.setdefault(node, set()).add(_iri(value))
        elif quad.predicate.value == SH + "deactivated" and value == Literal(True):
            idle.add(node)
    return {shape: parts for shape, parts in shapes.items() if shape and shape not in idle}


def passed_shapes(shapes: Mapping[str, Set[str]], results: Iterable[Result]) -> Set[str]:
    """Choose the shapes that gave no result, neither themselves nor by a property shape."""
    failed = {result.shape for result in results}
    while more := {shape for shape in shapes.keys() - failed if shapes[shape] & failed}:
        failed |= more
    return shapes.keys() - failed


def _result(facts: Facts, node: Subject) -> Result:
    shape = _iri(facts.one(node, SH + "sourceShape"))
    return Result(
        node,
        # a severity of the site's own stops a publication, as at the gate
        SEVERITIES.get(_iri(facts.one(node, SH + "resultSeverity")), "violation"),
        facts.objects(node, SH + "focusNode")[0],
        shape,
        _iri(facts.one(node, SH + "sourceConstraint")) or shape,
    )


def _place(result: Result) -> tuple[int, str, str]:
    # Labels of blank nodes are new each time that a report is read.
    focus = "" if isinstance(result.focus, BlankNode) else str(result.focus)
    return _ORDER.index(result.severity), result.rule, focus


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""
