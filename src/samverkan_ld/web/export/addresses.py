"""The addresses of a site that are exported, by section.

Those of one section have much in common: where they begin, which formats they are in, and what
their headers look like.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samverkan_ld.archive.dumps import latest_dumps
from samverkan_ld.archive.endings import all_endings
from samverkan_ld.archive.folder import REPORT, release_folders
from samverkan_ld.archive.pages import feed_pages
from samverkan_ld.archive.things import described_below, things_of_page
from samverkan_ld.catalog.catalogue import PATH as CATALOGUE
from samverkan_ld.catalog.void import PATH as VOID
from samverkan_ld.feed.addresses import EVENTS, ROOT, page_path
from samverkan_ld.feed.events import event_of
from samverkan_ld.iris import KINDS
from samverkan_ld.web.assets import addresses as asset_addresses
from samverkan_ld.web.pages.tombstone import LIST
from samverkan_ld.web.routes.dumps import CHECKSUMS
from samverkan_ld.web.routes.dumps import HOME as DUMPS
from samverkan_ld.web.routes.robots import sitemap_parts
from samverkan_ld.web.view import View

FRONT: Final = "/"
REDIRECTS: Final = ("/res/handelseflode",)
"""What leads elsewhere and is no thing."""

_FIXED: Final = (
    *("/robots.txt", "/sitemap.xml", "/om/personuppgifter"),
    *(CATALOGUE, VOID),
)


@dataclass(frozen=True, slots=True)
class Section:
    """Addresses that are alike; `pattern` is what the paths of all begin with, for nginx."""

    pattern: str
    addresses: Iterable[str]


def sections(view: View, releases: Path) -> Iterator[Section]:
    """List the sections of a release; where patterns overlap, the narrower comes first."""
    yield Section("/index", [FRONT])
    yield Section("/doc/[^/]+", _lists(view))
    yield Section("/doc/.+", _documents(view))
    yield Section(ROOT, [ROOT])
    yield Section(f"{ROOT}/.+", map(page_path, feed_pages(view.release.ledger)))
    yield Section(f"/{EVENTS}[^/]+/.+", _events(view))
    yield Section("/res/(?:utgava|rapport)/.+", _of_releases(releases))
    yield Section(f"{LIST}(?:@.*)?", [LIST])
    yield Section("/res/.+", _graphs(view))
    dumps = _dumps(view, releases)
    yield Section("/dump(?:@.*)?", [DUMPS] if dumps else [])
    yield Section(f"{DUMPS}.+", dumps)
    yield Section("/.+", [*_FIXED, *sitemap_parts(view), *asset_addresses()])


def ended_addresses(view: View) -> Iterator[str]:
    """List the documents of identifiers that have ended."""
    for ending in all_endings(view.release.ledger):
        path = view.iris.document(ending.iri)
        if path is not None:
            yield path


def _lists(view: View) -> list[str]:
    counts = view.counts()
    return [f"/doc/{kind}/" for kind in dict.fromkeys((*KINDS, *sorted(counts)))]


def _documents(view: View) -> Iterator[str]:
    """List the documents of things, concepts and terms, shapes among them."""
    for path in _described(view):
        if path.startswith("/doc/"):
            yield path


def _graphs(view: View) -> Iterator[str]:
    iris = view.iris
    names = (*iris.system_graphs, iris.dataset, *view.release.manifest.graphs)
    found = {path for name in names if (path := iris.document(name))}
    found.update(path for path in _described(view) if path.startswith("/res/"))
    yield from sorted(found)


def _described(view: View) -> Iterator[str]:
    """List the documents that the release has, each once.

    The ledger knows the things of the sources; what the program says stands in other graphs.
    """
    iris, ledger = view.iris, view.release.ledger
    seen: set[str] = set()
    for graph in (iris.shapes_graph, iris.queries_graph, iris.identifiers_graph):
        for subject in view.subjects(graph):
            path = iris.document(subject)
            if path is not None and path not in seen:
                seen.add(path)
                yield path
    for start in dict.fromkeys((iris.base, iris.terms)):
        for iri, _ in described_below(ledger, start, first=start, most=sys.maxsize):
            path = iris.document(iri)
            if path is not None and path not in seen:
                yield path


def _events(view: View) -> Iterator[str]:
    ledger, iris = view.release.ledger, view.iris
    for page in feed_pages(ledger):
        for thing in things_of_page(ledger, page.number):
            event = event_of(ledger, iris, thing)
            yield "/" + event.iri.removeprefix(iris.base)


def catalogued(triples: bytes, base: str) -> list[str]:
    """List the paths of what a catalogue describes, from its N-Triples."""
    start = f"<{base}res/".encode()
    subjects = {line.partition(b">")[0] for line in triples.splitlines() if line.startswith(start)}
    return sorted(f"/res/{subject.removeprefix(start).decode()}" for subject in subjects)


def _dumps(view: View, releases: Path) -> list[str]:
    """List the latest dumps, and their checksums; nothing while they are not written."""
    dumps = latest_dumps(releases, view.release.id)
    names = [dump.name for dump in dumps.files] if dumps else []
    return [DUMPS + name for name in (*names, CHECKSUMS)] if names else []


def _of_releases(releases: Path) -> Iterator[str]:
    for folder in release_folders(releases):
        yield f"/res/utgava/{folder.name}"
        # one that was followed before it was finished never got a report
        if (folder / REPORT).exists():
            yield f"/res/rapport/{folder.name}"
