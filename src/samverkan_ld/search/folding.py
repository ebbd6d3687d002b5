"""Names as words without the differences of typing, so that what people type finds them.

Two spellings of a word are kept apart: as it is *spelled*, capitals and forms of typing aside, and
*plain*, without its diacritics, as it is typed where a keyboard has none.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

Chunk = tuple[str, ...]
"""The words that stand together without space between: those of `e-nämnd` are `e` and `nämnd`."""

_WORD: Final = re.compile(r"[^\W_]+")
_UNWRITTEN: Final = ("Mn", "Me", "Cf")
_SOFT_HYPHEN: Final = "\u00ad"
_FIRST_MARK: Final = "\u0300"
"""Of what comes before it, only the soft hyphen is unwritten."""

_LETTERS: Final = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i"}
)

_ITEM: Final = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]*)")


@lru_cache(maxsize=1024)
def chunks(text: str) -> tuple[Chunk, ...]:
    """Part a text into its words as they are spelled.

    >>> chunks("Nämnden för E\u2011arkiv, ÅMÅL")
    (('nämnden',), ('för',), ('e', 'arkiv'), ('åmål',))
    """
    parted = [tuple(_WORD.findall(chunk)) for chunk in _spelled(text).split()]
    return tuple([words for words in parted if words])


@lru_cache(maxsize=1024)
def spell(text: str) -> str:
    """Give the words of a text as they are spelled, one space between.

    >>> spell("Region Jämtland  Härjedalen") == spell("REGION JÄMTLAND-HÄRJEDALEN")
    True
    """
    return " ".join([word for chunk in chunks(text) for word in chunk])


def plain(words: str) -> str:
    """Write spelled words without diacritics.

    >>> plain("malmö"), plain("såghult")
    ('malmo', 'saghult')
    """
    return words if words.isascii() else " ".join(map(_plain, words.split(" ")))


@lru_cache(maxsize=16384)
def _plain(word: str) -> str:
    return _written(unicodedata.normalize("NFKD", word)).translate(_LETTERS)


def fold_code(text: str) -> str:
    """Fold an identifier: no hyphens or spaces, capitals; a Wikidata item is called by its QID.

    Other IRIs stay as they are.

    >>> fold_code("212000-2478"), fold_code("http://www.wikidata.org/entity/Q211732")
    ('2120002478', 'Q211732')
    """
    written = text.strip()
    item = _ITEM.fullmatch(written)
    if item is not None:
        return item[1]
    if "://" in written:
        return written
    capitals = unicodedata.normalize("NFKC", written).upper()
    return "".join(_WORD.findall(_written(unicodedata.normalize("NFKC", capitals))))


def _spelled(text: str) -> str:
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _written(unicodedata.normalize("NFKC", folded))


def _written(text: str) -> str:
    if not text or max(text) < _FIRST_MARK:
        return text.replace(_SOFT_HYPHEN, "")
    return text.translate(_WRITTEN)


class _Written(dict[int, int | None]):
    """Tells for each character whether it is written; what is asked for once is known."""

    def __missing__(self, code: int) -> int | None:
        written = None if unicodedata.category(chr(code)) in _UNWRITTEN else code
        self[code] = written
        return written


_WRITTEN: Final = _Written()
