"""Things, and the documents that describe them: `/id`, `/def`, `/spec`, `/doc` and `/res`.

Follows DIGG's profile for persistent identifiers
(https://www.dataportal.se/profil-for-bestandiga-identifierare): things are described elsewhere
(303), information resources are given (200).
"""

import re
from typing import Final

from flask import Blueprint, Response

from samverkan_ld.errors import NotFoundError
from samverkan_ld.formats.table import Format
from samverkan_ld.web.choice.links import Resource, page_parameter, split_suffix
from samverkan_ld.web.choice.mementos import VARY, gate_links, split_time_map, split_version
from samverkan_ld.web.choice.reply import see_other
from samverkan_ld.web.errors import no_such_format
from samverkan_ld.web.pages.entity import document_page
from samverkan_ld.web.pages.graph_page import graph_page
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.catalogue import entry
from samverkan_ld.web.routes.changes import changes
from samverkan_ld.web.routes.documents import find_document, send_document
from samverkan_ld.web.routes.editions import edition
from samverkan_ld.web.routes.ended import ended
from samverkan_ld.web.routes.memento import at_moment, is_erased, time_map, version, with_gate
from samverkan_ld.web.routes.preferences import page_number, with_query
from samverkan_ld.web.routes.report import report
from samverkan_ld.web.site import current_view
from samverkan_ld.web.view import View

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
    return see_other(with_query(f"/doc/{kind}/"))


@routes.get("/def/<path:key>", defaults={"section": "def"})
@routes.get("/spec/<path:key>", defaults={"section": "spec"})
def term(section: str, key: str) -> Response:
    """Send to the document about a concept, a scheme, a term or a shape."""
    return _describe_elsewhere(f"/{section}/{key}")


@routes.get("/doc/<path:rest>")
def document(rest: str) -> Response:
    """Give the document about a thing, a concept or a term: as it is, as it was, or all states."""
    view = current_view()
    path, named = split_suffix(f"/doc/{rest}")
    state, listed = split_version(path), split_time_map(path)
    if state is not None:
        return _state(view, *state, named)
    if listed is not None and named is None:
        _topic(view, listed)
        return time_map(view, listed)
    _topic(view, path)
    return at_moment(view, path, named) or _present(view, path, named)


@routes.get("/res/<path:rest>")
def graph(rest: str) -> Response:
    """Give an information resource: a graph, the dataset, a release, its changes or its report."""
    view = current_view()
    path, named = split_suffix(f"/res/{rest}")
    special = _SPECIAL.get(path.removeprefix("/res/").partition("/")[0])
    topic = _topic(view, path)
    if special is not None:
        return special(view, path, named)
    gone = ended(view, path, named)
    if gone is not None:
        return gone
    number = page_number()
    resource = Resource(path, page_parameter(number))
    is_graph = rest.startswith("kallgraf/") or topic in view.iris.system_graphs
    if is_graph:
        leave_out()  # it holds all that a source says of persons
    describe, page = (view.graph, graph_page) if is_graph else (view.document, document_page)
    return send_document(view, find_document(describe, topic, number), resource, named, page)


def _present(view: View, path: str, named: Format | None) -> Response:
    gone = ended(view, path, named)
    if gone is not None:
        return with_gate(view, gone, path)
    number = page_number()
    _check_suffix(view, path)
    found = find_document(view.document, view.iris.topic(path), number)
    resource = Resource(path, page_parameter(number))
    return send_document(
        view, found, resource, named, document_page, links=gate_links(path), vary=(VARY,)
    )


def _check_suffix(view: View, path: str) -> None:
    """Refuse a suffix that names no format, where a document could have it."""
    stem, dot, suffix = path.rpartition(".")
    if dot and not view.describes(view.iris.topic(path)) and view.describes(view.iris.topic(stem)):
        no_such_format(Resource(stem), suffix)


def _state(view: View, path: str, time: str, named: Format | None) -> Response:
    _topic(view, path)
    gone = ended(view, path, named) if is_erased(view, path) else None
    return gone or version(view, path, time, named)


def _describe_elsewhere(path: str) -> Response:
    view = current_view()
    base = view.iris.base if path.startswith("/id/") else view.iris.terms
    iri = base + path.removeprefix("/")
    target = view.iris.document(iri) if _PLAIN.fullmatch(path) else None
    if target is None:
        raise NotFoundError(f"{path} is no address of a thing")
    gone = ended(view, path, None)
    if gone is not None:
        return gone
    if not view.describes(iri):
        raise NotFoundError(f"{path} is not described")
    if not view.is_indexed(view.iris.topic(target)):
        leave_out()
    return see_other(target)


def _topic(view: View, path: str) -> str:
    topic = view.iris.topic(path) if _PLAIN.fullmatch(path) else ""
    if view.iris.document(topic) != path:
        raise NotFoundError(f"{path} is no document")
    return topic


_SPECIAL: Final = {
    "andringar": changes,
    "rapport": report,
    "utgava": edition,
    **dict.fromkeys(("katalog", "distribution", "datatjanst", "utgivare", "kontakt"), entry),
}
"""What gives the resources that are not read from the store, by the first part of their paths."""
