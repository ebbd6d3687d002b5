"""The one table of RDF and results formats.

Media types as registered with IANA (https://www.iana.org/assignments/media-types).
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its short name (also the file suffix), media types and what it can hold.

    `media_type` is what answers carry; `aliases` are other types that clients ask
    for. `quads` tells whether the names of graphs are kept.
    """

    name: str
    media_type: str
    label: str
    aliases: tuple[str, ...] = ()
    charset: bool = False
    quads: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type header of an answer."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type


TURTLE: Final = Format(
    "ttl", "text/turtle", "Turtle", ("application/x-turtle", "text/n3"), charset=True
)
JSONLD: Final = Format("jsonld", "application/ld+json", "JSON-LD", ("application/json",))
HTML: Final = Format("html", "text/html", "HTML", ("application/xhtml+xml",), charset=True)
NTRIPLES: Final = Format("nt", "application/n-triples", "N-Triples", ("text/plain",))
NQUADS: Final = Format("nq", "application/n-quads", "N-Quads", quads=True)
TRIG: Final = Format("trig", "application/trig", "TriG", ("application/x-trig",), quads=True)
RDFXML: Final = Format("rdf", "application/rdf+xml", "RDF/XML", ("application/xml", "text/xml"))
CSV: Final = Format("csv", "text/csv", "CSV", charset=True)
JSON: Final = Format("json", "application/json", "JSON")

DOCUMENT_FORMATS: Final = (TURTLE, JSONLD, HTML, NTRIPLES, NQUADS, TRIG, RDFXML, CSV)
"""The formats of documents, the preferred first: it answers `*/*` and `text/*`."""

GRAPH_FORMATS: Final = (TURTLE, JSONLD, NTRIPLES, NQUADS, TRIG, RDFXML)
"""The formats of a graph, as CONSTRUCT and DESCRIBE give."""

RESULTS_JSON: Final = Format(
    "json",
    "application/sparql-results+json",
    "SPARQL Results JSON",
    ("application/json",),
)
RESULTS_XML: Final = Format(
    "xml", "application/sparql-results+xml", "SPARQL Results XML", ("application/xml", "text/xml")
)
RESULTS_CSV: Final = Format("csv", "text/csv", "SPARQL Results CSV", charset=True)
RESULTS_TSV: Final = Format("tsv", "text/tab-separated-values", "SPARQL Results TSV", charset=True)

RESULTS_FORMATS: Final = (RESULTS_JSON, RESULTS_XML, RESULTS_CSV, RESULTS_TSV)
"""The formats of SELECT and ASK, the preferred first."""


def by_name(name: str, formats: tuple[Format, ...] = DOCUMENT_FORMATS) -> Format | None:
    """Find a format by its short name or suffix."""
    return next((fmt for fmt in formats if fmt.name == name), None)
