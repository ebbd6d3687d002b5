"""Graph patterns of SPARQL that rdflib and the engine match alike.

SPARQL 1.1, section 18 (https://www.w3.org/TR/sparql11-query/#sparqlAlgebra) evaluates from within;
rdflib hands bindings down from outside, and forgets some of them again. The two agree where what is
shared between parts is bound in all solutions of each, and expressions see their own part only.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from rdflib.paths import MulPath
from rdflib.plugins.sparql.parserutils import CompValue, Expr
from rdflib.term import URIRef, Variable

from samverkan_ld.validation.compiler.bindings import either, joined, kinds
from samverkan_ld.validation.compiler.expressions import Expressions
from samverkan_ld.validation.compiler.steps import BETWEEN, Steps
from samverkan_ld.validation.compiler.values import Kind, Scope, Typed, refuse, term

_Place = Enum("_Place", ["OUTERMOST", "WITHIN", "EXISTS", "WITHIN_EXISTS"])
"""Where a pattern stands: rdflib hands bindings to all but the outermost, and within EXISTS it does
not know which variables a pattern has."""

_EXISTS: Final = {"Builtin_EXISTS": "EXISTS", "Builtin_NOTEXISTS": "NOT EXISTS"}
_INNER: Final = {_Place.OUTERMOST: _Place.WITHIN, _Place.EXISTS: _Place.WITHIN_EXISTS}
_NOWHERE: Final[Scope] = {}


@dataclass(frozen=True, slots=True)
class Group:
    """A pattern: what stands between its braces, and the variables that it may bind."""

    text: str
    scope: Scope

    @property
    def certain(self) -> Scope:
        """The variables that every solution binds."""
        return {name: typed for name, typed in self.scope.items() if typed.is_total}


class Patterns:
    """Writes a graph pattern of rdflib's algebra, with all that is in it, for the engine.

    Args:
        root: the whole pattern of a query.
        has_blank_nodes: whether the data may have blank nodes.

    Attributes:
        steps: the predicates that were written.
        mentions: how often patterns mention each variable.

    Raises:
        NotPortableError: the engine might give other solutions.
    """

    def __init__(self, root: CompValue, *, has_blank_nodes: bool) -> None:
        self._has_blank_nodes = has_blank_nodes
        self.steps = Steps()
        self.mentions = _mentions(root)
        if any(name.startswith(BETWEEN) for name in self.mentions):
            refuse(f"a variable is named {BETWEEN}…")
        self.group = self._group(root, _Place.OUTERMOST, _NOWHERE)

    def _group(self, node: CompValue, place: _Place, seen: Scope) -> Group:
        match node.name:
            case "BGP":
                return self._triples(node.triples)
            case "Filter":
                return self._filter(node, place, seen)
            case "Extend":
                return self._bind(node, place)
            case "Join":
                return self._join(node, place)
            case "LeftJoin":
                return self._optional(node, place)
            case _:
                return self._union(node, place)

    def _part(self, node: CompValue, place: _Place) -> Group:
        """Write a pattern that others follow; a filter would reach them without its own braces."""
        if place == _Place.EXISTS:
            place = _Place.WITHIN_EXISTS
        group = self._group(node, place, _NOWHERE)
        return replace(group, text=f"{{ {group.text} }}") if node.name == "Filter" else group

    def _inner(self, node: CompValue, place: _Place) -> Group:
        return self._group(node, _INNER.get(place, place), _NOWHERE)

    def _triples(self, triples: list[tuple[Any, Any, Any]]) -> Group:
        scope: dict[str, Typed] = {}
        for triple in triples:
            if isinstance(triple[1], MulPath):
                self._check_loop(triple, triples)
            for name, kind in kinds(triple):
                known = scope.get(name)
                if known is None or known.kind == Kind.TERM:
                    scope[name] = Typed(f"?{name}", kind)
        return Group(" ".join(map(self._triple, triples)), scope)

    def _triple(self, triple: tuple[Any, Any, Any]) -> str:
        subject, predicate, value = triple
        if not isinstance(subject, Variable | URIRef):
            refuse("a subject is neither a variable nor an IRI")
        if isinstance(predicate, Variable):
            if self.mentions[str(predicate)] > 1 or str(predicate) == "this":
                refuse(f"the predicate ?{predicate} may be bound elsewhere")
            self.steps.is_any = True
            return f"{_node(subject)} ?{predicate} {_node(value)} ."
        return self.steps.write(_node(subject), predicate, _node(value))

    def _check_loop(self, triple: tuple[Any, Any, Any], triples: Iterable[Any]) -> None:
        # Where a path is repeated, rdflib takes an empty string or a zero at an end for no end.
        others = [t for t in triples if not isinstance(t[1], MulPath)]
        safe = {name for t in others for name, kind in kinds(t) if kind == Kind.RESOURCE}
        for end in (triple[0], triple[2]):
            is_free = self.mentions[str(end)] == 1 and str(end) != "this"
            if isinstance(end, Variable) and not is_free and str(end) not in safe:
                refuse(f"a path is repeated from or to ?{end}, which may be a literal")
            if not isinstance(end, Variable | URIRef):
                refuse("a path is repeated from or to a literal")

    def _filter(self, node: CompValue, place: _Place, seen: Scope) -> Group:
        if place == _Place.WITHIN_EXISTS:
            refuse("a filter in a group within EXISTS")
        group = self._part(node.p, place)
        visible = Expressions(joined(seen, group.scope), self._has_blank_nodes)
        texts = [group.text]
        for condition in _conjuncts(node.expr):
            if condition.name in _EXISTS:
                texts.append(self._exists(condition, place, joined(seen, group.certain)))
            else:
                texts.append(f"FILTER({visible.condition(condition)})")
        return Group(" ".join(texts), group.scope)

    def _exists(self, node: Expr, place: _Place, seen: Scope) -> str:
        if place == _Place.WITHIN:
            refuse("EXISTS in a group within another")
        shared = {n for n, count in _mentions(node.graph).items() if count < self.mentions[n]}
        if not shared <= seen.keys():
            refuse("EXISTS with a variable that is bound elsewhere, or in some solutions only")
        return (
            f"FILTER {_EXISTS[node.name]} {{ {self._group(node.graph, _Place.EXISTS, seen).text} }}"
        )

    def _bind(self, node: CompValue, place: _Place) -> Group:
        if place in (_Place.EXISTS, _Place.WITHIN_EXISTS):
            refuse("BIND within EXISTS")
        group, name = self._part(node.p, place), str(node.var)
        found = Expressions(group.scope, self._has_blank_nodes).write(node.expr)
        if self.mentions[name] > 1 or name == "this" or name in group.scope:
            refuse(f"?{name} is bound by BIND, and used in a pattern")
        if found.kind not in (Kind.STRING, Kind.NUMBER):
            refuse("BIND of something else than a string or a number")
        scope = {**group.scope, name: replace(found, text=f"?{name}")}
        return Group(f"{group.text} BIND({found.text} AS ?{name})", scope)

    def _join(self, node: CompValue, place: _Place) -> Group:
        left, right = self._part(node.p1, place), self._inner(node.p2, place)
        text = right.text if node.p2.name == "BGP" else f"{{ {right.text} }}"
        return Group(f"{left.text} {text}", joined(left.scope, right.scope))

    def _optional(self, node: CompValue, place: _Place) -> Group:
        if place in (_Place.EXISTS, _Place.WITHIN_EXISTS):
            refuse("OPTIONAL within EXISTS")
        left, right = self._part(node.p1, place), self._inner(node.p2, place)
        self._check_local((n for n in right.scope if n not in left.certain), node.p2)
        text = f"{{ {right.text} }}" if node.p2.name == "Filter" else right.text
        if node.expr.name != "TrueFilter":
            if place != _Place.OUTERMOST:
                refuse("a filter of an OPTIONAL in a group within another")
            visible = Expressions(joined(left.scope, right.scope), self._has_blank_nodes)
            text += f" FILTER({visible.condition(node.expr)})"
        maybe = {n: replace(typed, is_total=False) for n, typed in right.scope.items()}
        return Group(f"{left.text} OPTIONAL {{ {text} }}", {**maybe, **left.scope})

    def _union(self, node: CompValue, place: _Place) -> Group:
        left, right = self._inner(node.p1, place), self._inner(node.p2, place)
        certain = left.certain.keys() & right.certain.keys()
        names = left.scope.keys() | right.scope.keys()
        self._check_local(names - certain, node)
        scope = {n: either(left.scope.get(n), right.scope.get(n)) for n in names}
        return Group(f"{{ {left.text} }} UNION {{ {right.text} }}", scope)

    def _check_local(self, names: Iterable[str], node: CompValue) -> None:
        inside = _mentions(node)
        for name in names:
            if inside[name] != self.mentions[name]:
                refuse(f"?{name} is bound in some solutions only, and used in another pattern")


def _mentions(node: CompValue) -> Counter[str]:
    match node.name:
        case "BGP":
            return Counter(str(t) for triple in node.triples for t in triple if _is_variable(t))
        case "Filter":
            exists = [e.graph for e in _conjuncts(node.expr) if e.name in _EXISTS]
            return sum(map(_mentions, exists), _mentions(node.p))
        case "Extend":
            return _mentions(node.p) + Counter([str(node.var)])
        case "Join" | "LeftJoin" | "Union":
            return _mentions(node.p1) + _mentions(node.p2)
        case _:
            return refuse(f"{node.name} is not supported")


def _conjuncts(node: Any) -> Iterator[Expr]:
    if not isinstance(node, Expr):
        refuse("a filter is no call")
    if node.name == "ConditionalAndExpression":
        for part in (node.expr, *node.other):
            yield from _conjuncts(part)
    else:
        yield node


def _node(node: Any) -> str:
    return f"?{node}" if _is_variable(node) else term(node)


def _is_variable(node: object) -> bool:
    return isinstance(node, Variable)
