"""Gathering the sources of a site: those that changed are read, the graphs of others are kept."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from samverkan_ld.archive.readings import Reading, read_readings, refused_digests
from samverkan_ld.canonical import canonical_nquads, read_nquads
from samverkan_ld.config import Config
from samverkan_ld.errors import EntangledError, SourceError
from samverkan_ld.mapping.dataset import map_source
from samverkan_ld.mapping.shapes import map_shapes
from samverkan_ld.mapping.withholding import Withholding
from samverkan_ld.pipeline.earlier import Earlier
from samverkan_ld.pipeline.graph import Graph
from samverkan_ld.pipeline.queries import query_files, read_query
from samverkan_ld.pipeline.stamps import look
from samverkan_ld.queries import write_queries
from samverkan_ld.records import Source, SourceFile
from samverkan_ld.sources import find_shapes, read_sources

_NOBODY: Final = Withholding()


class Gathering:
    """The state of reading a site: what is read so far, and every fault found."""

    def __init__(
        self,
        config: Config,
        withholding: Withholding = _NOBODY,
        before: Earlier | None = None,
        *,
        again: bool = True,
    ) -> None:
        self._config = config
        self._withholding = withholding
        self._iris = config.iris
        self._refused = refused_digests(before.ledger) if before else set()
        kept = None if again else before
        self._known = read_readings(kept.ledger) if kept else {}
        self._kept = _by_source(kept) if kept else {}
        self.readings: dict[str, Reading] = {}
        self.changed: list[SourceFile] = []
        self.graphs: dict[str, Graph] = {}
        self.lines: dict[str, tuple[str, int]] = {}
        self.shape_files: dict[str, str] = {}
        self.faults: list[SourceError] = []

    def look(self, file: SourceFile) -> None:
        """Keep the graphs of a file that has not changed, or else put it down to be read."""
        known = self._known.get(file.name)
        now = self.readings[file.name] = look(file, known)
        if self._refuses(file, now):
            return
        if known is not None and known.digest == now.digest:
            self.graphs |= self._kept.get(file.name, {})
        else:
            self.changed.append(file)

    def take(self, source: Source | SourceError) -> None:
        """Add a source, or the fault of one."""
        if isinstance(source, SourceError):
            self.faults.append(source)
            return
        try:
            for iri, graph in self._graphs(source):
                self._add(iri, graph)
        except SourceError as error:
            self.faults.append(error)
        for iri, line in source.lines.items():
            self.lines.setdefault(self._iris.rebase(iri), (source.file.name, line))

    def shapes(self) -> tuple[Quad, ...]:
        """Read the shapes."""
        quads: list[Quad] = []
        for source in read_sources(find_shapes(self._config), self._config):
            if isinstance(source, SourceError):
                self.faults.append(source)
            else:
                found = map_shapes(source.quads, self._iris)
                quads += found
                names = {q.subject.value for q in found if isinstance(q.subject, NamedNode)}
                self.shape_files |= dict.fromkeys(names, source.file.name)
        # Named canonically, so that blank nodes are called the same from one time to the next.
        seconds = self._config.limits.canonical_seconds
        return tuple(read_nquads(canonical_nquads(quads, seconds=seconds)))

    def queries(self) -> tuple[Quad, ...]:
        """Read the example queries."""
        queries = []
        for path in query_files(self._config):
            file = SourceFile(path, f"{self._config.folders.queries}/{path.name}", "")
            if self._refused and self._refuses(file, look(file, None)):
                continue
            try:
                queries.append(read_query(path, self._config))
            except SourceError as error:
                self.faults.append(error)
        return tuple(write_queries(queries, self._iris))

    def _refuses(self, file: SourceFile, reading: Reading) -> bool:
        if reading.digest not in self._refused:
            return False
        reason = (
            "holds what was erased: take out the lines that samverkan-ld erase listed then; the "
            "same command lists those with the identifier once more"
        )
        self.faults.append(SourceError(file.name, reason))
        return True

    def _graphs(self, source: Source) -> Iterator[tuple[str, Graph]]:
        parts: dict[str, list[Quad]] = defaultdict(list)
        for quad in map_source(source, self._iris, self._withholding):
            if isinstance(quad.graph_name, NamedNode):
                parts[quad.graph_name.value].append(quad)
        for iri, quads in parts.items():
            yield iri, self._graph(quads, source.file.name)

    def _graph(self, quads: list[Quad], name: str) -> Graph:
        try:
            data = canonical_nquads(quads, seconds=self._config.limits.canonical_seconds)
        except EntangledError as error:
            raise SourceError(name, str(error)) from error
        return Graph.of(data, name)

    def _add(self, iri: str, graph: Graph) -> None:
        other = self.graphs.get(iri)
        if other is not None:
            raise SourceError(
                graph.source, f"names the graph {iri}, which {other.source} has already"
            )
        self.graphs[iri] = graph


def _by_source(before: Earlier) -> dict[str, dict[str, Graph]]:
    found: dict[str, dict[str, Graph]] = defaultdict(dict)
    for iri, entry in before.manifest.graphs.items():
        found[entry.source][iri] = Graph.kept(entry, before.folder.parent)
    return found
