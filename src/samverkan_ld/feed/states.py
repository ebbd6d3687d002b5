"""The present state of things: everything that the sources say of them and their sub-nodes."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store, Triple

from samverkan_ld.archive.things import Thing
from samverkan_ld.iris import Iris


def present_states(store: Store, iris: Iris, things: Iterable[Thing]) -> dict[str, list[Triple]]:
    """Read the states of things, sorted; nothing for those that are not described.

    Args:
        store: the store of the release.
        iris: the addresses of the site.
        things: the things, with the number of quads that their states come from.
    """
    wanted = [thing for thing in things if thing.is_described]
    found = {thing.iri: set(_linked(store, iris, thing.iri)) for thing in wanted}
    scattered = {thing.iri for thing in wanted if len(found[thing.iri]) < thing.quads}
    if scattered:
        for quad in store:
            owner = _owner(iris, quad)
            if owner in scattered and _is_sourced(iris, quad):
                found[owner].add(quad)
    return {iri: _sorted(quads) for iri, quads in found.items()}


def _linked(store: Store, iris: Iris, thing: str) -> Iterator[Quad]:
    """Give what is said of a thing, and of the sub-nodes that it leads to."""
    waiting = [NamedNode(thing)]
    seen = {thing}
    while waiting:
        for quad in store.quads_for_pattern(waiting.pop(), None, None, None):
            if _is_sourced(iris, quad):
                yield quad
                value = quad.object
                if (
                    isinstance(value, NamedNode)
                    and value.value not in seen
                    and iris.owner(value.value) == thing
                ):
                    seen.add(value.value)
                    waiting.append(value)


def _owner(iris: Iris, quad: Quad) -> str:
    """Tell which thing a quad is said of: a blank node belongs to its graph."""
    node = quad.subject if isinstance(quad.subject, NamedNode) else quad.graph_name
    return iris.owner(node.value) if isinstance(node, NamedNode) else ""


def _is_sourced(iris: Iris, quad: Quad) -> bool:
    graph = quad.graph_name
    return isinstance(graph, NamedNode) and graph.value not in iris.system_graphs


def _sorted(quads: Iterable[Quad]) -> list[Triple]:
    return sorted({quad.triple for quad in quads}, key=str)
