"""Word lists: names, verbs, short names of organisations and others, read from `words/`."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

COMMON: Final = 2
"""How doubtful a name is that is also an everyday word; 1 is any word or place, 0 neither."""


def read_words(name: str) -> Iterator[str]:
    """Give the lines of a file of words, without its head."""
    folder = files("samverkan_ld.extraction.grammar") / "words"
    text = folder.joinpath(name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def given_names() -> Mapping[str, int]:
    """Give the given names, in lower case, and how doubtful each is."""
    return _doubts("given.txt")


@cache
def family_names() -> Mapping[str, int]:
    """Give the family names, in lower case, and how doubtful each is."""
    return _doubts("family.txt")


def _doubts(name: str) -> dict[str, int]:
    rows = (line.partition(" *") for line in read_words(name))
    return {word.lower(): bool(mark) + tail.count("*") for word, mark, tail in rows}


@cache
def speech_verbs() -> frozenset[str]:
    """Give the verbs that report what somebody says."""
    return frozenset(read_words("speech.txt"))


@cache
def short_names() -> Mapping[str, tuple[str, bool]]:
    """Give short names of organisations: the full name, and whether it is also a word."""
    rows = (line.split("\t") for line in read_words("organisations.txt"))
    return {short: (full, bool(doubt)) for short, full, *doubt in rows}


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in read_words("lists.txt"):
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        else:
            words += (word.replace("_", " ") for word in line.split())
    return {name: tuple(words) for name, words in found.items()}


def word_list(name: str) -> tuple[str, ...]:
    """Give a list of words by its name; all have their names in `words/lists.txt`."""
    return _lists()[name]


def word_set(name: str) -> frozenset[str]:
    """Give a list of words as a set."""
    return frozenset(_lists()[name])
