"""Looking up an identifier: `/lookup?id=` leads to what has it."""

import re
from typing import Final

from flask import Blueprint, Response, render_template

from samverkan_ld.archive.endings import find_ending
from samverkan_ld.formats.table import HTML, JSON
from samverkan_ld.iris import Iris
from samverkan_ld.search.names import Hit, find, identified, nearly_identified
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource, split_suffix
from samverkan_ld.web.choice.reply import redirect_to
from samverkan_ld.web.errors import problem, refuse
from samverkan_ld.web.pages.found import group, told, write_results
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.ended import address_of
from samverkan_ld.web.routes.preferences import chosen
from samverkan_ld.web.routes.search import read_text
from samverkan_ld.web.site import current_view
from samverkan_ld.web.texts import say
from samverkan_ld.web.view import View

routes: Final = Blueprint("lookup", __name__)

_PLAIN: Final = re.compile(r"[A-Za-z0-9._~:/-]+")
_SUGGESTED: Final = 5


@routes.get("/lookup")
def lookup() -> Response:
    """Send to what has an identifier: of the register, of Wikidata, or an IRI of this site."""
    leave_out()
    view, text = current_view(), read_text("id")
    if not text:
        refuse(400, "lookup-missing")
    own = _own(view, text)
    hits = () if own else identified(view.release.index, text)
    if len(hits) > 1:
        return _choices(view, text, hits)
    target = own or next((hit.iri for hit in hits), "")
    if not target:
        return _unknown(view, text)
    return redirect_to(303, address_of(view, target))


def _own(view: View, text: str) -> str:
    """Give the IRI of this site that a text is, or is the end of; nothing where it is no such.

    One that has ended is such, too: its address tells how.
    """
    iris = view.iris
    iri = _iri(iris, text)
    if not _PLAIN.fullmatch(iri) or iris.document(iri) is None:
        return ""
    ending = find_ending(view.release.ledger, iris.owner(iri))
    return iri if ending or view.describes(iri) else ""


def _iri(iris: Iris, text: str) -> str:
    """Write a text as an IRI; the address of a page, as browsers show it, stands for its topic."""
    if "://" not in text:
        return f"{iris.terms if text.startswith('def/') else iris.base + 'id/'}{text}"
    iri = iris.rebase(text)
    if not iri.startswith(f"{iris.base}doc/"):
        return iri
    path, _ = split_suffix("/" + iri.partition("?")[0].removeprefix(iris.base))
    return iris.topic(path)


def _choices(view: View, text: str, hits: tuple[Hit, ...]) -> Response:
    """Give all that have an identifier, to choose from (RFC 9110, section 15.4.1)."""
    language = spoken()
    choice = chosen(Resource("/lookup", formats=(JSON, HTML)), None)
    if choice.format is HTML:
        heading = say(language, "lookup-several", id=text)
        groups = group(view, hits, text, language)
        body = render_template("lookup.html", **shell(language), heading=heading, groups=groups)
    else:
        body = write_results(view, hits, language, None)
    response = Response(body, 300, content_type=choice.content_type)
    response.headers["Vary"] = "Accept, Accept-Language"
    response.headers["Content-Language"] = language
    return response


def _unknown(view: View, text: str) -> Response:
    """Tell that nothing has an identifier, and what may have been meant."""
    index, language = view.release.index, spoken()
    last = text.rpartition("/")[2]
    near = nearly_identified(index, last, limit=_SUGGESTED)
    named = find(index, last, limit=_SUGGESTED)
    hits = {hit.iri: hit for hit in (*near, *named)}
    suggestions = told(view, [*hits.values()][:_SUGGESTED], language)
    return problem(404, say(language, "lookup-none", id=text), suggestions=suggestions)
