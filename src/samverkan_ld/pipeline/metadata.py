"""What a release says of itself and of its graphs: the graph `/res/metadata`.

Times stand here and nowhere else, so that the digests of the source graphs know no clock. PROV-O
(https://www.w3.org/TR/prov-o/), VoID and DCMI terms.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.archive.endings import Ending
from samverkan_ld.iris import Iris
from samverkan_ld.life.statements import ending_quads
from samverkan_ld.namespaces import CC0, DCAT, DCTERMS, PROV, RDF, VOID, XSD
from samverkan_ld.releases import GraphEntry, Manifest


def system_quads(
    manifest: Manifest,
    shapes: Iterable[Quad],
    queries: Iterable[Quad],
    endings: Iterable[Ending],
) -> Iterator[Quad]:
    """Give the quads that stand in a store besides the sources'.

    They are metadata, shapes, queries, and how identifiers ended.
    """
    yield from release_quads(manifest)
    for iri, entry in sorted(manifest.graphs.items()):
        yield from graph_quads(manifest.iris, iri, entry)
    yield from shapes
    yield from queries
    yield from ending_quads(endings, manifest.iris)


def release_quads(manifest: Manifest) -> Iterator[Quad]:
    """Describe a release and its dataset."""
    iris = manifest.iris
    about = _About(iris.metadata_graph)
    release = release_iri(iris, manifest.id)
    yield about.link(release, RDF + "type", PROV + "Entity")
    yield about.time(release, PROV + "generatedAtTime", manifest.created)
    yield about.link(release, DCTERMS + "isVersionOf", iris.dataset)
    yield about.text(release, DCTERMS + "identifier", manifest.id)
    if manifest.previous:
        previous = release_iri(iris, manifest.previous)
        yield about.link(release, PROV + "wasRevisionOf", previous)
    yield from _dataset(about, release, iris)


def graph_quads(iris: Iris, iri: str, entry: GraphEntry) -> Iterator[Quad]:
    """Describe a graph: when it last changed, and where it is from."""
    about = _About(iris.metadata_graph)
    yield about.link(iri, RDF + "type", PROV + "Entity")
    yield about.time(iri, PROV + "generatedAtTime", entry.modified)
    yield about.link(iri, DCTERMS + "isPartOf", iris.dataset)
    yield about.text(iri, DCTERMS + "source", entry.source)


def release_iri(iris: Iris, name: str) -> str:
    """Give the IRI of a release."""
    return f"{iris.base}res/utgava/{name}"


def _dataset(about: "_About", release: str, iris: Iris) -> Iterator[Quad]:
    dataset = iris.dataset
    yield about.link(dataset, RDF + "type", VOID + "Dataset")
    yield about.link(dataset, RDF + "type", DCAT + "Dataset")
    yield about.link(dataset, DCTERMS + "license", CC0)
    yield about.link(dataset, DCTERMS + "hasVersion", release)
    yield about.link(dataset, VOID + "sparqlEndpoint", iris.endpoint)


class _About:
    """Makes quads in one graph."""

    def __init__(self, graph: str) -> None:
        self._graph = NamedNode(graph)

    def link(self, subject: str, predicate: str, value: str) -> Quad:
        return Quad(NamedNode(subject), NamedNode(predicate), NamedNode(value), self._graph)

    def text(self, subject: str, predicate: str, value: str) -> Quad:
        return Quad(NamedNode(subject), NamedNode(predicate), Literal(value), self._graph)

    def time(self, subject: str, predicate: str, value: str) -> Quad:
        moment = Literal(value, datatype=NamedNode(XSD + "dateTime"))
        return Quad(NamedNode(subject), NamedNode(predicate), moment, self._graph)
