"""Pages about identifiers that have ended. No names stand on them, not even those of successors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import render_template
from pyoxigraph import NamedNode

from samverkan_ld.archive.endings import Ending, EndingKind
from samverkan_ld.life.succession import final_successors
from samverkan_ld.search.lists import Page
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.pages.names import WEB, Names, Reference
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.view import View

LIST: Final = "/res/aterkallade"
"""The list of identifiers that have ended, which also tells what that means."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """How an identifier ended, as it is shown; `day` is when, `moment` that as xsd:dateTime."""

    iri: Reference
    kind: str
    moment: str
    day: str
    reason: Reference
    successors: tuple[Reference, ...]


def tombstone_page(view: View, ending: Ending, resource: Resource, language: str) -> str:
    """Write the page of an identifier that has ended."""
    names = Names(view, language)
    return render_template(
        "tombstone.html",
        **shell(language),
        topic=ending.iri,
        kind=names.kind(resource.path),
        tombstone=tombstone(names, ending),
        list=LIST,
    )


def roll_page(
    view: View, endings: Sequence[Ending], page: Page, resource: Resource, language: str
) -> str:
    """Write a page of the list of identifiers that have ended."""
    names = Names(view, language)
    return render_template(
        "withdrawn.html",
        **shell(language),
        tombstones=[tombstone(names, ending) for ending in endings],
        page=page,
        resource=resource,
        canonical=view.iris.base + resource.address().removeprefix("/"),
    )


def tombstone(names: Names, ending: Ending) -> Tombstone:
    """Show how an identifier ended, and what is there now in its place."""
    successors = final_successors(names.view.release.ledger, ending.iri)
    return Tombstone(
        address(names.view, ending.iri),
        ending.kind.value if successors else EndingKind.WITHDRAWN.value,
        ending.moment,
        ending.moment[:10],
        names.refer(NamedNode(ending.reason)),
        tuple(address(names.view, iri) for iri in successors),
    )


def address(view: View, iri: str) -> Reference:
    """Show an IRI as itself, one of this site as a path: what it names may be a person."""
    iris = view.iris
    document = iris.document(iri)
    if document is None:
        return Reference(iri, href=iri if iri.startswith(WEB) else "", is_foreign=True)
    home = iris.base if iri.startswith(iris.base) else iris.terms
    return Reference(f"/{iri.removeprefix(home)}", href=document)
