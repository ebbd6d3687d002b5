"""The dataset of a site: every source read, mapped and made canonical."""

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from samverkan_ld.archive.objects import name_apart
from samverkan_ld.canonical import canonical_nquads, digest, read_nquads
from samverkan_ld.config import Config
from samverkan_ld.errors import EntangledError, SourceError, SourcesError
from samverkan_ld.mapping.dataset import map_source
from samverkan_ld.mapping.shapes import map_shapes
from samverkan_ld.pipeline.queries import query_files, read_query
from samverkan_ld.queries import write_queries
from samverkan_ld.records import Source, SourceFile
from samverkan_ld.releases import dataset_digest
from samverkan_ld.sources import find_shapes, find_sources, read_sources

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody about progress."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph of the dataset: its canonical N-Quads, compressed, and the file it is from."""

    digest: str
    quads: int
    source: str
    packed: bytes

    def read(self) -> Iterable[Quad]:
        """Give its quads, as parsed."""
        return read_nquads(gzip.decompress(self.packed))


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset: its graphs by IRI, the shapes it is to conform to, and example queries.

    `shape_files` names the file of each shape by its IRI; `lines` gives file and line of subjects
    by IRI, as far as their readers tell; `skipped` names the files that nothing reads.
    """

    graphs: Mapping[str, Graph]
    shapes: tuple[Quad, ...]
    shape_files: Mapping[str, str] = field(default_factory=dict)
    queries: tuple[Quad, ...] = ()
    lines: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The digest of the source graphs."""
        return dataset_digest({iri: graph.digest for iri, graph in self.graphs.items()})

    @property
    def size(self) -> int:
        """How many quads there are."""
        return sum(graph.quads for graph in self.graphs.values())

    def quads(self) -> Iterator[Quad]:
        """Give the quads of all graphs, as parsed; no two graphs name a blank node alike."""
        for lines in self.lines_apart():
            yield from read_nquads(lines)

    def lines_apart(self) -> Iterator[bytes]:
        """Give the canonical N-Quads of each graph; no two graphs name a blank node alike."""
        for _, graph in sorted(self.graphs.items()):
            yield name_apart(gzip.decompress(graph.packed), graph.digest)


def read_dataset(
    config: Config, *, extra: Iterable[SourceFile] = (), progress: Progress = silent
) -> Dataset:
    """Read all sources of a site.

    Args:
        config: the configuration of the site.
        extra: further files to read besides those of the site.
        progress: told about each file.

    Raises:
        SourcesError: files that cannot be read; it holds the faults of all of them.
    """
    found = find_sources(config)
    known = {file.path.resolve() for file in found.files}
    files = [*found.files, *(file for file in extra if file.path.resolve() not in known)]
    reading = _Reading(config)
    for number, source in enumerate(read_sources(files, config), start=1):
        reading.take(source)
        progress("reading", number, len(files))
    shapes, queries = reading.shapes(), reading.queries()
    if reading.faults:
        raise SourcesError(reading.faults)
    return Dataset(
        reading.graphs, shapes, reading.shape_files, queries, reading.lines, found.skipped
    )


def read_carried(config: Config) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    """Read what a release carries besides its sources: the shapes, and the example queries.

    Raises:
        SourcesError: files that cannot be read.
    """
    reading = _Reading(config)
    carried = reading.shapes(), reading.queries()
    if reading.faults:
        raise SourcesError(reading.faults)
    return carried


class _Reading:
    """The state of reading a site: what is read so far, and every fault found."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._iris = config.iris
        self.graphs: dict[str, Graph] = {}
        self.lines: dict[str, tuple[str, int]] = {}
        self.shape_files: dict[str, str] = {}
        self.faults: list[SourceError] = []

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
        return tuple(quads)

    def queries(self) -> tuple[Quad, ...]:
        """Read the example queries."""
        queries = []
        for path in query_files(self._config):
            try:
                queries.append(read_query(path, self._config))
            except SourceError as error:
                self.faults.append(error)
        return tuple(write_queries(queries, self._iris))

    def _graphs(self, source: Source) -> Iterator[tuple[str, Graph]]:
        parts: dict[str, list[Quad]] = defaultdict(list)
        for quad in map_source(source, self._iris):
            if isinstance(quad.graph_name, NamedNode):
                parts[quad.graph_name.value].append(quad)
        for iri, quads in parts.items():
            yield iri, self._graph(quads, source.file.name)

    def _graph(self, quads: list[Quad], name: str) -> Graph:
        try:
            data = canonical_nquads(quads, seconds=self._config.limits.canonical_seconds)
        except EntangledError as error:
            raise SourceError(name, str(error)) from error
        packed = gzip.compress(data, compresslevel=6, mtime=0)
        return Graph(digest(data), data.count(b"\n"), name, packed)

    def _add(self, iri: str, graph: Graph) -> None:
        other = self.graphs.get(iri)
        if other is not None:
            raise SourceError(
                graph.source, f"names the graph {iri}, which {other.source} has already"
            )
        self.graphs[iri] = graph
