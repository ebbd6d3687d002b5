"""How far a query looks: the triples that decide about its rows for a focus node.

Each variable that surely stands at the end of a path from `$this` is given that path, by the
patterns that must hold whenever its own pattern matters. Patterns that do not hang together with
`$this` in this way are looked at wherever the focus node stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import URIRef, Variable

from samverkan_ld.validation.edges import Edge, edges
from samverkan_ld.validation.paths import (
    HERE,
    Alternative,
    Inverse,
    Path,
    Predicate,
    Repeat,
    Sequence,
    join,
    predicates,
)

_Known = Mapping[str, Path]
_Triple = tuple[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a query looks.

    `edges` are seen from the focus node; `everywhere` names the predicates by which it looks at all
    of the data, None for all predicates.
    """

    edges: frozenset[Edge]
    everywhere: frozenset[str] | None = frozenset()

    @property
    def is_local(self) -> bool:
        """Tell whether all that it looks at hangs together with the focus node."""
        return self.everywhere == frozenset()

    def __or__(self, other: "Horizon") -> "Horizon":
        """Look as far as both."""
        if self.everywhere is None or other.everywhere is None:
            return Horizon(self.edges | other.edges, None)
        return Horizon(self.edges | other.edges, self.everywhere | other.everywhere)


_NOTHING: Final = Horizon(frozenset())


def horizon(pattern: CompValue) -> Horizon:
    """Find out how far a query looks.

    Args:
        pattern: its graph pattern, in rdflib's algebra, which the engine matches as rdflib does: so
            what is shared between parts is bound in all solutions of each.

    Returns:
        The edges seen from `$this`, and what does not hang together with it.
    """
    return _look(pattern, {"this": HERE})[0]


def _look(node: CompValue, known: _Known) -> tuple[Horizon, _Known]:
    """Look at a pattern that matters where `known` holds; tell what is known when it holds, too."""
    match node.name:
        case "BGP":
            return _triples(node.triples, known)
        case "Filter":
            return _filter(node, known)
        case "Extend":
            return _look(node.p, known)
        case "Join":
            return _join([*_operands(node)], known)
        case "LeftJoin":
            left, beside = _look(node.p1, known)
            return left | _look(node.p2, beside)[0], beside
        case _:
            return _union(node, known)


def _filter(node: CompValue, known: _Known) -> tuple[Horizon, _Known]:
    found, within = _look(node.p, known)
    for graph in _exists(node.expr):
        found |= _look(graph, within)[0]
    return found, within


def _exists(node: Any) -> Iterator[CompValue]:
    """Give the patterns of EXISTS and NOT EXISTS in an expression."""
    if not isinstance(node, CompValue):
        return
    if node.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        yield node.graph
        return
    for value in node.values():
        for part in value if isinstance(value, list) else [value]:
            yield from _exists(part)


def _operands(node: CompValue) -> Iterator[CompValue]:
    if node.name == "Join":
        yield from chain(_operands(node.p1), _operands(node.p2))
    else:
        yield node


def _join(parts: list[CompValue], known: _Known) -> tuple[Horizon, _Known]:
    """Look at patterns that all hold, first at those that hang together with what is known."""
    found = _NOTHING
    while parts:
        looks = [_look(part, known) for part in parts]
        place = next((i for i, look in enumerate(looks) if look[0].is_local), 0)
        part, known = looks[place]
        found |= part
        del parts[place]
    return found, known


def _union(node: CompValue, known: _Known) -> tuple[Horizon, _Known]:
    (left, one), (right, other) = _look(node.p1, known), _look(node.p2, known)
    both = {n: _either(one[n], other[n]) for n in one.keys() & other.keys()}
    return left | right, both


def _either(one: Path, other: Path) -> Path:
    return one if one == other else Alternative((one, other))


def _triples(triples: Iterable[_Triple], known: _Known) -> tuple[Horizon, _Known]:
    """Look at triple patterns that all hold, each from an end to which a path is known."""
    waiting, paths = [*triples], dict(known)
    found: set[Edge] = set()
    while ways := [(way, triple) for triple in waiting if (way := _way(triple, paths))]:
        (is_back, _), triple = min(ways, key=lambda way: way[0])
        waiting.remove(triple)
        found.update(_take(triple, paths, is_back=is_back))
    if any(isinstance(predicate, Variable) for _, predicate, _ in waiting):
        return Horizon(frozenset(found), None), paths
    left = (predicates(_path(predicate)) for _, predicate, _ in waiting)
    return Horizon(frozenset(found), frozenset(chain.from_iterable(left))), paths


def _way(triple: _Triple, known: _Known) -> tuple[bool, int] | None:
    """Weigh the way on by a pattern: from its subject rather than its object, and a short one."""
    subject, _, value = triple
    for end, is_back in ((subject, False), (value, True)):
        if isinstance(end, Variable) and str(end) in known:
            return is_back, _steps(known[str(end)])
    return None


def _take(triple: _Triple, known: dict[str, Path], *, is_back: bool) -> Iterable[Edge]:
    """Go by a pattern from the end that is known, and remember the way to the other."""
    subject, predicate, value = triple
    start, end = (value, subject) if is_back else (subject, value)
    before = known[str(start)]
    if isinstance(predicate, Variable):
        return [Edge(before, None, is_back)]
    path = _path(predicate)
    if isinstance(end, Variable) and str(end) not in known:
        known[str(end)] = join(before, Inverse(path) if is_back else path)
    return edges(path, before=before, inverse=is_back)


def _path(path: Any) -> Path:
    """Read a path of rdflib's algebra, of the kinds that the engine follows alike."""
    match path:
        case URIRef():
            return Predicate(str(path))
        case InvPath():
            return Inverse(_path(path.arg))
        case SequencePath():
            return Sequence(tuple(map(_path, path.args)))
        case AlternativePath():
            return Alternative(tuple(map(_path, path.args)))
        case MulPath():
            return Repeat(_path(path.path), path.mod)
        case _:
            raise TypeError(f"{path} is no path that the engine follows as rdflib does")


def _steps(path: Path) -> int:
    return len(path.steps) if isinstance(path, Sequence) else 1
