"""The rules for organisations, in the order in which they are tried."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import gazetteer, places
from samverkan_ld.extraction.grammar.organisations.acronyms import acronym
from samverkan_ld.extraction.grammar.organisations.companies import company
from samverkan_ld.extraction.grammar.organisations.forms import bare
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found, Rule
from samverkan_ld.extraction.grammar.organisations.heads import begins_name
from samverkan_ld.extraction.grammar.organisations.kinds import kind_of
from samverkan_ld.extraction.grammar.organisations.known import known
from samverkan_ld.extraction.grammar.organisations.owned import owned
from samverkan_ld.extraction.grammar.organisations.regional import (
    city,
    county,
    municipality,
    region,
    seated,
)
from samverkan_ld.extraction.grammar.organisations.units import unit
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

RULES: Final[tuple[Rule, ...]] = (
    seated,
    county,
    known,
    city,
    municipality,
    region,
    company,
    owned,
    unit,
    acronym,
)


def organisation_at(tokens: Sequence[Token], start: int) -> Found | None:
    """Find the organisation that begins at a token, by the first rule that holds.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> organisation_at(tokenise("Region Skånes hälso- och sjukvårdsnämnd"), 0)
    Found(end=2, name='Region Skåne', kind='body')
    """
    if tokens[start].kind == "C" and not _is_promising(tokens, start):
        return None
    for rule in RULES:
        found = rule(tokens, start)
        if found:
            return _with_direction(tokens, start, found)
    return None


def _with_direction(tokens: Sequence[Token], start: int, found: Found) -> Found:
    """Take “i Väst” into a name: “Föreningen Socialt Ledarskap i Väst”.

    Of associations it may be a part of the country: “Kommunalförbundet Vatten i Bergslagen”.
    """
    end = past_direction(tokens, found.end)
    if end == found.end and tokens[start].low.endswith(_ASSOCIATIONS):
        end = _past_province(tokens, found.end)
    if end == found.end or found.kind != BODY:
        return found
    return replace(found, end=end, name=f"{found.name} i {tokens[end - 1].text}")


def past_direction(tokens: Sequence[Token], at: int) -> int:
    """Give the end of “i Väst” that begins at a token, or that token if none does."""
    is_direction = at + 1 < len(tokens) and tokens[at].low == "i" and tokens[at + 1].kind == "C"
    return at + 2 if is_direction and tokens[at + 1].low in _DIRECTIONS else at


def _past_province(tokens: Sequence[Token], at: int) -> int:
    """Give the end of “i Skåne” that begins at a token, or that token if none does."""
    is_led = at + 1 < len(tokens) and tokens[at].low == "i" and tokens[at + 1].kind == "C"
    low = tokens[at + 1].low if is_led else ""
    return at + 2 if low in places() and low not in gazetteer().places else at


@lru_cache(maxsize=1 << 16)
def begins_organisation(low: str) -> bool:
    """Tell whether a word without a capital may be the first of an organisation's name."""
    word = bare(low)
    return begins_name(low) or word in gazetteer().names or kind_of(word) is not None


def _is_promising(tokens: Sequence[Token], start: int) -> bool:
    """Tell whether a rule may hold: most capitals only begin a sentence, or are a name's."""
    if begins_organisation(tokens[start].low):
        return True
    for token in tokens[start + 1 : start + 1 + _FAR]:
        if token.kind not in "CAc" and token.text != "&":
            return False
        if _marks(token.text):
            return True
    return False


@lru_cache(maxsize=1 << 16)
def _marks(word: str) -> bool:
    """Tell whether a word, after others that say nothing, makes them an organisation's name."""
    low = word.lower()
    is_kind = kind_of(low) is not None or kind_of(bare(low)) is not None
    return is_kind or low in _MARKS or word in _COMPANIES


_DIRECTIONS: Final = word_set("organisations.directions")
_ASSOCIATIONS: Final = ("förbundet", "förbund", "föreningen", "nätverket")
_FAR: Final = 6
"""Words after the first that may mark a name."""
_COMPANIES: Final = word_set("organisations.company")
_MARKS: Final = word_set("organisations.marks")
"""Words that mark the name of a municipality, a county or a region before them."""
