"""Names of one body in a text: in full, by its own name alone, and by its short name."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from samverkan_ld.extraction.grammar.words import word_list

_SMALL: Final = frozenset({"och", "i", "för", "av", "om", "på"})
"""Words that give no initial to a short name."""

_NOUNS: Final = word_list("aliases.nouns")
"""Ends of nouns that stand for a whole name: “Samordningsförbundet” for … Västra Mälardalen."""


def initials(name: str) -> str:
    """Give the initials of a name, in lower case.

    >>> initials("Sveriges Kommuner och Regioner")
    'skr'
    """
    return "".join(word[0] for word in name.split() if word not in _SMALL).lower()


def is_short_of(name: str, other: str) -> bool:
    """Tell whether one name is the initials of another.

    >>> is_short_of("SKR", "Sveriges Kommuner och Regioner")
    True
    """
    short, long = sorted((name, other), key=len)
    return len(short) > 1 and short.lower() == initials(long)


def aliases(names: Iterable[str], pairs: Mapping[str, str]) -> Mapping[str, str]:
    """Give, for each name, the fullest name of its body.

    Args:
        names: the names in a text.
        pairs: short names that the text gives in brackets, with the names before the brackets.

    >>> aliases(["Sydarkivera", "Kommunalförbundet Sydarkivera"], {})["Sydarkivera"]
    'Kommunalförbundet Sydarkivera'
    """
    full: dict[str, str] = {}
    found: dict[str, str] = {}
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        found[name] = pairs.get(name) or full.get(name) or full.get(name.lower()) or name
        for short in _short_forms(name):
            full.setdefault(short, found[name])
    return found


def _short_forms(name: str) -> Iterator[str]:
    """Give what else a name may be called by: its initials, its ends, and its noun alone."""
    words = name.split()
    if len(words) > 1:
        yield initials(name)
        yield from (" ".join(words[at:]) for at in range(1, len(words)))
        if words[0].endswith(_NOUNS):
            yield words[0]
