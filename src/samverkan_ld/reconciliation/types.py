"""The types of what can be reconciled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from samverkan_ld.languages import Pair, in_language


@dataclass(frozen=True, slots=True)
class Type:
    """A type: its id, its names in Swedish and English, the kinds of things that it stands for.

    `broader` is the id of the type that it is a part of.
    """

    id: str
    names: Pair
    kinds: tuple[str, ...]
    broader: str = ""

    def name(self, language: str) -> str:
        """Give the name in a language."""
        return in_language(self.names, language)


_ALL: Final = (
    Type("person", ("Person", "Person"), ("person",)),
    Type("organisation", ("Organisation", "Organisation"), ("organisation", "kommun", "region")),
    Type("kommun", ("Kommun", "Municipality"), ("kommun",), "organisation"),
    Type("region", ("Region", "Region"), ("region",), "organisation"),
    Type("befattning", ("Befattning", "Post"), ("befattning",)),
    Type("artikel", ("Artikel", "Article"), ("artikel",)),
)

TYPES: Final = {kind.id: kind for kind in _ALL}
"""The types by their ids. Places are none: they are called as the municipalities are."""

KINDS: Final = tuple(dict.fromkeys(kind for known in _ALL for kind in known.kinds))
"""All kinds of things that can be reconciled."""

ORGANISATIONS: Final = TYPES["organisation"].kinds


def types_of(kind: str) -> tuple[Type, ...]:
    """List the types of a thing of a kind, the narrowest first."""
    own = TYPES.get(kind)
    if own is None:
        return ()
    return (own, *((TYPES[own.broader],) if own.broader else ()))


def kinds_of(types: Iterable[str]) -> tuple[str, ...]:
    """List the kinds of things that some types stand for together."""
    return tuple(dict.fromkeys(kind for name in types for kind in TYPES[name].kinds))


def kinds_common(types: Iterable[str]) -> tuple[str, ...]:
    """List the kinds of things that every one of some types stands for."""
    every = [TYPES[name].kinds for name in types]
    return tuple(kind for kind in every[0] if all(kind in kinds for kinds in every))
