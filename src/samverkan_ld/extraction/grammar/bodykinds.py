"""Kinds of bodies, as titles, names and nouns tell them: “rektor”, “Hamre skola”, “skolan”."""

from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.words import word_list


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body: titles that only such have, parts of their names, and nouns for them."""

    titles: tuple[str, ...]
    names: tuple[str, ...]
    nouns: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Tell whether a body is of this kind; “ AB” may stand at the end of its name."""
        low = f"{name.lower()} "
        return any(part in low for part in self.names)


KINDS: Final = tuple(
    Kind(*(word_list(f"homes.{kind}.{part}") for part in ("titles", "names", "nouns")))
    for kind in word_list("homes.kinds")
)
MUNICIPAL_NOUNS: Final = word_list("homes.municipalities")
REGIONAL_NOUNS: Final = word_list("homes.regions")
INSIDE: Final = word_list("homes.inside")
"""Nouns for a municipality, for a region, and for parts that both have."""

NOUNS: Final = frozenset(
    form
    for nouns in (MUNICIPAL_NOUNS, REGIONAL_NOUNS, *(kind.nouns for kind in KINDS))
    for noun in nouns
    for form in (noun, f"{noun}s")
)
"""All nouns for bodies, with their genitives."""


def is_municipality(name: str) -> bool:
    """Tell whether a name is that of a municipality."""
    return name.endswith((" kommun", " stad"))


def is_region(name: str) -> bool:
    """Tell whether a name is that of a region."""
    return name.startswith("Region ") or name.endswith(("regionen", " landsting"))
