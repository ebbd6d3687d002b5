"""Both ways to a report: by the gate, and by the reference validator alone."""

import warnings
from collections.abc import Sequence

from pyoxigraph import Quad
from pyshacl.errors import ShapeRecursionWarning

from samverkan_ld.canonical import canonical_nquads
from samverkan_ld.errors import ShapesError
from samverkan_ld.reports import Report
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate, validate_by_reference

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
