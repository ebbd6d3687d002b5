"""The spelling of a name: without the genitive, and not in capitals only."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.names.parts import FAMILY_ENDINGS
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import family_names, word_set

_PARTICLES: Final = word_set("names.particles")
_NOT_OWNED: Final = word_set("names.not_owned")
_GENITIVES: Final = (":s", "'s")
_SHORTEST: Final = 3
"""Letters of the shortest family name in the genitive."""


def spell(tokens: Sequence[Token], at: int, end: int) -> str:
    """Write the words of a name as its bearer does.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> [spell(tokenise(text), 0, 2) for text in ("Anna Eks bok", "VERA LIND", "Bo Hammars bok")]
    ['Anna Ek', 'Vera Lind', 'Bo Hammar']
    """
    words = [token.text for token in tokens[at:end]]
    if all(word.isupper() for word in words if len(word) > 1):
        words = [word if word.endswith(".") else word.title() for word in words]
    words[-1] = _nominative(tokens, end, words[-1])
    return " ".join(words)


def _nominative(tokens: Sequence[Token], end: int, word: str) -> str:
    """Take the genitive off a family name, where the name is not known to end in s."""
    if word.endswith(_GENITIVES):
        return word[:-2]
    if word[-1] not in "sS" or len(word) < _SHORTEST:
        return word
    low, names = word.lower(), family_names()
    if low in names or f"{tokens[end - 2].low} {low}" in names:
        return word
    is_noble = tokens[end - 2].low in _PARTICLES and not _owns(tokens, end)
    if is_noble:
        return word  # “Gustav af Ugglas” is no Uggla
    is_genitive = low[:-1] in names or low.endswith(FAMILY_ENDINGS) or _owns(tokens, end)
    return word[:-1] if is_genitive else word


def _owns(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether the word after a name may be what somebody has; a verb is not."""
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.kind != "c":
        return False
    return after.low not in _NOT_OWNED and not after.low.endswith("r")
