"""Texts in Swedish and English."""

Pair = tuple[str, str]
"""A text in Swedish, and in English."""


def in_language(pair: Pair, language: str) -> str:
    """Choose from a Swedish and an English text."""
    return pair[0] if language == "sv" else pair[1]
