"""Which nodes a shape is tried on: SHACL, section 2.1.3 (https://www.w3.org/TR/shacl/#targets)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from pyoxigraph import BlankNode, NamedNode
from rdflib.term import Node, URIRef

from samverkan_ld.namespaces import RDF
from samverkan_ld.records import Term
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.edges import Edge
from samverkan_ld.validation.graph import to_ox
from samverkan_ld.validation.paths import HERE
from samverkan_ld.validation.rewriting import survives

_TYPE: Final = NamedNode(RDF + "type")
_FEW: Final = 3000


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of a shape; `classes` holds those below the given ones, too."""

    nodes: frozenset[Term]
    classes: frozenset[Term]
    subjects_of: frozenset[NamedNode]
    objects_of: frozenset[NamedNode]

    def __bool__(self) -> bool:
        """Tell whether there are any."""
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)

    def are_few(self, data: Data) -> bool:
        """Tell whether so few nodes are tried that they are best looked at one by one."""
        left = _FEW - len(self.nodes)
        for pattern in self._patterns():
            if left <= 0:
                break
            left -= sum(1 for _ in islice(data.store.quads_for_pattern(*pattern), left))
        return left > 0

    @property
    def pattern(self) -> str:
        """Write the pattern of the focus nodes, as `?this`, but for those that are unaskable."""
        named = sorted(map(str, self.nodes - self.unaskable))
        options = [f"VALUES ?this {{ {' '.join(named)} }}"] if named else []
        options += [f"?this {_TYPE} {kind} ." for kind in sorted(map(str, self.classes))]
        options += [f"?this {name} ?object_ ." for name in sorted(map(str, self.subjects_of))]
        options += [f"?subject_ {name} ?this ." for name in sorted(map(str, self.objects_of))]
        return " UNION ".join(f"{{ {option} }}" for option in options) or "FILTER(false)"

    def _patterns(self) -> Iterator[tuple[None, NamedNode, Any]]:
        yield from ((None, _TYPE, kind) for kind in self.classes)
        yield from ((None, name, None) for name in (*self.subjects_of, *self.objects_of))

    def has(self, data: Data, node: Term) -> bool:
        """Tell whether a node is a focus node."""
        if node in self.nodes:
            return True
        if self.classes and any(t[2] in self.classes for t in data.triples(node, _TYPE, None)):
            return True
        if any(data.has(node, name, None) for name in self.subjects_of):
            return True
        return any(data.has(None, name, node) for name in self.objects_of)

    def all(self, data: Data) -> set[Term]:
        """List all focus nodes."""
        found = set(self.nodes)
        for kind in self.classes:
            found.update(triple[0] for triple in data.triples(None, _TYPE, kind))
        for name in self.subjects_of:
            found.update(triple[0] for triple in data.triples(None, name, None))
        for name in self.objects_of:
            found.update(triple[2] for triple in data.triples(None, name, None))
        return found

    @property
    def unaskable(self) -> set[Term]:
        """List the focus nodes that a query cannot name as they are written."""
        return {node for node in self.nodes if isinstance(node, BlankNode) or not survives(node)}

    def unmentioned(self, data: Data) -> set[Term]:
        """List the focus nodes that the data say nothing of: no query would find them."""
        return {node for node in self.nodes if not data.mentions(node)}

    def looks(self) -> Iterator[Edge]:
        """Give the triples that make a node a focus node."""
        if self.classes:
            yield Edge(HERE, _TYPE.value)
        yield from (Edge(HERE, name.value) for name in self.subjects_of)
        yield from (Edge(HERE, name.value, inverse=True) for name in self.objects_of)


def read_targets(declared: tuple[tuple[Node, ...], ...], data: Data) -> Targets:
    """Read the targets of a shape.

    Args:
        declared: the values of sh:targetNode; those of sh:targetClass, with the shape itself if it
            is a class; those of sh:targetSubjectsOf; those of sh:targetObjectsOf.
        data: where classes may be below others.
    """
    nodes, classes, subjects_of, objects_of = declared
    return Targets(
        frozenset(map(to_ox, nodes)),
        frozenset(kind for named in classes for kind in data.subclasses(to_ox(named))),
        _predicates(subjects_of),
        _predicates(objects_of),
    )


def _predicates(names: Iterable[Node]) -> frozenset[NamedNode]:
    # Nothing else than an IRI is the predicate of anything.
    return frozenset(NamedNode(str(name)) for name in names if isinstance(name, URIRef))
