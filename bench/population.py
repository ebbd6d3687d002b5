"""Who speaks in the generated articles, for whom, and in which role."""

import csv
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from bench.names import FIRST_NAMES, SURNAMES
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.namespaces import ORG, RDF, SKOS

_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_KEY_LENGTH: Final = 12
_NEWCOMERS: Final = 0.6
"""The share of speakers who have not spoken before; the rest spoke as often as they did before."""

_NOT_HELD_BY_PERSONS: Final = "samverkanspart"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its notation in the scheme and its Swedish label."""

    notation: str
    label: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person that does not exist: a key, a name, and the roles held, by organisation."""

    key: str
    name: str
    posts: tuple[tuple[str, Role], ...]


@dataclass(frozen=True, slots=True)
class Register:
    """What generated articles refer to: organisations and concepts as `kind/key` or notation."""

    organisations: tuple[str, ...]
    roles: tuple[Role, ...]
    subjects: tuple[str, ...]


def read_register(site: Path) -> Register:
    """Read the municipalities, regions, roles and subjects of a site."""
    register = site / "data" / "register"
    organisations = [
        f"{kind}/{row[column]}"
        for kind, name, column in (
            ("kommun", "kommuner.csv", "kommunkod"),
            ("region", "regioner.csv", "lanskod"),
        )
        for row in csv.DictReader((register / name).read_text(encoding="utf-8").splitlines())
    ]
    store = Store()
    for path in sorted((site / "vocab").glob("*.ttl")):
        store.load(path=path, format=RdfFormat.TURTLE, base_iri=SOURCE_BASE)
    return Register(tuple(organisations), tuple(_roles(store)), tuple(_subjects(store)))


def mint(rng: Random) -> str:
    """Mint a key as `iris.mint_key` does, but the same ones for the same seed."""
    return "".join(rng.choices(_ALPHABET, k=_KEY_LENGTH))


class Population:
    """Draws persons and organisations by power laws: a few turn up very often."""

    def __init__(self, rng: Random, register: Register) -> None:
        self._rng = rng
        self._roles = register.roles
        self._met: list[Person] = []
        self._organisations = rng.sample(register.organisations, len(register.organisations))
        shares = (1 / rank for rank in range(1, len(self._organisations) + 1))
        self._shares = [*accumulate(shares)]

    def organisation(self) -> str:
        """Draw an organisation; the probability falls with its rank."""
        return self._rng.choices(self._organisations, cum_weights=self._shares)[0]

    def persons(self, count: int) -> list[Person]:
        """Draw different persons: new ones, or known ones the likelier the more they spoke."""
        drawn: dict[str, Person] = {}
        while len(drawn) < count:
            person = self._person()
            drawn[person.key] = person
        self._met += drawn.values()
        return [*drawn.values()]

    def _person(self) -> Person:
        if self._met and self._rng.random() > _NEWCOMERS:
            return self._rng.choice(self._met)
        name = f"{self._rng.choice(FIRST_NAMES)} {self._rng.choice(SURNAMES)}"
        organisations = {self.organisation() for _ in range(self._rng.choice((1, 1, 2, 3)))}
        posts = tuple((home, self._rng.choice(self._roles)) for home in sorted(organisations))
        return Person(mint(self._rng), name, posts)


def _roles(store: Store) -> list[Role]:
    kind = NamedNode(ORG + "Role")
    roles = []
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), kind, None):
        notation = str(quad.subject).strip("<>").rpartition("/")[2]
        labels = store.quads_for_pattern(quad.subject, NamedNode(SKOS + "prefLabel"), None, None)
        terms = [item.object for item in labels]
        swedish = [t.value for t in terms if isinstance(t, Literal) and t.language == "sv"]
        if notation != _NOT_HELD_BY_PERSONS:
            roles.append(Role(notation, swedish[0]))
    return sorted(roles, key=lambda role: role.notation)


def _subjects(store: Store) -> list[str]:
    scheme = NamedNode(f"{SOURCE_BASE}def/amne")
    found = store.quads_for_pattern(None, NamedNode(SKOS + "inScheme"), scheme, None)
    return sorted(str(quad.subject).strip("<>").rpartition("/")[2] for quad in found)
