"""The gate: a dataset against shapes.

Compiled to queries, the shapes find the focus nodes that may fail; only those are shown to the
reference validator, whose report is therefore the one that it gives on all of the data. Validation
reads the union of all graphs, since shapes follow links from one source into another.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import Quad

from samverkan_ld.reports import Report
from samverkan_ld.validation.candidates import find_candidates
from samverkan_ld.validation.compiler.select import Select
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.findings import Finding
from samverkan_ld.validation.graph import to_graph
from samverkan_ld.validation.plans import Plan, make_plans
from samverkan_ld.validation.reach import affected
from samverkan_ld.validation.reference import Reference, validate_whole
from samverkan_ld.validation.results import read_report
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


def validate_by_reference(data: Iterable[Quad], shapes: Iterable[Quad]) -> Report:
    """Validate data with the reference validator alone.

    Args:
        data: the quads of the dataset, as parsed.
        shapes: the quads of the shapes; none means that everything conforms.

    Raises:
        ShapesError: the shapes are broken.
    """
    graph = to_graph(shapes)
    return read_report(validate_whole(data, graph), graph) if graph else Report()


class Gate:
    """Shapes, ready to judge data.

    Args:
        shapes: the quads of the shapes; none means that everything conforms.

    Raises:
        ShapesError: a shape is broken.
    """

    def __init__(self, shapes: Iterable[Quad]) -> None:
        graph = to_graph(shapes)
        self._is_empty = not graph
        self._reference = Reference(graph)

    def validate(self, data: Data, watch: Watch | None = None) -> Report:
        """Validate data, and give the report that the reference would give.

        Raises:
            ShapesError: a shape cannot be applied.
        """
        if self._is_empty:
            return Report()
        return self.report(self.judge(data, watch), data)

    def report(self, findings: Iterable[Finding], data: Data) -> Report:
        """Make the report of findings."""
        graph = self._reference.graph
        return read_report(self._reference.report(findings, view(data, {})), graph)

    def judge(self, data: Data, watch: Watch | None = None) -> list[Finding]:
        """Find the focus nodes that fail, and what the reference says of them.

        Raises:
            ShapesError: a shape cannot be applied.
        """
        plans = make_plans(self._reference, data)
        return self._judge(plans, plans, data, watch)

    def judge_again(
        self, data: Data, before: Iterable[Finding], changes: Iterable[Quad]
    ) -> list[Finding]:
        """Judge changed data: only what the changes may affect, keeping the other findings.

        Args:
            data: the data after the changes.
            before: the findings before them.
            changes: the quads that came or went.

        Raises:
            ShapesError: a shape cannot be applied.
        """
        plans = make_plans(self._reference, data)
        changed, known = [*changes], [*before]
        sight = view(data, _answerable(plans, data))
        whole: list[Plan] = []
        found: list[Finding] = []
        for plan in plans:
            nodes = affected(data, plan.reach, changed)
            if nodes is None:
                whole.append(plan)
                continue
            found += (f for f in known if f.shape == plan.node and f.focus not in nodes)
            focus = [(node, [plan.node]) for node in nodes if plan.targets.has(data, node)]
            found += self._reference.judge(plan.node, focus, sight)
        return found + self._judge(whole, plans, data, None)

    def plans(self, data: Data) -> list[Plan]:
        """Tell how the shapes with targets are judged."""
        return make_plans(self._reference, data)

    def _judge(
        self, plans: list[Plan], all_plans: list[Plan], data: Data, watch: Watch | None
    ) -> list[Finding]:
        sight = view(data, _answerable(all_plans, data))
        findings: list[Finding] = []
        for plan, candidates in zip(plans, find_candidates(plans, data), strict=True):
            start = time.perf_counter()
            found = [*self._reference.judge(plan.node, candidates.nodes.items(), sight)]
            findings += found
            if watch:
                seconds = time.perf_counter() - start
                count = len(candidates.nodes)
                watch(Judged(plan, count, len(found), candidates.seconds, seconds))
        return findings


def _answerable(plans: Iterable[Plan], data: Data) -> dict[object, Select]:
    """List the queries that the engine answers as the reference would, on these very data."""
    rewritten = {quad.predicate.value for quad in data.rewritten.quads}
    return {
        key: select
        for plan in plans
        for key, select in plan.compiled.selects.items()
        if not rewritten or (select.predicates is not None and not rewritten & select.predicates)
    }
