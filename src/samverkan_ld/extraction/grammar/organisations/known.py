"""Organisations by names that are known beforehand, and their branches."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import Entry, gazetteer, places
from samverkan_ld.extraction.grammar.organisations.forms import bare
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.tokens import Token

_MUNICIPALITIES: Final = frozenset({"kommun", "kommuns", "stad"})


def known(tokens: Sequence[Token], start: int) -> Found | None:
    """A name of the gazetteer: “Norsjö kommuns” is Norsjö kommun.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> known(tokenise("Norsjö kommuns skolor"), 0)
    Found(end=2, name='Norsjö kommun', kind='body')
    >>> known(tokenise("Vision Östergötland kräver"), 0)
    Found(end=2, name='Vision Östergötland', kind='body')
    """
    for entry in gazetteer().names.get(bare(tokens[start].low), ()):
        if _is_meant(tokens, start, entry):
            return _branch(tokens, start + 1 + len(entry.rest), entry.form)
    return None


def _is_meant(tokens: Sequence[Token], start: int, entry: Entry) -> bool:
    """Tell whether the tokens from a place on are a name of the gazetteer."""
    if not entry.rest:
        return _is_as_known(tokens[start], entry.form)
    after = tokens[start + 1 : start + 1 + len(entry.rest)]
    return tuple(bare(token.low) for token in after) == entry.rest


def _is_as_known(token: Token, form: str) -> bool:
    """Tell whether a single word is written as the name is: “Ena” and “Rise” are also words."""
    return token.kind != "c" and token.text.removesuffix(":s") in (form, f"{form}s")


def _branch(tokens: Sequence[Token], end: int, form: str) -> Found:
    """Give a body, or its branch at the place that follows: “Vision Östergötland”."""
    if end < len(tokens) and _is_branch(tokens, end, form):
        return Found(end + 1, f"{form} {tokens[end].text}", BODY)
    return Found(end, form, BODY)


def _is_branch(tokens: Sequence[Token], at: int, form: str) -> bool:
    """Tell whether the word after a name is the place of a branch, not what the body owns."""
    before, place = tokens[at - 1], tokens[at]
    has_capitals = before.kind in "CA" and place.kind == "C"
    is_genitive = before.low.endswith("s") and not form.lower().endswith("s")
    is_municipality = at + 1 < len(tokens) and tokens[at + 1].low in _MUNICIPALITIES
    return has_capitals and not is_genitive and not is_municipality and _is_place(place.low)


def _is_place(low: str) -> bool:
    return low in places() or low.removesuffix("s") in places()
