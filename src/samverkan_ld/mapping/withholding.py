"""Sources without the persons of whom a site publishes the role only.

Nothing of such a person leaves the source: no node, no name, no membership. The attribution
(https://www.w3.org/TR/prov-o/#Attribution) of the article that the person answers for, or of the
statement that the person makes, has the organisation in the person's place, and carries the role.
What becomes of a source depends on that source and on the rule alone.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import DCAT, FOAF, ORG, PROV, RDF, SCHEMA
from samverkan_ld.parsing.spellings import same_text, spelling
from samverkan_ld.privacy import PersonClass, class_of
from samverkan_ld.records import GraphName, Source, Subject, Term

_TYPE: Final = NamedNode(RDF + "type")
_PERSONS: Final = (NamedNode(FOAF + "Person"), NamedNode(SCHEMA + "Person"))
_NAMES: Final = (NamedNode(FOAF + "name"), NamedNode(SCHEMA + "name"))
_MEMBER: Final = NamedNode(ORG + "member")
_ORGANISATION: Final = NamedNode(ORG + "organization")
_ROLE: Final = NamedNode(ORG + "role")
_ROLE_NAME: Final = NamedNode(SCHEMA + "roleName")
_PUBLISHER: Final = NamedNode(SCHEMA + "publisher")
_AGENT: Final = NamedNode(PROV + "agent")
_ATTRIBUTED: Final = NamedNode(PROV + "wasAttributedTo")
_QUALIFIED: Final = NamedNode(PROV + "qualifiedAttribution")
_ATTRIBUTION: Final = NamedNode(PROV + "Attribution")
_HAD_ROLE: Final = NamedNode(DCAT + "hadRole")
_LINKS: Final = frozenset((_MEMBER, _AGENT, _ATTRIBUTED, NamedNode(SCHEMA + "contributor")))
"""The properties that lead to persons, who may be described in another source."""


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
    facts = _Facts.of(quads, iris)
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
        elif quad.object in _PERSONS:
            found.add(quad.subject)
    return found


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a source says, by subject and by object."""

    quads: Sequence[Quad]
    about: Mapping[Term, Sequence[Quad]]
    linking: Mapping[Term, Sequence[Quad]]
    iris: Iris

    @classmethod
    def of(cls, quads: Sequence[Quad], iris: Iris) -> "_Facts":
        about, linking = defaultdict[Term, list[Quad]](list), defaultdict[Term, list[Quad]](list)
        for quad in quads:
            about[quad.subject].append(quad)
            linking[quad.object].append(quad)
        return cls(quads, about, linking, iris)

    def values(self, node: Term, predicate: NamedNode) -> list[Term]:
        """List the values of a property in an order of their own."""
        found = {quad.object for quad in self.about.get(node, ()) if quad.predicate == predicate}
        return sorted(found, key=str)

    def subjects(self, predicate: NamedNode, value: Term) -> list[Subject]:
        """List what has a value, in an order of its own."""
        found = {
            quad.subject for quad in self.linking.get(value, ()) if quad.predicate == predicate
        }
        return sorted(found, key=str)

    def is_person(self, node: Term) -> bool:
        """Tell whether a node is a person, by its type or its address."""
        home = self.iris.thing("person", "")
        return any(kind in _PERSONS for kind in self.values(node, _TYPE)) or (
            isinstance(node, NamedNode) and self.iris.rebase(node.value).startswith(home)
        )

    def kind(self, person: Term, elected: Collection[str]) -> PersonClass:
        """Tell the class of a person in this source."""
        links = {quad.predicate.value for quad in self.linking.get(person, ())}
        roles = (
            self.iris.rebase(role.value)
            for membership in self.subjects(_MEMBER, person)
            for role in self.values(membership, _ROLE)
            if isinstance(role, NamedNode)
        )
        return class_of(links, roles, elected)

    def held(self, person: Term) -> list[Subject]:
        """List the memberships of a person that name an organisation."""
        found = self.subjects(_MEMBER, person)
        return [membership for membership in found if self.values(membership, _ORGANISATION)]

    def publishers(self, attribution: Term) -> list[Term]:
        """List who publishes what an attribution is of."""
        articles = self.subjects(_QUALIFIED, attribution)
        return [body for article in articles for body in self.values(article, _PUBLISHER)]

    def names(self, persons: Iterable[Term]) -> dict[str, Term]:
        """Map the full names of persons to them."""
        found = {
            name.value: person
            for person in persons
            for predicate in _NAMES
            for name in self.values(person, predicate)
            if isinstance(name, Literal)
        }
        return {name: person for name, person in found.items() if len(name.split()) > 1}

    def with_parts(self, nodes: Iterable[Term]) -> set[Term]:
        """Give nodes and what is a part of them: blank nodes, and addresses below theirs."""
        found: set[Term] = set()
        waiting = [*nodes]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += [q.object for q in self.about.get(node, ()) if _is_part(q.object, node)]
        return found


