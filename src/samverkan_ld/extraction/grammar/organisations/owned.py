"""Bodies by a place or owner and the word for their kind."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import gazetteer
from samverkan_ld.extraction.grammar.headwords import title_head
from samverkan_ld.extraction.grammar.organisations.forms import (
    canonical,
    capitals,
    is_adjective,
)
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.organisations.kinds import kind_of
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import given_names, word_list, word_set

_OWNER: Final = 3
"""Words with capitals that a name begins with."""

_BETWEEN: Final = 2
"""Words without capitals before the word for the kind: “Luleå tekniska universitet”."""

_LONG: Final = 6
"""Letters up to which a word may be the end of another kind of name."""

_DEFINITE: Final = ("en", "et")
_HOUSES: Final = word_list("phrases.houses")
_NAMED_AFTER: Final = word_list("organisations.named_after")
_SMALL: Final = word_set("organisations.small")
_NOBODY: Final = word_set("signs.owners")
"""Owners that name nobody: “Kommunens bolag”."""


def owned(tokens: Sequence[Token], start: int) -> Found | None:
    """A body by its place and kind: “Luleå tekniska universitet”, “Norra Skånes räddningstjänst”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> owned(tokenise("Luleå tekniska universitets rektor"), 0)
    Found(end=3, name='Luleå tekniska universitet', kind='body')
    >>> owned(tokenise("Norra Skånes Räddningstjänst"), 0)
    Found(end=3, name='Norra Skånes Räddningstjänst', kind='body')
    """
    first = tokens[start].low
    if tokens[start].kind not in "CA" or title_head(first) or first in _NOBODY:
        return None
    end = capitals(tokens, start, _OWNER)
    return _in_capitals(tokens, start, end) or _in_small_letters(tokens, start, end)


def _in_capitals(tokens: Sequence[Token], start: int, stop: int) -> Found | None:
    """Read a name whose words all have capitals: “Malmö Universitet”."""
    for at in range(start + 1, stop):
        if kind_of(tokens[at].low) and _is_kind_of(tokens[at], tokens[at - 1]):
            end = stop if tokens[at].low.endswith(_NAMED_AFTER) else at + 1
            return Found(end, canonical(tokens, start, end), BODY)
    return None


def _is_kind_of(token: Token, before: Token) -> bool:
    """Tell whether a word with a capital is the kind of what is named before."""
    if is_adjective(before):
        return True
    if token.low.removesuffix("s").endswith(_DEFINITE):
        return False
    is_body = kind_of(token.low) == BODY and len(token.low) > _LONG
    return before.low.endswith("s") or (is_body and before.low not in given_names())


def _in_small_letters(tokens: Sequence[Token], start: int, first: int) -> Found | None:
    """Read a name whose kind has no capital: “Luleå tekniska universitet”."""
    for at in range(first, min(first + _BETWEEN + 1, len(tokens))):
        token = tokens[at]
        if token.kind != "c":
            return None
        if kind_of(token.low) and (at > first or _may_own(tokens, start, at)):
            is_definite = token.low.endswith(_DEFINITE) and not is_adjective(tokens[at - 1])
            return None if is_definite else Found(at + 1, canonical(tokens, start, at + 1), BODY)
        if not token.low.endswith(("a", "s")) or token.low in _SMALL:
            return None
    return None


def _may_own(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Tell whether the words with capitals before a kind are whose it is, or where."""
    before = tokens[at - 1]
    if before.low.endswith("s") or before.low in gazetteer().places:
        return True
    is_alone = at == start + 1
    return is_alone and (is_adjective(before) or tokens[at].low.endswith(_HOUSES))
