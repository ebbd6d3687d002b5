"""Bodies by their kind and the part of the country that they are for."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import gazetteer
from samverkan_ld.extraction.grammar.organisations.forms import (
    canonical,
    capitals,
    is_adjective,
    written,
)
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

_SEATED: Final = word_set("organisations.seated")
_REGIONS: Final = word_set("organisations.regions")
_MUNICIPAL: Final = frozenset({"kommun", "kommuns", "kommuner", "kommune", "fylkeskommune"})
_NO_PLACES: Final = word_set("organisations.no_places")
"""Words that begin a sentence before “kommun” and name none: “Varje kommun”."""
_COUNTY: Final = "län"
_PLACE: Final = 2
"""Words of a place: “Västra Götaland”."""


def seated(tokens: Sequence[Token], start: int) -> Found | None:
    """A state's body or a university by its place: “Länsstyrelsen i Kalmar län”, “Högskolan Väst”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> seated(tokenise("Länsstyrelsen i Kalmar län beslutar"), 0)
    Found(end=4, name='Länsstyrelsen i Kalmar län', kind='body')
    """
    if tokens[start].low not in _SEATED:
        return None
    return _at_place(tokens, start, _after_i(tokens, start + 1), (_COUNTY,))


def county(tokens: Sequence[Token], start: int) -> Found | None:
    """A county: “Kalmar län”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> county(tokenise("Västra Götalands län"), 0)
    Found(end=3, name='Västra Götalands län', kind='body')
    """
    end = capitals(tokens, start, _PLACE)
    is_county = start < end < len(tokens) and tokens[end].low == _COUNTY
    return Found(end + 1, written(tokens, start, end + 1), BODY) if is_county else None


def city(tokens: Sequence[Token], start: int) -> Found | None:
    """A municipality that calls itself a city: “Landskrona stad”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> city(tokenise("Landskrona stads bibliotek"), 0)
    Found(end=2, name='Landskrona stad', kind='body')
    """
    place = tokens[start]
    known = gazetteer().places
    is_place = place.kind == "C" and (place.low in known or place.low.removesuffix("s") in known)
    is_city = is_place and start + 1 < len(tokens) and tokens[start + 1].low in ("stad", "stads")
    return Found(start + 2, f"{place.text} stad", BODY) if is_city else None


def municipality(tokens: Sequence[Token], start: int) -> Found | None:
    """A municipality that no register has, as one abroad, or the last of several.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> municipality(tokenise("Storfjord kommune"), 0)
    Found(end=2, name='Storfjord kommune', kind='body')
    >>> municipality(tokenise("Norsjö kommuner"), 0)
    Found(end=2, name='Norsjö kommun', kind='body')
    """
    after = start + 1
    if tokens[start].kind != "C" or after >= len(tokens) or tokens[after].low not in _MUNICIPAL:
        return None
    known = gazetteer().places.get(tokens[start].low)
    if known or tokens[after].low == "kommuner":
        return Found(after + 1, known, BODY) if known else None
    is_name = tokens[start].low not in _NO_PLACES and not is_adjective(tokens[start])
    return Found(after + 1, canonical(tokens, start, after + 1), BODY) if is_name else None


def region(tokens: Sequence[Token], start: int) -> Found | None:
    """A region by its own word: “Region Nord”, “Landstinget i Dalarna”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> region(tokenise("Landstinget i Dalarna"), 0)
    Found(end=3, name='Landstinget i Dalarna', kind='body')
    """
    word = tokens[start].text
    if word not in _REGIONS:
        return None
    at = start + 1 if word == "Region" else _after_i(tokens, start + 1)
    return _at_place(tokens, start, at, (_COUNTY, f"{_COUNTY}s"))


def _after_i(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at < len(tokens) and tokens[at].low == "i" else at


def _at_place(
    tokens: Sequence[Token], start: int, at: int, county_words: Sequence[str]
) -> Found | None:
    """Give the body whose place is at a token, if a place is there."""
    end = capitals(tokens, at, _PLACE)
    if end == at:
        return None
    if end < len(tokens) and tokens[end].low in county_words:
        end += 1
    return Found(end, canonical(tokens, start, end), BODY)
