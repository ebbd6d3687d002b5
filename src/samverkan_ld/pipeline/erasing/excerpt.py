"""A published validation report without the results about what was erased.

SHACL, section 3.6 (https://www.w3.org/TR/shacl/#validation-report).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from samverkan_ld.errors import DamagedError
from samverkan_ld.namespaces import PROV, RDF, SH
from samverkan_ld.pipeline.erasing.scope import Scope
from samverkan_ld.records import Subject, Term
from samverkan_ld.reports import Report, Result, Severity

_REPORT: Final = NamedNode(SH + "ValidationReport")
_RESULT: Final = NamedNode(SH + "result")
_ORIGIN: Final = NamedNode(PROV + "wasDerivedFrom")
"""Without shapes, a report is derived from nothing."""

_OWN: Final = frozenset((RDF + "type", SH + "conforms"))
"""What the validator says of a report; the rest is said anew when it is published."""

_SEVERITIES: Final = {
    SH + "Violation": Severity.VIOLATION,
    SH + "Warning": Severity.WARNING,
    SH + "Info": Severity.INFO,
}

_Facts = Mapping[Term, Sequence[Triple]]


def read_excerpt(path: Path, scope: Scope) -> Report:
    """Read a published report, but for the results that speak of what is erased.

    Raises:
        DamagedError: it cannot be read.
    """
    facts = _read(path)
    root = next((s for s, said in facts.items() if any(t.object == _REPORT for t in said)), None)
    said_of_root = facts.get(root, ()) if root is not None else ()
    if not any(triple.predicate == _ORIGIN for triple in said_of_root):
        return Report()
    triples = [triple for triple in said_of_root if triple.predicate.value in _OWN]
    results: list[Result] = []
    for triple in [triple for triple in said_of_root if triple.predicate == _RESULT]:
        said = [*_described(triple.object, facts)]
        if _is_spared(said, scope) or not any(_is_told(other, scope) for other in said):
            results.append(_result(triple.object, facts))
            triples += [triple, *said]
    return Report(tuple(results), tuple(dict.fromkeys(triples)))


def _read(path: Path) -> _Facts:
    found: dict[Term, list[Triple]] = defaultdict(list)
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            found[quad.subject].append(quad.triple)
    except (OSError, SyntaxError) as error:
        raise DamagedError(f"{path}: cannot be read: {error}") from error
    return found


def _described(node: Term, facts: _Facts) -> Iterator[Triple]:
    """Give what is said of a node, and of the blank nodes that it leads to."""
    waiting, seen = [node], {node}
    while waiting:
        for triple in facts.get(waiting.pop(), ()):
            yield triple
            if isinstance(triple.object, BlankNode) and triple.object not in seen:
                seen.add(triple.object)
                waiting.append(triple.object)


def _is_told(triple: Triple, scope: Scope) -> bool:
    return any(_is_erased(term, scope) for term in (triple.subject, triple.object))


def _is_erased(term: Subject | Term, scope: Scope) -> bool:
    if isinstance(term, Triple):
        return _is_told(term, scope)
    if isinstance(term, NamedNode):
        return scope.covers(term.value) or scope.blot.is_on(term.value)
    return isinstance(term, Literal) and scope.blot.is_on(term.value)


def _is_spared(said: Iterable[Triple], scope: Scope) -> bool:
    """Tell whether a result is about another of the same name."""
    focus = (t.object for t in said if t.predicate.value == SH + "focusNode")
    return any(isinstance(node, NamedNode) and scope.spares(node.value) for node in focus)


def _result(node: Term, facts: _Facts) -> Result:
    """Give a result as far as counts need it."""
    said: dict[str, list[Term]] = defaultdict(list)
    for triple in facts.get(node, ()):
        said[triple.predicate.value].append(triple.object)
    severity = _first_iri(said[SH + "resultSeverity"])
    shape = _first_iri([*said[SH + "sourceConstraint"], *said[SH + "sourceShape"]])
    return Result(
        severity=_SEVERITIES.get(severity, Severity.VIOLATION),
        focus="",
        path="",
        value="",
        shape=shape,
        component="",
    )


def _first_iri(terms: Iterable[Term]) -> str:
    return next((term.value for term in terms if isinstance(term, NamedNode)), "")
