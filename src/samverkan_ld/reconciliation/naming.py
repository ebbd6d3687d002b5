"""Which things a text may name, and how likely each is."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from samverkan_ld.reconciliation.likeness import likeness
from samverkan_ld.reconciliation.readings import Reading, readings, words
from samverkan_ld.search.lists import Index
from samverkan_ld.search.misspelt import (
    Spelling,
    keys_alike,
    keys_beginning,
    keys_ending,
    names_with,
)
from samverkan_ld.search.names import find
from samverkan_ld.search.spelling import core_words, key, sound

_ENOUGH: Final = 80.0
"""With a name that is so much alike, nothing further is tried."""

_LIKELY: Final = 60.0
_MISSPELT: Final = 12
_SHORTENED: Final = 6
_FOUND: Final = 20
_SHORTEST: Final = 3

Scores = dict[str, float]
"""How likely things are meant, from 0 to 100, by their IRIs."""


def named(index: Index, text: str, kinds: Sequence[str]) -> Scores:
    """Find the things of some kinds that a text may name, misspelt, shortened or with additions.

    Raises:
        ReleaseError: the index is damaged.
    """
    scores: Scores = {}
    for reading in readings(text):
        for step in (_sounding_the_same, _misspelt, _worded):
            _score(reading, step(index, reading.text, kinds), scores)
            if _best(scores) >= _ENOUGH * reading.weight:
                return scores
    if _best(scores) < _LIKELY:
        for word in words(text):
            _score(word, _sounding_the_same(index, word.text, kinds), scores)
    return scores


def named_so(index: Index, text: str, kinds: Sequence[str]) -> Scores:
    """Find the things of some kinds whose names sound as a text does, nothing added or left out.

    Raises:
        ReleaseError: the index is damaged.
    """
    scores: Scores = {}
    _score(Reading(text), _sounding_the_same(index, text, kinds), scores)
    return scores


def _score(reading: Reading, found: Iterable[Spelling], scores: Scores) -> None:
    for name in found:
        score = reading.weight * likeness(name.kind, reading.text, name.text)
        scores[name.iri] = max(scores.get(name.iri, 0.0), score)


def _best(scores: Scores) -> float:
    return max(scores.values(), default=0.0)


def _sounding_the_same(index: Index, text: str, kinds: Sequence[str]) -> Iterator[Spelling]:
    for kind in kinds:
        yield from names_with(index, kind, key(kind, text))


def _misspelt(index: Index, text: str, kinds: Sequence[str]) -> Iterator[Spelling]:
    for kind in kinds:
        for found in _close_keys(index, kind, text):
            yield from names_with(index, kind, found)


def _close_keys(index: Index, kind: str, text: str) -> set[str]:
    """Choose the keys that are closest to that of a text, and those that it shortens."""
    asked, parts = key(kind, text), core_words(kind, text)
    found = {*_closest(asked, keys_alike(index, kind, asked), _MISSPELT)}
    if len(asked) >= _SHORTEST:
        found.update(_closest(asked, keys_beginning(index, kind, asked), _SHORTENED))
    if len(parts) > 1 and len(last := sound(parts[-1])) >= _SHORTEST:
        first = sound(parts[0])[:1]
        ends = (end for end in keys_ending(index, kind, last) if end.startswith(first))
        found.update(_closest(asked, ends, _SHORTENED))
    return found


def _closest(asked: str, keys: Iterable[str], limit: int) -> Iterator[str]:
    found = process.extract(asked, [*keys], scorer=OSA.distance, limit=limit)
    return (key for key, _, _ in found)


def _worded(index: Index, text: str, kinds: Sequence[str]) -> Iterator[Spelling]:
    """Give the names that have all words of a text, or begin with them."""
    asked: dict[str, list[str]] = {}
    for kind in kinds:
        asked.setdefault(" ".join(core_words(kind, text)), []).append(kind)
    for parts, among in asked.items():
        for hit in find(index, parts, kinds=among, limit=_FOUND):
            yield Spelling(hit.iri, hit.kind, hit.matched)
