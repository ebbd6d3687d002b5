"""The names of what a record describes: new opaque keys, and links to what there is already."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from samverkan_ld.drafts import Draft, Organisation
from samverkan_ld.extraction.folding import fold
from samverkan_ld.extraction.records.additions import Additions
from samverkan_ld.extraction.records.yamltext import Name, scalar
from samverkan_ld.iris import SOURCE_BASE, Iris

Place = tuple[int, int]

_PREFIXES: Final = {
    home: prefix for prefix, home in Iris().prefixes().items() if home.startswith(SOURCE_BASE)
}
_COMPACT: Final = re.compile(r"(?P<home>https?://.+/)(?P<local>[A-Za-z0-9][A-Za-z0-9-]*)")


def compact(iri: str) -> Name:
    """Write an IRI with a prefix of the context where there is one.

    >>> compact("https://data.samverkan.example/id/kommun/2417")
    'kommun:2417'
    """
    found = _COMPACT.fullmatch(iri)
    prefix = _PREFIXES.get(found["home"]) if found else None
    return Name(f"{prefix}:{found['local']}") if found and prefix else Name(scalar(iri))


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a record.

    `bodies` are those of all organisations by their identity, `own` the organisations that the
    record describes itself. Roles and statements are known by the place of the person and their
    own.
    """

    article: Name
    graph: Name
    persons: tuple[Name, ...]
    roles: Mapping[Place, Name]
    statements: Mapping[Place, Name]
    bodies: Mapping[str, Name]
    own: tuple[Organisation, ...]

    def body(self, organisation: Organisation) -> Name:
        """Give the name of an organisation."""
        return self.bodies[identity(organisation)]


def identity(organisation: Organisation) -> str:
    """Tell organisations apart: by the one link that they have, else by their names."""
    links = organisation.links
    return links[0].iri if len(links) == 1 else fold(organisation.name.text)


def name_all(
    draft: Draft, additions: Additions, published: Mapping[int, str], mint: Callable[[], str]
) -> Names:
    """Name everything in the record of a draft; keys that are given are kept.

    Args:
        draft: the draft.
        additions: what the editor adds.
        published: the IRIs of persons that are described elsewhere, by their place in the draft.
        mint: gives a new key.
    """

    def key(*slot: str | int) -> str:
        return additions.keys.get(slot) or mint()

    article = key("article")
    named = _name_bodies(draft, additions, key)
    people = _name_persons(draft, published, key)
    roles = _places(draft, lambda number: len(draft.persons[number].roles))
    statements = _places(draft, lambda number: len(additions.paraphrases(draft, number)))
    return Names(
        Name(f"artikel:{article}"),
        Name(f"kallgraf:{article}"),
        tuple(people),
        {place: Name(f"medlemskap:{key('role', *place)}") for place in roles},
        {place: Name(f"uttalande:{key('statement', *place)}") for place in statements},
        *named,
    )


_Key = Callable[..., str]
"""Gives the key of what stands at a place of the draft."""


def _name_bodies(
    draft: Draft, additions: Additions, key: _Key
) -> tuple[dict[str, Name], tuple[Organisation, ...]]:
    """Name all organisations; give also those that the record describes itself."""
    bodies: dict[str, Name] = {}
    own: list[Organisation] = []
    for organisation in _organisations(draft, additions):
        who = identity(organisation)
        if who in bodies:
            continue
        if len(organisation.links) == 1:
            bodies[who] = compact(who)
        else:
            own.append(organisation)
            new = key("organisation", organisation.name.text)
            bodies[who] = compact(Iris().thing("organisation", new))
    return bodies, tuple(own)


def _name_persons(draft: Draft, published: Mapping[int, str], key: _Key) -> Iterator[Name]:
    """Name the persons of a draft, those described elsewhere as they are there."""
    for number in range(len(draft.persons)):
        known = published.get(number)
        yield Name(f"person:{key('person', number)}") if known is None else compact(known)


def _organisations(draft: Draft, additions: Additions) -> Iterator[Organisation]:
    if additions.publisher is not None:
        yield additions.publisher
    yield from draft.organisations()


def _places(draft: Draft, count: Callable[[int], int]) -> Iterator[Place]:
    for person in range(len(draft.persons)):
        for number in range(count(person)):
            yield person, number
