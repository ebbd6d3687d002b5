"""Property paths of SHACL written as SPARQL property paths.

SHACL, section 2.3.1 (https://www.w3.org/TR/shacl/#property-paths).
"""

from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH
from rdflib.term import Node

_SUFFIXES: Final[dict[Node, str]] = {
    SH.zeroOrMorePath: "*",
    SH.oneOrMorePath: "+",
    SH.zeroOrOnePath: "?",
}


def path_text(graph: rdflib.Graph, path: Node | None) -> str:
    """Write a path as text; "" for none."""
    if path is None:
        return ""
    if isinstance(path, rdflib.URIRef):
        return f"<{path}>"
    if (path, RDF.first, None) in graph:
        return "/".join(path_text(graph, step) for step in Collection(graph, path))
    for predicate, value in graph.predicate_objects(path):
        if predicate == SH.inversePath:
            return f"^{path_text(graph, value)}"
        if predicate == SH.alternativePath:
            steps = (path_text(graph, step) for step in Collection(graph, value))
            return f"({'|'.join(steps)})"
        if predicate in _SUFFIXES:
            return f"({path_text(graph, value)}){_SUFFIXES[predicate]}"
    return ""
