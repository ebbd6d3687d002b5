"""Companies: names with a form of company before or after."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import places
from samverkan_ld.extraction.grammar.organisations.forms import capitals, written
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

_FORMS: Final = word_set("organisations.company")
_LINKS: Final = frozenset({"&", "i", "och"})
_BEFORE: Final = 4
"""Words before the form of company."""

_AFTER: Final = 3
"""Words after it."""


def company(tokens: Sequence[Token], start: int) -> Found | None:
    """A company: “Nordvik Energi AB”, “AB Nordvik”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> company(tokenise("Nordvik Energi AB bygger"), 0)
    Found(end=3, name='Nordvik Energi AB', kind='body')
    >>> company(tokenise("AB Nordvik i Malå bygger"), 0)
    Found(end=4, name='AB Nordvik i Malå', kind='body')
    """
    token = tokens[start]
    if token.text in _FORMS:
        return _after_form(tokens, start)
    is_name = token.kind in "CA" and len(token.text) > 1
    return _before_form(tokens, start) if is_name else None


def _after_form(tokens: Sequence[Token], start: int) -> Found | None:
    """Read “AB Nordvik”, and its town."""
    end = capitals(tokens, start + 1, _AFTER)
    if end + 1 < len(tokens) and tokens[end].low == "i" and tokens[end + 1].low in places():
        end += 2
    return Found(end, written(tokens, start, end), BODY) if end > start + 1 else None


def _before_form(tokens: Sequence[Token], start: int) -> Found | None:
    """Read “Nordvik Energi AB”."""
    for at in range(start + 1, min(start + 1 + _BEFORE, len(tokens))):
        if tokens[at].text in _FORMS:
            return Found(at + 1, written(tokens, start, at + 1), BODY)
        if tokens[at].kind not in "CA" and tokens[at].low not in _LINKS:
            return None
    return None
