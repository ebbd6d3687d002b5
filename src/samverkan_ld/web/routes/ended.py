"""Identifiers that have ended: where they lead, or what is left of them.

DIGG's profile for persistent identifiers
(https://www.dataportal.se/profil-for-bestandiga-identifierare): what is replaced leads to what
replaces it (308), what was merged or split to what came after (300), and what was withdrawn is gone
(410).
"""

from datetime import datetime
from typing import Final

from flask import Response, request
from pyoxigraph import NamedNode
from werkzeug.http import http_date
from werkzeug.urls import iri_to_uri

from samverkan_ld.archive.endings import Ending, EndingKind, find_ending
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.life.statements import quads_about
from samverkan_ld.life.succession import final_successors
from samverkan_ld.web.choice.language import asked_for, spoken
from samverkan_ld.web.choice.links import Link, Resource, header
from samverkan_ld.web.choice.reply import redirect_to
from samverkan_ld.web.choice.representation import write_quads
from samverkan_ld.web.negotiation import Choice, choose
from samverkan_ld.web.pages.tombstone import LIST, tombstone_page
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.view import View

SUCCESSOR: Final = "successor-version"
"""The relation to what came in the place of something (RFC 5829)."""

SUNSET: Final = "sunset"
"""The relation to what tells why and when something ends (RFC 8594)."""

_DESCRIBING: Final = ("/doc/", "/res/")


def ended(view: View, path: str, named: Format | None) -> Response | None:
    """Answer for an identifier that has ended, or for the document about it; None if it has not.

    Ask before looking into the store: its graph of identifiers speaks of what has ended.

    Args:
        view: the current release.
        path: the path asked for, without a suffix.
        named: the format that the suffix named.
    """
    ending = find_ending(view.release.ledger, _topic(view, path))
    if ending is None:
        return None
    successors = final_successors(view.release.ledger, ending.iri)
    if ending.kind is EndingKind.REPLACED and len(successors) == 1:
        return _moved(view, path, successors[0], named)
    return _told(view, ending, successors, named)


def _topic(view: View, path: str) -> str:
    """Give the identifier that a path belongs to; that of a sub-node belongs to its thing."""
    if path.startswith(_DESCRIBING):
        return view.iris.topic(path)
    if path.startswith("/id/"):
        return view.iris.owner(view.iris.base + path[1:])
    return view.iris.terms + path[1:]


def _moved(view: View, path: str, successor: str, named: Format | None) -> Response:
    response = redirect_to(308, _place(view, path, successor, named))
    response.headers["Link"] = header([_successor_link(view, successor)])
    response.headers["Cache-Control"] = "no-cache"
    return response


def _place(view: View, path: str, successor: str, named: Format | None) -> str:
    """Give the address of a successor that stands where the path stands: document for document."""
    document = view.iris.document(successor)
    if document is None or not path.startswith(_DESCRIBING):
        return address_of(view, successor)
    language = asked_for()
    resource = Resource(document)
    if named is not None:
        return resource.variant(named, language)
    return resource.address(*((("lang", language),) if language else ()))


def _told(
    view: View, ending: Ending, successors: tuple[str, ...], named: Format | None
) -> Response:
    """Tell how an identifier ended: in any format, since none that is asked for changes that."""
    resource = Resource(view.iris.document(ending.iri) or LIST)
    choice = _choice(resource, named)
    if not successors:
        leave_out()
    response = Response(
        _body(view, ending, resource, choice),
        300 if successors else 410,
        content_type=choice.content_type,
    )
    links = [_successor_link(view, iri) for iri in successors]
    if not successors:
        response.headers["Sunset"] = http_date(datetime.fromisoformat(ending.moment))
        links.append(Link(LIST, SUNSET))
    response.headers["Link"] = header([*links, *resource.alternates()])
    is_page = choice.format is HTML
    response.headers["Vary"] = "Accept, Accept-Language" if is_page else "Accept"
    if is_page:
        response.headers["Content-Language"] = spoken()
    response.headers["Cache-Control"] = "no-cache"
    return response


def _choice(resource: Resource, named: Format | None) -> Choice:
    if named is not None:
        return Choice(named, named.content_type)
    first = resource.formats[0]
    chosen = choose(request.headers.get("Accept"), resource.formats)
    return chosen or Choice(first, first.content_type)


def _body(view: View, ending: Ending, resource: Resource, choice: Choice) -> str | bytes:
    if choice.format is HTML:
        return tombstone_page(view, ending, resource, spoken())
    quads = quads_about(view.release.ledger, ending, view.iris)
    reason = view.names(NamedNode(ending.reason))
    return write_quads(view, (*quads, *reason), choice.format, first=ending.iri)


def _successor_link(view: View, iri: str) -> Link:
    return Link(address_of(view, iri), SUCCESSOR)


def address_of(view: View, iri: str) -> str:
    """Give the path of an identifier of this site, or the address of another's."""
    if view.iris.document(iri) is None:
        return iri_to_uri(iri)
    home = view.iris.base if iri.startswith(view.iris.base) else view.iris.terms
    return f"/{iri.removeprefix(home)}"
