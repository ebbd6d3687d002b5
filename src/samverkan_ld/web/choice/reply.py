"""Answers of resources: their headers, and whether they may be cached."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import Response, request

from samverkan_ld.formats.table import HTML
from samverkan_ld.namespaces import CC0
from samverkan_ld.web.choice.language import asked_for
from samverkan_ld.web.choice.links import Link, Resource, header
from samverkan_ld.web.negotiation import Choice
from samverkan_ld.web.site import current_site, current_view
from samverkan_ld.web.wire.cache import MARK

LICENCE: Final = Link(CC0, "license")


@dataclass(frozen=True, slots=True)
class Reply:
    """One variant of a resource: its format, its language if it is a page, and its other links.

    `modified` is when its content last changed, as xsd:dateTime; empty when that is not known.
    `vary` names what it depends on besides format and language.
    """

    resource: Resource
    choice: Choice
    language: str = ""
    modified: str = ""
    links: tuple[Link, ...] = ()
    is_cacheable: bool = True
    vary: tuple[str, ...] = ()


def send(reply: Reply, body: str | bytes) -> Response:
    """Answer with a whole body; 304 when the client has it already."""
    data = body.encode() if isinstance(body, str) else body
    response = Response(data, content_type=reply.choice.content_type)
    response.set_etag(_tag(reply, data))
    _describe(response, reply)
    response.make_conditional(request)
    return response


def stream(reply: Reply, pieces: Iterable[bytes], *, state: str) -> Response:
    """Answer with a body that is made while it is sent.

    Args:
        reply: what is sent.
        pieces: the body.
        state: a text that changes whenever the body would: it takes part in the ETag.
    """
    response = Response(pieces, content_type=reply.choice.content_type)
    response.automatically_set_content_length = False  # to count would be to read it all
    response.set_etag(_tag(reply, f"{state} {reply.resource.address()}".encode()))
    _describe(response, reply)
    response.make_conditional(request)
    return response


def _tag(reply: Reply, content: bytes) -> str:
    """Make an ETag: the same bytes of another media type are another representation."""
    typed = b"\0".join((reply.choice.content_type.encode(), content))
    return hashlib.blake2b(typed, digest_size=12).hexdigest()


def redirect_to(status: int, path: str) -> Response:
    """Send to another path of this service, without a body."""
    response = Response(status=status)
    del response.headers["Content-Type"]
    response.headers["Location"] = path
    return response


def see_other(path: str) -> Response:
    """Answer that a thing, which no answer can be, is described elsewhere (303)."""
    response = redirect_to(303, path)
    response.headers["Link"] = header([Link(path, "describedby")])
    response.headers["Vary"] = "Accept"
    response.headers[MARK.decode()] = "1"
    return response


def _describe(response: Response, reply: Reply) -> None:
    resource, is_page = reply.resource, reply.choice.format is HTML
    languages = current_site().config.site.languages
    canonical = Link(current_view().iris.base + resource.address().removeprefix("/"), "canonical")
    links = (*resource.alternates(languages), canonical, *reply.links, LICENCE)
    response.headers["Link"] = header(links)
    response.headers["Content-Location"] = resource.variant(
        reply.choice.format, asked_for() if is_page else ""
    )
    language = ("Accept-Language",) if is_page else ()
    response.headers["Vary"] = ", ".join(("Accept", *language, *reply.vary))
    response.headers["Cache-Control"] = "no-cache"
    if is_page:
        response.headers["Content-Language"] = reply.language
    if reply.modified:
        response.last_modified = datetime.fromisoformat(reply.modified)
    if reply.is_cacheable:
        response.headers[MARK.decode()] = "1"
