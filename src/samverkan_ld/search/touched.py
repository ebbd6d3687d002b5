"""Which rows of the index a change touches."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.namespaces import ORG, TIME
from samverkan_ld.search.identity import NODES, NOTATION, VALUE
from samverkan_ld.search.values import (
    ARTICLE,
    CODE,
    LABELS,
    MEMBERSHIP,
    PLACE,
    PUBLISHED,
    TYPE,
    WITHIN,
)

Route = tuple[str, ...]

_HOLDERS: Final = ((ORG + "member",), (ORG + "organization",), (ORG + "role",))
_TO_MEMBERSHIPS: Final[Mapping[str, tuple[Route, ...]]] = {
    **dict.fromkeys(LABELS, _HOLDERS),
    CODE: ((ORG + "organization",),),
    PLACE: ((ORG + "organization",),),
    WITHIN: ((ORG + "organization",), (PLACE, ORG + "organization")),
    TIME + "inside": ((ORG + "memberDuring",),),
    TIME + "inXSDDate": ((TIME + "inside", ORG + "memberDuring"),),
}
"""For a property, the properties that lead back from its subject to memberships."""
_IDENTIFIED: Final = tuple((node,) for node in NODES)
_TO_THINGS: Final[Mapping[str, tuple[Route, ...]]] = {
    WITHIN: ((PLACE,),),
    NOTATION: _IDENTIFIED,
    VALUE: _IDENTIFIED,
}
"""The same, back to things."""

_FOLLOWED: Final = _TO_MEMBERSHIPS.keys() | _TO_THINGS.keys()


@dataclass(frozen=True, slots=True)
class Touched:
    """The IRIs of those things, and of those memberships, whose rows may have changed.

    The rows of a thing are those of its names and identifiers too.
    """

    things: frozenset[str]
    memberships: frozenset[str]


def find_touched(store: Store, changes: Iterable[Quad]) -> Touched:
    """Find the rows that a change touches.

    Args:
        store: the store after the change.
        changes: the quads that came or went.
    """
    changed = frozenset(changes)
    own = {quad.subject.value for quad in changed if isinstance(quad.subject, NamedNode)}
    said = [quad for quad in changed if _is_news(store, quad, changed)]
    return Touched(
        frozenset(own.union(_behind(store, said, _TO_THINGS))),
        frozenset(own.union(_behind(store, said, _TO_MEMBERSHIPS), _in_articles(store, changed))),
    )


def _is_news(store: Store, quad: Quad, changed: frozenset[Quad]) -> bool:
    """Tell whether no other graph said the same all along."""
    if quad.predicate.value not in _FOLLOWED or not isinstance(quad.subject, NamedNode):
        return False
    same = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return all(other in changed for other in same)


def _behind(
    store: Store, quads: Iterable[Quad], routes: Mapping[str, tuple[Route, ...]]
) -> Iterator[str]:
    starts = {
        (quad.subject, route)
        for quad in quads
        for route in routes.get(quad.predicate.value, ())
        if isinstance(quad.subject, NamedNode)
    }
    for start, route in starts:
        found = {start}
        for predicate in route:
            found = {node for end in found for node in _back(store, predicate, end)}
        yield from (node.value for node in found)


def _back(store: Store, predicate: str, end: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, NamedNode(predicate), end, None):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _in_articles(store: Store, changed: Iterable[Quad]) -> Iterator[str]:
    """Give the memberships in the graphs whose article, or the date of it, has changed."""
    graphs = {
        kind.graph_name
        for quad in changed
        for kind in _kinds(store, quad)
        if kind.object == ARTICLE and isinstance(kind.graph_name, NamedNode)
    }
    for graph in graphs:
        for quad in store.quads_for_pattern(None, TYPE, MEMBERSHIP, graph):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value


def _kinds(store: Store, quad: Quad) -> Iterable[Quad]:
    if quad.predicate == TYPE:
        return (quad,)
    if quad.predicate.value == PUBLISHED:
        return store.quads_for_pattern(quad.subject, TYPE, ARTICLE, None)
    return ()
