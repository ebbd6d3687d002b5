"""The language of a text, by its small words."""

from collections.abc import Mapping
from typing import Final

from samverkan_ld.extraction.grammar.words import word_set

_SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    code: word_set(f"language.{code}") for code in ("sv", "nb", "da", "en", "fi", "de")
}
_ENOUGH: Final = 20_000
"""Characters that tell a language."""


def guess_language(text: str, stated: str | None = None) -> str:
    """Guess the language of a text; what the page states is taken when the text does not tell.

    >>> guess_language("Vi ska inte köpa det som kommunen har")
    'sv'
    >>> guess_language("The municipality will not buy what it has")
    'en'
    >>> guess_language("", "fi")
    'fi'
    """
    words = text[:_ENOUGH].lower().split()
    counts = {code: sum(word in small for word in words) for code, small in _SMALL_WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else stated or "sv"
