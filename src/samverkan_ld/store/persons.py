"""How far the persons of a store are published."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from samverkan_ld.config import PrivacyConfig
from samverkan_ld.iris import ELECTED, Iris
from samverkan_ld.namespaces import FOAF, ORG, PROV, RDF, SCHEMA, SKOS
from samverkan_ld.privacy import Level, PersonClass, class_of
from samverkan_ld.records import Subject, Term

_TYPE: Final = NamedNode(RDF + "type")
_PERSON: Final = {NamedNode(FOAF + "Person"), NamedNode(SCHEMA + "Person")}
_MEMBER: Final = NamedNode(ORG + "member")
_ROLE: Final = NamedNode(ORG + "role")
_LISTED: Final = NamedNode(SKOS + "member")
_NAMED: Final = {
    NamedNode(ORG + "Membership"): _MEMBER,
    NamedNode(SCHEMA + "Statement"): NamedNode(PROV + "wasAttributedTo"),
}
"""What is titled by the names of persons, and how it leads to them."""

_KINDS: Final = " ".join(map(str, _PERSON))
_EVERYBODY: Final = f"""
SELECT DISTINCT ?person {{ VALUES ?kind {{ {_KINDS} }} ?person {_TYPE} ?kind }}
"""
_ANSWERING: Final = f"""
SELECT DISTINCT ?person ?link {{
  {{ SELECT DISTINCT ?person {{ ?answer <{PROV}agent> ?person }} }} ?other ?link ?person
}}
"""
"""The properties that lead to those who answer for something; others are no contacts."""

_HOLDING: Final = f"""
SELECT DISTINCT ?person {{{{
  VALUES ?role {{{{ {{}} }}}} ?held {_ROLE} ?role ; {_MEMBER} ?person
}}}}
"""
"""Those who hold one of the roles that are asked for."""


@dataclass(frozen=True, slots=True)
class Persons:
    """The persons of one store, by what all its sources tell of them and what a site has set.

    `hidden` are those whom the site leaves out whatever their class, `elected` the roles of elected
    representatives and top officials.
    """

    store: Store
    privacy: PrivacyConfig
    hidden: frozenset[str]
    elected: frozenset[str]

    @classmethod
    def of(cls, store: Store, privacy: PrivacyConfig, iris: Iris) -> "Persons":
        """Read what is the same for all persons of a store."""
        roles = NamedNode(iris.concept(*ELECTED))
        elected = {*_links(store.quads_for_pattern(roles, _LISTED, None, None))}
        hidden = frozenset(map(iris.rebase, privacy.noindex))
        return cls(store, privacy, hidden, frozenset(node.value for node in elected))

    def is_indexed(self, thing: str) -> bool:
        """Tell whether search engines may list the document about a thing, by IRI.

        It is false for persons at any other level, and for their memberships and statements, whose
        titles hold the name; true for everything else. What lists many persons asks for `unlisted`.
        """
        return all(self.level(person) is Level.INDEXED for person in self._named_by(thing))

    def unlisted(self) -> frozenset[str]:
        """Give the IRIs of all persons whom search engines may not list, read at once."""
        roles = " ".join(map(str, map(NamedNode, self.elected)))
        holding = {person for (person,) in self._read(_HOLDING.format(roles))}
        links: dict[str, set[str]] = defaultdict(set)
        for person, link in self._read(_ANSWERING):
            links[person].add(link)
        found = set()
        for (person,) in self._read(_EVERYBODY):
            held = self.elected if person in holding else ()
            kind = class_of(links.get(person, ()), held, self.elected)
            if self._level(person, kind) is not Level.INDEXED:
                found.add(person)
        return frozenset(found)

    def _read(self, query: str) -> Iterator[tuple[str, ...]]:
        solutions = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(solutions, QuerySolutions)
        for solution in solutions:
            values = tuple(term.value for term in solution if isinstance(term, NamedNode))
            if len(values) == len(solutions.variables):
                yield values

    def level(self, person: str) -> Level:
        """Give the level of a person, by IRI; a person who is to be left out is never indexed."""
        return self._level(person, self.kind(person))

    def _level(self, person: str, kind: PersonClass) -> Level:
        level = self.privacy.level(kind)
        return Level.NOINDEX if person in self.hidden and level is Level.INDEXED else level

    def kind(self, person: str) -> PersonClass:
        """Give the class of a person, by IRI: the most that all sources together tell."""
        found = [*self.store.quads_for_pattern(None, None, NamedNode(person), None)]
        held = (quad.subject for quad in found if quad.predicate == _MEMBER)
        return class_of({q.predicate.value for q in found}, self._roles(held), self.elected)

    def _named_by(self, thing: str) -> Iterator[str]:
        """Give the persons whose names the document about a thing has in its title."""
        node = NamedNode(thing)
        kinds = self._kinds(node)
        if not kinds.isdisjoint(_PERSON):
            yield thing
        for kind, link in _NAMED.items():
            if kind in kinds:
                linked = _links(self.store.quads_for_pattern(node, link, None, None))
                yield from (n.value for n in linked if not self._kinds(n).isdisjoint(_PERSON))

    def _kinds(self, node: NamedNode) -> set[Term]:
        return {quad.object for quad in self.store.quads_for_pattern(node, _TYPE, None, None)}

    def _roles(self, memberships: Iterable[Subject]) -> Iterator[str]:
        for held in memberships:
            roles = self.store.quads_for_pattern(held, _ROLE, None, None)
            yield from (role.value for role in _links(roles))


def _links(quads: Iterable[Quad]) -> Iterator[NamedNode]:
    return (quad.object for quad in quads if isinstance(quad.object, NamedNode))
