"""A generated article: its persons, the roles they hold, and what they are to have said."""

from collections.abc import Sequence
from random import Random
from typing import Final

from bench.population import Person, Population, Role, mint
from bench.trig import TENURES, Graph, iri, thing
from samverkan_ld.iris import SOURCE_BASE

_WHO: Final = (
    ("Kommunerna", "The municipalities"),
    ("Regionerna", "The regions"),
    ("De små kommunerna", "The small municipalities"),
    ("Grannkommunerna", "The neighbouring municipalities"),
    ("Parterna", "The parties"),
    ("Nämnderna", "The boards"),
)
_DOES: Final = (
    ("sparar tid när de delar på", "save time by sharing"),
    ("vill bygga upp", "want to build up"),
    ("har börjat upphandla", "have begun to procure"),
    ("behöver mer stöd i arbetet med", "need more support in their work on"),
    ("lär av varandra om", "learn from each other about"),
    ("tar ett gemensamt ansvar för", "take joint responsibility for"),
)
_WHAT: Final = (
    ("e-tjänster", "e-services"),
    ("arkiv", "archives"),
    ("räddningstjänst", "rescue services"),
    ("vuxenutbildning", "adult education"),
    ("gemensamma system", "common systems"),
    ("kollektivtrafik", "public transport"),
    ("informationssäkerhet", "information security"),
    ("öppna data", "open data"),
)
_UNMATCHED: Final = "sakkunnig i samverkansfrågor"
_FILM_SHARE: Final = 0.3


class Article:
    """Writes one article: its persons, memberships and statements.

    Args:
        rng: what is drawn from.
        population: who may speak.
        subjects: the notations of what the article may be about.
        unmatched: the share of memberships whose role is only named.
    """

    def __init__(
        self, rng: Random, population: Population, subjects: Sequence[str], *, unmatched: float
    ) -> None:
        self._rng = rng
        self._population = population
        self._subjects = subjects
        self._unmatched = unmatched
        self._key = mint(rng)
        self._iri = thing("artikel", self._key)
        self._year = rng.randint(2012, 2025)
        self._date = f"{self._year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        self._film = thing("film", mint(rng)) if rng.random() < _FILM_SHARE else ""
        self.graph = Graph(self._key)

    def write(self) -> Graph:
        """Write the whole article."""
        speakers = self._population.persons(self._rng.choice((1, 2, 2, 3, 3, 4, 5, 7)))
        statements: list[str] = []
        for person in speakers:
            memberships = [self._membership(person, *post) for post in person.posts]
            for _ in range(self._rng.choice((1, 1, 2))):
                statements.append(self._statement(person, memberships, len(statements) + 1))
        for person in speakers:
            self._name(person)
        self._article(statements, speakers[0])
        if self._film:
            self._describe_film(speakers)
        return self.graph

    def _article(self, statements: Sequence[str], responsible: Person) -> None:
        what, said = self._rng.choice(_WHAT)
        duty = f"<{SOURCE_BASE}id/artikel/{self._key}/ansvar-1>"
        self.graph.say(
            f"kallgraf:{self._key}",
            [
                ("dcterms:source", ['"Påhittad artikel, gjord för mätningar"@sv']),
                ("prov:wasDerivedFrom", [self._iri]),
            ],
        )
        self.graph.say(
            self._iri,
            [
                ("a", ["schema:Article", "prov:Entity"]),
                ("schema:headline", [f'"Röster om {what}"@sv']),
                ("schema:name", [f'"Röster om {what}"@sv', f'"Voices on {said}"@en']),
                ("schema:datePublished", [f'"{self._date}"^^xsd:date']),
                ("schema:inLanguage", ['"sv"']),
                ("schema:publisher", [iri(self._population.organisation())]),
                ("schema:about", self._about()),
                ("schema:video", [self._film] if self._film else []),
                ("schema:hasPart", statements),
                ("prov:qualifiedAttribution", [duty]),
            ],
        )
        self.graph.say(
            duty,
            [
                ("a", ["prov:Attribution"]),
                ("prov:agent", [thing("person", responsible.key)]),
                ("dcat:hadRole", ["roll:informationsansvarig"]),
            ],
        )

    def _name(self, person: Person) -> None:
        names = [f'"{person.name}"']
        kinds = ["foaf:Person", "schema:Person"]
        facts = [("a", kinds), ("foaf:name", names), ("schema:name", names)]
        self.graph.say(thing("person", person.key), facts)

    def _membership(self, person: Person, organisation: str, role: Role) -> str:
        membership = thing("medlemskap", mint(self._rng))
        matched = self._rng.random() >= self._unmatched
        kind, period = self._tenure()
        self.graph.say(
            membership,
            [
                ("a", ["org:Membership", "schema:OrganizationRole"]),
                ("org:member", [thing("person", person.key)]),
                ("org:organization", [iri(organisation)]),
                ("org:role", [f"roll:{role.notation}"] if matched else []),
                ("schema:roleName", [f'"{role.label if matched else _UNMATCHED}"']),
                ("org:memberDuring", [period]),
            ],
        )
        self.graph.add_tenure(kind)
        return membership

    def _tenure(self) -> tuple[str, str]:
        kind = self._rng.choice([*TENURES])
        if kind == "observed":
            return kind, f'[ time:inside "{self._date}" ]'
        end = self._year - self._rng.randint(1, 4)
        start = end - self._rng.randint(1, 8)
        beginning = f'time:hasBeginning "{self._moment(start)}"'
        if kind == "since":
            return kind, f'[ {beginning} ; time:inside "{self._date}" ]'
        return kind, f'[ {beginning} ; time:hasEnd "{self._moment(end)}" ]'

    def _moment(self, year: int) -> str:
        return self._rng.choice((f"{year}", f"{year}-01"))

    def _statement(self, person: Person, memberships: Sequence[str], position: int) -> str:
        statement = thing("uttalande", mint(self._rng))
        parts = [self._rng.choice(words) for words in (_WHO, _DOES, _WHAT)]
        swedish, english = (" ".join(part[i] for part in parts) for i in (0, 1))
        mentioned = {self._population.organisation() for _ in range(self._rng.randint(0, 2))}
        self.graph.say(
            statement,
            [
                ("a", ["schema:Statement", "prov:Entity"]),
                ("schema:position", [str(position)]),
                ("schema:isPartOf", [self._iri]),
                ("prov:wasDerivedFrom", [self._iri]),
                ("prov:hadPrimarySource", [self._film] if self._film else []),
                ("prov:wasAttributedTo", [thing("person", person.key)]),
                ("sam:talarSom", memberships),
                ("sam:atergivning", ["atg:referat"]),
                ("schema:about", self._about()),
                ("schema:mentions", [iri(name) for name in sorted(mentioned)]),
                ("schema:text", [f'"{swedish}."@sv', f'"{english}."@en']),
            ],
        )
        return statement

    def _about(self) -> list[str]:
        drawn = self._rng.sample(self._subjects, k=self._rng.choice((1, 1, 2)))
        return [f"amne:{subject}" for subject in drawn]

    def _describe_film(self, speakers: Sequence[Person]) -> None:
        self.graph.say(
            self._film,
            [
                ("a", ["schema:VideoObject"]),
                ("schema:inLanguage", ['"sv"']),
                ("schema:isPartOf", [self._iri]),
                ("schema:name", ['"Intervjuer om samverkan"@sv', '"Interviews on cooperation"@en']),
                ("schema:contributor", [thing("person", person.key) for person in speakers]),
                ("schema:transcript", ['"Påhittade röster om samverkan."@sv']),
            ],
        )
