"""What crawlers are told: which addresses are not for them, and which documents there are.

`/robots.txt` follows RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309), the sitemap and its parts
follow https://www.sitemaps.org/protocol.html. Pages that search engines are asked to leave out are
not closed to crawlers: they would not see that they are asked.
"""

import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, request

from samverkan_ld.archive.things import described_below, described_from
from samverkan_ld.web.site import current_site, current_view
from samverkan_ld.web.view import View

routes: Final = Blueprint("robots", __name__)

MOST: Final = 50_000
"""The documents in a part of the sitemap, as many as the protocol allows."""

_CLOSED: Final = ("/sparql", "/search", "/suggest", "/lookup", "/reconcile")
"""What is computed for each request, and never listed by a search engine."""

_KINDS: Final = ("kommun", "region", "organisation", "artikel", "person")
_CONCEPTS: Final = "def"
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


@routes.get("/robots.txt")
def robots() -> Response:
    """Tell crawlers what is not for them, and where the sitemap is."""
    base = current_site().config.site.base
    closed = "".join(f"Disallow: {path}\n" for path in _CLOSED)
    text = f"User-agent: *\n{closed}\nSitemap: {base}sitemap.xml\n"
    return Response(text, content_type="text/plain; charset=utf-8")


@routes.get("/sitemap.xml")
def index() -> Response:
    """List the parts of the sitemap."""
    view = current_view()
    return _send(view, _index(view))


@routes.get("/sitemap-<section>.xml")
def part(section: str) -> Response:
    """List the documents of a part, `kommun-1` for one, that search engines may list."""
    view = current_view()
    kind, _, number = section.partition("-")
    start = _starts(view).get(kind)
    if start is None or not _NUMBER.fullmatch(number):
        abort(404)
    first = described_from(view.release.ledger, start, (int(number) - 1) * MOST)
    if first is None:
        abort(404)
    return _send(view, _part(view, start, first))


def sitemap_parts(view: View) -> Iterator[str]:
    """List the paths of the parts of the sitemap."""
    for section, start in _starts(view).items():
        number = 1
        while described_from(view.release.ledger, start, (number - 1) * MOST) is not None:
            yield f"/sitemap-{section}-{number}.xml"
            number += 1


def _send(view: View, pieces: Iterator[str]) -> Response:
    response = Response(pieces, content_type="application/xml; charset=utf-8")
    response.automatically_set_content_length = False  # to count would be to read it all
    # who is listed is set in the configuration, which may change between releases
    state = f"{view.release.id} {current_site().config.privacy}"
    response.set_etag(blake2b(state.encode(), digest_size=12).hexdigest())
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _starts(view: View) -> dict[str, str]:
    """Give what the IRIs in each section of the sitemap begin with."""
    things = {kind: f"{view.iris.base}id/{kind}/" for kind in _KINDS}
    return {**things, _CONCEPTS: f"{view.iris.terms}def/"}


def _index(view: View) -> Iterator[str]:
    yield f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n'
    changed = view.release.manifest.created
    for path in sitemap_parts(view):
        address = escape(view.iris.base + path.removeprefix("/"))
        yield f"<sitemap><loc>{address}</loc><lastmod>{changed}</lastmod></sitemap>\n"
    yield "</sitemapindex>\n"


def _part(view: View, start: str, first: str) -> Iterator[str]:
    unlisted = view.unlisted
    yield f'{_HEAD}<urlset xmlns="{_NAMESPACE}">\n'
    for iri, changed in described_below(view.release.ledger, start, first=first, most=MOST):
        path = view.iris.document(iri)
        if path is not None and iri not in unlisted:
            address = escape(view.iris.base + path.removeprefix("/"))
            yield f"<url><loc>{address}</loc><lastmod>{changed}</lastmod></url>\n"
    yield "</urlset>\n"
