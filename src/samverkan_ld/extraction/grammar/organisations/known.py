"""Organisations by names that are known beforehand, and their branches."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import (
    Entry,
    doubtful_names,
    gazetteer,
    is_known_phrase,
    places,
)
from samverkan_ld.extraction.grammar.headwords import title_head
from samverkan_ld.extraction.grammar.organisations.forms import bare
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import given_names, word_set

_DIRECTIONS: Final = word_set("organisations.directions")
_BRIEF: Final = 2
"""Letters of a short name that may be a form of company."""
_ENDS: Final = ("", ",", ".", ")", ";")
_MUNICIPALITIES: Final = frozenset({"kommun", "kommuns", "stad"})


def known(tokens: Sequence[Token], start: int) -> Found | None:
    """A name of the gazetteer: “Norsjö kommuns” is Norsjö kommun.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> known(tokenise("Norsjö kommuns skolor"), 0)
    Found(end=2, name='Norsjö kommun', kind='body')
    >>> known(tokenise("Vision Östergötland kräver"), 0)
    Found(end=2, name='Vision Östergötland', kind='body')
    >>> known(tokenise("Kommunal Östergötland kräver"), 0)
    Found(end=2, name='Kommunal Östergötland', kind='body')
    """
    entries = gazetteer().names.get(bare(tokens[start].low))
    second = bare(tokens[start + 1].low) if entries and start + 1 < len(tokens) else ""
    for entry in entries or ():
        if entry.rest[:1] in ((), (second,)) and _is_meant(tokens, start, entry):
            return _branch(tokens, start + 1 + len(entry.rest), entry.form)
    return _branch_of_doubtful(tokens, start)


def _branch_of_doubtful(tokens: Sequence[Token], start: int) -> Found | None:
    """Read a branch of a body whose name is an everyday word too: “Kommunal Skaraborg”."""
    name, at = tokens[start].text, start + 1
    is_name = name in doubtful_names() and len(name) > _BRIEF and at < len(tokens)
    return _branch(tokens, at, name) if is_name and _is_branch(tokens, at, name) else None


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
        after = end + 1 + _is_region_of_two(tokens, end)
    elif _names_department(tokens, end):
        after = end + 2
    else:
        return Found(end, form, BODY)
    return Found(after, " ".join([form, *(token.text for token in tokens[end:after])]), BODY)


def _is_region_of_two(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a place goes on in a second word: “Jämtland Härjedalen”."""
    words = [token.text for token in tokens[at : at + 2]]
    return len(words) == 2 and is_known_phrase(" ".join(["Region", *words]))


def _names_department(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a branch is told by its word: “Vårdförbundet avdelning Gävleborg”."""
    return at + 1 < len(tokens) and tokens[at].low == "avdelning" and tokens[at + 1].kind == "C"


def _is_branch(tokens: Sequence[Token], at: int, form: str) -> bool:
    """Tell whether the word after a name is the place of a branch, not what the body owns."""
    before, place = tokens[at - 1], tokens[at]
    has_capitals = before.kind in "CA" and place.kind == "C"
    is_genitive = before.low.endswith("s") and not form.lower().endswith("s")
    is_municipality = at + 1 < len(tokens) and tokens[at + 1].low in _MUNICIPALITIES
    is_open = has_capitals and not is_genitive and not is_municipality
    return is_open and (_is_place(place.low) or _is_village(tokens, at, form))


def _is_village(tokens: Sequence[Token], at: int, form: str) -> bool:
    """Tell whether a word that ends an entry is where a branch of a short name is: “PRO Hedby”."""
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return form.isupper() and len(form) > _BRIEF and after in _ENDS and _is_plain(tokens[at].low)


def _is_plain(low: str) -> bool:
    """Tell whether a word is no title and no name of a person."""
    return title_head(low) is None and low not in given_names()


def _is_place(low: str) -> bool:
    return low in places() or low.removesuffix("s") in places() or low in _DIRECTIONS
