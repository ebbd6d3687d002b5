"""The gate: a dataset against shapes, with pySHACL as the judge.

Validation reads the union of all graphs, since shapes follow links from one source into another.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import pyshacl
import rdflib
from pyoxigraph import Quad
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from samverkan_ld.errors import ShapesError
from samverkan_ld.reports import Report, Result, Severity
from samverkan_ld.validation.graph import to_graph, to_triples
from samverkan_ld.validation.paths import path_text

_SEVERITIES: Final[dict[Node | None, Severity]] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_ORDER: Final = [Severity.VIOLATION, Severity.WARNING, Severity.INFO]


def validate(data: Iterable[Quad], shapes: Iterable[Quad]) -> Report:
    """Validate data against shapes.

    Args:
        data: the quads of the dataset, as parsed.
        shapes: the quads of the shapes; none means that everything conforms.

    Raises:
        ShapesError: the shapes graph is broken.
    """
    shapes_graph = to_graph(shapes)
    if not shapes_graph:
        return Report()
    data_graph = to_graph(data)
    with _translated():
        # In place: without inference or an ontology the validator changes nothing, and a copy of a
        # large graph costs as much as reading it.
        _, found, text = pyshacl.validate(
            data_graph, shacl_graph=shapes_graph, inplace=True, inference="none"
        )
    if not isinstance(found, rdflib.Graph):
        raise ShapesError(f"the shapes cannot be used: {text}")
    results = sorted(_results(found), key=_order)
    return Report(tuple(results), tuple(to_triples(found)))


def _order(result: Result) -> tuple[int, str, str, str, str]:
    severity = _ORDER.index(result.severity)
    return severity, result.shape, result.focus, result.path, result.value


def _results(report: rdflib.Graph) -> Iterator[Result]:
    for node in report.subjects(RDF.type, SH.ValidationResult):
        yield Result(
            severity=_SEVERITIES.get(report.value(node, SH.resultSeverity), Severity.VIOLATION),
            focus=_text(report.value(node, SH.focusNode)),
            path=path_text(report, report.value(node, SH.resultPath)),
            value=_text(report.value(node, SH.value)),
            shape=_shape(report, node),
            component=str(report.value(node, SH.sourceConstraintComponent) or ""),
            messages=_messages(report, node),
        )


def _shape(report: rdflib.Graph, node: Node) -> str:
    # A query says more exactly which rule it is than the shape that it stands in.
    found = (report.value(node, p) for p in (SH.sourceConstraint, SH.sourceShape))
    return next((str(term) for term in found if isinstance(term, rdflib.URIRef)), "")


def _messages(report: rdflib.Graph, node: Node) -> dict[str, str]:
    found = report.objects(node, SH.resultMessage)
    return {m.language or "": str(m) for m in found if isinstance(m, rdflib.Literal)}


def _text(node: Node | None) -> str:
    return "" if node is None else node.n3()


@contextmanager
def _translated() -> Iterator[None]:
    """Turn the validator's failures into ShapesError."""
    try:
        yield
    except Exception as error:
        # Besides its own errors the validator lets those of rdflib's query parser through, which
        # have no common class; all of them are faults of a shape.
        raise ShapesError(f"the shapes cannot be used: {_reason(error)}") from error


def _reason(error: Any) -> str:
    return " ".join(str(getattr(error, "message", "") or error).split())
