"""Validating a dataset: whole, in either of two ways that give the same report, or in part."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from pyoxigraph import NamedNode, Store

from samverkan_ld.archive.findings import KeptFinding
from samverkan_ld.errors import ShapesError
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.changes import GraphChange, changed_quads
from samverkan_ld.pipeline.dataset import Dataset
from samverkan_ld.reports import Report
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.findings import Finding, shape_name
from samverkan_ld.validation.gate import Gate, validate_by_reference
from samverkan_ld.validation.judging import Watch
from samverkan_ld.validation.keeping import count_severities, write_finding
from samverkan_ld.validation.rewriting import Rewritten

_IN_MEMORY: Final = 1_200_000
"""Quads up to which the gate's store is held in memory, where one takes about 350 bytes."""

_REWRITTEN: Final = 1000
"""Graphs up to which literals are remembered that a store keeps in another form."""


class Engine(StrEnum):
    """What validates: the compiled gate, or the reference validator alone."""

    COMPILED = "compiled"
    PYSHACL = "pyshacl"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What validation came to: the report, and the findings that it is made of.

    `outdated` names the findings of the release before that no longer count, by shape and focus
    node; the report is then of the new ones only. None: it is of everything. `found` is None where
    the validator tells no findings.
    """

    report: Report
    outdated: frozenset[tuple[str, str]] | None
    found: tuple[KeptFinding, ...] | None


def validate_dataset(dataset: Dataset, engine: Engine, watch: Watch | None = None) -> Report:
    """Validate a dataset against its shapes, and give the report.

    Raises:
        ShapesError: the shapes are broken; it names the file of the shape, if that is known.
    """
    return judge_whole(dataset, engine, watch).report


def judge_whole(
    dataset: Dataset, engine: Engine, watch: Watch | None = None, workplace: Path | None = None
) -> Judgement:
    """Validate a dataset against its shapes.

    Args:
        dataset: the dataset.
        engine: what validates.
        watch: told how each shape was judged, by the compiled gate.
        workplace: where a store may lie meanwhile; else where temporary files do.

    Raises:
        ShapesError: the shapes are broken; it names the file of the shape, if that is known.
    """
    if not dataset.shapes:
        return Judgement(Report(), None, ())
    with _placed(dataset):
        gate = Gate(dataset.shapes)
        if engine is Engine.PYSHACL:
            report = validate_by_reference(dataset.quads(), dataset.shapes)
            return Judgement(report, None, None)
        with loaded(dataset, workplace) as data:
            findings = gate.judge(data, watch)
            return Judgement(gate.report(findings, data), None, tuple(map(_keep, findings)))


def judge_part(
    dataset: Dataset, changes: Iterable[GraphChange], store: Store, iris: Iris
) -> Judgement | None:
    """Validate what changes may affect; None where that takes a validation of everything.

    Args:
        dataset: the dataset after the changes.
        changes: the graphs that changed.
        store: the dataset in a store, with the program's own graphs.
        iris: the addresses of the site.

    Raises:
        ShapesError: the shapes are broken; it names the file of the shape, if that is known.
    """
    if not dataset.shapes:
        return Judgement(Report(), frozenset(), ())
    changed = [*changes]
    graphs = [graph for change in changed for graph in change.graphs]
    rewritten = [graph for graph in dataset.graphs.values() if graph.is_rewritten]
    if len(rewritten) > _REWRITTEN or any(
        graph.has_blank_nodes for graph in (*dataset.graphs.values(), *graphs)
    ):
        return None
    remembered = Rewritten()
    for graph in rewritten:
        remembered.remember(graph.read())
    data = Data(store, remembered, False, frozenset(map(NamedNode, iris.system_graphs)))
    with _placed(dataset):
        gate = Gate(dataset.shapes)
        found = gate.judge_changed(data, changed_quads(changed))
        if found is None:
            return None
        outdated = frozenset(
            (shape, str(node)) for shape, nodes in found.affected.items() for node in nodes
        )
        report = gate.report(found.findings, data)
        return Judgement(report, outdated, tuple(map(_keep, found.findings)))


def _key(finding: Finding) -> tuple[str, str]:
    return shape_name(finding.shape), str(finding.focus)


def _keep(finding: Finding) -> KeptFinding:
    return KeptFinding(*_key(finding), count_severities(finding), write_finding(finding))


@contextmanager
def _placed(dataset: Dataset) -> Iterator[None]:
    """Name the file of a shape that is broken."""
    try:
        yield
    except ShapesError as error:
        file = dataset.shape_files.get(error.shape)
        if file is None:
            raise
        raise ShapesError(f"{file}: {error}", error.shape) from error


@contextmanager
def loaded(dataset: Dataset, workplace: Path | None = None) -> Iterator[Data]:
    """Load a dataset into a store, which is on disk if it would take too much memory."""
    if dataset.size <= _IN_MEMORY:
        yield Data.load(dataset.lines_apart(), Store())
        return
    with TemporaryDirectory(prefix="samverkan-ld-", dir=workplace) as folder:
        written = Data.load(dataset.lines_apart(), Store(folder))
        rewritten, has_blank_nodes = written.rewritten, written.has_blank_nodes
        # Closes the store: one that may still write would fill the folder while it is removed.
        del written
        yield Data(Store.read_only(folder), rewritten, has_blank_nodes)
