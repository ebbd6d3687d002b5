"""The field of a unit: “avdelningen för vård och omsorg”."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

_ENDS: Final = word_set("organisations.field_ends")
_LINKS: Final = frozenset({"och", "samt", ","})
_LONGEST: Final = 8
"""Tokens of a field."""


def field_end(tokens: Sequence[Token], at: int) -> int:
    """Give the end of the field that begins at a token, or that token if none does.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> field_end(tokenise("avdelningen för vård och omsorg i Malå"), 1)
    5
    """
    if at >= len(tokens) or not _begins_field(tokens, at):
        return at
    first = end = at + 1
    while end < min(len(tokens), first + _LONGEST) and _is_of_field(tokens, end, first):
        end += 1
    while end > first and tokens[end - 1].low in _LINKS:
        end -= 1
    return end if end > first else at


def _begins_field(tokens: Sequence[Token], at: int) -> bool:
    is_inquiry = tokens[at].low == "om" and tokens[at - 1].low.endswith("utredningen")
    return tokens[at].low == "för" or is_inquiry


def _is_of_field(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Tell whether a field that begins at a token goes on with another."""
    if tokens[at].low in _LINKS:
        return _links(tokens, at)
    is_proper = at == first and tokens[at].kind in "CA" and _is_plain(tokens, at + 1)
    return is_proper or _is_plain(tokens, at)


def _links(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a comma or “och” joins parts of one field: “vård-, omsorgs- och …”."""
    if not _is_plain(tokens, at + 1):
        return False
    is_series = tokens[at - 1].low.endswith("-") and tokens[at + 1].low.endswith("-")
    return tokens[at].text != "," or is_series


def _is_plain(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word without a capital stands at a place, and does not end a field."""
    return at < len(tokens) and tokens[at].kind == "c" and tokens[at].low not in _ENDS
