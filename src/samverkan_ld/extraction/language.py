"""The language of a text, by its small words."""

from collections.abc import Mapping
from typing import Final

from samverkan_ld.extraction.grammar.words import word_set

_SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    code: word_set(f"language.{code}") for code in ("sv", "nb", "da", "en", "fi", "de")
}
_ENOUGH: Final = 20_000
"""Characters that tell a language."""
_CLEAR: Final = 3
"""Small words of a language that is not what the page states: “von” in a name is no German."""


def guess_language(text: str, stated: str | None = None) -> str:
    """Guess the language of a text; what the page states is taken when the text does not tell.

    >>> guess_language("Vi ska inte köpa det som kommunen har")
    'sv'
    >>> guess_language("The municipality will not buy what it has, and that is the end of it")
    'en'
    >>> guess_language("Lars-Erik von Post, professor", "sv")
    'sv'
    >>> guess_language("", "fi")
    'fi'
    """
    words = text[:_ENOUGH].lower().split()
    counts = {code: sum(word in small for word in words) for code, small in _SMALL_WORDS.items()}
    likely = stated if stated in counts else "sv"
    best = max(counts, key=lambda code: counts[code])
    is_clear = counts[best] >= _CLEAR and counts[best] > 2 * counts[likely]
    return best if is_clear else stated or "sv"
