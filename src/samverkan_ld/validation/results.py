"""The results of a validation report, for people."""

from collections.abc import Iterator
from typing import Final

import rdflib
from rdflib.namespace import SH
from rdflib.term import Node

from samverkan_ld.reports import Report, Result, Severity
from samverkan_ld.validation.graph import to_ox, to_triples
from samverkan_ld.validation.messages import tag_messages
from samverkan_ld.validation.paths import path_text

_SEVERITIES: Final[dict[Node | None, Severity]] = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
_ORDER: Final = [Severity.VIOLATION, Severity.WARNING, Severity.INFO]


def read_report(report: rdflib.Graph, shapes: rdflib.Graph) -> Report:
    """Read a report graph: its results, those that stop a publication first.

    Args:
        report: the report graph.
        shapes: the shapes graph, which tells the languages of messages that queries fill in.
    """
    tag_messages(report, shapes)
    results = sorted(_results(report), key=_order)
    return Report(tuple(results), tuple(to_triples(report)))


def _order(result: Result) -> tuple[int, tuple[str, ...]]:
    """Order results so that equal reports list them alike."""
    severity = _ORDER.index(result.severity)
    place = (result.shape, result.focus, result.path, result.value, result.component)
    return severity, (*place, *result.messages.values())


def _results(report: rdflib.Graph) -> Iterator[Result]:
    # What stands below in sh:detail explains a result, and is none of the report's own.
    for node in report.objects(None, SH.result):
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
    found = (m for m in report.objects(node, SH.resultMessage) if isinstance(m, rdflib.Literal))
    texts: dict[str, str] = {}
    for language, text in sorted((m.language or "", str(m)) for m in found):
        texts[language] = f"{texts[language]} {text}" if language in texts else text
    return texts


def _text(node: Node | None) -> str:
    return "" if node is None else str(to_ox(node))
