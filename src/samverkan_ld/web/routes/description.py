"""The description of the SPARQL service (https://www.w3.org/TR/sparql11-service-description/).

The service has the address of its endpoint: Comunica looks for nothing else. Only what holds is
said: no graph is ever empty (`sd:EmptyGraphs`), and nothing is fetched (`sd:DereferencesURIs`).
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from flask import Response, request
from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.formats.rdf import write
from samverkan_ld.formats.table import (
    GRAPH_FORMATS,
    HTML,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    RESULTS_CSV,
    RESULTS_JSON,
    RESULTS_TSV,
    RESULTS_XML,
    TRIG,
    TURTLE,
    Format,
)
from samverkan_ld.namespaces import CC0, DCAT, DCTERMS, RDF, RDFS, VOID
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.choice.references import reference, settle
from samverkan_ld.web.choice.reply import Reply, send
from samverkan_ld.web.negotiation import Choice
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.preferences import chosen
from samverkan_ld.web.site import current_site
from samverkan_ld.web.sparql.question import requested_format
from samverkan_ld.web.view import View

FORMATS: Final = "http://www.w3.org/ns/formats/"
GEOF: Final = "http://www.opengis.net/def/function/geosparql/"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
MOST_GRAPHS: Final = 1000
"""How many graphs are listed, at most."""

FORMAT_NAMES: Final = {
    RESULTS_JSON: "SPARQL_Results_JSON",
    RESULTS_XML: "SPARQL_Results_XML",
    RESULTS_CSV: "SPARQL_Results_CSV",
    RESULTS_TSV: "SPARQL_Results_TSV",
    TURTLE: "Turtle",
    JSONLD: "JSON-LD",
    NTRIPLES: "N-Triples",
    NQUADS: "N-Quads",
    TRIG: "TriG",
    RDFXML: "RDF_XML",
}
"""The names of formats in the list of W3C (https://www.w3.org/ns/formats/)."""

FUNCTIONS: Final = (
    *("area", "asGeoJSON", "centroid", "convexHull", "coordinateDimension", "difference"),
    *("dimension", "distance", "envelope", "getSRID", "intersection", "isEmpty", "isSimple"),
    *("length", "perimeter", "relate", "spatialDimension", "symDifference", "union"),
    *("ehContains", "ehCoveredBy", "ehCovers", "ehDisjoint", "ehEquals", "ehInside", "ehMeet"),
    *("ehOverlap", "rcc8dc", "rcc8ec", "rcc8eq", "rcc8ntpp", "rcc8ntppi", "rcc8po", "rcc8tpp"),
    *("rcc8tppi", "sfContains", "sfCrosses", "sfDisjoint", "sfEquals", "sfIntersects"),
    *("sfOverlaps", "sfTouches", "sfWithin"),
)
"""The functions of GeoSPARQL 1.1 that the engine has."""

_PATH: Final = "/sparql"
_FACTS: Final = (
    (RDF + "type", SD + "Service"),
    (SD + "supportedLanguage", SD + "SPARQL11Query"),
    (SD + "feature", SD + "UnionDefaultGraph"),
    (SD + "defaultEntailmentRegime", "http://www.w3.org/ns/entailment/Simple"),
    (DCTERMS + "license", CC0),
    *((SD + "resultFormat", FORMATS + name) for name in FORMAT_NAMES.values()),
    *((SD + "extensionFunction", GEOF + name) for name in FUNCTIONS),
)
"""What is said of the service, whatever it holds."""

_UNLISTED: Final = {
    "sv": "Datamängden har {total} namngivna grafer. Här står {listed} av dem; frågan "
    "SELECT ?g WHERE {{ GRAPH ?g {{ }} }} ger alla.",
    "en": "The dataset has {total} named graphs. {listed} of them stand here; the query "
    "SELECT ?g WHERE {{ GRAPH ?g {{ }} }} gives all.",
}


class _Service(Resource):
    """The address of the endpoint; the query page is one of its variants."""

    def variant(self, fmt: Format, language: str = "") -> str:
        """Give the path and query of the description in one format, or of the page."""
        spoken = (("lang", language),) if language else ()
        return self.address(("format", fmt.name), *spoken)


def description(view: View) -> Response:
    """Answer with the description, in the graph format that `format=` or else Accept asks for.

    Raises:
        RefusedError: there is no format of that name (400).
        HTTPException: none is acceptable (406).
    """
    choice = _choice()
    prefixes = view.prefixes | {"formats": FORMATS, "geof": GEOF, "sd": SD}
    quads = [*_service(view), *_dataset(view)]
    first = reference(_PATH).value
    body = write(quads, choice.format, prefixes=prefixes, context=view.context, first=first)
    whole = _Service(_PATH, formats=(*GRAPH_FORMATS, HTML))
    leave_out()
    return send(Reply(whole, choice, is_cacheable=False), settle(body, choice.format))


def _choice() -> Choice:
    named = requested_format([*request.args.items(multi=True)], GRAPH_FORMATS)
    return chosen(_Service(_PATH, formats=GRAPH_FORMATS), named)


def _service(view: View) -> Iterator[Quad]:
    service = reference(_PATH)
    yield from (_say(service, predicate, value) for predicate, value in _FACTS)
    yield _say(service, SD + "endpoint", service)
    yield _say(service, SD + "defaultDataset", reference(f"{_PATH}#dataset"))
    yield _say(service, DCAT + "endpointDescription", reference("/openapi.json"))
    if current_site().config.sparql.service:
        yield _say(service, SD + "feature", SD + "BasicFederatedQuery")
    dataset = NamedNode(view.iris.dataset)
    yield _say(dataset, RDF + "type", VOID + "Dataset")
    yield _say(dataset, DCTERMS + "license", CC0)
    yield _say(dataset, VOID + "sparqlEndpoint", service)


def _dataset(view: View) -> Iterator[Quad]:
    dataset, union = reference(f"{_PATH}#dataset"), reference(f"{_PATH}#union")
    yield _say(dataset, RDF + "type", SD + "Dataset")
    yield _say(dataset, SD + "defaultGraph", union)
    # as queries find it: what two graphs say counts twice
    yield from _graph(union, sum(view.release.manifest.properties.values()))
    graphs = _graphs(view)
    for name, quads in graphs[:MOST_GRAPHS]:
        # an address of its own in this document, from the part of the name after the base
        graph = reference(f"{_PATH}#{quote(name.removeprefix(view.iris.base))}")
        yield _say(dataset, SD + "namedGraph", graph)
        yield from _named_graph(graph, NamedNode(name), quads)
    if len(graphs) > MOST_GRAPHS:
        yield from _unlisted(dataset, len(graphs))


def _graphs(view: View) -> list[tuple[str, int]]:
    """List the graphs by name, the program's own first, with their quads; 0 where not known."""
    own = [name for name in view.iris.system_graphs if view.contents(name, limit=1)]
    sources = sorted(view.release.manifest.graphs.items())
    return [*((name, 0) for name in own), *((name, entry.quads) for name, entry in sources)]


def _named_graph(graph: NamedNode, name: NamedNode, size: int) -> Iterator[Quad]:
    yield _say(graph, RDF + "type", SD + "NamedGraph")
    yield _say(graph, SD + "name", name)
    yield _say(graph, SD + "graph", name)
    yield from _graph(name, size)


def _graph(graph: NamedNode, size: int) -> Iterator[Quad]:
    yield _say(graph, RDF + "type", SD + "Graph")
    if size:
        yield _say(graph, VOID + "triples", Literal(size))


def _unlisted(dataset: NamedNode, total: int) -> Iterator[Quad]:
    for language, text in _UNLISTED.items():
        told = text.format(total=total, listed=MOST_GRAPHS)
        yield _say(dataset, RDFS + "comment", Literal(told, language=language))


def _say(subject: NamedNode, predicate: str, value: str | NamedNode | Literal) -> Quad:
    node = NamedNode(value) if isinstance(value, str) else value
    return Quad(subject, NamedNode(predicate), node)
