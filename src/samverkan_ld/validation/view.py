"""The data as the reference validator reads them: an rdflib graph that fetches what is asked for.

Every term comes as it was written, in the form that rdflib has in memory; with the terms that a
store gives back, conforming data would be said to fail. Nothing is copied that is not looked at.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import rdflib
from pyoxigraph import NamedNode
from rdflib.query import Result
from rdflib.store import Store
from rdflib.term import Identifier, Node

from samverkan_ld.validation.compiler.select import Select
from samverkan_ld.validation.data import Data, Triple
from samverkan_ld.validation.graph import to_ox, to_rdflib
from samverkan_ld.validation.queries import query_key, read_query
from samverkan_ld.validation.rewriting import survives

_SUBJECTS: Final = 20_000
"""How many subjects are remembered with all that is said of them."""

_Pattern = tuple[Node | None, Node | None, Node | None]
_Triple = tuple[Node, Node, Node]
_Facts = Mapping[Node, tuple[Identifier, ...]]


def view(data: Data, selects: Mapping[object, Select]) -> rdflib.Graph:
    """Make a graph of data.

    Args:
        data: the data.
        selects: queries that the engine of the store answers as rdflib would, by their keys.
    """
    return rdflib.Graph(store=_View(data, selects), bind_namespaces="none")


class _View(Store):
    """An rdflib store that reads, and never writes, data."""

    def __init__(self, data: Data, selects: Mapping[object, Select]) -> None:
        super().__init__()
        self._data = data
        self._selects = selects
        self._facts = lru_cache(maxsize=_SUBJECTS)(self._read_facts)
        self._prefixes: dict[str, rdflib.URIRef] = {}

    def triples(
        self, triple_pattern: _Pattern, context: Any = None
    ) -> Iterator[tuple[_Triple, Iterator[None]]]:
        """Give the triples that match a pattern."""
        subject, predicate, value = triple_pattern
        found = (
            self._of(subject, predicate, value)
            if subject is not None
            else self._with(predicate, value)
        )
        for triple in found:
            yield triple, iter(())

    def query(  # type: ignore[override] # the names of the parameters are not used
        self, query: str, _namespaces: Any, bindings: Mapping[str, Identifier], *_: Any, **__: Any
    ) -> Result:
        """Answer a query by the engine where that gives the same, else by rdflib."""
        select = self._selects.get(query_key(query))
        bound = {name: to_ox(node) for name, node in bindings.items()}
        if select is None or not all(map(survives, bound.values())):
            graph = rdflib.Graph(store=self, bind_namespaces="none")
            return graph.query(read_query(query), initBindings=bindings, use_store_provided=False)
        result = Result("SELECT")
        result.vars = [rdflib.Variable(name) for name in select.variables]
        rows = {
            tuple((name, row[name]) for name in select.variables if row[name] is not None)
            for row in self._data.ask(select.text, **bound)
        }
        given = [(name, node) for name, node in bindings.items() if name in select.variables]
        found = ([*given, *((name, to_rdflib(term)) for name, term in row)] for row in rows)
        result.bindings = [{rdflib.Variable(name): node for name, node in row} for row in found]
        return result

    def __len__(self, context: Any = None) -> int:
        """Tell whether there are any, which is all that is asked: to count them takes long."""
        return 0 if next(iter(self._data.store), None) is None else 1

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        """Remember a prefix, which messages are written with."""
        if override or prefix not in self._prefixes:
            self._prefixes[prefix] = namespace

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        """Give the namespace of a prefix."""
        return self._prefixes.get(prefix)

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        """Give the prefix of a namespace."""
        return next((p for p, known in self._prefixes.items() if known == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        """Give the prefixes, with their namespaces."""
        yield from self._prefixes.items()

    def _of(self, subject: Node, predicate: Node | None, value: Node | None) -> Iterator[_Triple]:
        if isinstance(subject, rdflib.Literal):
            return
        facts = self._facts(subject)
        known = facts.items() if predicate is None else [(predicate, facts.get(predicate, ()))]
        for name, values in known:
            if value is None:
                yield from ((subject, name, found) for found in values)
            elif value in values:
                yield subject, name, value

    def _read_facts(self, subject: Node) -> _Facts:
        facts: dict[Node, dict[Identifier, None]] = {}
        for _, predicate, value in self._data.triples(to_ox(subject), None, None):
            facts.setdefault(to_rdflib(predicate), {})[to_rdflib(value)] = None
        return {predicate: tuple(values) for predicate, values in facts.items()}

    def _with(self, predicate: Node | None, value: Node | None) -> Iterator[_Triple]:
        found = self._data.triples(
            None,
            NamedNode(str(predicate)) if predicate is not None else None,
            to_ox(value) if value is not None else None,
        )
        seen: set[Triple] = set()
        for triple in found:
            if triple not in seen:
                seen.add(triple)
                start, name, end = triple
                yield to_rdflib(start), to_rdflib(name), to_rdflib(end)
