"""The list of identifiers that have ended: `/res/aterkallade`.

Those who use the data learn from it what they should no longer use (GDPR, article 17.2:
https://eur-lex.europa.eu/eli/reg/2016/679/oj). No names stand in it.
"""

from collections.abc import Iterator
from typing import Final

from flask import Blueprint, Response
from pyoxigraph import NamedNode, Quad

from samverkan_ld.archive.endings import Ending
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.formats.table import CSV, HTML, Format, by_name
from samverkan_ld.life.roll import count_endings, latest_endings
from samverkan_ld.life.statements import quads_about
from samverkan_ld.life.succession import final_successors
from samverkan_ld.namespaces import HYDRA
from samverkan_ld.search.lists import Page
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource, page_parameter
from samverkan_ld.web.choice.references import ABSOLUTE, reference, settle
from samverkan_ld.web.choice.reply import Reply, send, stream
from samverkan_ld.web.choice.representation import write_quads, write_row
from samverkan_ld.web.errors import no_such_format
from samverkan_ld.web.pages.tombstone import LIST, roll_page
from samverkan_ld.web.routes.collection import collection_quads, page_links
from samverkan_ld.web.routes.preferences import chosen, page_number, refuse_page
from samverkan_ld.web.site import current_site, current_view
from samverkan_ld.web.texts import TEXTS
from samverkan_ld.web.view import View

routes: Final = Blueprint("withdrawn", __name__)

COLUMNS: Final = ("iri", "kind", "ended", "reason", "successors")
"""The columns of the list as CSV; successors are parted by spaces."""


@routes.get(LIST)
def whole() -> Response:
    """Give the list in the format that the client prefers."""
    return _list(None)


@routes.get(f"{LIST}.<suffix>")
def variant(suffix: str) -> Response:
    """Give the list in the format that a suffix names."""
    fmt = by_name(suffix)
    if fmt is None:
        no_such_format(Resource(LIST), suffix)
    return _list(fmt)


def _list(fmt: Format | None) -> Response:
    view, number = current_view(), page_number()
    resource = Resource(LIST, page_parameter(number))
    choice, language = chosen(resource, fmt), spoken()
    ledger = view.release.ledger
    if choice.format is CSV:
        reply = Reply(resource.page(1), choice, is_cacheable=False)
        return stream(reply, map(write_row, _rows(ledger)), state=view.release.id)
    size = current_site().config.limits.page_size
    page = Page((), count_endings(ledger), number, size)
    if number > page.last:
        refuse_page(number, last=page.last)
    endings = [*latest_endings(ledger, start=(number - 1) * size, most=size)]
    reply = Reply(
        resource,
        choice,
        language,
        view.release.manifest.created,
        page_links(resource, page),
        is_cacheable=choice.format not in ABSOLUTE,
    )
    if choice.format is HTML:
        return send(reply, roll_page(view, endings, page, resource, language))
    quads = [*collection_quads(page, resource, TEXTS["ended-list"]), *_members(view, endings)]
    body = write_quads(view, quads, choice.format, first=reference(LIST).value)
    return send(reply, settle(body, choice.format))


def _rows(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for ending in latest_endings(ledger):
        successors = " ".join(final_successors(ledger, ending.iri))
        yield ending.iri, ending.kind.value, ending.moment, ending.reason, successors


def _members(view: View, endings: list[Ending]) -> Iterator[Quad]:
    whole = reference(LIST)
    for ending in endings:
        yield Quad(whole, NamedNode(HYDRA + "member"), NamedNode(ending.iri))
        yield from quads_about(view.release.ledger, ending, view.iris)
