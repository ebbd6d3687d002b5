"""The dataset of a site: every source read, mapped and made canonical."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Quad

from samverkan_ld.archive.objects import name_apart
from samverkan_ld.archive.readings import Reading
from samverkan_ld.canonical import read_nquads
from samverkan_ld.config import Config
from samverkan_ld.errors import SourcesError
from samverkan_ld.mapping.withholding import Withholding
from samverkan_ld.pipeline.earlier import Earlier
from samverkan_ld.pipeline.gathering import Gathering
from samverkan_ld.pipeline.graph import Graph
from samverkan_ld.records import SourceFile
from samverkan_ld.releases import dataset_digest
from samverkan_ld.sources import find_sources, read_source
from samverkan_ld.vocabulary import find_withholding

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nobody about progress."""


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
    withholding: Withholding | None = None,
    extra: Iterable[SourceFile] = (),
    before: Earlier | None = None,
    again: bool = True,
    progress: Progress = silent,
) -> Dataset:
    """Read the sources of a site.

    Args:
        config: the configuration of the site.
        withholding: of which persons only the role is published. None: as the site has it.
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
    reading = Gathering(config, withholding or find_withholding(config), before, again=again)
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
    reading = Gathering(config)
    carried = reading.shapes(), reading.queries()
    if reading.faults:
        raise SourcesError(reading.faults)
    return carried
