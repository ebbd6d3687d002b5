"""What a store says of its things, one property at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from samverkan_ld.namespaces import DCTERMS, FOAF, ORG, RDF, RDFS, SCHEMA, SKOS

Value = Literal | NamedNode
Values = Callable[[str, str], Sequence[Value]]
"""Gives the values of a property, by the IRIs of the thing and of the property, in any order."""

TYPE: Final = NamedNode(RDF + "type")
ARTICLE: Final = NamedNode(SCHEMA + "Article")
MEMBERSHIP: Final = NamedNode(ORG + "Membership")

LABELS: Final = (
    SCHEMA + "text",
    RDFS + "label",
    SCHEMA + "headline",
    SCHEMA + "name",
    FOAF + "name",
    SKOS + "prefLabel",
)
"""From the weakest to the strongest claim to name a thing."""

PUBLISHED: Final = SCHEMA + "datePublished"
WITHIN: Final = SCHEMA + "containedInPlace"
PLACE: Final = DCTERMS + "spatial"
CODE: Final = ORG + "identifier"


def scan(store: Store, predicates: Iterable[str]) -> tuple[Values, set[str]]:
    """Read properties, each for all things at once.

    Returns:
        the values of these properties and of LABELS, and the things that have labels.
    """
    found = {name: _all_values(store, name) for name in {*LABELS, *predicates}}
    labelled = {iri for predicate in LABELS for iri in found[predicate]}
    return lambda iri, predicate: found[predicate].get(iri, ()), labelled


def look_up(store: Store) -> Values:
    """Read properties where they are asked for, each once."""
    return cache(lambda iri, predicate: read_values(store, iri, predicate))


def read_values(store: Store, iri: str, predicate: str) -> list[Value]:
    """Read the values of one property of one thing."""
    quads = store.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None, None)
    return [quad.object for quad in quads if isinstance(quad.object, (Literal, NamedNode))]


def links(terms: Iterable[object]) -> Iterator[str]:
    """Give the IRIs among terms."""
    return (term.value for term in terms if isinstance(term, NamedNode))


def _all_values(store: Store, predicate: str) -> dict[str, list[Value]]:
    # A query reads no more than it gives; a pattern reads whole quads, which takes twice as long.
    query = f"SELECT ?thing ?value {{ ?thing {NamedNode(predicate)} ?value }}"
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    found: dict[str, list[Value]] = {}
    for thing, value in solutions:
        if isinstance(thing, NamedNode) and isinstance(value, (Literal, NamedNode)):
            found.setdefault(thing.value, []).append(value)
    return found
