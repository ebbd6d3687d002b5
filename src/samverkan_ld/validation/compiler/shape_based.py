"""Constraints that name another shape: SHACL, section 4.7.

See https://www.w3.org/TR/shacl/#core-components-shape.
"""

import rdflib
from rdflib.namespace import SH
from rdflib.term import Literal, Node

from samverkan_ld.validation.compiler.cardinality import number
from samverkan_ld.validation.compiler.clauses import (
    MET,
    Condition,
    Few,
    Some,
    Test,
    every,
    may_conform,
    may_fail,
)
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.scope import Scope
from samverkan_ld.validation.shapes import Shape


def node(scope: Scope, value: Node) -> Condition:
    """Compile sh:node, and sh:property, whose shape brings its own path."""
    return scope.condition(value, scope.focus)


def qualified(scope: Scope, value: Node) -> Condition:
    """Compile sh:qualifiedValueShape with its minimum and maximum of conforming value nodes."""
    if scope.shape.path is None:
        return MET  # the reference passes over it with a warning
    if len(scope.shape.values(SH.qualifiedValueShape)) > 1:
        raise NotPortableError("there are several qualified value shapes")
    var = scope.fresh()
    shape = scope.condition(value, var)
    others = [scope.condition(other, var) for other in siblings(scope.graph, scope.shape, value)]
    sure = Test(_both(f"!({may_fail(shape)})", [f"!({may_conform(o)})" for o in others]))
    possible = Test(_both(may_conform(shape), [may_fail(other) for other in others]))
    errs = every([shape, *others]).errs
    bounds = [Condition((), (), tuple(Some(scope.match(clause, var=var)) for clause in errs))]
    if (minimum := _bound(scope, SH.qualifiedMinCount)) is not None and minimum > 0:
        surely, perhaps = (scope.match(kind, minimum, var=var) for kind in (sure, possible))
        bounds.append(Condition((Few(surely),), (Some(perhaps),)))
    if (maximum := _bound(scope, SH.qualifiedMaxCount)) is not None:
        surely, perhaps = (scope.match(kind, maximum + 1, var=var) for kind in (sure, possible))
        bounds.append(Condition((Some(perhaps),), (Few(surely),)))
    return every(bounds)


def _both(first: str, rest: list[str]) -> str:
    return " && ".join(f"({text})" for text in (first, *rest))


def _bound(scope: Scope, parameter: Node) -> int | None:
    values = scope.shape.values(parameter)
    return number(values[0]) if values else None


def siblings(graph: rdflib.Graph, shape: Shape, value: Node) -> list[Node]:
    """List the shapes that a counted node must not conform to, as SHACL defines siblings."""
    is_disjoint = shape.values(SH.qualifiedValueShapesDisjoint)
    if not any(isinstance(term, Literal) and term.value is True for term in is_disjoint):
        return []
    found = {
        sibling
        for parent in {*graph.subjects(SH.property, shape.node)}
        for other in graph.objects(parent, SH.property)
        for sibling in graph.objects(other, SH.qualifiedValueShape)
    }
    return sorted(found - {value}, key=str)
