"""Terms moved to the addresses of a site."""

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.iris import Iris
from samverkan_ld.records import GraphName, Subject, Term


def rebase_quad(quad: Quad, iris: Iris) -> Quad:
    """Move every IRI of a quad to where it is now, datatypes included."""
    return Quad(
        rebase_subject(quad.subject, iris),
        rebase_node(quad.predicate, iris),
        rebase_term(quad.object, iris),
        _rebase_graph(quad.graph_name, iris),
    )


def rebase_node(node: NamedNode, iris: Iris) -> NamedNode:
    """Move an IRI."""
    value = node.value
    moved = iris.rebase(value)
    return node if moved == value else NamedNode(moved)


def rebase_subject(term: Subject, iris: Iris) -> Subject:
    """Move a subject that is an IRI."""
    return rebase_node(term, iris) if isinstance(term, NamedNode) else term


def rebase_term(term: Term, iris: Iris) -> Term:
    """Move a term that is an IRI, or the datatype of a literal."""
    if isinstance(term, NamedNode):
        return rebase_node(term, iris)
    if isinstance(term, Literal):
        datatype = rebase_node(term.datatype, iris)
        return term if datatype == term.datatype else Literal(term.value, datatype=datatype)
    return term


def _rebase_graph(graph: GraphName, iris: Iris) -> GraphName:
    return rebase_node(graph, iris) if isinstance(graph, NamedNode) else graph
