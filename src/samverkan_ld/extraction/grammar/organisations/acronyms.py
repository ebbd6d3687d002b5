"""Organisations by short names in capitals that no list has."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import places
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

_SHORT: Final = 2
"""Letters that are too few to be sure."""

_LONG: Final = 5
"""Letters of a short name; longer words in capitals are shouted."""

_NO_ACRONYM: Final = word_set("organisations.no_acronym")


def acronym(tokens: Sequence[Token], start: int) -> Found | None:
    """A short name in capitals: “SKR”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> acronym(tokenise("FBV beslutar"), 0)
    Found(end=1, name='FBV', kind='body')
    """
    token = tokens[start]
    has_length = _SHORT < len(token.text) <= _LONG
    if token.kind != "A" or not has_length or not token.text.isalpha():
        return None
    if token.text in _NO_ACRONYM or token.low in places():
        return None
    return Found(start + 1, token.text, BODY)
