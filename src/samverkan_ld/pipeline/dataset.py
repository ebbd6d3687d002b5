"""The dataset of a site: every source read, mapped and made canonical."""

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from samverkan_ld.archive.objects import name_apart, read_object
from samverkan_ld.archive.readings import Reading, read_readings, refused_digests
from samverkan_ld.canonical import canonical_nquads, digest, read_nquads
from samverkan_ld.config import Config
from samverkan_ld.errors import EntangledError, SourceError, SourcesError
from samverkan_ld.mapping.dataset import map_source
from samverkan_ld.mapping.shapes import map_shapes
from samverkan_ld.pipeline.earlier import Earlier
from samverkan_ld.pipeline.queries import query_files, read_query
from samverkan_ld.pipeline.stamps import look
from samverkan_ld.queries import write_queries
from samverkan_ld.records import Source, SourceFile
from samverkan_ld.releases import GraphEntry, dataset_digest
from samverkan_ld.sources import find_shapes, find_sources, read_source, read_sources
from samverkan_ld.validation.rewriting import is_rewritten

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody about progress."""


_BLANK: Final = re.compile(rb"^(_:|\S+ \S+ _:)", re.MULTILINE)
"""A blank node at either end of a line of N-Quads."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph of the dataset: its canonical N-Quads, compressed, and the file it is from.

    A graph of a source that was not read again has no `packed`: it lies in `archive`. `entry` gives
    the flags of GraphEntry.
    """

    digest: str
    quads: int
    source: str
    packed: bytes = b""
    archive: Path | None = None
    has_blank_nodes: bool = False
    is_rewritten: bool = False

    @classmethod
    def of(cls, data: bytes, source: str) -> "Graph":
        """Make a graph of canonical N-Quads."""
        return cls(
            digest=digest(data),
            quads=data.count(b"\n"),
            source=source,
            packed=gzip.compress(data, compresslevel=6, mtime=0),
            has_blank_nodes=bool(_BLANK.search(data)),
            is_rewritten=is_rewritten(data),
        )

    @classmethod
    def kept(cls, entry: GraphEntry, archive: Path) -> "Graph":
        """Make a graph of an entry of the release before."""
        return cls(
            digest=entry.digest,
            quads=entry.quads,
            source=entry.source,
            archive=archive,
            has_blank_nodes=entry.has_blank_nodes,
            is_rewritten=entry.is_rewritten,
        )

    def entry(self, modified: str) -> GraphEntry:
        """Make its entry in a manifest."""
        return GraphEntry(
            self.digest,
            self.quads,
            self.source,
            modified,
            self.has_blank_nodes,
            self.is_rewritten,
        )

    @property
    def lines(self) -> bytes:
        """Its canonical N-Quads.

        Raises:
            ReleaseError: its object is missing or damaged.
        """
        if self.archive is None:
            return gzip.decompress(self.packed)
        return read_object(self.archive, self.digest)

    def read(self) -> Iterable[Quad]:
        """Give its quads, as parsed."""
        return read_nquads(self.lines)


@dataclass(frozen=True, slots=True)
class Dataset:
    """A dataset: its graphs by IRI, the shapes it is to conform to, and example queries.

    `shape_files` names the file of each shape by its IRI; `lines` gives file and line of subjects
    by IRI, as far as their readers tell; `skipped` names the files that nothing reads. `readings`
    tells the state of each file, `read` names those that were read for this.
    """

    graphs: Mapping[str, Graph]
    shapes: tuple[Quad, ...]
    shape_files: Mapping[str, str] = field(default_factory=dict)
    queries: tuple[Quad, ...] = ()
    lines: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    read: frozenset[str] = frozenset()

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
            yield name_apart(graph.lines, graph.digest)


def read_dataset(
    config: Config,
    *,
    extra: Iterable[SourceFile] = (),
    before: Earlier | None = None,
    again: bool = True,
    progress: Progress = silent,
) -> Dataset:
    """Read the sources of a site.

    Args:
        config: the configuration of the site.
        extra: further files to read besides those of the site.
        before: the release before.
        again: read every file; else those that have not changed since the release before are kept
            as it has them, which is right if they would be read today as they were then.
        progress: told about each file.

    Raises:
        SourcesError: files that cannot be read; it holds the faults of all of them.
    """
    found = find_sources(config)
    known = {file.path.resolve() for file in found.files} if extra else set()
    files = [*found.files, *(file for file in extra if file.path.resolve() not in known)]
    reading = _Reading(config, before, again=again)
    for number, file in enumerate(files, start=1):
        reading.look(file)
        progress("reading", number, len(files))
    for file in reading.changed:
        reading.take(read_source(file, config))
    shapes, queries = reading.shapes(), reading.queries()
    if reading.faults:
        raise SourcesError(reading.faults)
    return Dataset(
        reading.graphs,
        shapes,
        reading.shape_files,
        queries,
        reading.lines,
        found.skipped,
        reading.readings,
        frozenset(file.name for file in reading.changed),
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

    def __init__(
        self, config: Config, before: Earlier | None = None, *, again: bool = True
    ) -> None:
        self._config = config
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
        reason = "holds what was erased: remove it from the file before publishing again"
        self.faults.append(SourceError(file.name, reason))
        return True

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
