"""The data that are validated: a store, and what it does not keep as written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Variable

from samverkan_ld.namespaces import RDFS
from samverkan_ld.records import Subject, Term
from samverkan_ld.validation.loading import load
from samverkan_ld.validation.paths import Alternative, Inverse, Path, Predicate, Repeat, Sequence
from samverkan_ld.validation.rewriting import Rewritten

Triple = tuple[Subject, NamedNode, Term]

_BLANK: Final = "SELECT ?s ?p ?o { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) }"
_BELOW: Final = Repeat(Inverse(Predicate(RDFS + "subClassOf")), "*")


@dataclass(frozen=True, slots=True)
class Data:
    """A store, read as the union of its graphs, with every literal as it was written.

    Attributes:
        store: the store.
        rewritten: the literals that it does not keep as written.
        has_blank_nodes: False only if there surely are none.
        hidden: graphs of the store that are no part of the data.
    """

    store: Store
    rewritten: Rewritten = field(default_factory=Rewritten)
    has_blank_nodes: bool = True
    hidden: frozenset[NamedNode] = frozenset()

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "Data":
        """Put quads into a store in memory."""
        store, rewritten, given = Store(), Rewritten(), [*quads]
        store.bulk_extend(given)
        rewritten.remember(given)
        ends = (end for quad in given for end in (quad.subject, quad.object))
        return cls(store, rewritten, any(isinstance(end, BlankNode) for end in ends))

    @classmethod
    def load(cls, graphs: Iterable[bytes], store: Store) -> "Data":
        """Put graphs into an empty store.

        Args:
            graphs: their canonical N-Quads; those of different graphs name no blank node alike.
            store: the store.
        """
        rewritten = Rewritten()
        has_blank_nodes = load(store, rewritten.observe(graphs))
        return cls(store, rewritten, has_blank_nodes)

    def triples(
        self, subject: Term | None, predicate: NamedNode | None, value: Term | None
    ) -> Iterator[Triple]:
        """Give the triples that match a pattern; those of several graphs come several times."""
        if isinstance(subject, Literal):
            return
        quads: Iterable[Quad] = self.store.quads_for_pattern(subject, predicate, value)
        if self.hidden:
            quads = (quad for quad in quads if quad.graph_name not in self.hidden)
        for quad, written in self.rewritten.objects(quads):
            if value is None or written == value:
                yield quad.subject, quad.predicate, written

    def has(self, subject: Term | None, predicate: NamedNode | None, value: Term | None) -> bool:
        """Tell whether a triple matches a pattern."""
        return next(self.triples(subject, predicate, value), None) is not None

    def ask(self, query: str, **substitutions: Term) -> QuerySolutions:
        """Run a SELECT query on the union of all graphs; literals come as the store has them.

        Raises:
            ValueError: some graphs are hidden, which a query would see.
        """
        if self.hidden:
            raise ValueError("a query sees hidden graphs; take the data near some nodes instead")
        bound = {Variable(name): term for name, term in substitutions.items()}
        found = self.store.query(
            query, use_default_graph_as_union=True, substitutions=bound or None
        )
        if not isinstance(found, QuerySolutions):
            raise TypeError("the query is no SELECT")
        return found

    def with_blank_nodes(self) -> Iterator[Quad]:
        """Give the quads about blank nodes, and those that lead to them."""
        if self.has_blank_nodes:
            for row in self.ask(_BLANK):
                yield Quad(row["s"], row["p"], row["o"])

    def walk(self, path: Path, nodes: Iterable[Term]) -> set[Term]:
        """Follow a path from nodes, and give where it ends."""
        match path:
            case Predicate(iri):
                predicate = NamedNode(iri)
                return {end for node in nodes for _, _, end in self.triples(node, predicate, None)}
            case Inverse(inner):
                return self.walk_back(inner, nodes)
            case Sequence(steps):
                reached = set(nodes)
                for step in steps:
                    reached = self.walk(step, reached)
                return reached
            case Alternative(options):
                start = set(nodes)
                return {end for option in options for end in self.walk(option, start)}
            case Repeat(inner, suffix):
                return self._repeat(inner, suffix, set(nodes))

    def walk_back(self, path: Path, nodes: Iterable[Term]) -> set[Term]:
        """Follow a path backwards from nodes, and give where it can have begun."""
        match path:
            case Predicate(iri):
                predicate = NamedNode(iri)
                ends = [*nodes]
                return {start for end in ends for start, _, _ in self.triples(None, predicate, end)}
            case Inverse(inner):
                return self.walk(inner, nodes)
            case Sequence(steps):
                return self.walk(Sequence(tuple(Inverse(step) for step in reversed(steps))), nodes)
            case Alternative(options):
                return self.walk(Alternative(tuple(map(Inverse, options))), nodes)
            case Repeat(inner, suffix):
                return self._repeat(Inverse(inner), suffix, set(nodes))

    def _repeat(self, path: Path, suffix: str, start: set[Term]) -> set[Term]:
        if suffix == "?":
            return start | self.walk(path, start)
        reached = start if suffix == "*" else self.walk(path, start)
        border = reached
        while border := self.walk(path, border) - reached:
            reached = reached | border
        return reached

    def mentions(self, node: Term) -> bool:
        """Tell whether a node stands at either end of a triple."""
        return self.has(node, None, None) or self.has(None, None, node)

    def subclasses(self, kind: Term) -> set[Term]:
        """Give a class and the classes below it, as SHACL, section 3.1, understands instances.

        See https://www.w3.org/TR/shacl/#dfn-shacl-instance.
        """
        return self.walk(_BELOW, [kind])
