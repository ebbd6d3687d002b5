"""What belongs to persons: their names, memberships and statements.

Memberships as in the Organization Ontology (https://www.w3.org/TR/vocab-org/#class-membership);
a statement belongs to whom it is attributed to (https://www.w3.org/TR/prov-o/#wasAttributedTo),
and to the membership in which it was made.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.namespaces import FOAF, ORG, PROV, RDF, RDFS, SCHEMA, SKOS
from samverkan_ld.parsing.spellings import same_text
from samverkan_ld.records import Term

_NAMES: Final = frozenset(
    (
        FOAF + "name",
        SCHEMA + "name",
        SCHEMA + "alternateName",
        RDFS + "label",
        *(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")),
    )
)
_GIVEN: Final = frozenset((FOAF + "givenName", FOAF + "firstName", SCHEMA + "givenName"))
_FAMILY: Final = frozenset((FOAF + "familyName", FOAF + "lastName", SCHEMA + "familyName"))
_PERSONS: Final = frozenset((FOAF + "Person", SCHEMA + "Person"))
_ORGANISATIONS: Final = frozenset(
    (
        SCHEMA + "Organization",
        SCHEMA + "GovernmentOrganization",
        *(ORG + name for name in ("Organization", "FormalOrganization", "OrganizationalUnit")),
    )
)
_STATEMENTS: Final = frozenset((SCHEMA + "Statement", SCHEMA + "Quotation"))
_TYPE: Final = RDF + "type"
_MEMBER: Final = ORG + "member"
_ORGANISATION: Final = ORG + "organization"
_ATTRIBUTED: Final = PROV + "wasAttributedTo"
_CAPACITY: Final = "/spec/samverkan/talarSom"
_PERSON: Final = "/id/person/"
_STATEMENT: Final = "/id/uttalande/"
_ORGANISED: Final = "/id/organisation/"

_Links = dict[str, set[str]]


def _links() -> _Links:
    return defaultdict(set)


@dataclass(frozen=True, slots=True)
class Belongings:
    """What graphs say of names, memberships and statements, by IRI.

    The terms and kinds of a site count at whatever address: releases may be older than its move.
    """

    types: _Links = field(default_factory=_links)
    names: _Links = field(default_factory=_links)
    given: _Links = field(default_factory=_links)
    family: _Links = field(default_factory=_links)
    members: _Links = field(default_factory=_links)
    organisations: _Links = field(default_factory=_links)
    speakers: _Links = field(default_factory=_links)
    capacities: _Links = field(default_factory=_links)

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> "Belongings":
        """Collect what quads say."""
        found = cls()
        tables = {
            **dict.fromkeys(_NAMES, found.names),
            **dict.fromkeys(_GIVEN, found.given),
            **dict.fromkeys(_FAMILY, found.family),
            _TYPE: found.types,
            _MEMBER: found.members,
            _ORGANISATION: found.organisations,
            _ATTRIBUTED: found.speakers,
        }
        for quad in quads:
            name = quad.predicate.value
            table = found.capacities if name.endswith(_CAPACITY) else tables.get(name)
            if table is not None and isinstance(quad.subject, NamedNode):
                table[quad.subject.value] |= _value(quad.object)
        return found

    def is_person(self, iri: str) -> bool:
        """Tell whether an IRI is of a person."""
        return _PERSON in iri or not _PERSONS.isdisjoint(self.types.get(iri, ()))

    def memberships(self, persons: Collection[str]) -> set[str]:
        """Give the memberships of persons."""
        return {iri for iri, found in self.members.items() if not found.isdisjoint(persons)}

    def statements(self, persons: Collection[str], memberships: Collection[str]) -> set[str]:
        """Give the statements of persons: attributed to them, or made in memberships of theirs."""
        said = {iri for iri, found in self.speakers.items() if not found.isdisjoint(persons)}
        bound = {iri for iri, found in self.capacities.items() if not found.isdisjoint(memberships)}
        return {iri for iri in said if self._is_statement(iri)} | bound

    def spoken_for(self, statement: str) -> frozenset[str]:
        """Give the organisations that somebody spoke for in a statement."""
        found = (self.organisations.get(iri, ()) for iri in self.capacities.get(statement, ()))
        return frozenset(iri for part in found for iri in part)

    def full_names(self, persons: Iterable[str]) -> set[str]:
        """Give the full names of persons, also with the family name first."""
        found = {name for person in persons for name in self._full(person)}
        return found | {turned for name in found for turned in _turned(name)}

    def namesakes(self, names: Iterable[str], but: Collection[str]) -> set[str]:
        """Give the persons of the same names, but for some."""
        wanted = {same_text(name) for name in names}
        return {
            iri
            for iri in self.names.keys() | self.given.keys()
            if iri not in but
            and self.is_person(iri)
            and not wanted.isdisjoint(map(same_text, self._full(iri)))
        }

    def longer_names(self, names: Collection[str], but: Collection[str]) -> set[str]:
        """Give the names of other persons, and of organisations, that some names are a part of."""
        wanted = {same_text(name) for name in names}
        return {
            name
            for iri in self.names.keys() | self.given.keys()
            if iri not in but and (self.is_person(iri) or self._is_organisation(iri))
            for name in self._full(iri)
            if any(part in same_text(name) for part in wanted) and same_text(name) not in wanted
        }

    def _is_organisation(self, iri: str) -> bool:
        return _ORGANISED in iri or not _ORGANISATIONS.isdisjoint(self.types.get(iri, ()))

    def _full(self, person: str) -> Iterator[str]:
        yield from self.names.get(person, ())
        for given in self.given.get(person, ()):
            yield from (f"{given} {family}" for family in self.family.get(person, ()))

    def _is_statement(self, iri: str) -> bool:
        return _STATEMENT in iri or not _STATEMENTS.isdisjoint(self.types.get(iri, ()))


def _value(term: Term) -> set[str]:
    return {term.value} if isinstance(term, Literal | NamedNode) else set()


def _turned(name: str) -> Iterator[str]:
    given, _, family = name.rpartition(" ")
    if given and "," not in name:
        yield f"{family}, {given}"
