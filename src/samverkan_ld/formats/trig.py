"""TriG for people to read (https://www.w3.org/TR/trig/): each graph written as Turtle."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, Triple

from samverkan_ld.formats.outline import make_outline
from samverkan_ld.formats.turtle import STEP, Page, Writer

GraphName: TypeAlias = NamedNode | BlankNode | DefaultGraph


def write(quads: Iterable[Quad | Triple], prefixes: Mapping[str, str], *, first: str = "") -> str:
    """Write quads as TriG: the default graph, then the others by name; each in reading order.

    Raises:
        FormatError: a term is one of RDF 1.2: a triple term or a text with a direction.
    """
    page = Page(prefixes)
    graphs = _by_graph(quads)
    labelled = _labelled(graphs)
    texts = []
    for name in sorted(graphs, key=_graph_order):
        plan = make_outline(graphs[name], page.prefixes, first=first, labelled=labelled)
        if isinstance(name, DefaultGraph):
            texts += Writer(plan, page).blocks()
        else:
            texts.append(_block(page, name, Writer(plan, page, STEP).blocks()))
    return page.document(texts)


def _block(page: Page, name: NamedNode | BlankNode, blocks: list[str]) -> str:
    title = page.node(name.value if isinstance(name, NamedNode) else name)
    return "\n".join([f"{title} {{", "\n\n".join(blocks), "}"])


def _by_graph(quads: Iterable[Quad | Triple]) -> dict[GraphName, list[Quad | Triple]]:
    graphs: dict[GraphName, list[Quad | Triple]] = {}
    for quad in quads:
        name = quad.graph_name if isinstance(quad, Quad) else DefaultGraph()
        graphs.setdefault(name, []).append(quad)
    return graphs


def _graph_order(name: GraphName) -> tuple[int, str]:
    return (0, "") if isinstance(name, DefaultGraph) else (1, str(name))


def _labelled(graphs: Mapping[GraphName, Iterable[Quad | Triple]]) -> set[BlankNode]:
    """Find the blank nodes that need a label: those in several graphs, and names of graphs."""
    seen = {name for name in graphs if isinstance(name, BlankNode)}
    labelled: set[BlankNode] = set()
    for quads in graphs.values():
        here = {term for quad in quads for term in (quad.subject, quad.object)}
        blank = {term for term in here if isinstance(term, BlankNode)}
        labelled |= blank & seen
        seen |= blank
    return labelled
