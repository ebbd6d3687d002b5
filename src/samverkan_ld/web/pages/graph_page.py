"""The page of a named graph: what is said of it, and a page of what it says."""

from flask import render_template
from pyoxigraph import NamedNode, Quad

from samverkan_ld.records import Subject
from samverkan_ld.store.documents import Document
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.pages.entity import heading
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Reference, Text
from samverkan_ld.web.pages.roles import MEMBERSHIP, STATEMENT, is_a
from samverkan_ld.web.pages.rows import Row, Rows
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.view import View


def graph_page(view: View, found: Document, resource: Resource, language: str) -> str:
    """Write the page of a graph."""
    names = Names(view, language)
    node = NamedNode(found.topic)
    about = Facts(view, [quad for quad in found.quads if quad.subject == node], ())
    said = [q for q in found.quads if q.graph_name == node and q.subject != node]
    return render_template(
        "graph.html",
        **shell(language),
        topic=found.topic,
        heading=Text(resource.path.rpartition("/")[2]),
        kind=names.kind(resource.path),
        rows=Rows(about, names).of(node),
        subjects=_subjects(view, said, names),
        document=found,
        resource=resource,
        canonical=view.iris.base + resource.address().removeprefix("/"),
    )


def _subjects(
    view: View, quads: list[Quad], names: Names
) -> list[tuple[Reference, tuple[Row, ...]]]:
    facts = Facts(view, quads, ())
    rows = Rows(facts, names)
    known = set(facts.nodes)
    return [
        (_named(facts, names, subject), rows.of(subject))
        for subject in facts.nodes
        if not _is_folded(subject, known)
    ]


def _named(facts: Facts, names: Names, subject: Subject) -> Reference:
    """Name a subject as its own page does; what has no name by its address."""
    shown = names.refer(subject)
    if not isinstance(subject, NamedNode) or names.view.names(subject):
        return shown
    if any(is_a(facts, subject, kind) for kind in (MEMBERSHIP, STATEMENT)):
        return Reference(heading(Facts(names.view, (), ()), names, subject).text, href=shown.href)
    text = subject.value.removeprefix(names.view.iris.base)
    return Reference(text, href=shown.href, is_foreign=shown.is_foreign)


def _is_folded(subject: Subject, known: set[Subject]) -> bool:
    """Tell whether a subject is shown inside its parent."""
    return isinstance(subject, NamedNode) and NamedNode(subject.value.rpartition("/")[0]) in known
