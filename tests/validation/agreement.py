"""Both ways to a report: by the gate, and by the reference validator alone."""

import warnings
from collections.abc import Iterable, Sequence

from pyoxigraph import Quad
from pyshacl.errors import ShapeRecursionWarning

from samverkan_ld.canonical import canonical_nquads
from samverkan_ld.errors import ShapesError
from samverkan_ld.reports import Report
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.findings import Finding, shape_name
from samverkan_ld.validation.gate import Gate, Rejudged, validate_by_reference

Outcome = bytes | None
"""The canonical report; None where the shapes were refused."""


def reference(data: Sequence[Quad], shapes: Sequence[Quad]) -> Outcome:
    """Validate with the reference alone."""
    try:
        with warnings.catch_warnings(action="ignore", category=ShapeRecursionWarning):
            return canonical(validate_by_reference(data, shapes))
    except ShapesError:
        return None


def gate(data: Sequence[Quad], shapes: Sequence[Quad]) -> Outcome:
    """Validate with the gate."""
    try:
        with warnings.catch_warnings(action="ignore", category=ShapeRecursionWarning):
            return canonical(Gate(shapes).validate(Data.of(data)))
    except ShapesError:
        return None


def canonical(report: Report) -> bytes:
    """Write a report so that equal reports are equal."""
    return canonical_nquads(Quad(t.subject, t.predicate, t.object) for t in report.triples)


def assert_same_again(gate: Gate, before: Data, after: Data, changes: Iterable[Quad]) -> bool:
    """Expect that judging what changes affect finds what judging everything finds.

    Args:
        gate: the shapes.
        before: the data before the changes.
        after: the data after them; graphs may be hidden.
        changes: the quads that came or went.

    Returns:
        Whether the changes could be judged by themselves.
    """
    again = gate.judge_changed(after, changes)
    if again is None:
        return False
    visible = Data.of(Quad(*triple) for triple in after.triples(None, None, None))
    known = [finding for finding in gate.judge(before) if not _is_judged(finding, again)]
    report = gate.report([*known, *again.findings], after)
    assert canonical(report) == canonical(gate.validate(visible))
    return True


def _is_judged(finding: Finding, again: Rejudged) -> bool:
    return finding.focus in again.affected[shape_name(finding.shape)]
