"""A release as the routes see it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad

from samverkan_ld.archive.folder import STORE
from samverkan_ld.catalog.facts import Times, read_times
from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError, ReleaseError
from samverkan_ld.formats.context import Context, read_context
from samverkan_ld.search.lists import Page
from samverkan_ld.store.disk import translated
from samverkan_ld.store.documents import Document
from samverkan_ld.store.persons import Persons
from samverkan_ld.store.release import OpenRelease

_CONTEXT: Final = Path("vocab", "context.jsonld")


class View:
    """A release as the routes see it: documents, labels and the context for writing JSON-LD."""

    def __init__(self, release: OpenRelease, config: Config) -> None:
        self.release: Final = release
        self.iris: Final = release.iris
        self.prefixes: Final = self.iris.prefixes()
        self._page_size: Final = config.limits.page_size
        self._privacy: Final = config.privacy
        self._describer: Final = release.describer(page_size=self._page_size)
        self.labels: Final = self._describer.labels

    @cached_property
    def times(self) -> Times:
        """When the dataset was released and changed, and since when it tells.

        Raises:
            ReleaseError: the ledger or the index is damaged.
        """
        return read_times(self.release)

    @cached_property
    def context(self) -> Context:
        """The JSON-LD context that the release carries.

        Raises:
            ReleaseError: it is missing or damaged.
        """
        try:
            return read_context(self.release.folder / _CONTEXT, self.iris)
        except ConfigError as error:
            raise ReleaseError(str(error)) from error

    def document(self, topic: str, *, page: int = 1) -> Document:
        """Describe a thing.

        Raises:
            NotFoundError: the release does not describe it, or has no such page of it.
            ReleaseError: the store failed.
        """
        with self._translated():
            return self._describer.document(topic, page=page)

    def graph(self, topic: str, *, page: int = 1) -> Document:
        """Describe a graph, and give a page of what it says.

        Raises:
            NotFoundError: the release has no such graph, or no such page of it.
            ReleaseError: the store failed.
        """
        with self._translated():
            return self._describer.graph(topic, page=page)

    def graph_pages(self, topic: str) -> Iterator[Document]:
        """Give the pages of a graph one after the other, as `graph` does, reading it once.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            yield from self._describer.graph_pages(topic)

    def describes(self, iri: str) -> bool:
        """Tell whether the release says anything about a thing.

        Raises:
            ReleaseError: the store failed.
        """
        return bool(self.facts(NamedNode(iri), limit=1))

    def is_indexed(self, iri: str) -> bool:
        """Tell whether search engines may list the document about a thing; see Persons.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            return self._persons.is_indexed(iri)

    @cached_property
    def unlisted(self) -> frozenset[str]:
        """The IRIs of all persons whom search engines may not list.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            return self._persons.unlisted()

    @cached_property
    def _persons(self) -> Persons:
        return Persons.of(self.release.store, self._privacy, self.iris)

    def facts(self, node: NamedNode, *, limit: int = 1000) -> tuple[Quad, ...]:
        """List what is said of a node, `limit` quads at most.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            return tuple(
                islice(self.release.store.quads_for_pattern(node, None, None, None), limit)
            )

    def contents(self, graph: str, *, limit: int = 1000) -> tuple[Quad, ...]:
        """List what a graph says, `limit` quads at most.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            found = self.release.store.quads_for_pattern(None, None, None, NamedNode(graph))
            return tuple(islice(found, limit))

    def subjects(self, graph: str) -> list[str]:
        """List the IRIs of which a graph says something, in order.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            found = self.release.store.quads_for_pattern(None, None, None, NamedNode(graph))
            nodes = (quad.subject for quad in found)
            return sorted({node.value for node in nodes if isinstance(node, NamedNode)})

    def names(self, node: NamedNode) -> tuple[Quad, ...]:
        """List the quads that name a node.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            return self.labels.of(node)

    def page(
        self, kind: str, filters: Mapping[str, str], *, number: int, size: int | None = None
    ) -> Page:
        """Read a page of a list, of as many entries as the site's pages have unless told.

        Raises:
            ReleaseError: the index failed.
        """
        return self.release.index.page(kind, filters, number=number, size=size or self._page_size)

    def counts(self) -> dict[str, int]:
        """Count the things of each kind.

        Raises:
            ReleaseError: the index failed.
        """
        return self.release.index.counts()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        with translated(self.release.folder / STORE):
            yield
