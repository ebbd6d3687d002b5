"""What the reference validator found, by shape and focus node."""

from collections.abc import Iterable
from dataclasses import dataclass

import rdflib
from rdflib.term import Node

from samverkan_ld.records import Term

RawObject = Node | tuple[rdflib.Graph, Node]
RawResult = tuple[str, Node, list[tuple[Node, Node, RawObject]]]
"""A result as the reference gives it: a text, its node, and its triples.

The object of a triple may be a pair: a node, and before it the graph that describes the node.
"""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A blank node of the shapes or of the data, which a report is to describe."""

    node: rdflib.BNode
    of_shapes: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """The results that a shape has for a focus node: their nodes, and what is said of them.

    Blank nodes of the shapes and of the data are named only; a report describes them.
    """

    shape: Node
    focus: Term
    results: tuple[Node, ...]
    triples: tuple[tuple[Node, Node, Node | Quoted], ...]


def shape_name(shape: Node) -> str:
    """Name a shape: by its IRI, or by the label of its blank node, as `_:label`."""
    return f"_:{shape}" if isinstance(shape, rdflib.BNode) else str(shape)


def make_finding(
    shape: Node, focus: Term, raw: Iterable[RawResult], shapes: rdflib.Graph
) -> Finding:
    """Keep what the reference found of a focus node."""
    results: list[Node] = []
    triples: list[tuple[Node, Node, Node | Quoted]] = []
    for _, node, described in raw:
        results.append(node)
        triples += [(s, p, _object(o, shapes)) for s, p, o in described]
    return Finding(shape, focus, tuple(results), tuple(triples))


def _object(value: RawObject, shapes: rdflib.Graph) -> Node | Quoted:
    if not isinstance(value, tuple):
        return value
    graph, node = value
    if isinstance(node, rdflib.BNode):
        return Quoted(node, graph is shapes)
    return node
