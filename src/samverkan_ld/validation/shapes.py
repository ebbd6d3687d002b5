"""Shapes, as the reference validator finds them in a shapes graph.

SHACL, section 2.1 (https://www.w3.org/TR/shacl/#shapes).
"""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import rdflib
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from pyshacl.errors import ConstraintLoadWarning
from pyshacl.shape import Shape as ReferenceShape
from rdflib.namespace import SH
from rdflib.term import Node

from samverkan_ld.validation.paths import Path, read_path
from samverkan_ld.validation.rules import Rule, read_rules


@dataclass(frozen=True, slots=True)
class Shape:
    """A node shape, or a property shape with a path.

    `parameters` maps each property of the shape to its values, `rules` are its SPARQL constraints,
    `custom` names its constraint components that SHACL does not define. `targets` are the values of
    sh:targetNode, of sh:targetClass (and the shape itself, if it is a class), of
    sh:targetSubjectsOf and of sh:targetObjectsOf.
    """

    node: Node
    path: Path | None
    is_deactivated: bool
    parameters: Mapping[Node, tuple[Node, ...]]
    rules: tuple[Rule, ...]
    custom: tuple[str, ...]
    targets: tuple[tuple[Node, ...], ...]

    def values(self, parameter: Node) -> tuple[Node, ...]:
        """Give the values of a parameter."""
        return self.parameters.get(parameter, ())


def read_shape(graph: rdflib.Graph, shape: ReferenceShape) -> Shape:
    """Read a shape that the reference validator has found, and try all that it is made of.

    Raises:
        Exception: it is broken; the reference validator and rdflib raise what they like.
    """
    path = read_path(graph, shape.path()) if shape.is_property_shape else None
    parameters: dict[Node, list[Node]] = defaultdict(list)
    for predicate, value in graph.predicate_objects(shape.node):
        parameters[predicate].append(value)
    if not shape.deactivated:
        _try_components(shape, parameters)
    custom = shape.find_custom_constraints()
    for component in custom:
        component.make_validator_for_shape(shape)
    return Shape(
        node=shape.node,
        path=path,
        is_deactivated=shape.deactivated,
        parameters={predicate: tuple(values) for predicate, values in parameters.items()},
        rules=_rules(shape) if SH.sparql in parameters else (),
        custom=tuple(str(component.node) for component in custom),
        targets=_targets(shape),
    )


def _try_components(shape: ReferenceShape, parameters: Mapping[Node, object]) -> None:
    """Load the constraint components of a shape as the reference validator would."""
    for component in {
        CONSTRAINT_PARAMETERS_MAP[p] for p in parameters if p in CONSTRAINT_PARAMETERS_MAP
    }:
        with suppress(ConstraintLoadWarning):
            component(shape)


def _rules(shape: ReferenceShape) -> tuple[Rule, ...]:
    return () if shape.deactivated else read_rules(SPARQLBasedConstraint(shape))


def _targets(shape: ReferenceShape) -> tuple[tuple[Node, ...], ...]:
    nodes, classes, implicit, objects_of, subjects_of = map(tuple, shape.target())
    return nodes, (*classes, *implicit), subjects_of, objects_of
