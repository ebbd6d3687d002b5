"""Which shape is at fault, when the shapes graph as a whole is refused."""

from collections.abc import Iterator

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from samverkan_ld.validation.paths import path_text


def named(graph: rdflib.Graph, node: Node) -> str:
    """Name a shape for people: by its IRI, or by its path and the shape that it stands in."""
    if isinstance(node, rdflib.URIRef):
        return f"the shape <{node}>"
    path = path_text(graph, graph.value(node, SH.path))
    own = f"the property shape for {path}" if path else "a shape without a name"
    parent = owner(graph, node)
    return f"{own} in <{parent}>" if parent else own


def owner(graph: rdflib.Graph, node: Node | None) -> str:
    """Give the IRI of a shape, or else of the nearest node that leads to it; "" for none."""
    if node is None or isinstance(node, rdflib.URIRef):
        return str(node or "")
    return str(next(_owners(graph, node), ""))


def misused(graph: rdflib.Graph) -> Iterator[Node]:
    """List shapes that are neither node shapes nor property shapes, or whose lists are empty.

    SHACL, section 2 (https://www.w3.org/TR/shacl/#node-shapes).
    """
    node_shapes = {*graph.subjects(RDF.type, SH.NodeShape)}
    property_shapes = {*graph.subjects(RDF.type, SH.PropertyShape)}
    with_path = {*graph.subjects(SH.path)}
    yield from sorted(node_shapes & (property_shapes | with_path), key=str)
    expected = property_shapes | {*graph.objects(None, SH.property)} | with_path
    for shape in sorted(expected, key=str):
        if len({*graph.objects(shape, SH.path)}) != 1:
            yield shape
    for parameter in (SH["and"], SH["or"], SH.xone):
        for shape, members in graph.subject_objects(parameter):
            if (members, RDF.first, None) not in graph:
                yield shape


def _owners(graph: rdflib.Graph, node: Node) -> Iterator[rdflib.URIRef]:
    """Give the named nodes that lead to a blank node."""
    seen, border = {node}, {node}
    while border:
        border = {s for member in border for s, _ in graph.subject_predicates(member)} - seen
        yield from sorted((s for s in border if isinstance(s, rdflib.URIRef)), key=str)
        seen |= border
