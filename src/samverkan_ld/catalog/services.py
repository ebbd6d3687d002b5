"""The services that give the dataset to programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Triple

from samverkan_ld.catalog.agents import contact_iri, publisher_iri
from samverkan_ld.catalog.codes import FILE_TYPES, GOVERNMENT, PUBLIC, QUERY_RESULTS
from samverkan_ld.catalog.node import Node, Texts
from samverkan_ld.config import Config
from samverkan_ld.formats.table import JSON, JSONLD, TRIG
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import CC0, DCAT, DCTERMS


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its name and path, what it is called, and where it describes itself.

    `standard` is what it conforms to, or nothing, `file_type` what it gives.
    """

    name: str
    path: str
    title: Texts
    description: Texts
    keyword: Texts
    standard: str
    file_type: str
    described_at: str


SPARQL: Final = Service(
    name="sparql",
    path="sparql",
    title=("SPARQL-tjänst", "SPARQL endpoint"),
    description=("Läsfrågor till hela datamängden.", "Read queries to the whole dataset."),
    keyword=("SPARQL", "SPARQL"),
    standard="https://www.w3.org/TR/sparql11-protocol/",
    file_type=QUERY_RESULTS,
    described_at="sparql",
)
FEED: Final = Service(
    name="feed",
    path="feed",
    title=("Ändringsflöde", "Change feed"),
    description=(
        "Varje sak med sin senaste ändring, som en Linked Data Event Stream.",
        "Each thing with its last change, as a Linked Data Event Stream.",
    ),
    keyword=("ändringsflöde", "change feed"),
    standard="https://w3id.org/ldes/specification",
    file_type=FILE_TYPES[TRIG.name],
    described_at="feed",
)
HTTP: Final = Service(
    name="http",
    path="",
    title=("Dokument och listor", "Documents and lists"),
    description=(
        "Varje sak på sin adress, och listor av dem, i RDF, JSON och CSV. Beskrivs med OpenAPI.",
        "Each thing at its address, and lists of them, in RDF, JSON and CSV. Described by OpenAPI.",
    ),
    keyword=("länkade data", "linked data"),
    standard="",
    file_type=FILE_TYPES[JSONLD.name],
    described_at="openapi.json",
)
RECONCILIATION: Final = Service(
    name="reconcile",
    path="reconcile",
    title=("Avstämningstjänst", "Reconciliation service"),
    description=(
        "Vilken sak ett namn står för, för OpenRefine och andra.",
        "Which thing a name means, for OpenRefine and others.",
    ),
    keyword=("avstämning", "reconciliation"),
    standard="https://reconciliation-api.github.io/specs/0.2/",
    file_type=FILE_TYPES[JSON.name],
    described_at="openapi.json",
)
SERVICES: Final = (SPARQL, FEED, HTTP, RECONCILIATION)


def service_iri(iris: Iris, service: Service) -> str:
    """Give the IRI of a service."""
    return f"{iris.base}res/datatjanst/{service.name}"


def services(config: Config, iris: Iris) -> Iterator[Triple]:
    """Describe the services."""
    for service in SERVICES:
        node = Node(service_iri(iris, service))
        yield from node.types(DCAT + "DataService")
        yield from node.texts(DCTERMS + "title", service.title)
        yield from node.texts(DCTERMS + "description", service.description)
        yield from node.texts(DCAT + "keyword", service.keyword)
        yield from node.links(DCAT + "endpointURL", iris.base + service.path)
        yield from node.links(DCAT + "endpointDescription", iris.base + service.described_at)
        yield from node.links(DCAT + "servesDataset", iris.dataset)
        yield from node.links(DCAT + "contactPoint", contact_iri(config, iris))
        yield from node.links(DCAT + "theme", GOVERNMENT)
        yield from node.links(DCTERMS + "publisher", publisher_iri(config, iris))
        yield from node.links(DCTERMS + "conformsTo", service.standard)
        yield from node.links(DCTERMS + "format", service.file_type)
        yield from node.links(DCTERMS + "accessRights", PUBLIC)
        yield from node.links(DCTERMS + "license", CC0)
