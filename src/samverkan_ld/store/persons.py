"""How far the persons of a store are published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.config import PrivacyConfig
from samverkan_ld.iris import ELECTED, Iris
from samverkan_ld.namespaces import FOAF, ORG, PROV, RDF, SCHEMA, SKOS
from samverkan_ld.privacy import Level, PersonClass, class_of

_TYPE: Final = NamedNode(RDF + "type")
_PERSON: Final = (NamedNode(FOAF + "Person"), NamedNode(SCHEMA + "Person"))
_MEMBER: Final = NamedNode(ORG + "member")
_ROLE: Final = NamedNode(ORG + "role")
_LISTED: Final = NamedNode(SKOS + "member")
_NAMED: Final = (_MEMBER, NamedNode(PROV + "wasAttributedTo"))


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
        titles hold the name; true for everything else. What lists addresses for search engines,
        such as a sitemap, asks for each thing:

            persons = Persons.of(release.store, config.privacy, release.iris)  # once
            listed = [entry for entry in entries if persons.is_indexed(entry.iri)]
        """
        return all(self.level(person) is Level.INDEXED for person in self._named_by(thing))

    def level(self, person: str) -> Level:
        """Give the level of a person, by IRI; a person who is to be left out is never indexed."""
        level = self.privacy.level(self.kind(person))
        return Level.NOINDEX if person in self.hidden and level is Level.INDEXED else level

    def kind(self, person: str) -> PersonClass:
        """Give the class of a person, by IRI: the most that all sources together tell."""
        node = NamedNode(person)
        links = {q.predicate.value for q in self.store.quads_for_pattern(None, None, node, None)}
        return class_of(links, self._roles(node), self.elected)

    def _named_by(self, thing: str) -> set[str]:
        """Give the persons whose names the document about a thing has in its title."""
        node = NamedNode(thing)
        said = [*self.store.quads_for_pattern(node, None, None, None)]
        named = _links(quad for quad in said if quad.predicate in _NAMED)
        return {person.value for person in (node, *named) if self._is_person(person)}

    def _is_person(self, node: NamedNode) -> bool:
        kinds = self.store.quads_for_pattern(node, _TYPE, None, None)
        return any(kind.object in _PERSON for kind in kinds)

    def _roles(self, person: NamedNode) -> Iterator[str]:
        for held in self.store.quads_for_pattern(None, _MEMBER, person, None):
            if isinstance(held.subject, NamedNode):
                roles = self.store.quads_for_pattern(held.subject, _ROLE, None, None)
                yield from (role.value for role in _links(roles))


def _links(quads: Iterator[Quad]) -> Iterator[NamedNode]:
    return (quad.object for quad in quads if isinstance(quad.object, NamedNode))
