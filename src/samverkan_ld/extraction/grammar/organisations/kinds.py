"""The kind of organisation that a word tells of by its ending."""

from functools import lru_cache
from typing import Final

from samverkan_ld.extraction.grammar.organisations.found import BODY, UNIT
from samverkan_ld.extraction.grammar.words import word_list, word_set

_UNITS: Final = word_list("organisations.units")
_BODIES: Final = word_list("organisations.bodies")
_GENITIVES: Final = word_list("organisations.kind_genitives")
_NO_ORGANISATION: Final = word_set("organisations.no_organisation")


@lru_cache(maxsize=1 << 16)
def kind_of(low: str) -> str | None:
    """Give the kind of organisation that a word, in lower case, is one of.

    >>> kind_of("socialnämndens"), kind_of("kommunalförbund"), kind_of("regelverket")
    ('unit', 'body', None)
    """
    word = low.removesuffix("s") if low.endswith(_GENITIVES) else low
    if word in _NO_ORGANISATION or low in _NO_ORGANISATION:
        return None
    if word.endswith(_UNITS):
        return UNIT
    return BODY if word.endswith(_BODIES) else None
