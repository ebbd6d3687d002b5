"""A node that things are said of, as triples."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from samverkan_ld.namespaces import RDF, XSD

Texts = tuple[str, str]
"""A text in Swedish and in English; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of an IRI. What has no value is not said."""

    iri: str

    def types(self, *classes: str) -> Iterator[Triple]:
        """Say of which classes it is."""
        return self.links(RDF + "type", *classes)

    def links(self, predicate: str, *iris: str) -> Iterator[Triple]:
        """Link it to others."""
        yield from (self._say(predicate, NamedNode(iri)) for iri in iris if iri)

    def texts(self, predicate: str, texts: Texts) -> Iterator[Triple]:
        """Say a text in Swedish and in English."""
        for text, language in zip(texts, ("sv", "en"), strict=True):
            if text:
                yield self._say(predicate, Literal(text, language=language))

    def value(self, predicate: str, value: str, datatype: str = XSD + "string") -> Iterator[Triple]:
        """Say a value of a datatype."""
        if value:
            yield self._say(predicate, Literal(value, datatype=NamedNode(datatype)))

    def time(self, predicate: str, value: str) -> Iterator[Triple]:
        """Say a time (xsd:dateTime)."""
        return self.value(predicate, value, XSD + "dateTime")

    def _say(self, predicate: str, value: NamedNode | Literal) -> Triple:
        return Triple(NamedNode(self.iri), NamedNode(predicate), value)
