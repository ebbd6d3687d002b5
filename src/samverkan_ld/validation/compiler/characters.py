"""Sets of characters, as Python's `re` has them.

What a class such as `\\w` holds differs between engines, and so do pairs of upper and lower case.
So nothing is derived from Unicode here: every character is tried with Python's own engine.
"""

import re
import sys
from array import array
from functools import cache
from itertools import chain
from typing import Final

Spans = tuple[tuple[int, int], ...]
"""Ranges of code points, with both ends."""

_PLAIN: Final = frozenset("_/:,;@% ")
_SURROGATES: Final = range(0xD800, 0xE000)


@cache
def spans(item: str, ignore_case: bool = False) -> Spans:
    """Find the characters that a pattern for one character matches.

    Args:
        item: a pattern, in the syntax of `re`, that matches one character.
        ignore_case: whether it is matched with `re.IGNORECASE`.
    """
    pattern = re.compile(f"(?:{item})+", re.IGNORECASE if ignore_case else 0)
    every = _every_character()
    found = (match.span() for match in pattern.finditer(every))
    return tuple((ord(every[start]), ord(every[end - 1])) for start, end in found)


def span(low: int, high: int, ignore_case: bool = False) -> Spans:
    """Find the characters that a range of code points matches."""
    if not ignore_case:
        return ((low, high),)
    item = rf"[\U{low:08x}-\U{high:08x}]"
    return _spans_among(_like_ascii(), item) if high < 0x80 else spans(item, ignore_case=True)


def is_surrogate(code: int) -> bool:
    """Tell whether a code point is a surrogate, which no string in a graph can hold."""
    return code in _SURROGATES


def text(found: Spans) -> str:
    """Write ranges as they stand between the brackets of a class."""
    return "".join(
        character(low) if low == high else f"{character(low)}-{character(high)}"
        for low, high in found
    )


def character(code: int) -> str:
    """Write a character so that it stands for itself, in a class and outside."""
    char = chr(code)
    is_plain = char in _PLAIN or (char.isascii() and char.isalnum())
    return char if is_plain else f"\\x{{{code:X}}}"


def _spans_among(characters: str, item: str) -> Spans:
    pattern = re.compile(item, re.IGNORECASE)
    return tuple((ord(char), ord(char)) for char in characters if pattern.match(char))


@cache
def _like_ascii() -> str:
    """List the characters that equal one of ASCII in some case."""
    found = spans("[\\x00-\\x7f]", ignore_case=True)
    return "".join(chr(code) for low, high in found for code in range(low, high + 1))


@cache
def _every_character() -> str:
    codes = array("I", chain(range(_SURROGATES.start), range(_SURROGATES.stop, 0x110000)))
    return codes.tobytes().decode(f"utf-32-{sys.byteorder[0]}e")
