"""What looks like a person's name and is none: streets, companies, things called after somebody."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from samverkan_ld.extraction.grammar.names.parts import family_doubt
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_list, word_set

_NEVER: Final = word_set("names.never")
_PLACE_ENDINGS: Final = word_list("names.place_endings")
_OWNED: Final = word_set("names.owned")
_COMPANY: Final = word_set("names.company")
_TRADES: Final = word_set("names.trades")
_BEFORE_THINGS: Final = word_set("names.before_things")


def is_never(low: str) -> bool:
    """Tell whether a word, in lower case, is no part of a name: a small word, month or place."""
    return low in _NEVER


@lru_cache(maxsize=1 << 16)
def is_place(low: str) -> bool:
    """Tell whether a word, in lower case, ends as a street, house or body does, or its genitive."""
    return low.removesuffix("s").endswith(_PLACE_ENDINGS) or low.endswith(_PLACE_ENDINGS)


def is_lookalike(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether words that could be a name are another thing's: “Anna Eks gata”, “Ek & Alm”."""
    last = tokens[end - 1].low
    return (
        _owns_thing(tokens, at, end)
        or _is_company(tokens, end)
        or _is_called_after(tokens, at)
        or (is_never(last) and family_doubt(last) is None)
    )


def _owns_thing(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a street or prize follows a genitive, as the last word or after it."""
    first = max(at + 1, end - 2)
    words = [token.low for token in tokens[first : end + 1]]
    return any(owner.endswith("s") and owned in _OWNED for owner, owned in pairwise(words))


def _is_company(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether the word after makes it a company's or a place's name."""
    if end >= len(tokens):
        return False
    after = tokens[end]
    is_placed = after.kind == "C" and is_place(after.low)
    return is_placed or after.text in _COMPANY or after.low in _TRADES


def _is_called_after(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether the word before makes it a thing's name: “förskolan Karin Boye”."""
    before = tokens[at - 1] if at else None
    return before is not None and before.low in _BEFORE_THINGS and before.end < tokens[at].start
