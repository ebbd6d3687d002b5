"""A page of a list: its links, and as RDF, with the paging of Hydra (https://www.w3.org/ns/hydra/core)."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.formats.table import Format
from samverkan_ld.namespaces import CC0, DCTERMS, HYDRA, RDF
from samverkan_ld.search.lists import Page
from samverkan_ld.web.choice.links import Link, Resource
from samverkan_ld.web.choice.references import reference, settle
from samverkan_ld.web.choice.representation import write_quads
from samverkan_ld.web.view import View

Names = tuple[str, str]


def write_page(view: View, page: Page, resource: Resource, name: Names, fmt: Format) -> bytes:
    """Write a page of a list.

    Args:
        view: the release.
        page: the entries.
        resource: the list that the page belongs to.
        name: what the list is called in Swedish and English.
        fmt: one of the RDF formats.
    """
    quads = [*collection_quads(page, resource, name), *_members(view, page, resource)]
    return settle(write_quads(view, quads, fmt, first=_whole(resource).value), fmt)


def page_links(resource: Resource, page: Page) -> tuple[Link, ...]:
    """Link a page of a list to the pages beside it, the first and the last."""
    neighbours = {"first": 1, "last": page.last}
    if page.number > 1:
        neighbours["prev"] = page.number - 1
    if page.number < page.last:
        neighbours["next"] = page.number + 1
    return tuple(
        Link(resource.page(number).address(), relation) for relation, number in neighbours.items()
    )


def _whole(resource: Resource) -> NamedNode:
    return reference(resource.page(1).address())


def collection_quads(page: Page, resource: Resource, name: Names) -> Iterator[Quad]:
    """Describe a list and a page of it, without its members."""
    whole = _whole(resource)
    view = _at(resource, page.number)
    yield Quad(whole, NamedNode(RDF + "type"), NamedNode(HYDRA + "Collection"))
    yield Quad(whole, NamedNode(HYDRA + "totalItems"), Literal(page.total))
    yield Quad(whole, NamedNode(HYDRA + "view"), view)
    yield Quad(whole, NamedNode(DCTERMS + "license"), NamedNode(CC0))
    for text, language in zip(name, ("sv", "en"), strict=True):
        yield Quad(whole, NamedNode(DCTERMS + "title"), Literal(text, language=language))
    yield Quad(view, NamedNode(RDF + "type"), NamedNode(HYDRA + "PartialCollectionView"))
    neighbours = {"first": 1, "last": page.last}
    if page.number > 1:
        neighbours["previous"] = page.number - 1
    if page.number < page.last:
        neighbours["next"] = page.number + 1
    for relation, number in neighbours.items():
        yield Quad(view, NamedNode(HYDRA + relation), _at(resource, number))


def _at(resource: Resource, number: int) -> NamedNode:
    # the first page needs a name of its own here: the bare address names the whole list
    return reference(resource.page(1).address(("page", str(number))))


def _members(view: View, page: Page, resource: Resource) -> Iterator[Quad]:
    whole = _whole(resource)
    for entry in page.entries:
        node = NamedNode(entry.iri)
        yield Quad(whole, NamedNode(HYDRA + "member"), node)
        yield from view.names(node)
