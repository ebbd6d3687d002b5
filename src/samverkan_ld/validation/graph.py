"""From pyoxigraph's terms to rdflib's and back, with every lexical form kept.

The validator reads rdflib graphs in memory: a graph backed by a store gives strings and numbers
back changed, and then conforming data is said to fail.
"""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Identifier, Node

from samverkan_ld.namespaces import XSD
from samverkan_ld.records import Term

_STRING = XSD + "string"

PlainTerm = ox.NamedNode | ox.BlankNode | ox.Literal


def empty_graph() -> rdflib.Graph:
    """Make a graph with a quick store, which has no place for further graphs, as pySHACL may."""
    return rdflib.Graph(store="SimpleMemory", bind_namespaces="none")


def to_graph(
    quads: Iterable[ox.Quad | ox.Triple], graph: rdflib.Graph | None = None
) -> rdflib.Graph:
    """Put quads into one rdflib graph, by default a new one, whatever graphs they stand in."""
    if graph is None:
        graph = rdflib.Graph(bind_namespaces="none")
    add = graph.add
    for quad in quads:
        add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return graph


def to_rdflib(term: Term) -> Identifier:
    """Translate a term; triple terms have no counterpart."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        return _literal(term)
    raise TypeError("a triple term stands in data that readers refuse it in")


def _literal(term: ox.Literal) -> rdflib.Literal:
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    datatype = term.datatype.value
    if datatype == _STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(datatype), normalize=False)


def to_triples(triples: Iterable[tuple[Node, Node, Node]]) -> list[ox.Triple]:
    """Translate the triples of an rdflib graph."""
    return [ox.Triple(_subject(s), ox.NamedNode(str(p)), to_ox(o)) for s, p, o in triples]


def to_ox(node: Node) -> PlainTerm:
    """Translate a term of rdflib."""
    if not isinstance(node, rdflib.Literal):
        return _subject(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    datatype = str(node.datatype or _STRING)
    return ox.Literal(str(node), datatype=ox.NamedNode(datatype))


def _subject(node: Node) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(str(node)) if isinstance(node, rdflib.BNode) else ox.NamedNode(str(node))
