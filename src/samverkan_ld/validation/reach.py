"""How far a shape looks: the triples that decide about a focus node.

From the reach of a shape follows which focus nodes a change of the data affects.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import rdflib
from pyoxigraph import BlankNode, NamedNode, Quad
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node

from samverkan_ld.namespaces import RDFS
from samverkan_ld.records import Term
from samverkan_ld.validation.compiler.compilation import DEPTH
from samverkan_ld.validation.compiler.select import Select
from samverkan_ld.validation.compiler.shape_based import siblings
from samverkan_ld.validation.compiler.table import COMPONENTS
from samverkan_ld.validation.data import Data, Triple
from samverkan_ld.validation.edges import Edge, edges, reverses_steps
from samverkan_ld.validation.paths import HERE, Path, Predicate, Repeat, Sequence, join, write_path
from samverkan_ld.validation.rewriting import kept
from samverkan_ld.validation.shapes import Shape
from samverkan_ld.validation.targets import Targets

_SUBCLASS: Final = NamedNode(RDFS + "subClassOf")
_LISTS: Final = (SH["and"], SH["or"], SH.xone)
_SHAPES: Final = (SH["not"], SH.node, SH.property)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a shape looks.

    `entries` make a node a focus node, `edges` decide about it; both are seen from the node.
    `everywhere` names the predicates by which the shape looks at all of the data, wherever the
    focus node stands; None stands for all predicates.
    """

    entries: frozenset[Edge]
    edges: frozenset[Edge]
    everywhere: frozenset[str] | None = frozenset()

    @property
    def all_edges(self) -> frozenset[Edge]:
        """All that is seen from a node."""
        return self.entries | self.edges

    @property
    def is_global(self) -> bool:
        """Tell whether a change anywhere can concern every focus node."""
        return self.everywhere is None or bool(self.everywhere)

    @property
    def steps(self) -> int | None:
        """Count the steps from the focus node to what is looked at; None for no bound."""
        lengths = [_length(edge.before) for edge in self.all_edges]
        known = [length + 1 for length in lengths if length is not None]
        return max(known, default=0) if len(known) == len(lengths) else None

    def __str__(self) -> str:
        """Write for people."""
        if self.is_global:
            return "all of the data"
        lines = sorted(_written(edge) for edge in self.all_edges)
        return ", ".join(lines) or "the focus node itself"


def reach(
    shape: Shape,
    shapes: Mapping[Node, Shape],
    targets: Targets,
    selects: Mapping[object, Select],
    graph: rdflib.Graph,
) -> Reach:
    """Find out how far a shape looks.

    Args:
        shape: the shape.
        shapes: all shapes of the graph, by their node.
        targets: the targets of the shape.
        selects: the shape's queries that the engine can answer, by the keys of their rules.
        graph: the shapes graph, for its lists.
    """
    walk = _Walk(shapes, selects, graph)
    entries, found = frozenset(targets.looks()), frozenset(walk.edges(shape, HERE))
    return Reach(entries, found, None if walk.is_endless else frozenset(walk.everywhere))


def affected(data: Data, found: Reach, changes: Iterable[Quad]) -> set[Term] | None:
    """List the nodes for which changes may alter what a shape says; None for all of them.

    Args:
        data: the data after the changes.
        found: the reach of the shape.
        changes: the triples that came or went, as they were written.

    Returns:
        Nodes that are, or were, focus nodes, and perhaps others.
    """
    starts: dict[Path, set[Term]] = defaultdict(set)
    by_predicate = _by_predicate(found.all_edges)
    for subject, predicate, value in _with_blank_nodes(data, changes):
        if predicate == _SUBCLASS or found.everywhere is None:
            return None
        if predicate.value in found.everywhere:
            return None
        if isinstance(subject, BlankNode):
            starts[HERE].add(subject)  # messages tell all that is said of a blank node
        for edge in (*by_predicate[predicate.value], *by_predicate[None]):
            # A store takes a rewritten literal for the one that it keeps, wherever that stands.
            starts[edge.before].update((value, kept(value)) if edge.inverse else (subject,))
    return {node for before, ends in starts.items() for node in data.walk_back(before, ends)}


