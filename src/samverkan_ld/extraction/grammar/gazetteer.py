"""The names of organisations that are known beforehand: registers, authorities, short names."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, NamedTuple

from samverkan_ld.extraction.grammar.tokens import tokenise
from samverkan_ld.extraction.grammar.words import short_names, word_set
from samverkan_ld.sample import sample_site

_MUNICIPALITIES: Final = "kommuner.csv"
_OTHERS: Final = ("regioner.csv", "lansstyrelser.csv", "myndigheter.csv", "samverkansorgan.csv")
_PROVINCES: Final = word_set("gazetteer.provinces")
_SHORT: Final = 2
"""Letters of a name that are too few to be sure of."""


class Entry(NamedTuple):
    """A name: the words after its first, in lower case, and its canonical form."""

    rest: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names of organisations, and of municipalities without “kommun”.

    `names` holds, for the first word of each name, the entries that begin with it, longest first.
    `places` gives a municipality for its short name. All keys are in lower case.
    """

    names: Mapping[str, tuple[Entry, ...]]
    places: Mapping[str, str]


@cache
def gazetteer() -> Gazetteer:
    """Read the packaged gazetteer."""
    canonical: dict[tuple[str, ...], str] = {}
    for name, form in _names():
        canonical.setdefault(tuple(token.low for token in tokenise(name)), form)
    entries = defaultdict[str, list[Entry]](list)
    for words, form in canonical.items():
        for first, *rest in (words, (*words[:-1], _genitive(words[-1]))):
            entries[first].append(Entry(tuple(rest), form))
    return Gazetteer({word: _longest_first(rows) for word, rows in entries.items()}, _places())


def _longest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Sort entries; of equally long ones that of the earlier register stays first."""
    return tuple(sorted(dict.fromkeys(entries), key=lambda entry: -len(entry.rest)))


def _genitive(word: str) -> str:
    return word if word.endswith("s") else f"{word}s"


def _names() -> Iterator[tuple[str, str]]:
    """Give each name and the canonical form of it."""
    for row in _rows(_MUNICIPALITIES):
        yield from _municipality(row)
    for name in _OTHERS:
        for row in _rows(name):
            forms = (row["namn"], *row.get("andra_namn", "").split(";"))
            yield from ((form, form) for form in forms if len(form) > _SHORT)
    for short, (full, is_doubtful) in short_names().items():
        yield full, full
        if not is_doubtful and len(short) > _SHORT:
            yield short, short


def _municipality(row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the names of a municipality, and what it is called as a city."""
    short, official = row["kortnamn"], row["officiellt_namn"]
    for name in {row["namn"], f"{short} kommun", f"{short}s kommun"}:
        yield name, row["namn"]
    if official:
        yield official, official
    city = f"{_genitive(short)} stad"
    yield city, city


@cache
def doubtful_names() -> frozenset[str]:
    """Give the short names that are words too, or too short to be sure of."""
    rows = short_names().items()
    return frozenset(name for name, (_, is_word) in rows if is_word or len(name) <= _SHORT)


def is_known(name: str) -> bool:
    """Tell whether a name of one word is in the gazetteer."""
    return any(not entry.rest for entry in gazetteer().names.get(name.lower(), ()))


@lru_cache(maxsize=1 << 12)
def is_known_phrase(name: str) -> bool:
    """Tell whether a name of several words is in the gazetteer."""
    first, *rest = name.lower().split()
    return any(list(entry.rest) == rest for entry in gazetteer().names.get(first, ()))


@cache
def places() -> frozenset[str]:
    """Give the words, in lower case, that name municipalities, counties and provinces."""
    return frozenset(_places()) | _PROVINCES


def _places() -> dict[str, str]:
    return {row["kortnamn"].lower(): row["namn"] for row in _rows(_MUNICIPALITIES)}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (sample_site() / "data" / "register" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
