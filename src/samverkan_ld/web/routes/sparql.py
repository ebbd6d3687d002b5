"""`/sparql` where no query is answered by data: the page, the description, and what went wrong.

The queries themselves are answered in front of the application (`web.sparql.endpoint`).
"""

from http import HTTPStatus
from typing import Final

from flask import Blueprint, Response, request

from samverkan_ld.formats.table import GRAPH_FORMATS, HTML
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.errors import invite, told
from samverkan_ld.web.headers import RELEASE
from samverkan_ld.web.pages.query_page import query_page
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.description import description
from samverkan_ld.web.site import current_view
from samverkan_ld.web.sparql.outcome import OUTCOME, Outcome
from samverkan_ld.web.sparql.question import requested_format, wants_page
from samverkan_ld.web.sparql.reply import memento

routes: Final = Blueprint("sparql", __name__)

_NOTHING: Final = Outcome()


@routes.route("/sparql", methods=["GET", "POST"])
def sparql() -> Response:
    """Show the page or describe the service; tell what came of a query that the page asked."""
    outcome: Outcome = request.environ.get(OUTCOME, _NOTHING)
    if outcome.error is not None and not (outcome.asked and outcome.asked.wants_page):
        raise outcome.error
    if outcome.asked or _is_for_a_page():
        return _page(outcome)
    return description(current_view())


def _is_for_a_page() -> bool:
    pairs = [*request.args.items(multi=True)]
    named = requested_format(pairs, (*GRAPH_FORMATS, HTML))
    return named is HTML or (named is None and wants_page(request.headers.get("Accept")))


def _page(outcome: Outcome) -> Response:
    language = spoken()
    status, fault = told(outcome.error) if outcome.error is not None else (HTTPStatus.OK, "")
    if outcome.asked:
        leave_out()
    page = query_page(
        current_view(), language, asked=outcome.asked, table=outcome.table, fault=fault
    )
    response = Response(page, status, content_type=HTML.content_type)
    response.headers["Vary"] = "Accept, Accept-Language, Accept-Datetime"
    response.headers["Content-Language"] = language
    if outcome.edition:
        response.headers[RELEASE] = outcome.edition.id
        response.headers.update(memento(outcome.edition))
    return invite(response, outcome.error)
