"""Shapes compiled to queries.

A compiled shape finds its focus nodes that may fail: it may name too many, never too few.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

import rdflib
from rdflib.namespace import SH
from rdflib.term import Node

from samverkan_ld.validation.compiler.clauses import (
    ALWAYS,
    MET,
    UNKNOWN,
    Clause,
    Condition,
    Few,
    Some,
    Test,
    every,
    may_conform,
)
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.probes import FOCUS, probe
from samverkan_ld.validation.compiler.scope import Scope
from samverkan_ld.validation.compiler.select import Select, portable_select
from samverkan_ld.validation.compiler.table import COMPONENTS
from samverkan_ld.validation.rules import Rule
from samverkan_ld.validation.shapes import Shape
from samverkan_ld.validation.targets import Targets

DEPTH: Final = 10
"""Shapes nested deeper are left to the reference, which gives up on them at some depth."""


@dataclass(frozen=True, slots=True)
class Part:
    """What finds the focus nodes that fail a shape, or one of its property shapes.

    `queries` name them as `?this`; `selects` are the SPARQL constraints of the part, by their
    rules' keys: a solution names a focus node, or all of them where it leaves `?this` open. Of
    focus nodes that see blank nodes the engine may say something else than the reference.
    """

    node: Node
    queries: tuple[str, ...]
    selects: Mapping[object, Select]


@dataclass(frozen=True, slots=True)
class Compiled:
    """What finds the focus nodes of a shape that may fail.

    The first part is that of the shape itself, the others are those of its property shapes.
    `remainder` tells what was left to the reference, and why.
    """

    parts: tuple[Part, ...]
    remainder: tuple[str, ...]

    @property
    def selects(self) -> dict[object, Select]:
        """The SPARQL constraints of all parts, by their rules' keys."""
        return {key: select for part in self.parts for key, select in part.selects.items()}


class Compiler:
    """Compiles the shapes of a graph for data.

    Args:
        graph: the shapes graph.
        shapes: its shapes, by their node.
        subclasses: gives a class, and those below it in the data.
    """

    def __init__(
        self,
        graph: rdflib.Graph,
        shapes: Mapping[Node, Shape],
        subclasses: Callable[[Node], Iterable[Node]],
    ) -> None:
        self._graph = graph
        self._shapes = shapes
        self._subclasses = subclasses
        self._numbers = count(1)
        self._within: list[Node] = []
        self._remainder: list[str] = []

    def compile(self, node: Node, targets: Targets, *, one_by_one: bool) -> Compiled:
        """Compile a shape with targets; `one_by_one` tells that it has few focus nodes."""
        self._remainder, shape = [], self._shapes[node]
        beside = shape.values(SH.property) if shape.path is None else ()
        known = [self._shapes[other] for other in sorted(beside, key=str) if other in self._shapes]
        self._within.append(node)
        own = self._constraints(shape, FOCUS, without=known, is_part=True)
        conditions = {node: every([*own])}
        conditions |= {o.node: self.condition(o.node, FOCUS, is_part=True) for o in known}
        self._within.pop()
        parts = tuple(
            self._part(self._shapes[name], condition, targets, one_by_one)
            for name, condition in conditions.items()
        )
        return Compiled(parts, tuple(dict.fromkeys(self._remainder)))

    def _part(self, shape: Shape, condition: Condition, targets: Targets, one_by_one: bool) -> Part:
        selects = {rule.key: self._select(rule) for rule in shape.rules}
        clauses = [*condition.fails, *condition.errs, *[ALWAYS] * (None in selects.values())]
        queries = [
            self._probe(shape.node, clause, targets, one_by_one)
            for clause in dict.fromkeys(clauses)
        ]
        answered = {key: select for key, select in selects.items() if select}
        return Part(shape.node, tuple(queries), answered)

    def condition(self, node: Node, focus: str, *, is_part: bool = False) -> Condition:
        """Compile a shape for the node in a variable; the queries of a part are its own."""
        shape = self._shapes.get(node)
        if shape is None or node in self._within or len(self._within) >= DEPTH:
            return self._left(node, "a shape that is missing, recursive or nested too deep")
        if shape.is_deactivated:
            return MET
        self._within.append(node)
        try:
            return every([*self._constraints(shape, focus, is_part=is_part)])
        finally:
            self._within.pop()

    def _constraints(
        self, shape: Shape, focus: str, *, without: Iterable[Shape] = (), is_part: bool
    ) -> Iterator[Condition]:
        """Compile the constraints of a shape, without those that name some other shapes."""
        apart = {other.node for other in without}
        scope = Scope(self._graph, shape, focus, self.condition, self._fresh, self._subclasses)
        if shape.custom:
            yield self._left(shape.node, "constraint components of its own")
        if shape.rules and not is_part:
            yield self._left(shape.node, "a query within another constraint")
        for parameter, values in sorted(shape.parameters.items()):
            if parameter in COMPONENTS:
                left = set(values) - (apart if parameter == SH.property else set())
                for value in sorted(left, key=str):
                    yield self._constraint(scope, parameter, value)

    def _constraint(self, scope: Scope, parameter: Node, value: Node) -> Condition:
        component = COMPONENTS[parameter]
        try:
            if scope.shape.path is None or not component.of_values:
                return component.compile(scope, value)
            var = self._fresh()
            return _of_values(scope, var, component.compile(replace(scope, focus=var), value))
        except NotPortableError as error:
            return self._left(scope.shape.node, f"{_name(parameter)}: {error}")

    def _select(self, rule: Rule) -> Select | None:
        try:
            return portable_select(rule.text, rule.prefixes, has_blank_nodes=False)
        except NotPortableError as error:
            self._left(rule.node, str(error))
            return None

    def _probe(self, node: Node, clause: Clause, targets: Targets, one_by_one: bool) -> str:
        for singly in (one_by_one, False):
            with suppress(NotPortableError):
                return probe(clause, targets, one_by_one=singly)
        self._left(node, "it counts too many values")
        return probe(ALWAYS, targets, one_by_one=False)

    def _left(self, node: Node, reason: str) -> Condition:
        """Leave a constraint to the reference."""
        self._remainder.append(f"{node}: {reason}")
        return UNKNOWN

    def _fresh(self) -> str:
        return f"v{next(self._numbers)}_"


def _of_values(scope: Scope, var: str, condition: Condition) -> Condition:
    """Turn what holds of a value node into what holds of the focus node."""
    tests = [clause.expression for clause in condition.fails if isinstance(clause, Test)]
    others = [clause for clause in condition.fails if not isinstance(clause, Test)]
    joined = [Test(" || ".join(tests))] if tests else []

    def some(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
        return tuple(Some(scope.match(clause, var=var)) for clause in clauses)

    surely_fails = Test(f"!({may_conform(condition)})")
    conforms = (Few(scope.match(surely_fails, var=var)),)
    return Condition(some([*joined, *others]), conforms, some(condition.errs))


def _name(parameter: Node) -> str:
    return f"sh:{str(parameter).rpartition('#')[2]}"
