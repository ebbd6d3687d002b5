"""Judging by plans: what the queries find is shown to the reference."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from samverkan_ld.validation.candidates import find_candidates
from samverkan_ld.validation.compiler.select import Select
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.findings import Finding
from samverkan_ld.validation.plans import Plan
from samverkan_ld.validation.reference import Reference
from samverkan_ld.validation.view import view


@dataclass(frozen=True, slots=True)
class Judged:
    """How a shape was judged: how many nodes were shown to the reference, and the seconds."""

    plan: Plan
    candidates: int
    findings: int
    finding_seconds: float
    judging_seconds: float

    @property
    def seconds(self) -> float:
        """The seconds that the shape took."""
        return self.finding_seconds + self.judging_seconds


Watch = Callable[[Judged], None]
"""Told how each shape with targets was judged."""


def judge(
    reference: Reference, plans: Sequence[Plan], data: Data, watch: Watch | None = None
) -> Iterator[Finding]:
    """Find the focus nodes that fail, and what the reference says of them.

    Raises:
        ShapesError: a shape cannot be applied.
    """
    sight = view(data, _answerable(plans, data))
    for plan, candidates in zip(plans, find_candidates(plans, data), strict=True):
        start = time.perf_counter()
        found = [*reference.judge(plan.node, candidates.nodes.items(), sight)]
        yield from found
        if watch:
            seconds = time.perf_counter() - start
            count = len(candidates.nodes)
            watch(Judged(plan, count, len(found), candidates.seconds, seconds))


def _answerable(plans: Iterable[Plan], data: Data) -> dict[object, Select]:
    """List the queries that the engine answers as the reference would, on these very data."""
    if data.has_blank_nodes:
        return {}  # of a blank node rdflib's STR gives the label, and the engine's nothing
    rewritten = {quad.predicate.value for quad in data.rewritten.quads}
    return {
        key: select
        for plan in plans
        for key, select in plan.compiled.selects.items()
        if not rewritten or (select.predicates is not None and not rewritten & select.predicates)
    }
