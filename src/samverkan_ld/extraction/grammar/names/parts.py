"""Parts of names: which words are given and family names, and how doubtful each is.

A doubt is 0 for a word that is only a name, 1 for one that is also another word or a place, and
`COMMON` for an everyday word; it is None for a word that no name list has.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import family_names, given_names, word_list

FAMILY_ENDINGS: Final = word_list("names.family_endings")
_SHORT: Final = 5
"""Letters of a word that is too short to be known by its ending."""


@lru_cache(maxsize=1 << 16)
def given_doubt(low: str) -> int | None:
    """Tell how doubtful a word, in lower case, is as a given name.

    >>> [given_doubt(word) for word in ("anna", "per-olof", "kommun")]
    [0, 0, None]
    """
    names = given_names()
    if low in names:
        return names[low]
    parts = low.split("-")
    is_double = len(parts) == 2 and all(part in names or len(part) == 1 for part in parts)
    return 0 if is_double else None


@lru_cache(maxsize=1 << 16)
def family_doubt(low: str) -> int | None:
    """Tell how doubtful a word, in lower case, is as a family name or the genitive of one.

    >>> [family_doubt(word) for word in ("ek", "alms", "kommun")]
    [2, 2, None]
    """
    names = family_names()
    for word in (low, low.removesuffix("s")):
        if word in names:
            return names[word]
    parts = low.split("-")
    if len(parts) == 2 and all(part in names for part in parts):
        return 0
    return 1 if len(low) > _SHORT and low.endswith(FAMILY_ENDINGS) else None


def is_given(token: Token) -> bool:
    """Tell whether a word is known as a given name."""
    return token.kind in "CA" and given_doubt(token.low) is not None


def is_family(token: Token) -> bool:
    """Tell whether a word is known as a family name."""
    return token.kind in "CA" and family_doubt(token.low) is not None


def is_part(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether there is a word that is known as a given or family name."""
    return at < len(tokens) and (is_family(tokens[at]) or is_given(tokens[at]))
