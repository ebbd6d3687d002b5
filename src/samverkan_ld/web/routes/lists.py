"""Lists of things of a kind: `/doc/{kind}/`."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from samverkan_ld.formats.table import CSV, HTML, Format, by_name
from samverkan_ld.iris import KINDS
from samverkan_ld.languages import in_language
from samverkan_ld.search.lists import FILTERS, Entry, Page
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Resource, page_parameter
from samverkan_ld.web.choice.references import ABSOLUTE
from samverkan_ld.web.choice.reply import Reply, redirect_to, send, stream
from samverkan_ld.web.choice.representation import write_row
from samverkan_ld.web.errors import no_such_format, refuse, shown
from samverkan_ld.web.pages.entity import heading
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Text
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.pages.terms import LISTS
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.collection import page_links, write_page
from samverkan_ld.web.routes.preferences import (
    chosen,
    page_number,
    refuse_page,
    refuse_parameter,
    with_query,
)
from samverkan_ld.web.site import current_view
from samverkan_ld.web.view import View

routes: Final = Blueprint("lists", __name__)

ENTRY_COLUMNS: Final = ("iri", "label_sv", "label_en")
"""The columns of a list as CSV."""

OFFERED: Final = {
    "person": FILTERS[:4],
    "medlemskap": FILTERS,
    "kommun": FILTERS[:1],
    "organisation": FILTERS[:1],
    "region": FILTERS[:1],
    "plats": FILTERS[:1],
    "artikel": FILTERS[4:],
    "film": FILTERS[4:],
}
"""The filters that the pages of lists offer in a form."""

_PERSONAL: Final = ("person", "medlemskap", "uttalande")
"""The kinds whose labels hold the names of persons, of whatever level."""

_BY_CODE: Final = ("kommun", "region")
"""The kinds whose lists are in the order of codes, which end their IRIs."""

_PIECE: Final = 1000


@routes.get("/doc/<kind>/")
def whole(kind: str) -> Response:
    """Give a list in the format that the client prefers."""
    return _list(kind, None)


@routes.get("/doc/<name>")
def named(name: str) -> Response:
    """Give a list in the format that a suffix names, or send to its address."""
    kind, _, suffix = name.partition(".")
    fmt = by_name(suffix)
    if fmt is not None:
        return _list(kind, fmt)
    if suffix and kind in KINDS:
        no_such_format(Resource(f"/doc/{kind}/"), suffix)
    _check_kind(current_view(), name)
    return redirect_to(308, with_query(f"/doc/{name}/"))


def _list(kind: str, fmt: Format | None) -> Response:
    view = current_view()
    _check_kind(view, kind)
    if kind in _PERSONAL:
        leave_out()
    filters, number = _filters(), page_number()
    resource = Resource(f"/doc/{kind}/", (*filters.items(), *page_parameter(number)))
    choice = chosen(resource, fmt)
    if choice.format is CSV:
        whole_list = resource.page(1)
        rows = _rows(view, kind, filters)
        reply = Reply(whole_list, choice, is_cacheable=False)
        return stream(reply, map(write_row, rows), state=view.release.id)
    page = view.page(kind, filters, number=number)
    if number > page.last:
        refuse_page(number, last=page.last)
    created = view.release.manifest.created
    language = spoken()
    reply = Reply(
        resource,
        choice,
        language,
        created,
        page_links(resource, page),
        is_cacheable=choice.format not in ABSOLUTE,
    )
    if choice.format is HTML:
        return send(reply, _html(view, kind, page, resource, language))
    name = LISTS.get(kind, (kind, kind))
    return send(reply, write_page(view, page, resource, name, choice.format))


def _check_kind(view: View, kind: str) -> None:
    if kind not in KINDS and not view.page(kind, {}, number=1).total:
        refuse(404, "no-kind", kind=shown(kind), kinds=", ".join(KINDS))


def _filters() -> dict[str, str]:
    found = {name: request.args[name] for name in FILTERS if request.args.get(name)}
    for name, value in found.items():
        test, remedy = _TESTS[name]
        if not test(value):
            refuse_parameter(name, value, remedy)
    start, end = found.get("from"), found.get("to")
    if start and end and date.fromisoformat(end) < date.fromisoformat(start):
        refuse_parameter("to", end, "order", start=start)
    return found


def _is_day(value: str) -> bool:
    try:
        return len(value) == len("2020-03-17") and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_role(value: str) -> bool:
    if value.startswith(("http://", "https://")):
        return True
    return value.isascii() and value.replace("-", "").isalnum()


def _has_digits(count: int) -> Callable[[str], bool]:
    return lambda value: len(value) == count and value.isascii() and value.isdecimal()


_TESTS: Final[dict[str, tuple[Callable[[str], bool], str]]] = {
    "county": (_has_digits(2), "county"),
    "role": (_is_role, "role"),
    "from": (_is_day, "day"),
    "to": (_is_day, "day"),
    "year": (_has_digits(4), "year"),
}


def _rows(view: View, kind: str, filters: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Give all rows of a list, the names of columns first."""
    if kind == "medlemskap":
        yield MEMBERSHIP_COLUMNS
        yield from view.release.index.memberships(filters)
        return
    yield ENTRY_COLUMNS
    number, last = 1, 1
    while number <= last:
        page = view.page(kind, filters, number=number, size=_PIECE)
        last = page.last
        yield from ((entry.iri, entry.label_sv, entry.label_en) for entry in page.entries)
        number += 1


def _called(names: Names, entry: Entry) -> Text:
    """Call an entry as its own page does, a role held by who held it, where and when."""
    node = NamedNode(entry.iri)
    label = names.label(node)
    if label is None and entry.iri.startswith(f"{names.view.iris.base}id/medlemskap/"):
        return heading(Facts(names.view, (), ()), names, node)
    return label or Text(entry.label(names.language) or entry.iri)


def _code(kind: str, entry: Entry) -> str:
    """Give the code of an entry where the list is in the order of these."""
    return entry.iri.rpartition("/")[2] if kind in _BY_CODE else ""


def _html(view: View, kind: str, page: Page, resource: Resource, language: str) -> str:
    names = Names(view, language)
    entries = [
        (view.iris.document(entry.iri), _called(names, entry), _code(kind, entry))
        for entry in page.entries
    ]
    return render_template(
        "list.html",
        **shell(language),
        heading=in_language(LISTS.get(kind, (kind, kind)), language),
        entries=entries,
        page=page,
        offered=OFFERED.get(kind, ()),
        filters=dict(resource.parameters),
        resource=resource,
        canonical=view.iris.base + resource.address().removeprefix("/"),
    )
