"""How each shape with targets is judged."""

from collections.abc import Iterable
from dataclasses import dataclass

import rdflib
from rdflib.term import Node

from samverkan_ld.validation.compiler.compilation import Compiled, Compiler
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.graph import to_ox, to_rdflib
from samverkan_ld.validation.reach import Reach, reach
from samverkan_ld.validation.reference import Reference
from samverkan_ld.validation.shapes import Shape
from samverkan_ld.validation.targets import Targets, read_targets
from samverkan_ld.validation.wellformed import named


@dataclass(frozen=True, slots=True)
class Plan:
    """How a shape with targets is judged; `name` is its IRI, or tells where it stands."""

    node: Node
    name: str
    targets: Targets
    compiled: Compiled
    reach: Reach


def make_plans(reference: Reference, data: Data) -> list[Plan]:
    """Plan how to judge data by the shapes that have targets."""
    shapes, graph = reference.shapes, reference.graph
    compiler = Compiler(
        graph,
        shapes,
        lambda kind: _subclasses(data, kind),
        has_blank_nodes=data.has_blank_nodes or _name_blank_nodes(shapes.values()),
    )
    plans = []
    for node, shape in sorted(shapes.items()):
        targets = read_targets(shape.targets, data)
        if targets and not shape.is_deactivated:
            compiled = compiler.compile(node, targets, one_by_one=targets.are_few(data))
            looks = reach(shape, shapes, targets, compiled.selects, graph)
            name = str(node) if isinstance(node, rdflib.URIRef) else named(graph, node)
            plans.append(Plan(node, name, targets, compiled, looks))
    return plans


def _name_blank_nodes(shapes: Iterable[Shape]) -> bool:
    """Tell whether a blank node is tried that the data need not have."""
    return any(isinstance(node, rdflib.BNode) for shape in shapes for node in shape.targets[0])


def _subclasses(data: Data, kind: Node) -> list[Node]:
    return [to_rdflib(term) for term in data.subclasses(to_ox(kind))]
