"""Search: `/search` finds things by names and identifiers, `/suggest` while a name is typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from samverkan_ld.formats.table import HTML, JSON, Format, by_name
from samverkan_ld.iris import SCHEMES
from samverkan_ld.search.identity import UNNAMED
from samverkan_ld.search.names import REACH, Hit, find
from samverkan_ld.web.choice.language import asked_for, spoken
from samverkan_ld.web.choice.links import Link, Parameters, Resource, page_parameter
from samverkan_ld.web.choice.reply import Reply, send
from samverkan_ld.web.errors import no_such_format, refuse
from samverkan_ld.web.pages.found import group, name_kind, write_results
from samverkan_ld.web.pages.names import Names
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.pages.terms import LISTS
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.preferences import (
    chosen,
    page_number,
    refuse_page,
    refuse_parameter,
    whole_number,
)
from samverkan_ld.web.site import current_view
from samverkan_ld.web.view import View

routes: Final = Blueprint("search", __name__)

LONGEST: Final = 200
"""Longer texts are refused, in characters."""

_MOST: Final = 100
_SEARCHED: Final = 20
_SUGGESTED: Final = 10
_PAGED: Final = (JSON, HTML)


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for, among which kinds, and which page of how many things is wanted."""

    text: str
    kinds: tuple[str, ...]
    size: int
    number: int

    @property
    def start(self) -> int:
        """How many things stand on the pages before."""
        return (self.number - 1) * self.size


@routes.get("/search")
def search() -> Response:
    """Find things, as a page or as JSON."""
    return _search(None)


@routes.get("/search.<suffix>")
def search_as(suffix: str) -> Response:
    """Find things in the format that a suffix names."""
    fmt = by_name(suffix, _PAGED)
    if fmt is None:
        no_such_format(Resource("/search", formats=_PAGED), suffix)
    return _search(fmt)


@routes.get("/suggest")
@routes.get("/suggest.json")
def suggest() -> Response:
    """Suggest things while a name is typed, as JSON."""
    leave_out()
    view, question = current_view(), _question(_SUGGESTED)
    resource = Resource("/suggest", _parameters(question), (JSON,))
    return _data(view, question, Reply(resource, chosen(resource, None), spoken()))


def _search(named: Format | None) -> Response:
    leave_out()
    view = current_view()
    resource = Resource("/search", formats=_PAGED)
    choice = chosen(resource, named)
    is_page = choice.format is HTML
    question = _question(_SEARCHED, is_optional=is_page)
    resource = Resource("/search", _parameters(question), _PAGED)
    reply = Reply(resource, choice, spoken())
    return _page(view, question, reply) if is_page else _data(view, question, reply)


def _data(view: View, question: Question, reply: Reply) -> Response:
    hits, has_next = _found(view, question)
    after = reply.resource.page(question.number + 1)
    following = after.variant(JSON, asked_for()) if has_next else None
    body = write_results(view, hits, reply.language, following)
    response = _sent(reply, question, body, has_next=has_next)
    response.headers["Content-Language"] = reply.language
    return response


def _page(view: View, question: Question, reply: Reply) -> Response:
    hits, has_next = _found(view, question)
    body = render_template(
        "search.html",
        **shell(reply.language),
        text=question.text,
        kinds=[*_kinds(view, reply.language)],
        chosen=question.kinds,
        groups=group(view, hits, question.text, reply.language),
        number=question.number,
        has_next=has_next,
        resource=reply.resource,
        canonical=view.iris.base + reply.resource.address().removeprefix("/"),
    )
    return _sent(reply, question, body, has_next=has_next)


def _sent(reply: Reply, question: Question, body: str, *, has_next: bool) -> Response:
    at = reply.resource.page
    links = [Link(at(question.number + 1).address(), "next")] if has_next else []
    links += [Link(at(question.number - 1).address(), "prev")] if question.number > 1 else []
    vary = () if reply.choice.format is HTML else ("Accept-Language",)
    told = Reply(
        reply.resource,
        reply.choice,
        reply.language,
        links=tuple(links),
        is_cacheable=False,
        vary=vary,
    )
    return send(told, body)


def _found(view: View, question: Question) -> tuple[tuple[Hit, ...], bool]:
    """Find what a page shows, and tell whether there is a next one."""
    start, size = question.start, question.size
    if start >= REACH:
        refuse_page(question.number)
    index = view.release.index
    hits = find(index, question.text, kinds=question.kinds, limit=size + 1, start=start)
    if question.number > 1 and not hits:
        refuse_page(question.number)
    return hits[:size], len(hits) > size and start + size < REACH


def _question(size: int, *, is_optional: bool = False) -> Question:
    asked = request.args.get("q")
    if asked is None and not is_optional:
        refuse(400, "search-missing")
    limit = whole_number("limit", size, most=_MOST)
    return Question(read_text("q"), _asked_kinds(), limit, page_number())


def read_text(name: str) -> str:
    """Read a text that is asked for: what is not printable is left out.

    Raises:
        HTTPException: it is longer than LONGEST (400).
    """
    text = "".join(filter(str.isprintable, request.args.get(name, ""))).strip()
    if len(text) > LONGEST:
        refuse_parameter(name, text, "length", most=LONGEST)
    return text


def _asked_kinds() -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(filter(None, request.args.getlist("kind"))))
    for kind in asked:
        if kind not in _KINDS and not current_view().page(kind, {}, number=1, size=1).total:
            refuse_parameter("kind", kind, "kind", kinds=", ".join(_KINDS))
    return asked


def _parameters(question: Question) -> Parameters:
    limit = request.args.get("limit")
    return (
        *((("q", question.text),) if question.text else ()),
        *(("kind", kind) for kind in question.kinds),
        *((("limit", limit),) if limit else ()),
        *page_parameter(question.number),
    )


_KINDS: Final = (
    *(kind for kind in LISTS if kind not in UNNAMED),
    *(f"def/{scheme}" for scheme in SCHEMES),
)


def _kinds(view: View, language: str) -> Iterator[tuple[str, str]]:
    """Give the kinds to choose from and what they are called: schemes if there are such."""
    names = Names(view, language)
    for kind in _KINDS:
        if kind in LISTS or view.names(NamedNode(f"{view.iris.terms}{kind}")):
            yield kind, name_kind(names, kind)
