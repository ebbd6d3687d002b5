"""The page that lists the states of a document, for people."""

from flask import render_template
from pyoxigraph import NamedNode

from samverkan_ld.archive.things import Thing
from samverkan_ld.web.choice.links import Resource, page_parameter
from samverkan_ld.web.choice.mementos import Mementos, told_time, version_path
from samverkan_ld.web.pages.entity import heading
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Text
from samverkan_ld.web.pages.shell import shell


def states_page(
    names: Names, thing: Thing | None, found: Mementos, *, number: int, size: int
) -> str:
    """Write a page of the list, the latest state first.

    Args:
        names: the names of things in the language of the page.
        thing: what the document is about, if a ledger counts it.
        found: the states.
        number: which page, from 1.
        size: so many states stand on a page.
    """
    start = (number - 1) * size
    latest = found.names[::-1]
    node = NamedNode(names.view.iris.topic(found.path))
    is_gone = thing is not None and not thing.is_described
    kind = names.kind(found.path)
    return render_template(
        "states.html",
        **shell(names.language),
        heading=Text(kind) if is_gone else heading(Facts(names.view, (), ()), names, node),
        path=found.path,
        states=[(version_path(found.path, n), told_time(n)) for n in latest[start : start + size]],
        number=number,
        has_next=start + size < len(latest),
        resource=Resource(f"{found.path}/timemap", page_parameter(number), ()),
    )
