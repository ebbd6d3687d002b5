"""What a source says of persons, to be asked in any direction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import FOAF, ORG, PROV, RDF, SCHEMA
from samverkan_ld.privacy import PersonClass, class_of
from samverkan_ld.records import Subject, Term

TYPE: Final = NamedNode(RDF + "type")
PERSONS: Final = (NamedNode(FOAF + "Person"), NamedNode(SCHEMA + "Person"))
NAMES: Final = (NamedNode(FOAF + "name"), NamedNode(SCHEMA + "name"))
MEMBER: Final = NamedNode(ORG + "member")
ORGANISATION: Final = NamedNode(ORG + "organization")
ROLE: Final = NamedNode(ORG + "role")
QUALIFIED: Final = NamedNode(PROV + "qualifiedAttribution")
_PUBLISHER: Final = NamedNode(SCHEMA + "publisher")


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a source says: by subject, and by object."""

    quads: Sequence[Quad]
    about: Mapping[Term, Sequence[Quad]]
    linking: Mapping[Term, Sequence[Quad]]
    iris: Iris

    @classmethod
    def of(cls, quads: Sequence[Quad], iris: Iris) -> "PersonFacts":
        """Sort the quads of a source."""
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
        return any(kind in PERSONS for kind in self.values(node, TYPE)) or (
            isinstance(node, NamedNode) and self.iris.rebase(node.value).startswith(home)
        )

    def kind(self, person: Term, elected: Collection[str]) -> PersonClass:
        """Tell the class of a person in this source."""
        links = {quad.predicate.value for quad in self.linking.get(person, ())}
        roles = (
            self.iris.rebase(role.value)
            for membership in self.subjects(MEMBER, person)
            for role in self.values(membership, ROLE)
            if isinstance(role, NamedNode)
        )
        return class_of(links, roles, elected)

    def held(self, person: Term) -> list[Subject]:
        """List the memberships of a person that name an organisation."""
        found = self.subjects(MEMBER, person)
        return [membership for membership in found if self.values(membership, ORGANISATION)]

    def publishers(self, attribution: Term) -> list[Term]:
        """List who publishes what an attribution is of."""
        articles = self.subjects(QUALIFIED, attribution)
        return [body for article in articles for body in self.values(article, _PUBLISHER)]

    def names(self, persons: Iterable[Term]) -> dict[str, Term]:
        """Map the full names of persons to them."""
        found = {
            name.value: person
            for person in persons
            for predicate in NAMES
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
