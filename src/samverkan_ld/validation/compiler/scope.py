"""What a constraint is compiled in: the shape it stands in, and the variable of its focus node."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.term import Node

from samverkan_ld.validation.compiler.clauses import Clause, Condition, Match
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.edges import reverses_steps
from samverkan_ld.validation.graph import to_ox
from samverkan_ld.validation.paths import depth, may_stay, write_pattern, write_steps
from samverkan_ld.validation.rewriting import survives
from samverkan_ld.validation.shapes import Shape

_DEPTH: Final = 9


@dataclass(frozen=True, slots=True)
class Scope:
    """A shape and a variable, and how to go on from there.

    `condition` compiles another shape for a node in a variable; `fresh` gives a variable that is
    used nowhere else; `subclasses` gives a class with those below it in the data.
    """

    graph: rdflib.Graph
    shape: Shape
    focus: str
    condition: Callable[[Node, str], Condition]
    fresh: Callable[[], str]
    subclasses: Callable[[Node], Iterable[Node]]

    def match(
        self, meeting: Clause | None = None, count: int = 1, *, var: str = "", key: str = ""
    ) -> Match:
        """Match so many value nodes that meet a clause on `var`.

        Raises:
            NotPortableError: the shape has no path, so its only value node is its focus node.
        """
        path = self.shape.path
        if path is None:
            raise NotPortableError("a node shape has its focus node as value")
        if depth(path) > _DEPTH:
            raise NotPortableError("pySHACL gives up on long paths")
        if reverses_steps(path):
            raise NotPortableError("pySHACL goes through a reversed sequence in another order")
        name = var or self.fresh()
        ends = f"?{self.focus}", f"?{name}"
        pattern = "" if may_stay(path) else write_pattern(path, *ends)
        return Match(self.focus, name, pattern, write_steps(path, *ends), meeting, count, key)

    def items(self, node: Node) -> list[Node]:
        """Give the members of a list of the shapes graph."""
        try:
            return [*Collection(self.graph, node)]
        except ValueError as error:
            raise NotPortableError(f"a list is broken: {error}") from error


def iri(node: Node) -> str:
    """Write an IRI of a shape as SPARQL.

    Raises:
        NotPortableError: it is no IRI.
    """
    if not isinstance(node, rdflib.URIRef):
        raise NotPortableError("a blank node or literal stands where an IRI should")
    return f"<{node}>"


def constant(node: Node) -> str:
    """Write a term of a shape as SPARQL, so that only the very same term equals it.

    Raises:
        NotPortableError: it is a blank node, or a literal that a store does not keep as written.
    """
    term = to_ox(node)
    if isinstance(node, rdflib.BNode):
        raise NotPortableError("a blank node is named")
    if not survives(term):
        raise NotPortableError(f"a store does not keep {term} as it is written")
    return str(term)