class _Walk:
    """Follows a shape through the shapes that it names."""

    def __init__(
        self, shapes: Mapping[Node, Shape], selects: Mapping[object, Select], graph: rdflib.Graph
    ) -> None:
        self._shapes = shapes
        self._selects = selects
        self._graph = graph
        self._within: list[Node] = []
        self.everywhere: set[str] = set()
        self.is_endless = False

    def edges(self, shape: Shape, before: Path) -> Iterator[Edge]:
        """Give the edges of a shape whose focus node lies at the end of a path."""
        is_odd = shape.path is not None and reverses_steps(shape.path)
        is_deep = shape.node in self._within or len(self._within) >= DEPTH
        if is_deep or shape.custom or is_odd:
            self.is_endless = True
            return
        yield from self._rules(shape, before)
        self._within.append(shape.node)
        at_values = before
        if shape.path is not None:
            yield from edges(shape.path, before=before)
            at_values = join(before, shape.path)
        for parameter, values in shape.parameters.items():
            for value in values:
                yield from self._parameter(shape, parameter, value, before, at_values)
        self._within.pop()

    def _rules(self, shape: Shape, before: Path) -> Iterator[Edge]:
        for rule in shape.rules:
            select = self._selects.get(rule.key)
            if select is None or select.horizon.everywhere is None:
                self.is_endless = True
            else:
                self.everywhere |= select.horizon.everywhere
                yield from _placed(select.horizon.edges, before)

    def _parameter(
        self, shape: Shape, parameter: Node, value: Node, before: Path, at_values: Path
    ) -> Iterator[Edge]:
        component = COMPONENTS.get(parameter)
        if component is not None:
            place = at_values if component.of_values else before
            yield from _placed(component.looks(value), place)
        for other in self._named(shape, parameter, value):
            if other in self._shapes:
                yield from self.edges(self._shapes[other], at_values)

    def _named(self, shape: Shape, parameter: Node, value: Node) -> list[Node]:
        if parameter in _LISTS:
            return [*Collection(self._graph, value)]
        if parameter == SH.qualifiedValueShape:
            return [value, *siblings(self._graph, shape, value)]
        return [value] if parameter in _SHAPES else []


def _placed(found: Iterable[Edge], before: Path) -> Iterator[Edge]:
    """Give edges as they are seen from where a path begins, rather than from its end."""
    return (Edge(join(before, edge.before), edge.predicate, edge.inverse) for edge in found)


def _by_predicate(found: Iterable[Edge]) -> Mapping[str | None, list[Edge]]:
    listed: dict[str | None, list[Edge]] = defaultdict(list)
    for edge in found:
        listed[edge.predicate].append(edge)
    return listed


def _with_blank_nodes(data: Data, changes: Iterable[Quad]) -> Iterator[Triple]:
    """Give changed triples; those about a blank node change what links to it, which shows it."""
    waiting: list[Triple] = [(quad.subject, quad.predicate, quad.object) for quad in changes]
    shown: set[BlankNode] = set()
    while waiting:
        triple = waiting.pop()
        yield triple
        if isinstance(triple[0], BlankNode) and triple[0] not in shown:
            shown.add(triple[0])
            waiting += data.triples(None, None, triple[0])


def _length(path: Path) -> int | None:
    if isinstance(path, Sequence):
        lengths = [_length(step) for step in path.steps]
        return None if None in lengths else sum(length or 0 for length in lengths)
    if isinstance(path, Predicate):
        return 1
    if isinstance(path, Repeat) and path.suffix != "?":
        return None
    inner = path.options if hasattr(path, "options") else (path.path,)
    lengths = [_length(option) for option in inner]
    return None if None in lengths else max(length or 0 for length in lengths)


def _written(edge: Edge) -> str:
    predicate = f"<{edge.predicate}>" if edge.predicate else "any property"
    end = f"^{predicate}" if edge.inverse else predicate
    return end if edge.before == HERE else f"{write_path(edge.before)} then {end}"
