"""RDF in the answers of a service."""

from typing import Final

from pyoxigraph import Quad, RdfFormat, parse

from samverkan_ld.selftest.client import Answer

ACCEPT: Final = (
    "text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8, "
    "application/ld+json;q=0.7, */*;q=0.1"
)
"""What asks for RDF, and takes what there is."""


def read_rdf(answer: Answer) -> list[Quad]:
    """Read the quads of an answer; none when it is no RDF, or cut off."""
    found = RdfFormat.from_media_type(answer.media_type) if answer.media_type else None
    if found is None:
        return []
    try:
        return [*parse(answer.body, format=found, base_iri=answer.url)]
    except (SyntaxError, ValueError):
        return []
