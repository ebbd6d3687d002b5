"""A release of which the same things are asked again and again."""

from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode, Quad

from samverkan_ld.config import Config
from samverkan_ld.store.documents import Document
from samverkan_ld.store.release import OpenRelease
from samverkan_ld.web.view import View

_REMEMBERED: Final = 8


class RememberingView(View):
    """A view that remembers the last documents: each is written in a dozen ways in a row."""

    def __init__(self, release: OpenRelease, config: Config) -> None:
        super().__init__(release, config)
        self._document = lru_cache(_REMEMBERED)(super().document)
        self._graph = lru_cache(_REMEMBERED)(super().graph)
        self._facts = lru_cache(_REMEMBERED)(super().facts)

    def document(self, topic: str, *, page: int = 1) -> Document:
        """Describe a thing, as View does."""
        return self._document(topic, page=page)

    def graph(self, topic: str, *, page: int = 1) -> Document:
        """Describe a graph, as View does."""
        return self._graph(topic, page=page)

    def facts(self, node: NamedNode, *, limit: int = 1000) -> tuple[Quad, ...]:
        """List what is said of a node, as View does."""
        return self._facts(node, limit=limit)
