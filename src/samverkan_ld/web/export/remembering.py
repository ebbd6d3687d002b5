"""A release of which the same things are asked again and again, and pages in their order."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode, Quad

from samverkan_ld.config import Config
from samverkan_ld.store.documents import Document
from samverkan_ld.store.release import OpenRelease
from samverkan_ld.web.view import View

_REMEMBERED: Final = 8


class RememberingView(View):
    """A view that remembers the last documents: each is written in a dozen ways in a row.

    Pages of a graph are read on from where the last one ended: to find one by its number, all that
    is before it must be passed over.
    """

    def __init__(self, release: OpenRelease, config: Config) -> None:
        super().__init__(release, config)
        self._document = lru_cache(_REMEMBERED)(super().document)
        self._facts = lru_cache(_REMEMBERED)(super().facts)
        self._topic = ""
        self._pages: Iterator[Document] = iter(())
        self._last: Document | None = None

    def document(self, topic: str, *, page: int = 1) -> Document:
        """Describe a thing, as View does."""
        return self._document(topic, page=page)

    def graph(self, topic: str, *, page: int = 1) -> Document:
        """Describe a graph, as View does."""
        if topic != self._topic:
            self._topic, self._last, self._pages = topic, None, self.graph_pages(topic)
        number = self._last.page if self._last else 0
        if page == number + 1:
            self._last = next(self._pages, self._last)
        if self._last is not None and self._last.page == page:
            return self._last
        return super().graph(topic, page=page)

    def facts(self, node: NamedNode, *, limit: int = 1000) -> tuple[Quad, ...]:
        """List what is said of a node, as View does."""
        return self._facts(node, limit=limit)