def _is_part(term: Term, node: Term) -> bool:
    if isinstance(term, NamedNode) and isinstance(node, NamedNode):
        return term.value.startswith(f"{node.value}/")
    return isinstance(term, BlankNode)


def _without(facts: _Facts, persons: Collection[Term]) -> Iterator[Quad]:
    """Give the quads that are left without persons, and what stands in their place."""
    nodes = {*persons, *(m for person in persons for m in facts.subjects(_MEMBER, person))}
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


def _answering(facts: _Facts, quad: Quad) -> Iterator[Quad]:
    """Let organisations answer for what a person answers for; else the one that publishes it."""
    attribution, graph = quad.subject, quad.graph_name
    held = facts.held(quad.object)
    if not held:
        yield Quad(attribution, _AGENT, facts.publishers(attribution)[0], graph)
        return
    yield from _carried(facts, attribution, held[0], graph)
    for number, membership in enumerate(held[1:], start=2):
        node = _part(attribution, f"{number}")
        for article in facts.subjects(_QUALIFIED, attribution):
            yield Quad(article, _QUALIFIED, node, graph)
        yield Quad(node, _TYPE, _ATTRIBUTION, graph)
        for role in facts.values(attribution, _HAD_ROLE):
            yield Quad(node, _HAD_ROLE, role, graph)
        yield from _carried(facts, node, membership, graph)


def _saying(facts: _Facts, quad: Quad) -> Iterator[Quad]:
    """Attribute a statement to the organisations that its speaker spoke for, or belongs to."""
    statement, graph = quad.subject, quad.graph_name
    held = facts.held(quad.object)
    spoken = {said.object for said in facts.about[statement]}
    for number, membership in enumerate([m for m in held if m in spoken] or held, start=1):
        for body in facts.values(membership, _ORGANISATION)[:1]:
            yield Quad(statement, _ATTRIBUTED, body, graph)
        if facts.values(membership, _ROLE) or facts.values(membership, _ROLE_NAME):
            node = _part(statement, f"roll-{number}")
            yield Quad(statement, _QUALIFIED, node, graph)
            yield Quad(node, _TYPE, _ATTRIBUTION, graph)
            yield from _carried(facts, node, membership, graph)


def _carried(
    facts: _Facts, attribution: Subject, membership: Term, graph: GraphName
) -> Iterator[Quad]:
    """Say in an attribution what a membership says of organisation and role."""
    yield Quad(attribution, _AGENT, facts.values(membership, _ORGANISATION)[0], graph)
    for role in facts.values(membership, _ROLE):
        yield Quad(attribution, _HAD_ROLE, role, graph)
    for name in facts.values(membership, _ROLE_NAME):
        yield Quad(attribution, _ROLE_NAME, name, graph)


def _part(node: Subject, name: str) -> Subject:
    return NamedNode(f"{node.value}/{name}") if isinstance(node, NamedNode) else BlankNode()


def _refuse_names(kept: Iterable[Quad], names: Mapping[str, Term], source: Source) -> None:
    """Refuse a source that has the name of a withheld person in a text, unless it is another's."""
    said = [(quad, quad.object.value) for quad in kept if isinstance(quad.object, Literal)]
    others = {same_text(text) for quad, text in said if quad.predicate in _NAMES}
    wanted = re.compile(spelling(name for name in names if same_text(name) not in others))
    for quad, text in said:
        if wanted.search(text):
            record = str(quad.subject).strip("<>")
            reason = (
                f"has in {quad.predicate.value} the name of a person of whom only the role is "
                "published (levels in [privacy] of the configuration): leave the name out of it"
            )
            raise SourceError(
                source.file.name, reason, line=source.lines.get(record), record=record
            )
