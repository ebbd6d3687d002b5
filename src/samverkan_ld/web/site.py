"""What the routes work with: the configuration, and the current release opened for them."""

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final, cast

from flask import current_app, g
from pyoxigraph import NamedNode, Quad

from samverkan_ld.archive.folder import MANIFEST, STORE
from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError, ReleaseError
from samverkan_ld.formats.context import Context, read_context
from samverkan_ld.search.lists import Page
from samverkan_ld.store.disk import translated
from samverkan_ld.store.documents import Document
from samverkan_ld.store.release import OpenRelease, open_release
from samverkan_ld.web.current import Current

EXTENSION: Final = "samverkan"
"""Where the application keeps its Site, as Flask's extensions do."""

_CONTEXT: Final = Path("vocab", "context.jsonld")
_KEPT: Final = 4
"""So many earlier releases are kept open."""


class View:
    """A release as the routes see it: documents, labels and the context for writing JSON-LD."""

    def __init__(self, release: OpenRelease, config: Config) -> None:
        self.release: Final = release
        self.iris: Final = release.iris
        self.prefixes: Final = self.iris.prefixes()
        self._page_size: Final = config.limits.page_size
        self._describer: Final = release.describer(page_size=self._page_size)
        self.labels: Final = self._describer.labels

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

    def describes(self, iri: str) -> bool:
        """Tell whether the release says anything about a thing.

        Raises:
            ReleaseError: the store failed.
        """
        return bool(self.facts(NamedNode(iri), limit=1))

    def facts(self, node: NamedNode, *, limit: int = 1000) -> tuple[Quad, ...]:
        """List what is said of a node, `limit` quads at most.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            found = self.release.store.quads_for_pattern(node, None, None, None)
            return tuple(quad for quad, _ in zip(found, range(limit), strict=False))

    def contents(self, graph: str, *, limit: int = 1000) -> tuple[Quad, ...]:
        """List what a graph says, `limit` quads at most.

        Raises:
            ReleaseError: the store failed.
        """
        with self._translated():
            found = self.release.store.quads_for_pattern(None, None, None, NamedNode(graph))
            return tuple(quad for quad, _ in zip(found, range(limit), strict=False))

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


class PastViews:
    """Earlier releases, opened for those who ask for them; those last asked for are kept open."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._open: OrderedDict[_Mark, View] = OrderedDict()

    def get(self, folder: Path) -> View:
        """Give a kept release; what was erased from one is never served by an older opening of it.

        Raises:
            ReleaseError: it cannot be opened: its store is gone, or it is damaged.
        """
        mark = _mark(folder)
        with self._lock:
            view = self._open.pop(mark, None) or View(open_release(folder), self._config)
            self._open[mark] = view
            while len(self._open) > _KEPT:
                self._open.popitem(last=False)
        return view


_Mark = tuple[Path, int, int]


def _mark(folder: Path) -> _Mark:
    """Give what changes when a release is rewritten, or its store rebuilt."""
    try:
        store, manifest = (folder / STORE).stat(), (folder / MANIFEST).stat()
    except OSError as error:
        raise ReleaseError(f"{folder}: a part is missing: {error}") from error
    return folder, store.st_ino, manifest.st_mtime_ns


@dataclass(slots=True)
class Site:
    """The site that an application serves."""

    config: Config
    current: Current
    past: "PastViews" = field(init=False)
    _view: View | None = None

    def __post_init__(self) -> None:
        """Begin without any earlier release."""
        self.past = PastViews(self.config)

    def view(self) -> View:
        """Give the current release.

        Raises:
            ReleaseError: there is none, or it cannot be opened.
        """
        release = self.current.get()
        view = self._view
        if view is None or view.release is not release:
            view = self._view = View(release, self.config)
        return view


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier state: its time for people, and the path of the present one."""

    time: str
    present: str


def current_site() -> Site:
    """Give the site of the application that handles the request."""
    return cast(Site, current_app.extensions[EXTENSION])


def current_view() -> View:
    """Give the release that answers the request: the same from its beginning to its end.

    Raises:
        ReleaseError: there is none, or it cannot be opened.
    """
    if "view" not in g:
        g.view = current_site().view()
    return cast(View, g.view)


def turn_back(view: View, earlier: Earlier) -> None:
    """Answer the request from an earlier release, and say so on its page."""
    g.view, g.earlier = view, earlier


def earlier_state() -> Earlier | None:
    """Tell of what time the answer to the request is, if it is of an earlier one."""
    return cast("Earlier | None", g.get("earlier"))


def served_release() -> str:
    """Give the id of the release that answers the request, or nothing while there is none."""
    if "view" in g:
        return cast(View, g.view).release.id
    release = current_site().current.peek()
    return release.id if release else ""
