"""The document about a thing: what `/doc/…` and DESCRIBE give.

A document holds what is said of the thing and of its sub-nodes, its memberships and statements both
ways, the place up to its county, the labels of everything linked, and where all of that is from.
Read by patterns from the store: never by a query, which would cost several times as much.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final, TypeGuard

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from samverkan_ld.errors import NotFoundError
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import CC0, DCTERMS, FOAF, PROV, RDF, SCHEMA, VOID, XSD
from samverkan_ld.records import Term
from samverkan_ld.store.labels import Labels

_SPATIAL: Final = NamedNode(DCTERMS + "spatial")
_CONTAINED: Final = NamedNode(SCHEMA + "containedInPlace")
_WHOLE_KINDS: Final = ("medlemskap", "uttalande")
"""Neighbours of these kinds are described in full; of others, the link and the label."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: the IRI it is about, its quads, and which page of how it goes on.

    `modified` is the time (xsd:dateTime) of the release in which its graphs last changed, `graphs`
    the source graphs that its facts are from.
    """

    topic: str
    iri: str
    quads: tuple[Quad, ...]
    graphs: tuple[str, ...]
    modified: str
    page: int = 1
    has_next: bool = False


@dataclass(frozen=True, slots=True)
class Describer:
    """Describes things from one store.

    `times` gives for each source graph the time (xsd:dateTime) of the release in which it last
    changed.
    """

    store: Store
    iris: Iris
    labels: Labels
    times: Mapping[str, str]
    page_size: int = 100

    def document(self, topic: str, *, page: int = 1) -> Document:
        """Describe a thing.

        Args:
            topic: its IRI.
            page: which page of its neighbours, from 1; the thing's own facts are on every page.

        Raises:
            NotFoundError: the store says nothing of it, or the page is past the last.
        """
        node = NamedNode(topic)
        whole: set[Term] = set()
        own = self._whole(node, whole)
        if not own:
            raise NotFoundError(f"{topic} is not described here")
        quads = [*own, *self._places(own, whole)]
        neighbours, has_next = self._neighbours(node, own, page, whole)
        quads += neighbours
        quads += self._linked_labels(quads, whole)
        return self._sealed(topic, quads, page, has_next)

    def graph(self, topic: str, *, page: int = 1) -> Document:
        """Describe a named graph: what is said of it, and a page of what it says.

        Raises:
            NotFoundError: there is no such graph, or the page is past the last.
        """
        node = NamedNode(topic)
        about = [*self.store.quads_for_pattern(node, None, None, None)]
        found, has_next = self._page(self.store.quads_for_pattern(None, None, None, node), page)
        if not found and (page > 1 or not about):
            raise NotFoundError(f"{topic} is no graph here, or has no page {page}")
        return self._sealed(topic, [*about, *found], page, has_next)

    def graph_pages(self, topic: str) -> Iterator[Document]:
        """Describe a named graph page by page, as `graph` does, reading it once."""
        node, number = NamedNode(topic), 1
        about = [*self.store.quads_for_pattern(node, None, None, None)]
        quads = self.store.quads_for_pattern(None, None, None, node)
        found = [*islice(quads, self.page_size + 1)]
        while found or (number == 1 and about):
            page, found = found[: self.page_size], found[self.page_size :]
            yield self._sealed(topic, [*about, *page], number, bool(found))
            found += islice(quads, self.page_size)
            number += 1

    def facts(self, node: NamedNode | BlankNode) -> tuple[Quad, ...]:
        """List what is said of a node and its sub-nodes, without any document about it."""
        return tuple(self._whole(node, set()))

    def _whole(self, node: NamedNode | BlankNode, whole: set[Term]) -> list[Quad]:
        """Collect what is said of a node and, in turn, of its sub-nodes; note them as whole."""
        inner = f"{node.value}/" if isinstance(node, NamedNode) else None
        waiting: list[NamedNode | BlankNode] = [node]
        quads: list[Quad] = []
        while waiting:
            subject = waiting.pop()
            if subject in whole:
                continue
            whole.add(subject)
            for quad in self.store.quads_for_pattern(subject, None, None, None):
                quads.append(quad)
                value = quad.object
                if isinstance(value, BlankNode) or (
                    inner and isinstance(value, NamedNode) and value.value.startswith(inner)
                ):
                    waiting.append(value)
        return quads

    def _places(self, quads: Iterable[Quad], whole: set[Term]) -> Iterator[Quad]:
        waiting = [q.object for q in quads if q.predicate in (_SPATIAL, _CONTAINED)]
        while waiting:
            place = waiting.pop()
            if isinstance(place, NamedNode) and place not in whole:
                found = self._whole(place, whole)
                yield from found
                waiting += [q.object for q in found if q.predicate == _CONTAINED]

    def _neighbours(
        self, node: NamedNode, own: list[Quad], page: int, whole: set[Term]
    ) -> tuple[list[Quad], bool]:
        found, has_next = self._page(self._links(node, own), page)
        if not found and page > 1:
            raise NotFoundError(f"{node.value} has no page {page}")
        quads: list[Quad] = []
        for quad in found:
            quads.append(quad)
            for neighbour in (quad.subject, quad.object):
                if neighbour not in whole and self._is_whole_kind(neighbour):
                    quads += self._whole(neighbour, whole)
                    quads += self._parent_links(neighbour)
        return quads, has_next

    def _links(self, node: NamedNode, own: list[Quad]) -> Iterator[Quad]:
        yield from (quad for quad in own if self._is_whole_kind(quad.object))
        yield from self.store.quads_for_pattern(None, None, node, None)

    def _is_whole_kind(self, term: Term) -> TypeGuard[NamedNode | BlankNode]:
        if isinstance(term, BlankNode):
            return True
        if not isinstance(term, NamedNode) or not term.value.startswith(f"{self.iris.base}id/"):
            return False
        kind, _, key = term.value[len(self.iris.base) + 3 :].partition("/")
        return kind in _WHOLE_KINDS or "/" in key

    def _parent_links(self, node: NamedNode | BlankNode) -> Iterator[Quad]:
        # A sub-node says little without the thing that it belongs to.
        if isinstance(node, BlankNode) or node.value.count("/", len(self.iris.base)) > 2:
            yield from self.store.quads_for_pattern(None, None, node, None)

    def _page(self, quads: Iterable[Quad], page: int) -> tuple[list[Quad], bool]:
        start = (page - 1) * self.page_size
        found = list(islice(quads, start, start + self.page_size + 1))
        return found[: self.page_size], len(found) > self.page_size

    def _linked_labels(self, quads: Iterable[Quad], whole: set[Term]) -> Iterator[Quad]:
        linked: dict[NamedNode, None] = {}
        for quad in quads:
            for term in (quad.subject, quad.object):
                if isinstance(term, NamedNode) and term not in whole:
                    linked[term] = None
        for node in linked:
            if self.iris.document(node.value):
                yield from self.labels.of(node)

    def _sealed(self, topic: str, quads: list[Quad], page: int, has_next: bool) -> Document:
        unique = tuple(dict.fromkeys(quads))
        names = {q.graph_name.value: None for q in unique if isinstance(q.graph_name, NamedNode)}
        graphs = tuple(name for name in names if name.startswith(self.iris.graph("")))
        modified = max((self.times.get(graph, "") for graph in graphs), default="")
        iri = self.iris.base + (self.iris.document(topic) or "/").removeprefix("/")
        document = Document(topic, iri, unique, graphs, modified, page, has_next)
        return document if iri == topic else _described(document, self.iris)


def _described(document: Document, iris: Iris) -> Document:
    """Add what is said of the document itself (shape DokumentShape)."""
    node = NamedNode(document.iri)

    def say(predicate: str, value: NamedNode | Literal) -> Quad:
        return Quad(node, NamedNode(predicate), value)

    own = [
        say(RDF + "type", NamedNode(FOAF + "Document")),
        say(FOAF + "primaryTopic", NamedNode(document.topic)),
        say(VOID + "inDataset", NamedNode(iris.dataset)),
        say(DCTERMS + "license", NamedNode(CC0)),
        *(say(PROV + "wasDerivedFrom", NamedNode(graph)) for graph in document.graphs),
    ]
    if document.modified:
        moment = Literal(document.modified, datatype=NamedNode(XSD + "dateTime"))
        own.append(say(DCTERMS + "modified", moment))
    return replace(document, quads=(*document.quads, *own))
