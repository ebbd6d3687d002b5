"""What differs between the graphs of a release and those of a dataset: quads, and things."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from samverkan_ld.archive.difference import Comparison, Line, quads_said
from samverkan_ld.archive.objects import name_apart
from samverkan_ld.archive.things import Touched
from samverkan_ld.canonical import read_nquads
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.earlier import Earlier
from samverkan_ld.pipeline.graph import Graph
from samverkan_ld.releases import Manifest


@dataclass(frozen=True, slots=True)
class GraphChange:
    """A graph that differs: as it was, and as it is; None where there is none.

    `removed` and `added` are the lines of canonical N-Quads that went and came.
    """

    iri: str
    before: Graph | None
    after: Graph | None
    removed: frozenset[bytes]
    added: frozenset[bytes]

    @property
    def kind(self) -> str:
        """Tell what happened: "created", "updated" or "withdrawn"."""
        if self.before is None:
            return "created"
        return "updated" if self.after else "withdrawn"

    @property
    def is_plain(self) -> bool:
        """Tell whether a store holds the lines as they are written."""
        return not any(
            graph.has_blank_nodes or graph.is_rewritten
            for graph in (self.before, self.after)
            if graph
        )

    def quads(self) -> Iterator[Quad]:
        """Give the quads that went and came, as they were written."""
        yield from read_nquads(b"".join(sorted(self.removed)))
        yield from read_nquads(b"".join(sorted(self.added)))


def find_changes(
    graphs: Mapping[str, Graph], previous: Manifest | None, archive: Path
) -> Iterator[GraphChange]:
    """Find the graphs that differ from those of a release, by IRI.

    Raises:
        ReleaseError: an object of the release is missing or damaged.
    """
    entries = previous.graphs if previous else {}
    for iri in sorted(graphs.keys() | entries.keys()):
        entry, after = entries.get(iri), graphs.get(iri)
        if entry is None or after is None or entry.digest != after.digest:
            before = Graph.kept(entry, archive) if entry else None
            yield compare_graphs(iri, before, after)


def compare_graphs(iri: str, before: Graph | None, after: Graph | None) -> GraphChange:
    """Compare two versions of a graph.

    Raises:
        ReleaseError: the object of one is missing or damaged.
    """
    old, new = _lines(before), _lines(after)
    return GraphChange(iri, before, after, old - new, new - old)


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
    """
    added, removed = Counter[str](), Counter[str]()
    new, old = _Owners(iris), _Owners(before or iris)
    for change in changes:
        added[change.iri] += change.before is None
        removed[change.iri] += change.after is None
        added.update(new.of(line, change.iri) for line in change.added)
        removed.update(old.of(line, change.iri) for line in change.removed)
    return {iri: Touched(added[iri], removed[iri]) for iri in added.keys() | removed.keys()}


class _Owners:
    """Tells which things lines are about; each subject is looked into once."""

    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        self._known: dict[bytes, str] = {}

    def of(self, line: bytes, graph: str) -> str:
        """Give the thing that a line is about; what is said of a blank node, of its graph."""
        subject = line[: line.index(b" ")]
        if subject.startswith(b"_:"):
            return graph
        owner = self._known.get(subject)
        if owner is None:
            owner = self._known[subject] = self._iris.owner(subject[1:-1].decode())
        return owner


def to_comparison(changes: Iterable[GraphChange], earlier: Earlier, iris: Iris) -> Comparison:
    """Make of the changes since a release what can be told thing by thing."""
    lines = [
        Line(change.iri, is_added, line)
        for change in changes
        for is_added, some in ((False, change.removed), (True, change.added))
        for line in sorted(some)
    ]
    graphs = earlier.manifest.graphs
    return Comparison(lambda: lines, iris, lambda iri: quads_said(earlier.ledger, graphs, iri))
