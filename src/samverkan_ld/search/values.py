"""What a store says of its things, one property at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

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


def scan(store: Store, others: Iterable[str]) -> tuple[Values, Iterable[str]]:
    """Read the properties that describe things, each for all things at once.

    Returns:
        the values of LABELS, PUBLISHED, WITHIN, PLACE, CODE and the others, and the things that
        have labels.
    """
    predicates = {*LABELS, PUBLISHED, WITHIN, PLACE, CODE, *others}
    found = {predicate: _all_values(store, predicate) for predicate in predicates}
    labelled = dict.fromkeys(iri for predicate in LABELS for iri in found[predicate])
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
    found: dict[str, list[Value]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(predicate), None, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, (Literal, NamedNode)):
            found.setdefault(quad.subject.value, []).append(quad.object)
    return found
