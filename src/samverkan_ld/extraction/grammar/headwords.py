"""Head words of titles: all their forms, and the words that end in one of them."""

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from samverkan_ld.extraction.grammar.words import read_words, word_set

BASE: Final = "b"
DEFINITE: Final = "d"
PLURAL: Final = "p"

_Ending = tuple[str, str, str]
"""What is cut off, what is put on, and the number and definiteness."""

_DECLENSIONS: Final[Mapping[str, tuple[_Ending, ...]]] = {
    "-": (),
    "er": (("", "en", DEFINITE), ("", "er", PLURAL), ("", "erna", PLURAL)),
    "or": (("", "n", DEFINITE), ("", "er", PLURAL), ("", "erna", PLURAL)),
    "are": (("", "n", DEFINITE), ("e", "na", PLURAL)),
    "ande": (("", "n", DEFINITE), ("", "na", PLURAL)),
    "ett": (("", "et", DEFINITE), ("", "en", PLURAL)),
    "a": (("", "n", DEFINITE), ("a", "or", PLURAL), ("a", "orna", PLURAL)),
    "man": (("", "nen", DEFINITE), ("an", "än", PLURAL), ("an", "ännen", PLURAL)),
    "ie": (("", "n", DEFINITE), ("", "r", PLURAL), ("", "rna", PLURAL)),
    "e": (("", "t", DEFINITE), ("", "n", PLURAL), ("", "na", PLURAL)),
    "ar": (("", "en", DEFINITE), ("", "ar", PLURAL), ("", "arna", PLURAL)),
}
_LONGEST: Final = 24
"""Letters of a head word."""

_SHORT: Final = 3
"""Letters of a head word that is too short to be the last part of another word."""

_NEVER_LAST: Final = word_set("headwords.never_last")
_AFTER_HYPHEN: Final = word_set("headwords.after_hyphen")
_NO_TITLES: Final = word_set("headwords.no_titles")


class HeadWord(NamedTuple):
    """The head of a title: its base form, and `b` for that, `d` definite or `p` plural."""

    base: str
    form: str


@cache
def title_forms() -> Mapping[str, HeadWord]:
    """Give every form, in lower case, of the head words of titles."""
    regular: dict[str, HeadWord] = {}
    irregular: dict[str, HeadWord] = {}
    for line in read_words("titles.txt"):
        word, sign, meaning = line.partition(" = ")
        if sign:
            irregular[word.lower()] = HeadWord(*meaning.split())
            continue
        base, _, declension = line.rpartition(" ")
        for form, head in _inflected(base, declension):
            regular.setdefault(form, head)
        regular[base.lower()] = HeadWord(base, BASE)
    return regular | irregular


def _inflected(base: str, declension: str) -> Iterator[tuple[str, HeadWord]]:
    """Give the forms of a head word that its declension makes."""
    for cut, put, form in _DECLENSIONS[declension]:
        yield base.removesuffix(cut).lower() + put, HeadWord(base, form)
    if declension == "-" and base.endswith("er"):
        yield f"{base}n", HeadWord(base, DEFINITE)


@lru_cache(maxsize=1 << 16)
def title_head(word: str) -> HeadWord | None:
    """Read a word, in lower case, as the head of a title.

    The longest head word that ends it counts:

    >>> title_head("kommundirektören")
    HeadWord(base='kommundirektör', form='d')
    >>> title_head("enhetschefer")
    HeadWord(base='enhetschef', form='p')
    >>> title_head("område")
    """
    forms = title_forms()
    if word in forms:
        return forms[word]
    for start in range(max(1, len(word) - _LONGEST), len(word) - 2):
        found = forms.get(word[start:])
        if found and _may_end(word, start, found.base):
            return HeadWord(word[:start] + found.base, found.form)
    return None


def _may_end(word: str, start: int, base: str) -> bool:
    """Tell whether a head word may be the last part of a word, from a letter on."""
    is_hyphenated = word[start - 1] == "-"
    is_brief = base.isupper() or len(base) <= _SHORT
    if is_brief or base in _NEVER_LAST or word in _NO_TITLES:
        return is_hyphenated and base in _AFTER_HYPHEN
    return is_hyphenated or start > 1
