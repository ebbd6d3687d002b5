"""How alike a text and a name are."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import OSA

from samverkan_ld.search.spelling import core, core_words, fold, sound, unmarked

EXACT: Final = 100.0
"""The score of a name that is the text but for case, spaces and punctuation."""

_SAME: Final = 97.0
_REORDERED: Final = 96.0
_MISSPELT: Final = 95.0
_ABBREVIATED: Final = 88.0
_PARTIAL: Final = 60.0
_PARTIAL_RANGE: Final = 25.0
_SHORTEST_ABBREVIATION: Final = 4

_AS_WRITTEN: Final = 0.5
_WITHOUT_MARKS: Final = 0.3
_BY_SOUND: Final = 0.2


def likeness(kind: str, text: str, name: str) -> float:
    """Tell how alike a text and a name of a thing of a kind are, from 0 to 100."""
    if fold(text) == fold(name):
        return EXACT
    asked, named = core(kind, text), core(kind, name)
    if asked == named:
        return _SAME
    asked_words, named_words = core_words(kind, text), core_words(kind, name)
    if sorted(asked_words) == sorted(named_words):
        return _REORDERED
    return max(
        _MISSPELT * _similarity(asked, named),
        _ABBREVIATED if _abbreviates(asked_words, named) else 0.0,
        _partial({*asked_words}, {*named_words}),
    )


def _similarity(one: str, other: str) -> float:
    """Compare as written, without marks and by sound; a letter too many counts as a wrong one."""
    return (
        _AS_WRITTEN * OSA.normalized_similarity(one, other)
        + _WITHOUT_MARKS * OSA.normalized_similarity(unmarked(one), unmarked(other))
        + _BY_SOUND * OSA.normalized_similarity(sound(one), sound(other))
    )


def _abbreviates(words: Sequence[str], name: str) -> bool:
    """Tell whether words begin, follow in and end a name, as `ö vik` in `örnsköldsvik`."""
    if len(words) == 1 or len("".join(words)) < _SHORTEST_ABBREVIATION:
        return False
    first, *inner, last = words
    at, end = len(first), len(name) - len(last)
    for word in inner:
        found = name.find(word, at, end)
        if found < 0:
            return False
        at = found + len(word)
    return at <= end and name.startswith(first) and name.endswith(last)


def _partial(asked: set[str], named: set[str]) -> float:
    """Score a text that has only some of the words of a name, or some words besides."""
    both = asked & named
    if not both or both not in (asked, named):
        return 0.0
    return _PARTIAL + _PARTIAL_RANGE * len("".join(both)) / len("".join(asked | named))
