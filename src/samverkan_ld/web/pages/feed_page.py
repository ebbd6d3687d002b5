"""The feed for people: pages of changes, and the same as Atom (RFC 4287).

See https://www.rfc-editor.org/rfc/rfc4287. What is withdrawn is called by its IRI alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import render_template
from pyoxigraph import NamedNode

from samverkan_ld.archive.pages import Page
from samverkan_ld.feed.addresses import ROOT, page_path
from samverkan_ld.feed.events import Event
from samverkan_ld.feed.stream import stream_iri
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.pages.entity import heading
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Reference
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.pages.tombstone import address
from samverkan_ld.web.texts import say

_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold (https://www.w3.org/TR/xml/#charsets)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A change: the IRI and the path of its event, when, what kind, and of what.

    `title` is what the thing is called where no link tells more.
    """

    iri: str
    path: str
    moment: str
    kind: str
    thing: Reference
    title: str
    successors: tuple[Reference, ...]


def root_page(
    names: Names, events: Sequence[Event], pages: Sequence[Page], resource: Resource
) -> str:
    """Write the page of the feed's root: the latest changes, and which pages there are."""
    links = [(page_path(page), page) for page in pages]
    return _page("feed.html", names, events, resource, pages=links, number=0)


def changes_page(names: Names, events: Sequence[Event], page: Page, resource: Resource) -> str:
    """Write a page of the feed."""
    return _page("feed.html", names, events, resource, pages=(), number=page.number)


def event_page(names: Names, event: Event, resource: Resource) -> str:
    """Write the page of an event."""
    return _page("event.html", names, [event], resource, topic=event.iri)


def atom(names: Names, events: Sequence[Event], resource: Resource, variant: str) -> str:
    """Write the latest changes as Atom; `variant` is the path of the feed itself."""
    newest = events[0].thing.changed if events else names.view.release.manifest.created
    text = _page(
        "feed.xml",
        names,
        events,
        resource,
        stream=stream_iri(names.view.iris),
        newest=newest,
        variant=variant,
    )
    return _NOT_XML.sub("\ufffd", text)


def _page(
    template: str, names: Names, events: Sequence[Event], resource: Resource, **values: object
) -> str:
    return render_template(
        template,
        **shell(names.language),
        rows=[_row(names, event) for event in events],
        resource=resource,
        root=ROOT,
        canonical=names.view.iris.base + resource.address().removeprefix("/"),
        **values,
    )


def _row(names: Names, event: Event) -> Row:
    thing, view = event.thing, names.view
    called = _named(names, thing.iri) if thing.is_described else None
    return Row(
        iri=event.iri,
        path=f"/{event.iri.removeprefix(view.iris.base)}",
        moment=thing.changed,
        kind=say(names.language, f"change-{thing.change.value}"),
        thing=called or address(view, thing.iri),
        title=called.text if called else thing.iri,
        successors=tuple(address(view, iri) for iri in event.successors),
    )


def _named(names: Names, iri: str) -> Reference:
    node = NamedNode(iri)
    path = names.view.iris.document(iri)
    if path is None:
        return names.refer(node)
    text = heading(Facts(names.view, (), ()), names, node)
    return Reference(text.text, text.lang, path)
