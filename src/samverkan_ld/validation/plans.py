"""How each shape with targets is judged."""

from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass

import rdflib
from pyoxigraph import NamedNode
from rdflib.term import Node

from samverkan_ld.records import Term
from samverkan_ld.validation.compiler.compilation import Compiled, Compiler
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.select import Select, portable_select
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.graph import to_ox, to_rdflib
from samverkan_ld.validation.reach import Reach, reach
from samverkan_ld.validation.reference import Reference
from samverkan_ld.validation.shapes import Shape
from samverkan_ld.validation.targets import Targets, read_targets
from samverkan_ld.validation.wellformed import named


@dataclass(frozen=True, slots=True)
class Aim:
    """What a shape with targets is tried on, and how far it looks.

    `name` is its IRI, or tells where it stands.
    """

    node: Node
    name: str
    targets: Targets
    reach: Reach


@dataclass(frozen=True, slots=True)
class Plan(Aim):
    """How a shape with targets is judged."""

    compiled: Compiled


def make_aims(reference: Reference, data: Data) -> list[Aim]:
    """Tell what each shape with targets aims at in data."""
    shapes, graph, aims = reference.shapes, reference.graph, []
    selects = _selects(shapes)
    for node, shape in sorted(shapes.items()):
        targets = read_targets(shape.targets, data)
        if targets and not shape.is_deactivated:
            name = str(node) if isinstance(node, rdflib.URIRef) else named(graph, node)
            looks = reach(shape, shapes, targets, selects, graph)
            aims.append(Aim(node, name, targets, looks))
    return aims


def make_plans(reference: Reference, data: Data) -> list[Plan]:
    """Plan how to judge data by the shapes that have targets."""
    compiler = _compiler(reference, data)
    return [
        _plan(compiler, aim, aim.targets, one_by_one=aim.targets.are_few(data))
        for aim in make_aims(reference, data)
    ]


def narrow(reference: Reference, data: Data, focus: Iterable[tuple[Aim, Set[Term]]]) -> list[Plan]:
    """Plan how to judge some of the focus nodes of shapes."""
    compiler, none = _compiler(reference, data), frozenset[NamedNode]()
    return [
        _plan(compiler, aim, Targets(frozenset(nodes), none, none, none), one_by_one=True)
        for aim, nodes in focus
    ]


def _plan(compiler: Compiler, aim: Aim, targets: Targets, *, one_by_one: bool) -> Plan:
    compiled = compiler.compile(aim.node, targets, one_by_one=one_by_one)
    return Plan(aim.node, aim.name, targets, aim.reach, compiled)


def _compiler(reference: Reference, data: Data) -> Compiler:
    return Compiler(
        reference.graph,
        reference.shapes,
        lambda kind: [to_rdflib(term) for term in data.subclasses(to_ox(kind))],
    )


def _selects(shapes: Mapping[Node, Shape]) -> dict[object, Select]:
    """Write the queries of shapes that the engine can answer, by the keys of their rules."""
    written: dict[object, Select] = {}
    for rule in (rule for shape in shapes.values() for rule in shape.rules):
        with suppress(NotPortableError):
            written[rule.key] = portable_select(rule.text, rule.prefixes, has_blank_nodes=False)
    return written
