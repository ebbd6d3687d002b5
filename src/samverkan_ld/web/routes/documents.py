"""Sending a document or a graph, in whatever format is asked for."""

from collections.abc import Callable
from typing import Protocol

from flask import Response

from samverkan_ld.errors import NotFoundError
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.store.documents import Document
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Link, Resource
from samverkan_ld.web.choice.reply import Reply, send
from samverkan_ld.web.choice.representation import write_quads
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.preferences import chosen, refuse_page
from samverkan_ld.web.view import View

Page = Callable[[View, Document, Resource, str], str]
"""Writes the page of a document, in a language."""


class Describe(Protocol):
    """Describes a page of a document or of a graph."""

    def __call__(self, topic: str, *, page: int) -> Document:
        """Describe the page."""


def find_document(describe: Describe, topic: str, number: int) -> Document:
    """Describe a page of a thing; tell a missing page from a thing that is not described.

    Raises:
        HTTPException: there is no such page (404).
        NotFoundError: the thing is not described.
    """
    try:
        return describe(topic, page=number)
    except NotFoundError:
        if number == 1:
            raise
        describe(topic, page=1)
        refuse_page(number)


def send_document(
    view: View,
    found: Document,
    resource: Resource,
    named: Format | None,
    page: Page,
    *,
    links: tuple[Link, ...] = (),
    vary: tuple[str, ...] = (),
    is_cacheable: bool = True,
) -> Response:
    """Send a document in the format asked for; `links`, `vary`, `is_cacheable` are as in Reply.

    Raises:
        HTTPException: none of the formats is acceptable (406).
    """
    if not view.is_indexed(found.topic):
        leave_out()
    choice, language = chosen(resource, named), spoken()
    manifest = view.release.manifest
    modified = found.modified or manifest.created
    if manifest.redacted:
        modified = max(modified, manifest.modified)
    own = (*_links(found, resource), *links)
    reply = Reply(resource, choice, language, modified, own, is_cacheable, vary)
    if choice.format is HTML:
        body: str | bytes = page(view, found, resource, language)
    else:
        body = write_quads(view, found.quads, choice.format, first=found.topic)
    return send(reply, body)


def _links(found: Document, resource: Resource) -> tuple[Link, ...]:
    about = (Link(found.topic, "about"),) if found.topic != found.iri else ()
    previous = resource.page(found.page - 1)
    return (
        *about,
        *((Link(resource.page(found.page + 1).address(), "next"),) if found.has_next else ()),
        *((Link(previous.address(), "prev"),) if found.page > 1 else ()),
    )
