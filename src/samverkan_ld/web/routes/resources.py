"""Things, and the documents that describe them: `/id`, `/def`, `/spec`, `/doc` and `/res`.

Follows DIGG's profile for persistent identifiers
(https://www.dataportal.se/profil-for-bestandiga-identifierare): things are described elsewhere
(303), information resources are given (200).
"""

import re
from collections.abc import Callable
from typing import Final

from flask import Blueprint, Response

from samverkan_ld.errors import NotFoundError
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.store.documents import Document
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Link, Resource, page_parameter, split_suffix
from samverkan_ld.web.choice.reply import Reply, see_other, send
from samverkan_ld.web.choice.representation import write_quads
from samverkan_ld.web.pages.entity import document_page
from samverkan_ld.web.pages.graph_page import graph_page
from samverkan_ld.web.routes.editions import edition, report
from samverkan_ld.web.routes.preferences import chosen, page_number
from samverkan_ld.web.site import View, current_site, current_view

_Page = Callable[[View, Document, Resource, str], str]

routes: Final = Blueprint("resources", __name__)

_PLAIN: Final = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
"""Paths of things are plain ASCII, so that nothing is spelt in two ways."""


@routes.get("/id/<kind>/<path:key>")
def thing(kind: str, key: str) -> Response:
    """Send to the document about a thing or, of a sub-node, about its parent."""
    return _describe_elsewhere(f"/id/{kind}/{key}")


@routes.get("/id/<kind>")
@routes.get("/id/<kind>/")
def kind(kind: str) -> Response:
    """Send to the list of a kind of things."""
    return see_other(f"/doc/{kind}/")


@routes.get("/def/<path:key>", defaults={"section": "def"})
@routes.get("/spec/<path:key>", defaults={"section": "spec"})
def term(section: str, key: str) -> Response:
    """Send to the document about a concept, a scheme, a term or a shape."""
    return _describe_elsewhere(f"/{section}/{key}")


@routes.get("/doc/<path:rest>")
def document(rest: str) -> Response:
    """Give the document about a thing, a concept or a term."""
    view = current_view()
    path, named = split_suffix(f"/doc/{rest}")
    topic = _topic(view, path)
    number = page_number()
    found = view.document(topic, page=number)
    return _send(view, found, Resource(path, page_parameter(number)), named, document_page)


@routes.get("/res/<path:rest>")
def graph(rest: str) -> Response:
    """Give an information resource: a graph, the dataset, a release or its report."""
    view = current_view()
    path, named = split_suffix(f"/res/{rest}")
    topic = _topic(view, path)
    number = page_number()
    resource = Resource(path, page_parameter(number))
    section = rest.partition("/")[0]
    if section == "utgava":
        return edition(view, path, named)
    if section == "rapport":
        return report(view, path, named)
    is_graph = section == "kallgraf" or topic in (view.iris.metadata_graph, view.iris.shapes_graph)
    if is_graph:
        return _send(view, view.graph(topic, page=number), resource, named, graph_page)
    return _send(view, view.document(topic, page=number), resource, named, document_page)


def _describe_elsewhere(path: str) -> Response:
    view = current_view()
    base = view.iris.base if path.startswith("/id/") else view.iris.terms
    iri = base + path.removeprefix("/")
    target = view.iris.document(iri) if _PLAIN.fullmatch(path) else None
    if target is None or not view.describes(iri):
        raise NotFoundError(f"{path} is not described")
    return _unindexed(see_other(target), iri)


def _topic(view: View, path: str) -> str:
    topic = view.iris.topic(path) if _PLAIN.fullmatch(path) else ""
    if view.iris.document(topic) != path:
        raise NotFoundError(f"{path} is no document")
    return topic


def _send(
    view: View, found: Document, resource: Resource, named: Format | None, page: _Page
) -> Response:
    choice, language = chosen(resource, named), spoken()
    modified = found.modified or view.release.manifest.created
    reply = Reply(resource, choice, language, modified, _links(found, resource))
    if choice.format is HTML:
        body: str | bytes = page(view, found, resource, language)
    else:
        body = write_quads(view, found.quads, choice.format, first=found.topic)
    return _unindexed(send(reply, body), found.topic)


def _unindexed(response: Response, topic: str) -> Response:
    """Ask search engines to leave out what the configuration names."""
    if topic in map(current_view().iris.rebase, current_site().config.privacy.noindex):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _links(found: Document, resource: Resource) -> tuple[Link, ...]:
    about = (Link(found.topic, "about"),) if found.topic != found.iri else ()
    previous = resource.page(found.page - 1)
    return (
        *about,
        *((Link(resource.page(found.page + 1).address(), "next"),) if found.has_next else ()),
        *((Link(previous.address(), "prev"),) if found.page > 1 else ()),
    )
