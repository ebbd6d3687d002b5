"""Suggestions while somebody types: things, properties and types.

Reconciliation API 0.2, section 5.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from samverkan_ld.reconciliation.properties import PROPERTIES, Property
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.reconciliation.types import KINDS, TYPES, Type
from samverkan_ld.search.folding import spell
from samverkan_ld.search.names import REACH, find

MOST = 20
"""So many are suggested at once."""


def suggest_things(
    things: Things, prefix: str, *, kinds: Sequence[str] = KINDS, start: int = 0
) -> list[str]:
    """List the IRIs of things whose names have words that begin so; an id or IRI gives its thing.

    Args:
        things: where to look.
        prefix: what has been typed.
        kinds: kinds of things.
        start: how many to pass over; past REACH there are none.

    Raises:
        ReleaseError: the index failed.
    """
    if start >= REACH:
        return []
    called, _ = things.called(prefix)
    wanted = start + MOST + len(things.hidden)
    hits = find(things.release.index, prefix, kinds=kinds, limit=wanted)
    found = dict.fromkeys((*called, *(hit.iri for hit in hits)))
    there = (iri for iri in found if things.kind(iri) in kinds and things.exists(iri))
    return [*islice(there, start, start + MOST)]


def suggest_types(prefix: str) -> list[Type]:
    """List the types whose ids or names have words that begin so."""
    return [known for known in TYPES.values() if _begins(prefix, known)]


def suggest_properties(prefix: str) -> list[Property]:
    """List the properties whose ids or names have words that begin so."""
    return [known for known in PROPERTIES.values() if _begins(prefix, known)]


def propose_properties(kinds: Sequence[str]) -> list[Property]:
    """List the properties that can be fetched for things of some kinds."""
    return [
        known
        for known in PROPERTIES.values()
        if known.is_fetched and not set(known.kinds).isdisjoint(kinds)
    ]


def _begins(prefix: str, known: Type | Property) -> bool:
    asked = spell(prefix)
    return any(text.startswith(asked) for name in (known.id, *known.names) for text in _ends(name))


def _ends(name: str) -> Iterator[str]:
    """Give what a name ends with, from each of its words on."""
    words = spell(name).split()
    return (" ".join(words[place:]) for place in range(len(words)))
