"""Sources without the persons of whom a site publishes the role only.

Nothing of such a person leaves the source: no node, no name, no membership. The attribution
(https://www.w3.org/TR/prov-o/#Attribution) of the article that the person answers for, or of the
statement that the person makes, has the organisation in the person's place, and carries the role.
What becomes of a source depends on that source and on the rule alone.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import Iris
from samverkan_ld.mapping.persons import (
    MEMBER,
    NAMES,
    ORGANISATION,
    PERSONS,
    QUALIFIED,
    ROLE,
    TYPE,
    PersonFacts,
)
from samverkan_ld.namespaces import DCAT, PROV, SCHEMA
from samverkan_ld.parsing.spellings import same_text, spelling
from samverkan_ld.privacy import PersonClass
from samverkan_ld.records import GraphName, Source, Subject, Term

_ROLE_NAME: Final = NamedNode(SCHEMA + "roleName")
_AGENT: Final = NamedNode(PROV + "agent")
_ATTRIBUTED: Final = NamedNode(PROV + "wasAttributedTo")
_ATTRIBUTION: Final = NamedNode(PROV + "Attribution")
_HAD_ROLE: Final = NamedNode(DCAT + "hadRole")
_LINKS: Final = frozenset(
    (
        *(MEMBER, _AGENT, _ATTRIBUTED),
        *(NamedNode(SCHEMA + name) for name in ("author", "contributor", "mentions")),
    )
)
"""The properties that lead to persons, who may be described in another source."""
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Withholding:
    """Which persons are withheld: those of some classes.

    `elected` are the IRIs of the roles of elected representatives and top officials; they need be
    known only where others than contacts are withheld.
    """

    classes: frozenset[PersonClass] = frozenset()
    elected: frozenset[str] = frozenset()

    def __str__(self) -> str:
        """Tell in one line all of the rule that what becomes of a source depends on."""
        return " ".join((*sorted(self.classes), *sorted(self.elected)))


def withhold(source: Source, rule: Withholding, iris: Iris) -> Sequence[Quad]:
    """Take the persons who are withheld out of the quads of a source.

    Raises:
        SourceError: a text of the source still has the name of one of them.
    """
    quads = source.quads
    candidates = _candidates(quads, rule)
    if not candidates:
        return quads
    facts = PersonFacts.of(quads, iris)
    persons = {
        node
        for node in candidates
        if facts.is_person(node) and facts.kind(node, rule.elected) in rule.classes
    }
    if not persons:
        return quads
    kept = [*_without(facts, persons)]
    _refuse_names(kept, facts.names(persons), source)
    return kept


def _candidates(quads: Iterable[Quad], rule: Withholding) -> set[Term]:
    """Find what may be persons of the classes that are withheld; a contact answers for something.

    One pass over what may be a large table.
    """
    if rule.classes <= {PersonClass.CONTACTS}:
        return {q.object for q in quads if q.predicate == _AGENT} if rule.classes else set()
    found: set[Term] = set()
    for quad in quads:
        if quad.predicate in _LINKS:
            found.add(quad.object)
        elif quad.object in PERSONS:
            found.add(quad.subject)
    return found


def _without(facts: PersonFacts, persons: Collection[Term]) -> Iterator[Quad]:
    """Give the quads that are left without persons, and what stands in their place."""
    nodes = {*persons, *(m for person in persons for m in facts.subjects(MEMBER, person))}
    for person in persons:
        if not facts.held(person):
            answered = facts.subjects(_AGENT, person)
            nodes |= {node for node in answered if not facts.publishers(node)}
    gone = facts.with_parts(nodes)
    for quad in facts.quads:
        if quad.subject in gone:
            continue
        if quad.object not in gone:
            yield quad
        elif quad.object in persons and quad.predicate == _AGENT:
            yield from _answering(facts, quad)
        elif quad.object in persons and quad.predicate == _ATTRIBUTED:
            yield from _saying(facts, quad)


def _answering(facts: PersonFacts, quad: Quad) -> Iterator[Quad]:
    """Let organisations answer for what a person answers for; else the one that publishes it."""
    attribution, graph = quad.subject, quad.graph_name
    held = facts.held(quad.object)
    if not held:
        yield Quad(attribution, _AGENT, facts.publishers(attribution)[0], graph)
        return
    yield from _carried(facts, attribution, held[0], graph)
    for number, membership in enumerate(held[1:], start=2):
        node = _part(attribution, f"{number}")
        for article in facts.subjects(QUALIFIED, attribution):
            yield Quad(article, QUALIFIED, node, graph)
        yield Quad(node, TYPE, _ATTRIBUTION, graph)
        for role in facts.values(attribution, _HAD_ROLE):
            yield Quad(node, _HAD_ROLE, role, graph)
        yield from _carried(facts, node, membership, graph)


def _saying(facts: PersonFacts, quad: Quad) -> Iterator[Quad]:
    """Attribute a statement to the organisations that its speaker spoke for, or belongs to."""
    statement, graph = quad.subject, quad.graph_name
    held = facts.held(quad.object)
    spoken = {said.object for said in facts.about[statement]}
    for number, membership in enumerate([m for m in held if m in spoken] or held, start=1):
        for body in facts.values(membership, ORGANISATION)[:1]:
            yield Quad(statement, _ATTRIBUTED, body, graph)
        if facts.values(membership, ROLE) or facts.values(membership, _ROLE_NAME):
            node = _part(statement, f"roll-{number}")
            yield Quad(statement, QUALIFIED, node, graph)
            yield Quad(node, TYPE, _ATTRIBUTION, graph)
            yield from _carried(facts, node, membership, graph)


def _carried(
    facts: PersonFacts, attribution: Subject, membership: Term, graph: GraphName
) -> Iterator[Quad]:
    """Say in an attribution what a membership says of organisation and role."""
    yield Quad(attribution, _AGENT, facts.values(membership, ORGANISATION)[0], graph)
    for role in facts.values(membership, ROLE):
        yield Quad(attribution, _HAD_ROLE, role, graph)
    for name in facts.values(membership, _ROLE_NAME):
        yield Quad(attribution, _ROLE_NAME, name, graph)


def _part(node: Subject, name: str) -> Subject:
    return NamedNode(f"{node.value}/{name}") if isinstance(node, NamedNode) else BlankNode()


def _in_address(text: str) -> str:
    """Write the words of a text as addresses of pages have them: without capitals and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(c for c in letters if not unicodedata.combining(c)))
    return f" {' '.join(words)} "


def _refuse_names(kept: Collection[Quad], names: Mapping[str, Term], source: Source) -> None:
    """Refuse a source that still has the name of a withheld person, unless it is another's."""
    said = (quad.object for quad in kept if quad.predicate in NAMES)
    others = {same_text(text.value) for text in said if isinstance(text, Literal)}
    left = [name for name in names if same_text(name) not in others]
    wanted, addressed = re.compile(spelling(left)), [*map(_in_address, left)]

    def is_named(term: Term) -> bool:
        if isinstance(term, Literal):
            return wanted.search(term.value) is not None
        place = _in_address(unquote(term.value)) if isinstance(term, NamedNode) else ""
        return any(name in place for name in addressed)

    for quad in kept:
        if is_named(quad.object) or is_named(quad.subject):
            record = str(quad.subject).strip("<>")
            reason = (
                f"has in {quad.predicate.value} the name of a person of whom only the role is "
                "published (levels in [privacy] of the configuration): leave the name out of it"
            )
            raise SourceError(
                source.file.name, reason, line=source.lines.get(record), record=record
            )
