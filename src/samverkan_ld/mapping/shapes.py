"""The shapes of a site, moved to its own addresses."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.iris import Iris
from samverkan_ld.mapping.terms import rebase_quad
from samverkan_ld.namespaces import SH

_TEXTS: Final = frozenset(
    NamedNode(SH + name) for name in ("select", "ask", "construct", "pattern", "namespace")
)
"""Properties of shapes whose texts name addresses."""


def map_shapes(quads: Iterable[Quad], iris: Iris) -> list[Quad]:
    """Put shapes into the graph of shapes, with the site's addresses also inside their texts."""
    graph = NamedNode(iris.shapes_graph)
    placed = (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)
    return [rebase_quad(_with_own_text(quad, iris), iris) for quad in placed]


def _with_own_text(quad: Quad, iris: Iris) -> Quad:
    text = quad.object
    if quad.predicate not in _TEXTS or not isinstance(text, Literal):
        return quad
    moved = Literal(iris.rebase_text(text.value), datatype=text.datatype)
    return Quad(quad.subject, quad.predicate, moved, quad.graph_name)
