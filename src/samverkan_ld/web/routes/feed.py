"""The feed of changes: `/feed`, its pages, and its events; `/feed.atom` for people."""

from collections.abc import Iterable, Sequence
from typing import Final

from flask import Blueprint, Response
from pyoxigraph import Quad, RdfFormat, Triple, serialize

from samverkan_ld.archive.folder import STORE
from samverkan_ld.archive.pages import (
    PAGE_SIZE,
    Page,
    feed_pages,
    find_page,
    last_number,
    latest_members,
)
from samverkan_ld.archive.things import Thing, things_of_page
from samverkan_ld.feed.addresses import EVENTS, ROOT, read_page
from samverkan_ld.feed.events import Event, event_of, find_event, was_event
from samverkan_ld.feed.states import present_states
from samverkan_ld.feed.stream import PREFIXES, event_quads, immutable, page_quads, root_quads
from samverkan_ld.formats.table import HTML, JSONLD, NQUADS, TRIG, Format
from samverkan_ld.store.disk import translated
from samverkan_ld.web.choice.language import asked_for, spoken
from samverkan_ld.web.choice.links import Resource, split_suffix
from samverkan_ld.web.choice.references import ABSOLUTE, reference, settle
from samverkan_ld.web.choice.reply import Reply, see_other, send
from samverkan_ld.web.errors import no_such_format, refuse, shown
from samverkan_ld.web.negotiation import Choice
from samverkan_ld.web.pages.feed_page import atom, changes_page, event_page, root_page
from samverkan_ld.web.pages.names import Names
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.preferences import chosen
from samverkan_ld.web.routes.resources import graph
from samverkan_ld.web.site import current_view
from samverkan_ld.web.view import View

routes: Final = Blueprint("feed", __name__)
routes.before_request(leave_out)

ATOM: Final = Format("atom", "application/atom+xml", "Atom", charset=True)
FORMATS: Final = (TRIG, JSONLD, NQUADS, HTML)
"""The formats of pages and events: those that keep the names of graphs, and HTML."""

LATEST: Final = 50
"""How many changes people are shown."""

_ENGINE_FORMATS: Final = {
    TRIG: RdfFormat.TRIG,
    JSONLD: RdfFormat.JSON_LD,
    NQUADS: RdfFormat.N_QUADS,
}
_FOR_EVER: Final = "public, max-age=3600, immutable"


@routes.get("/feed")
def root() -> Response:
    """Give the root of the feed in the format that the client prefers."""
    return _root(None)


@routes.get("/feed.<suffix>")
def root_variant(suffix: str) -> Response:
    """Give the root of the feed in one format, or the latest changes as Atom."""
    path, named = split_suffix(f"{ROOT}.{suffix}")
    if suffix == ATOM.name:
        return _root(ATOM)
    if path != ROOT:
        no_such_format(Resource(ROOT, formats=(*FORMATS, ATOM)), suffix)
    return _root(named)


@routes.get("/feed/<name>")
def page(name: str) -> Response:
    """Give a page of the feed.

    Raises:
        HTTPException: its members have changed since, so it has another address (410); or there
            never was such a page (404).
    """
    view = current_view()
    path, named = split_suffix(f"{ROOT}/{name}")
    found = _find_page(view, path)
    events = _events(view, things_of_page(view.release.ledger, found.number))
    resource = Resource(path, formats=FORMATS)
    choice, names = chosen(resource, named), Names(view, spoken())
    if choice.format is HTML:
        return _answer(resource, choice, names, changes_page(names, events, found, resource))
    is_closed = found.members == PAGE_SIZE or found.number < last_number(view.release.ledger)
    node = reference(path)
    quads = page_quads(view.iris, node, events, _states(view, events), reference)
    closing = [immutable(node)] if is_closed else []
    body = _write(view, [*quads, *closing], choice.format)
    response = _answer(resource, choice, names, body)
    if is_closed:
        response.headers["Cache-Control"] = _FOR_EVER
    return response


@routes.get("/res/handelse/<path:key>")
def event(key: str) -> Response:
    """Give an event: a member of the feed as long as it is the last of its thing.

    Raises:
        HTTPException: the thing has changed again, or its end is not told any longer (410).
    """
    view = current_view()
    path, named = split_suffix(f"/{EVENTS}{key}")
    name = path.removeprefix(f"/{EVENTS}")
    found = find_event(view.release.ledger, view.iris, name)
    if found is None:
        if was_event(view.release.ledger, view.iris, name):
            refuse(410, "event-gone")
        return graph(f"handelse/{key}")
    resource = Resource(path, formats=FORMATS)
    choice, names = chosen(resource, named), Names(view, spoken())
    if choice.format is HTML:
        return _answer(resource, choice, names, event_page(names, found, resource))
    state = _states(view, [found]).get(found.thing.iri, ())
    body = _write(view, event_quads(found, state), choice.format)
    return _answer(resource, choice, names, body)


@routes.get("/res/handelseflode")
def stream() -> Response:
    """Send from the stream to its root."""
    return see_other(ROOT)


def _root(named: Format | None) -> Response:
    view = current_view()
    ledger = view.release.ledger
    resource = Resource(ROOT, formats=(*FORMATS, ATOM))
    choice, names = chosen(resource, named), Names(view, spoken())
    if choice.format in (HTML, ATOM):
        latest = _events(view, latest_members(ledger, LATEST))
        if choice.format is ATOM:
            body = atom(names, latest, resource, resource.variant(ATOM, asked_for()))
        else:
            body = root_page(names, latest, feed_pages(ledger), resource)
        return _answer(resource, choice, names, body)
    quads = root_quads(view.iris, feed_pages(ledger), reference)
    return _answer(resource, choice, names, _write(view, quads, choice.format))


def _answer(resource: Resource, choice: Choice, names: Names, body: str | bytes) -> Response:
    reply = Reply(
        resource, choice, names.language, is_cacheable=choice.format not in (*ABSOLUTE, ATOM)
    )
    response = send(reply, body)
    if choice.format is ATOM:
        response.headers["Vary"] = "Accept, Accept-Language"
        response.headers["Content-Language"] = names.language
    return response


def _find_page(view: View, path: str) -> Page:
    number, revision = read_page(path.removeprefix(f"{ROOT}/")) or (0, "")
    found = find_page(view.release.ledger, number)
    if found is not None and found.revision == revision:
        return found
    was_there = 0 < number <= last_number(view.release.ledger)
    status, key = (410, "feed-page-gone") if was_there else (404, "no-feed-page")
    return refuse(status, key, path=shown(path))


def _events(view: View, things: Iterable[Thing]) -> list[Event]:
    return [event_of(view.release.ledger, view.iris, thing) for thing in things]


def _states(view: View, events: Sequence[Event]) -> dict[str, list[Triple]]:
    with translated(view.release.folder / STORE):
        return present_states(view.release.store, view.iris, [event.thing for event in events])


def _write(view: View, quads: Iterable[Quad], fmt: Format) -> bytes:
    # Readers of the stream expect its members in the order of time, and every graph by its name;
    # the writers of documents put what is read first first, and their JSON-LD holds one graph.
    prefixes = view.prefixes | PREFIXES
    return settle(serialize(quads, format=_ENGINE_FORMATS[fmt], prefixes=prefixes) or b"", fmt)
