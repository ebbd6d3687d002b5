"""Literals that a store keeps in another form than they were written in.

Oxigraph keeps numbers, dates and the like by value: "01" becomes "1", and every integer type
becomes xsd:integer. A gate that asks a store must know where such literals stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from samverkan_ld.namespaces import XSD
from samverkan_ld.records import GraphName, Subject, Term
from samverkan_ld.validation.graph import to_rdflib

Place = tuple[Subject, NamedNode, GraphName]
"""Where literals stand: subject, predicate and graph."""

_KEPT: Final = b"anyURI|language|hexBinary|base64Binary"
"""Types of which every literal is kept as written."""

_TYPED: Final = re.compile(re.escape(f'"^^<{XSD}'.encode()) + b"(?!(?:" + _KEPT + b")>)")
_PLAIN: Final = {
    b"date": re.compile(rb'"[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    b"gYear": re.compile(rb'"[0-9]{4}$'),
    b"gYearMonth": re.compile(rb'"[0-9]{4}-[0-9]{2}$'),
    b"integer": re.compile(rb'"(?:0|[1-9][0-9]{0,15})$'),
}
"""The most frequent spellings of types, which are kept as written."""

_LONGEST: Final = 17

_PROBE: Final = NamedNode("urn:x")


class Rewritten:
    """Remembers the literals that a store rewrites, and what stands beside them.

    Canonical N-Quads pass through `observe` on their way into the store.
    """

    def __init__(self) -> None:
        self.quads: list[Quad] = []
        self._literals: dict[Place, tuple[Literal, ...]] = {}

    def observe(self, graphs: Iterable[bytes]) -> Iterator[bytes]:
        """Pass the canonical N-Quads of graphs on, and remember what a store would rewrite."""
        for data in graphs:
            if is_rewritten(data):
                self.remember(parse(data, format=RdfFormat.N_QUADS))
            yield data

    def remember(self, quads: Iterable[Quad]) -> None:
        """Remember the quads of whole graphs that a store would rewrite."""
        literals: dict[Place, list[Literal]] = defaultdict(list)
        places: set[Place] = set()
        for quad in quads:
            if isinstance(quad.object, Literal):
                place = (quad.subject, quad.predicate, quad.graph_name)
                literals[place].append(quad.object)
                if not survives(quad.object):
                    places.add(place)
                    self.quads.append(quad)
        for place in places:
            self._literals[place] = tuple(literals[place])

    def objects(self, quads: Iterable[Quad]) -> Iterator[tuple[Quad, Term]]:
        """Give quads of a store, each with its object as it was written."""
        if not self._literals:
            yield from ((quad, quad.object) for quad in quads)
            return
        told: set[Place] = set()
        for quad in quads:
            place = (quad.subject, quad.predicate, quad.graph_name)
            if place not in self._literals or not isinstance(quad.object, Literal):
                yield quad, quad.object
            elif place not in told:
                told.add(place)
                yield from ((quad, literal) for literal in self._literals[place])


def is_rewritten(data: bytes) -> bool:
    """Tell whether a store would rewrite a literal of canonical N-Quads."""
    return any(not survives(term) for term in _suspects(data))


def survives(term: Term) -> bool:
    """Tell whether a store gives a term back as it was written, and as rdflib has it."""
    if not isinstance(term, Literal):
        return True
    return bool(kept(term) == term) and str(to_rdflib(term)) == term.value


@lru_cache(maxsize=100_000)
def kept(term: Term) -> Term:
    """Give a term in the form that a store keeps."""
    if not isinstance(term, Literal) or not term.datatype.value.startswith(XSD):
        return term
    store = Store()
    store.add(Quad(_PROBE, _PROBE, term))
    stored: Term = next(iter(store)).object
    return stored


def _suspects(data: bytes) -> Iterator[Term]:
    """Give the literals of XSD types in canonical N-Quads, each spelling once."""
    seen: set[bytes] = set()
    for hit in _TYPED.finditer(data):
        last = data.index(b">", hit.end())
        plain = _PLAIN.get(data[hit.end() : last])
        if plain and plain.search(data, max(hit.start() - _LONGEST, 0), hit.start()):
            continue
        start = data.rfind(b"\n", 0, hit.start()) + 1
        end = data.index(b"\n", hit.end())
        line = data[start:end]
        token = line[line.index(b' "') : last - start]
        if token not in seen:
            seen.add(token)
            yield next(iter(parse(line, format=RdfFormat.N_QUADS))).object
