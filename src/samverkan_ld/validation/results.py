"""The results of a validation report, for people."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial
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


def severity(node: Node | None) -> Severity:
    """Tell how much a result matters; a severity that SHACL does not define is a violation."""
    return _SEVERITIES.get(node, Severity.VIOLATION)


def _order(result: Result) -> tuple[int, tuple[str, ...]]:
    """Order results so that equal reports list them alike."""
    severity = _ORDER.index(result.severity)
    place = (result.shape, result.focus, result.path, result.value, result.component)
    return severity, (*place, *result.messages.values())


def _results(report: rdflib.Graph) -> Iterator[Result]:
    path = cache(partial(path_text, report))
    # What stands below in sh:detail explains a result, and is none of the report's own.
    for node in report.objects(None, SH.result):
        facts: dict[Node, list[Node]] = defaultdict(list)
        for predicate, value in report.predicate_objects(node):
            facts[predicate].append(value)
        yield Result(
            severity=severity(_first(facts[SH.resultSeverity])),
            focus=_text(_first(facts[SH.focusNode])),
            path=path(_first(facts[SH.resultPath])),
            value=_text(_first(facts[SH.value])),
            # A query says more exactly which rule it is than the shape that it stands in.
            shape=_iri(*facts[SH.sourceConstraint][:1], *facts[SH.sourceShape][:1]),
            component=str(_first(facts[SH.sourceConstraintComponent]) or ""),
            messages=_messages(facts[SH.resultMessage]),
        )


def _first(values: list[Node]) -> Node | None:
    return values[0] if values else None


def _iri(*nodes: Node) -> str:
    return next((str(node) for node in nodes if isinstance(node, rdflib.URIRef)), "")


def _messages(values: list[Node]) -> dict[str, str]:
    found = (message for message in values if isinstance(message, rdflib.Literal))
    texts: dict[str, str] = {}
    for language, text in sorted((m.language or "", str(m)) for m in found):
        texts[language] = f"{texts[language]} {text}" if language in texts else text
    return texts


def _text(node: Node | None) -> str:
    return "" if node is None else str(to_ox(node))
