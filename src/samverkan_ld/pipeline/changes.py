"""What differs between the graphs of a release and those of a dataset: quads, and things."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Quad

from samverkan_ld.archive.difference import Comparison, Line, owners, quads_said
from samverkan_ld.archive.objects import name_apart
from samverkan_ld.archive.things import Touched
from samverkan_ld.canonical import read_nquads
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.earlier import Earlier
from samverkan_ld.pipeline.graph import Graph
from samverkan_ld.releases import Manifest


class Lines(NamedTuple):
    """The lines of canonical N-Quads that went from a graph, and that came."""

    removed: frozenset[bytes]
    added: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class GraphChange:
    """A graph that differs: as it was, and as it is; None where there is none.

    What went and came is worked out when it is asked for: all lines of a large dataset would fill
    the memory.
    """

    iri: str
    before: Graph | None
    after: Graph | None

    @property
    def graphs(self) -> list[Graph]:
        """The graph as it was and as it is, where there is one."""
        return [graph for graph in (self.before, self.after) if graph]

    @property
    def is_plain(self) -> bool:
        """Tell whether a store holds the lines as they are written."""
        return not any(graph.has_blank_nodes or graph.is_rewritten for graph in self.graphs)

    @property
    def most(self) -> int:
        """How many quads went and came at most."""
        return sum(graph.quads for graph in self.graphs)

    def lines(self) -> Lines:
        """Give the lines that went and came.

        Raises:
            ReleaseError: an object is missing or damaged.
        """
        old, new = _lines(self.before), _lines(self.after)
        return Lines(old - new, new - old)

    def quads(self) -> tuple[list[Quad], list[Quad]]:
        """Give the quads that went, and those that came, as they were written.

        Raises:
            ReleaseError: an object is missing or damaged.
        """
        removed, added = (read_nquads(b"".join(sorted(part))) for part in self.lines())
        return [*removed], [*added]


def changed_quads(changes: Iterable[GraphChange]) -> list[Quad]:
    """List all quads that went or came, as they were written.

    Raises:
        ReleaseError: an object is missing or damaged.
    """
    return [quad for change in changes for part in change.quads() for quad in part]


def find_changes(
    graphs: Mapping[str, Graph], previous: Manifest | None, archive: Path
) -> Iterator[GraphChange]:
    """Find the graphs that differ from those of a release, by IRI."""
    entries = previous.graphs if previous else {}
    for iri in sorted(graphs.keys() | entries.keys()):
        entry, after = entries.get(iri), graphs.get(iri)
        if entry is None or after is None or entry.digest != after.digest:
            yield GraphChange(iri, Graph.kept(entry, archive) if entry else None, after)


def _lines(graph: Graph | None) -> frozenset[bytes]:
    if graph is None:
        return frozenset()
    # Blank nodes are known by their label and the graph's digest, so none seems to have stayed.
    return frozenset(name_apart(graph.lines, graph.digest).splitlines(keepends=True))


def touched_things(
    changes: Iterable[GraphChange], iris: Iris, before: Iris | None = None
) -> dict[str, Touched]:
    """Count for each thing how many quads about it came and went.

    That a graph is there counts as a quad about it: most say nothing of themselves.

    Args:
        changes: the graphs that differ.
        iris: the addresses of the site.
        before: its addresses in the release before, if they were others.

    Raises:
        ReleaseError: an object is missing or damaged.
    """
    added, removed = Counter[str](), Counter[str]()
    new, old = owners(iris), owners(before or iris)
    for change in changes:
        lines = change.lines()
        added[change.iri] += change.before is None
        removed[change.iri] += change.after is None
        added.update(new(line, change.iri) for line in lines.added)
        removed.update(old(line, change.iri) for line in lines.removed)
    return {iri: Touched(added[iri], removed[iri]) for iri in added.keys() | removed.keys()}


def to_comparison(changes: Sequence[GraphChange], earlier: Earlier, iris: Iris) -> Comparison:
    """Make of the changes since a release what can be told thing by thing."""
    graphs = earlier.manifest.graphs
    return Comparison(
        lambda: _told(changes), iris, lambda iri: quads_said(earlier.ledger, graphs, iri)
    )


def _told(changes: Iterable[GraphChange]) -> Iterator[Line]:
    for change in changes:
        lines = change.lines()
        yield from (Line(change.iri, False, text) for text in sorted(lines.removed))
        yield from (Line(change.iri, True, text) for text in sorted(lines.added))
