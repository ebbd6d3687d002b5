"""The sources of a site, read and judged once, for a record to be judged among them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import BlankNode, Quad

from samverkan_ld.config import Config
from samverkan_ld.errors import SourceError
from samverkan_ld.mapping.dataset import map_source
from samverkan_ld.mapping.shapes import map_shapes
from samverkan_ld.records import SourceFile
from samverkan_ld.reports import Report, Result
from samverkan_ld.sources import find_shapes, read_sources
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate
from samverkan_ld.vocabulary import find_withholding

_Identity = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The sources of a site; `faults` are those that cannot be read, and are left out."""

    gate: Gate
    data: Data
    known: frozenset[_Identity]
    faults: tuple[SourceError, ...]

    @classmethod
    def read(cls, config: Config, files: Sequence[SourceFile]) -> "Surroundings":
        """Read sources, and the shapes of their site.

        Raises:
            ShapesError: the shapes are broken.
            SourceError: a file of shapes cannot be read.
            SourcesError: the shapes cannot be found.
        """
        quads: list[Quad] = []
        faults = []
        withholding = find_withholding(config)
        for source in read_sources(files, config):
            try:
                if isinstance(source, SourceError):
                    raise source
                quads += map_source(source, config.iris, withholding)
            except SourceError as error:
                faults.append(error)
        gate, data = Gate(_shapes(config)), Data.of(quads)
        known = frozenset(map(_identity, gate.validate(data).results))
        return cls(gate, data, known, tuple(faults))

    def judge(self, quads: Sequence[Quad]) -> tuple[Result, ...]:
        """Judge the quads of a record, and give what they add to the report of the site.

        They take the place of what the site has in their graphs.

        Raises:
            ShapesError: the shapes are broken.
        """
        store = self.data.store
        graphs = {quad.graph_name for quad in quads}
        replaced = [q for graph in graphs for q in store.quads_for_pattern(None, None, None, graph)]
        for quad in replaced:
            store.remove(quad)
        store.extend(quads)
        self.data.rewritten.remember(quads)
        try:
            results = self._report([*replaced, *quads]).results
        finally:
            for quad in quads:
                store.remove(quad)
            store.extend(replaced)
        return self._new(results, {str(quad.subject) for quad in replaced})

    def _new(self, results: Sequence[Result], replaced: Container[str]) -> tuple[Result, ...]:
        """Give the results that the site does not have, and those about what is replaced."""
        return tuple(
            result
            for result in results
            if _identity(result) not in self.known or result.focus in replaced
        )

    def _report(self, quads: Sequence[Quad]) -> Report:
        """Judge what changed quads may affect, or everything where that cannot be told."""
        has_blank_nodes = self.data.has_blank_nodes or any(map(_has_blank_node, quads))
        found = None if has_blank_nodes else self.gate.judge_changed(self.data, quads)
        if found is None:
            return self.gate.validate(replace(self.data, has_blank_nodes=has_blank_nodes))
        return self.gate.report(found.findings, self.data)


def _shapes(config: Config) -> Iterator[Quad]:
    for source in read_sources(find_shapes(config), config):
        if isinstance(source, SourceError):
            raise source
        yield from map_shapes(source.quads, config.iris)


def _has_blank_node(quad: Quad) -> bool:
    return isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)


def _identity(result: Result) -> _Identity:
    return result.shape, result.component, result.focus, result.path, result.value
