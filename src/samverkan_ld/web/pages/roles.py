"""Roles held and statements made, as rows for a page.

Nothing here says that a role is held today: the period is told as the source tells it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from samverkan_ld.namespaces import DCAT, ORG, PROV, RDF, SCHEMA, TIME
from samverkan_ld.records import Term
from samverkan_ld.search.schema import sort_key
from samverkan_ld.web.pages.facts import Facts
from samverkan_ld.web.pages.names import Names, Reference, Text
from samverkan_ld.web.texts import say

MEMBERSHIP: Final = NamedNode(ORG + "Membership")
STATEMENT: Final = NamedNode(SCHEMA + "Statement")

_INSTANTS: Final = (TIME + "inXSDDate", TIME + "inXSDgYearMonth", TIME + "inXSDgYear")


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role held: who, as what, where and when; each as far as the source tells."""

    path: str
    member: Reference | None
    role: Reference | None
    written: Text | None
    organisation: Reference | None
    period: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who made a statement; of an organisation, the roles of whoever spoke for it."""

    name: Reference
    roles: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement: its text, who made it, in which roles, how it is rendered, and where."""

    path: str
    text: Text | None
    speakers: tuple[Speaker, ...]
    capacities: tuple[Reference, ...]
    rendering: Reference | None
    article: Reference | None
    sources: tuple[int, ...]


def is_a(facts: Facts, subject: Term, kind: NamedNode) -> bool:
    """Tell whether a subject is of a class."""
    return kind in facts.of(subject).get(RDF + "type", {})


def role_rows(facts: Facts, names: Names, nodes: list[NamedNode]) -> list[RoleRow]:
    """Make the rows of roles held, by time from the latest, then by name."""
    rows = [(_start(facts, node), role_row(facts, names, node)) for node in nodes]
    rows.sort(key=lambda row: sort_key(_text(row[1].member) + _text(row[1].organisation)))
    rows.sort(key=lambda row: row[0], reverse=True)
    return [row for _, row in rows]


def role_row(facts: Facts, names: Names, node: NamedNode) -> RoleRow:
    """Make the row of a role held."""
    return RoleRow(
        path=names.view.iris.document(node.value) or "",
        member=_reference(names, facts.one(node, ORG + "member")),
        role=_reference(names, facts.one(node, ORG + "role")),
        written=names.text(facts.literals(node, SCHEMA + "roleName")),
        organisation=_reference(names, facts.one(node, ORG + "organization")),
        period=period(facts, node, names.language),
        sources=facts.sources(node),
    )


def statement_rows(facts: Facts, names: Names, nodes: list[NamedNode]) -> list[StatementRow]:
    """Make the rows of statements, in the order of their articles."""
    rows = [(_position(facts, node), _statement_row(facts, names, node)) for node in nodes]
    rows.sort(key=lambda row: (_text(row[1].article), row[0]))
    return [row for _, row in rows]


def period(facts: Facts, membership: Term, language: str) -> str:
    """Write the period of a membership as precisely as the source does, and no more."""
    interval = facts.one(membership, ORG + "memberDuring")
    start = _instant(facts, facts.one(interval, TIME + "hasBeginning") if interval else None)
    end = _instant(facts, facts.one(interval, TIME + "hasEnd") if interval else None)
    inside = _instant(facts, facts.one(interval, TIME + "inside") if interval else None)
    parts = [
        _span(start, end, language),
        say(language, "observed", day=inside) if inside else "",
    ]
    return ", ".join(part for part in parts if part)


def capacity(facts: Facts, names: Names, membership: Term) -> Reference:
    """Name a membership by its role and organisation."""
    held = facts.objects(membership, ORG + "role") or facts.objects(membership, SCHEMA + "roleName")
    parts = [*held[:1], *facts.objects(membership, ORG + "organization")[:1]]
    shown = [names.refer(part) for part in parts]
    languages = {part.lang for part in shown}
    whole = names.refer(membership)
    text = ", ".join(part.text for part in shown) or whole.text
    return Reference(text, languages.pop() if len(languages) == 1 else "", whole.href)


def _statement_row(facts: Facts, names: Names, node: NamedNode) -> StatementRow:
    capacities = facts.objects(node, names.view.iris.term("talarSom"))
    return StatementRow(
        path=names.view.iris.document(node.value) or "",
        text=names.text(facts.literals(node, SCHEMA + "text")),
        speakers=tuple(_speakers(facts, names, node)),
        capacities=tuple(capacity(facts, names, membership) for membership in capacities),
        rendering=_reference(names, facts.one(node, names.view.iris.term("atergivning"))),
        article=_reference(names, facts.one(node, SCHEMA + "isPartOf")),
        sources=facts.sources(node),
    )


def _speakers(facts: Facts, names: Names, statement: NamedNode) -> Iterator[Speaker]:
    attributions = facts.objects(statement, PROV + "qualifiedAttribution")
    for agent in facts.objects(statement, PROV + "wasAttributedTo"):
        own = [node for node in attributions if facts.one(node, PROV + "agent") == agent]
        roles = [role for node in own for role in _carried_roles(facts, node)]
        yield Speaker(names.refer(agent), tuple(map(names.refer, roles)))


def _carried_roles(facts: Facts, attribution: Term) -> list[Term]:
    """List the roles that an attribution carries; in the words of the source if not in others."""
    roles = facts.objects(attribution, DCAT + "hadRole")
    return roles or facts.objects(attribution, SCHEMA + "roleName")


def _span(start: str, end: str, language: str) -> str:
    if start and end:
        return start if start == end else f"{start}–{end}"
    if start:
        return say(language, "since", start=start)
    return say(language, "until", end=end) if end else ""


def _instant(facts: Facts, instant: Term | None) -> str:
    if instant is None:
        return ""
    if isinstance(instant, Literal):
        return instant.value
    return next((found.value for found in facts.literals(instant, *_INSTANTS)), "")


def _start(facts: Facts, node: NamedNode) -> str:
    term = facts.one(node, ORG + "memberDuring")
    if term is None:
        return ""
    when = facts.one(term, TIME + "hasBeginning", TIME + "inside", TIME + "hasEnd")
    return _instant(facts, when)


def _position(facts: Facts, node: NamedNode) -> int:
    found = facts.literals(node, SCHEMA + "position")
    return int(found[0].value) if found and found[0].value.isdecimal() else 0


def _reference(names: Names, term: Term | None) -> Reference | None:
    return names.refer(term) if term is not None else None


def _text(reference: Reference | None) -> str:
    return reference.text if reference else ""
