"""The validation report of a release as a resource: `/res/rapport/{id}`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from flask import Response, request
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from samverkan_ld.archive.folder import REPORT, STORE, read_manifest
from samverkan_ld.errors import ReleaseError
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import DCTERMS, PROV, RDF, SH
from samverkan_ld.records import Subject, Term
from samverkan_ld.releases import Manifest
from samverkan_ld.store.disk import open_store, translated
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Link, Resource, page_parameter
from samverkan_ld.web.choice.reply import Reply, send
from samverkan_ld.web.choice.representation import write_graph
from samverkan_ld.web.errors import refuse, shown
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names
from samverkan_ld.web.pages.report_page import Chosen, Validation, report_page
from samverkan_ld.web.pages.results import Result, find_results, list_shapes
from samverkan_ld.web.routes.editions import FORMATS, retained
from samverkan_ld.web.routes.preferences import chosen, page_number, refuse_page
from samverkan_ld.web.site import current_site
from samverkan_ld.web.view import View

_TYPE: Final = NamedNode(RDF + "type")
_REPORT: Final = NamedNode(SH + "ValidationReport")


def report(view: View, path: str, named: Format | None) -> Response:
    """Give the validation report of a retained release.

    Raises:
        HTTPException: its report has no such page, or no results of the rule asked for (404).
        NotFoundError: no release of that id is retained.
        ReleaseError: the release is damaged.
    """
    folder = retained(path)
    manifest = read_manifest(folder)
    resource = Resource(path, formats=FORMATS)
    choice, language = chosen(resource, named), spoken()
    topic = NamedNode(manifest.iris.topic(path))
    quads = _rooted(_read_report(folder / REPORT), topic)
    if choice.format is not HTML:
        reply = Reply(resource, choice, language, manifest.modified)
        return send(reply, write_graph(view, quads, choice.format, first=topic.value))
    told = _validation(view, folder, manifest, Facts(view, quads, ()))
    shown = _choose(told.results)
    resource = _page(resource, shown)
    page = report_page(Names(view, language), told, shown, resource)
    return send(Reply(resource, choice, language, manifest.modified, _links(resource, shown)), page)


def _validation(view: View, folder: Path, manifest: Manifest, facts: Facts) -> Validation:
    topic = NamedNode(f"{manifest.base}res/rapport/{manifest.id}")
    shapes = _shapes(view, folder, manifest.iris)
    return Validation(manifest, facts, find_results(facts), shapes, _is_judged(facts, topic))


def _read_report(path: Path) -> list[Quad]:
    try:
        return [*parse(path=str(path), format=RdfFormat.TURTLE)]
    except (OSError, SyntaxError) as error:
        raise ReleaseError(f"{path}: cannot be read: {error}") from error


def _rooted(quads: list[Quad], topic: NamedNode) -> list[Quad]:
    """Give a report its address, which in older releases is a blank node; number the others.

    So a report is written with the same labels each time, and by each server process.
    """
    names: dict[Subject | Term, NamedNode | BlankNode] = {
        quad.subject: topic for quad in quads if quad.predicate == _TYPE and quad.object == _REPORT
    }
    for quad in quads:
        for node in (quad.subject, quad.object):
            if isinstance(node, BlankNode) and node not in names:
                names[node] = BlankNode(f"b{len(names)}")
    return [
        Quad(names.get(q.subject, q.subject), q.predicate, names.get(q.object, q.object))
        for q in quads
    ]


def _is_judged(facts: Facts, topic: NamedNode) -> bool:
    """Tell whether there were shapes.

    Without them a report is derived from nothing; in older releases it is empty then, and with them
    it tells no origin.
    """
    if topic not in facts.nodes:
        return False
    said = facts.of(topic)
    return PROV + "wasDerivedFrom" in said or DCTERMS + "subject" not in said


def _shapes(view: View, folder: Path, iris: Iris) -> dict[str, set[str]]:
    """List the shapes that a release was judged by; none where its store is gone."""
    graph = iris.shapes_graph
    if folder.name == view.release.id:
        return list_shapes(view.contents(graph, limit=sys.maxsize))
    try:
        with translated(folder / STORE):
            store = open_store(folder / STORE)
            return list_shapes(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    except ReleaseError:
        return {}


def _choose(results: Sequence[Result]) -> Chosen:
    """Choose the results of the page, and of the rule, that are asked for."""
    number, rule = page_number(), request.args.get("shape", "")
    found = [result for result in results if rule in ("", result.rule, result.shape)]
    if rule and not found:
        refuse(404, "no-results", rule=shown(rule))
    size = current_site().config.limits.page_size
    start = (number - 1) * size
    if number > 1 and start >= len(found):
        refuse_page(number)
    return Chosen(found[start : start + size], rule, number, len(found) > start + size)


def _page(resource: Resource, shown: Chosen) -> Resource:
    rule = (("shape", shown.rule),) if shown.rule else ()
    return Resource(resource.path, (*rule, *page_parameter(shown.number)), resource.formats)


def _links(resource: Resource, shown: Chosen) -> tuple[Link, ...]:
    number = shown.number
    return (
        *((Link(resource.page(number + 1).address(), "next"),) if shown.has_next else ()),
        *((Link(resource.page(number - 1).address(), "prev"),) if number > 1 else ()),
    )
