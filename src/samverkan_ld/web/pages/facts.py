"""The quads of a document, ordered for a page: by subject and property, with their sources."""

from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.records import Subject, Term
from samverkan_ld.web.view import View

Objects = Mapping[Term, tuple[int, ...]]
"""Objects, and the numbers of the sources that state them."""

_Index = dict[Subject, dict[str, dict[Term, tuple[int, ...]]]]


class Facts:
    """What a document says, by subject and property.

    Sources are numbered from 1, in the order of `graphs`. Of subjects that the document leaves out,
    the store is asked.
    """

    def __init__(self, view: View, quads: Iterable[Quad], graphs: Iterable[str]) -> None:
        self._view: Final = view
        self._numbers: Final = {graph: number for number, graph in enumerate(graphs, start=1)}
        self._facts: _Index = {}
        self._others: _Index = {}
        for quad in quads:
            self._add(quad, self._facts)

    @property
    def nodes(self) -> tuple[Subject, ...]:
        """The subjects that the document says something of, in its order."""
        return tuple(self._facts)

    def of(self, subject: Term) -> Mapping[str, Objects]:
        """Give what is said of a subject, by the IRI of the property."""
        if isinstance(subject, Literal):
            return {}
        found = self._facts.get(subject) or self._others.get(subject)
        if found is None and isinstance(subject, NamedNode):
            found = self._others[subject] = {}
            for quad in self._view.facts(subject):
                self._add(quad, self._others)
        return found or {}

    def objects(self, subject: Term, *predicates: str) -> list[Term]:
        """List the objects of some properties of a subject, in the order of the properties."""
        said = self.of(subject)
        return [value for predicate in predicates for value in said.get(predicate, ())]

    def literals(self, subject: Term, *predicates: str) -> list[Literal]:
        """List the objects that are literals."""
        found = self.objects(subject, *predicates)
        return [value for value in found if isinstance(value, Literal)]

    def one(self, subject: Term, *predicates: str) -> Term | None:
        """Give the first object of some properties of a subject."""
        return next(iter(self.objects(subject, *predicates)), None)

    def sources(self, subject: Term) -> tuple[int, ...]:
        """List the sources that say anything of a subject."""
        said = self.of(subject).values()
        return tuple(sorted({n for objects in said for found in objects.values() for n in found}))

    def subjects(self, predicate: str, value: Term) -> list[Subject]:
        """List the subjects that have a value, as far as the document tells."""
        return [
            subject for subject, said in self._facts.items() if value in said.get(predicate, ())
        ]

    def _add(self, quad: Quad, index: "_Index") -> None:
        said = index.setdefault(quad.subject, {})
        objects = said.setdefault(quad.predicate.value, {})
        graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        number = self._numbers.get(graph)
        found = objects.get(quad.object, ())
        objects[quad.object] = (*found, number) if number and number not in found else found
