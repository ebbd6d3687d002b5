"""The page of a document about a thing, a concept or a term."""

from dataclasses import dataclass
from typing import Final

from flask import render_template
from pyoxigraph import NamedNode

from samverkan_ld.namespaces import DCTERMS, FOAF, PROV, SCHEMA
from samverkan_ld.records import Term
from samverkan_ld.store.documents import Document
from samverkan_ld.web.choice.links import Resource
from samverkan_ld.web.pages.embedding import embed
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Text
from samverkan_ld.web.pages.roles import (
    MEMBERSHIP,
    STATEMENT,
    Speaker,
    is_a,
    role_row,
    role_rows,
    statement_rows,
)
from samverkan_ld.web.pages.rows import Rows, incoming
from samverkan_ld.web.pages.shell import shell
from samverkan_ld.web.view import View

_PERSON: Final = (NamedNode(FOAF + "Person"), NamedNode(SCHEMA + "Person"))
_ATTRIBUTION: Final = PROV + "qualifiedAttribution"
SOURCE: Final = DCTERMS + "source"


@dataclass(frozen=True, slots=True)
class Source:
    """A source graph: its name and path, and what it says of where it is from."""

    name: str
    href: str
    text: str
    lang: str


def document_page(view: View, found: Document, resource: Resource, language: str) -> str:
    """Write the page of a document."""
    names = Names(view, language)
    frame = None if found.iri == found.topic else NamedNode(found.iri)
    quads = [quad for quad in found.quads if quad.subject != frame]
    facts = Facts(view, quads, found.graphs)
    topic = NamedNode(found.topic)
    memberships = _of_class(facts, MEMBERSHIP, topic)
    statements = _of_class(facts, STATEMENT, topic)
    graphs = map(NamedNode, found.graphs)
    said = [node for one in statements for node in facts.objects(one, _ATTRIBUTION)]
    shown: dict[Term, object] = dict.fromkeys([*memberships, *statements, *said, *graphs])
    roles = role_rows(facts, names, memberships)
    own = view.iris.document(found.topic) or resource.path
    return render_template(
        "entity.html",
        **shell(language),
        topic=found.topic,
        heading=heading(facts, names, topic),
        own=own,
        kind=names.kind(own),
        rows=Rows(facts, names, statements).of(topic),
        roles=roles,
        shows_member=any(row.member and row.member.href != own for row in roles),
        shows_organisation=any(row.organisation and row.organisation.href != own for row in roles),
        statements=statement_rows(facts, names, statements),
        is_person=any(is_a(facts, topic, kind) for kind in _PERSON),
        incoming=incoming(facts, names, topic, shown),
        sources=[_source(view, names, graph) for graph in found.graphs],
        document=found,
        resource=resource,
        canonical=view.iris.base + resource.address().removeprefix("/"),
        jsonld=embed(quads, first=found.topic),
    )


def heading(facts: Facts, names: Names, topic: NamedNode) -> Text:
    """Name a thing for its page; a role held or a statement by those concerned."""
    label = names.label(topic)
    if label is not None:
        return label
    if is_a(facts, topic, MEMBERSHIP):
        row = role_row(facts, names, topic)
        said = (row.member, row.role or row.written, row.organisation)
        name = ", ".join(part.text for part in said if part)
        return Text(f"{name} ({row.period})" if row.period else name)
    if is_a(facts, topic, STATEMENT):
        row_of = statement_rows(facts, names, [topic])[0]
        return Text(_spoken(names, row_of.speakers))
    return Text(names.refer(topic).text)


def _source(view: View, names: Names, graph: str) -> Source:
    about = Facts(view, view.facts(NamedNode(graph)), ())
    told = about.literals(NamedNode(graph), SOURCE)
    # what people wrote of a source carries a language, the name of its file does not
    text = names.text([text for text in told if text.language] or told) or Text("")
    path = view.iris.document(graph) or ""
    return Source(graph.rpartition("/")[2], path, text.text, text.lang)


def _spoken(names: Names, speakers: tuple[Speaker, ...]) -> str:
    kind = names.kind("/doc/uttalande")
    shown = ", ".join(speaker.name.text for speaker in speakers)
    return f"{kind}: {shown}" if shown else kind


def _of_class(facts: Facts, kind: NamedNode, topic: NamedNode) -> list[NamedNode]:
    return [
        subject
        for subject in facts.nodes
        if subject != topic and isinstance(subject, NamedNode) and is_a(facts, subject, kind)
    ]
