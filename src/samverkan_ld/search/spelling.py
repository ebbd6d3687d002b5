"""What stays of a name however it is spelt: the key that misspelt names are looked up by.

Letters that are mistaken for one another in Swedish count as the same, double letters as one, and
what stands beside a name (`kommun`, `stad`, a genitive s) as nothing. Keys are coarse: they find
candidates, and never tell which of these is meant.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from samverkan_ld.search.folding import plain, spell

_MUNICIPALITY: Final = (
    *("kommun", "kommuns", "kommunen", "kommunens", "komun", "kommum"),
    *("komm", "kom", "kmn", "kn", "k", "stad", "stads", "staden"),
    *("municipality", "city", "town", "of", "the"),
)
_REGION: Final = (
    *("region", "regions", "regionen", "landsting", "landstings", "landstinget"),
    *("län", "läns", "i", "county", "council", "of", "the"),
)
_KIND_WORDS: Final[Mapping[str, tuple[str, ...]]] = {"kommun": _MUNICIPALITY, "region": _REGION}
_GLUED: Final[Mapping[str, tuple[str, ...]]] = {
    "kommun": ("kommunen", "kommun"),
    "region": ("regionen",),
}
_GENITIVE: Final = 3
"""Shorter names do not lose an s at the end."""

_KEPT: Final = 16384

_MARKS: Final = (("¨", "\u0308"), ("´", "\u0301"))
_JOINTS: Final = frozenset(":-")
_KOMMUN: Final = re.compile(r"\bk[:-]n\b", re.IGNORECASE)
_COLON: Final = re.compile(r"(?<=\w):(?=s\b)", re.IGNORECASE)

_TRANSLITERATED: Final = (("ae", "a"), ("oe", "o"), ("aa", "a"))
_SOUNDS: Final = (
    ("ch", "k"),
    ("ck", "k"),
    ("fv", "v"),
    ("dt", "t"),
    ("th", "t"),
    ("gh", "g"),
    ("x", "ks"),
)
_LETTERS: Final = str.maketrans("wzcqjyfe", "vskkiiva")
_TWICE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=_KEPT)
def fold(text: str) -> str:
    """Give the words of a text as they are spelled, `k:n` as one, with the dots beside letters."""
    for alone, beside in _MARKS:
        text = text.replace(alone, beside)
    if _JOINTS.isdisjoint(text):
        return spell(text)
    return spell(_COLON.sub("", _KOMMUN.sub("kn", text)))


def core(kind: str, text: str) -> str:
    """Give the folded name of a thing in one word, without what tells its kind."""
    return "".join(core_words(kind, text))


@lru_cache(maxsize=_KEPT)
def core_words(kind: str, text: str) -> tuple[str, ...]:
    """List the words of the name of a thing, without what tells its kind.

    >>> core_words("kommun", "Östra Göinge kn"), core_words("kommun", "Dals-Eds kommun")
    (('östra', 'göinge'), ('dals', 'ed'))
    """
    words = fold(text).split()
    told = _KIND_WORDS.get(kind)
    if told is None:
        return tuple(words)
    while len(words) > 1 and words[-1] in told:
        words.pop()
    while len(words) > 1 and words[0] in told:
        words.pop(0)
    words[-1:] = [_bare(kind, words)] if words else []
    return tuple(filter(None, words))


def _bare(kind: str, words: list[str]) -> str:
    """Give the last word of a name without what is glued to it."""
    last = words[-1]
    glued = next((end for end in _GLUED[kind] if last.endswith(end) and last != end), "")
    name = last.removesuffix(glued)
    return name.removesuffix("s") if len("".join(words)) > _GENITIVE else name


def key(kind: str, text: str) -> str:
    """Give the key of a name of a thing."""
    return sound(core(kind, text))


@lru_cache(maxsize=_KEPT)
def sound(name: str) -> str:
    """Give what a folded name sounds like: the same for spellings that are easily mistaken.

    >>> sound("hälsingborg") == sound("helsingborg"), sound("wexiö") == sound("växjö")
    (True, True)
    """
    letters = unmarked(name)
    for written, heard in _SOUNDS:
        letters = letters.replace(written, heard)
    return _TWICE.sub(r"\1", letters.translate(_LETTERS))


def unmarked(name: str) -> str:
    """Give a folded name without its marks, however they are written.

    >>> unmarked("malmö"), unmarked("malmoe"), unmarked("haerjedalen")
    ('malmo', 'malmo', 'harjedalen')
    """
    letters = plain(name)
    for written, meant in _TRANSLITERATED:
        letters = letters.replace(written, meant)
    return letters
