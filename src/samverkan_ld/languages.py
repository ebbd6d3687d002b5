"""The languages that people are spoken to in."""

from typing import Final

LANGUAGES: Final = ("sv", "en")
"""Swedish and English, by their codes."""

Pair = tuple[str, str]
"""A text in each of LANGUAGES."""


def in_language(pair: Pair, language: str) -> str:
    """Choose from a Swedish and an English text."""
    return pair[LANGUAGES.index(language)]
