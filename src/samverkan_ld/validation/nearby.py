"""The data near some nodes, taken out of a large store by looking at them."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from pyoxigraph import NamedNode, Quad

from samverkan_ld.records import Term
from samverkan_ld.validation.data import Data, Triple
from samverkan_ld.validation.paths import Path
from samverkan_ld.validation.reach import Reach

_MANY: Final = 20_000
"""Triples with one pattern, beyond which no node is near any more."""

_Pattern = tuple[Term | None, NamedNode | None, Term | None]


class TooFarError(Exception):
    """Raised where so much would have to be looked at that all may be looked at as well."""


@dataclass(frozen=True, slots=True)
class Nearby(Data):
    """Data that remember what was looked at: with a node, all that is said of it."""

    looked: dict[_Pattern, tuple[Triple, ...]] = field(default_factory=dict)

    @classmethod
    def to(cls, data: Data) -> "Nearby":
        """Begin to look at data."""
        return cls(data.store, data.rewritten, data.has_blank_nodes, data.hidden)

    def triples(
        self, subject: Term | None, predicate: NamedNode | None, value: Term | None
    ) -> Iterator[Triple]:
        """Give the triples that match a pattern, as Data does."""
        if subject is None:
            yield from self._look((None, predicate, value))
            return
        for triple in self._look((subject, None, None)):
            if predicate in (None, triple[1]) and value in (None, triple[2]):
                yield triple

    def has(self, subject: Term | None, predicate: NamedNode | None, value: Term | None) -> bool:
        """Tell whether a triple matches a pattern; only of a subject is the rest remembered."""
        if subject is None:
            return next(Data.triples(self, subject, predicate, value), None) is not None
        return Data.has(self, subject, predicate, value)

    def _look(self, pattern: _Pattern) -> tuple[Triple, ...]:
        found = self.looked.get(pattern)
        if found is None:
            found = tuple(islice(Data.triples(self, *pattern), _MANY + 1))
            if len(found) > _MANY:
                raise TooFarError
            self.looked[pattern] = found
        return found

    def look(self, nodes: Set[Term], reach: Reach) -> None:
        """Look at all that decides about nodes, by what a shape looks at.

        Raises:
            TooFarError: it is too much.
        """
        reached: dict[Path, set[Term]] = {}
        for edge in reach.edges:
            if edge.before not in reached:
                reached[edge.before] = self.walk(edge.before, nodes)
            predicate = NamedNode(edge.predicate) if edge.predicate else None
            for node in reached[edge.before]:
                self._look((None, predicate, node) if edge.inverse else (node, None, None))
        for name in reach.everywhere or () if nodes else ():
            self._look((None, NamedNode(name), None))

    def take(self) -> Data:
        """Take what was looked at, with every literal as it was written."""
        triples = {triple for found in self.looked.values() for triple in found}
        return Data.of(Quad(*triple) for triple in triples)
