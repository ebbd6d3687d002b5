"""Things, and the documents that describe them: `/id`, `/def`, `/spec`, `/doc` and `/res`.

Follows DIGG's profile for persistent identifiers
(https://www.dataportal.se/profil-for-bestandiga-identifierare): things are described elsewhere
(303), information resources are given (200).
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, Protocol

from flask import Blueprint, Response
from pyoxigraph import NamedNode

from samverkan_ld.errors import NotFoundError
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.namespaces import ORG, PROV
from samverkan_ld.store.documents import Document
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Link, Resource, page_parameter, split_suffix
from samverkan_ld.web.choice.reply import Reply, see_other, send
from samverkan_ld.web.choice.representation import write_quads
from samverkan_ld.web.pages.entity import document_page
from samverkan_ld.web.pages.graph_page import graph_page
from samverkan_ld.web.routes.editions import edition
from samverkan_ld.web.routes.preferences import chosen, page_number, refuse_page, with_query
from samverkan_ld.web.routes.report import report
from samverkan_ld.web.site import View, current_site, current_view

_Page = Callable[[View, Document, Resource, str], str]


class _Describe(Protocol):
    """Describes a page of a document or of a graph."""

    def __call__(self, topic: str, *, page: int) -> Document: ...


routes: Final = Blueprint("resources", __name__)

_CONCERNED: Final = (NamedNode(ORG + "member"), NamedNode(PROV + "wasAttributedTo"))
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
    return see_other(with_query(f"/doc/{kind}/"))


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
    found = _found(view.document, topic, number)
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
    is_graph = section == "kallgraf" or topic in view.iris.system_graphs
    if is_graph:
        return _send(view, _found(view.graph, topic, number), resource, named, graph_page)
    return _send(view, _found(view.document, topic, number), resource, named, document_page)


def _describe_elsewhere(path: str) -> Response:
    view = current_view()
    base = view.iris.base if path.startswith("/id/") else view.iris.terms
    iri = base + path.removeprefix("/")
    target = view.iris.document(iri) if _PLAIN.fullmatch(path) else None
    if target is None or not view.describes(iri):
        raise NotFoundError(f"{path} is not described")
    return _unindexed(view, see_other(target), view.iris.topic(target))


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
    return _unindexed(view, send(reply, body), found.topic)


def _found(describe: _Describe, topic: str, number: int) -> Document:
    """Describe a page of a thing; tell a missing page from a thing that is not described."""
    try:
        return describe(topic, page=number)
    except NotFoundError:
        if number == 1:
            raise
        describe(topic, page=1)
        refuse_page(number)


def _unindexed(view: View, response: Response, topic: str) -> Response:
    """Ask search engines to leave out the persons that the configuration names.

    Their roles and statements are left out too: the titles of those pages hold the name.
    """
    hidden = set(map(view.iris.rebase, current_site().config.privacy.noindex))
    if hidden and not hidden.isdisjoint(_concerned(view, topic)):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _concerned(view: View, topic: str) -> Iterator[str]:
    yield topic
    for quad in view.facts(NamedNode(topic)):
        if quad.predicate in _CONCERNED and isinstance(quad.object, NamedNode):
            yield quad.object.value


def _links(found: Document, resource: Resource) -> tuple[Link, ...]:
    about = (Link(found.topic, "about"),) if found.topic != found.iri else ()
    previous = resource.page(found.page - 1)
    return (
        *about,
        *((Link(resource.page(found.page + 1).address(), "next"),) if found.has_next else ()),
        *((Link(previous.address(), "prev"),) if found.page > 1 else ()),
    )
