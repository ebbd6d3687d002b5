"""Values of parameters with which addresses lead somewhere, in the release that is served."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.archive.folder import release_folders
from samverkan_ld.archive.history import made_at
from samverkan_ld.archive.pages import feed_pages, latest_members
from samverkan_ld.archive.things import things_below
from samverkan_ld.feed.addresses import EVENTS, page_path
from samverkan_ld.feed.events import event_of
from samverkan_ld.iris import KINDS
from samverkan_ld.web.assets import version
from samverkan_ld.web.site import current_site
from samverkan_ld.web.view import View

_EVENT: Final = ("EventTime", "EventSection", "EventKind", "EventKey")
_EVENTS: Final = 10
"""So many events are looked through for one of a thing with a kind and a key."""


def find_examples(view: View) -> dict[str, str]:
    """Find values for the parameters of addresses, by their names in the document.

    What a release does not have, such as concepts, has no example.
    """
    found: dict[str, str] = {"AssetState": version()}
    for examples in (_things(view), _reconciled(view), _terms(view), _resources(view), _feed(view)):
        found |= dict(examples)
    return found


def _things(view: View) -> Iterator[tuple[str, str]]:
    for kind in KINDS:
        entries = view.page(kind, {}, number=1, size=1).entries
        path = view.iris.document(entries[0].iri) if entries else None
        if path:
            yield from zip(
                ("Kind", "DocumentKind", "Key"), (kind, *path.split("/")[2:]), strict=True
            )
            yield "Identifier", path.removeprefix("/doc/")
            return


def _reconciled(view: View) -> Iterator[tuple[str, str]]:
    """Give the id of an organisation, or of a person: of those, a site may leave some out."""
    for kind in ("kommun", "organisation", "region", "person"):
        for entry in view.page(kind, {}, number=1, size=1).entries:
            yield "ThingId", entry.iri.removeprefix(f"{view.iris.base}id/")
            return


def _terms(view: View) -> Iterator[tuple[str, str]]:
    for section, names in (("def", ("Scheme", "Notation")), ("spec", ("Vocabulary", "Term"))):
        start = f"{view.iris.terms}{section}/"
        for thing in things_below(view.release.ledger, start, most=2):
            parts = thing.iri.removeprefix(start).split("/")
            if thing.is_described and len(parts) == len(names):
                yield from zip(names, parts, strict=True)
                if section == "def":
                    yield "Section", section


def _resources(view: View) -> Iterator[tuple[str, str]]:
    yield "SystemGraph", view.iris.metadata_graph.rpartition("/")[2]
    name = next(iter(sorted(view.release.manifest.graphs)), "")
    if name.startswith(view.iris.graph("")):
        yield "ResourceKind", "kallgraf"
        yield "ResourceKey", name.removeprefix(view.iris.graph(""))
    release = view.release.id
    yield "Release", release
    yield "Time", made_at(release)
    kept = [folder.name for folder in release_folders(current_site().config.releases)]
    yield "Before", next((name for name in reversed(kept) if name < release), release)


def _feed(view: View) -> Iterator[tuple[str, str]]:
    ledger = view.release.ledger
    for page in feed_pages(ledger)[:1]:
        yield "FeedPage", page_path(page).rpartition("/")[2]
    for thing in latest_members(ledger, _EVENTS):
        parts = event_of(ledger, view.iris, thing).iri.partition(EVENTS)[2].split("/")
        if len(parts) == len(_EVENT):
            yield from zip(_EVENT, parts, strict=True)
            return
