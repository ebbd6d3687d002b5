"""The rank of a name: a number made of the name alone, the smaller the sooner it is found.

It is the rowid of the full-text index, so that what is found comes in order and nothing is sorted.
"""

import hashlib
from functools import lru_cache
from typing import Final

from samverkan_ld.search.folding import plain, spell
from samverkan_ld.search.schema import sort_key

_CLASSES: Final = {"kommun": 0, "region": 0, "artikel": 2, "film": 2, "befattning": 2, "plats": 3}
_GROUPS: Final = 4
"""Kinds come in so many classes: what people mean most often first."""

_LONGEST: Final = 63
_LETTERS: Final = " 0123456789abcdefghijklmnopqrstuvwxyz{|}"
_LAST: Final = 63
"""The place of letters of other alphabets."""
_HASH_BITS: Final = 24


def rank(kind: str, name: str, *, is_label: bool) -> int:
    """Rank a name of a thing: by the class of its kind, then short names first, then by letters.

    Returns:
        A number of 51 bits. Names that are spelled alike have the same, or the next where one is a
        label and the other is not; others nearly never.
    """
    return _rank(_CLASSES.get(kind, 1), spell(name)) << 1 | (not is_label)


def ranks(spelled: str) -> tuple[int, ...]:
    """Give the ranks that a name of these words has, whatever it names."""
    found = (_rank(group, spelled) << 1 for group in range(_GROUPS))
    return tuple(number | place for number in found for place in (0, 1))


def _rank(group: int, spelled: str) -> int:
    digest = hashlib.blake2b(spelled.encode(), digest_size=_HASH_BITS // 8).digest()
    number = group << 6 | min(len(spelled), _LONGEST)
    for place in range(3):
        number = number << 6 | _place(spelled[place : place + 1])
    return number << _HASH_BITS | int.from_bytes(digest, "big")


@lru_cache(maxsize=1024)
def _place(letter: str) -> int:
    places = map(_LETTERS.find, (sort_key(letter), plain(letter)))
    return next((place for place in places if place >= 0), _LAST)
