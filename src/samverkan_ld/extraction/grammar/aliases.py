"""Names of one body in a text: in full, by its own name alone, and by its short name."""

from collections.abc import Iterable, Mapping
from typing import Final

_SMALL: Final = frozenset({"och", "i", "för", "av", "om", "på"})
"""Words that give no initial to a short name."""


def is_short_of(name: str, other: str) -> bool:
    """Tell whether one name is the initials of another.

    >>> is_short_of("SKR", "Sveriges Kommuner och Regioner")
    True
    """
    short, long = sorted((name, other), key=len)
    words = [word for word in long.split() if word not in _SMALL]
    return len(words) > 1 and short.lower() == "".join(word[0] for word in words).lower()


def aliases(names: Iterable[str], pairs: Mapping[str, str]) -> Mapping[str, str]:
    """Give, for each name, the fullest name of its body.

    Args:
        names: the names in a text, in the order in which they stand.
        pairs: short names that the text gives in brackets, with the names before the brackets.

    >>> aliases(["Kommunalförbundet Sydarkivera", "Sydarkivera"], {})["Sydarkivera"]
    'Kommunalförbundet Sydarkivera'
    """
    found: dict[str, str] = {}
    for name in sorted(dict.fromkeys(names), key=len, reverse=True):
        full = (other for other in found.values() if _is_one(name, other))
        found[name] = pairs.get(name) or next(full, name)
    return found


def _is_one(name: str, other: str) -> bool:
    is_noun_alone = " " not in name and name.endswith(("förbundet", "tjänsten", "nämnden"))
    is_part = other.endswith(f" {name}") or (is_noun_alone and other.startswith(f"{name} "))
    return is_part or is_short_of(name, other)
