"""The gate: a dataset against shapes.

Compiled to queries, the shapes find the focus nodes that may fail; only those are shown to the
reference validator, whose report is therefore the one that it gives on all of the data. Validation
reads the union of all graphs, since shapes follow links from one source into another.
"""

from collections.abc import Iterable

from pyoxigraph import Quad

from samverkan_ld.reports import Report
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.findings import Finding
from samverkan_ld.validation.graph import empty_graph, to_graph
from samverkan_ld.validation.judging import Judged, Watch, judge
from samverkan_ld.validation.plans import Plan, make_plans
from samverkan_ld.validation.reference import Reference, validate_whole
from samverkan_ld.validation.rejudging import Rejudged, rejudge
from samverkan_ld.validation.results import read_report
from samverkan_ld.validation.view import view

__all__ = ["Gate", "Judged", "Rejudged", "Watch", "validate_by_reference"]


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
        graph = to_graph(shapes, empty_graph())
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
        return [*judge(self._reference, make_plans(self._reference, data), data, watch)]

    def judge_changed(self, data: Data, changes: Iterable[Quad]) -> Rejudged | None:
        """Judge changed data: only the nodes that the changes may affect.

        Args:
            data: the data after the changes, without blank nodes.
            changes: the quads that came or went, as they were written.

        Returns:
            What no longer counts of earlier findings, and the findings instead; None where all of
            the data must be judged.

        Raises:
            ShapesError: a shape cannot be applied.
        """
        return rejudge(self._reference, data, [*changes])

    def plans(self, data: Data) -> list[Plan]:
        """Tell how the shapes with targets are judged."""
        return make_plans(self._reference, data)
