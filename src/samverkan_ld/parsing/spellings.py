"""Finding a text in whatever way it is spelt: composed or not, escaped, in another case.

Unicode has several spellings of the same letter (https://unicode.org/reports/tr15/), and files have
further ones: percent-encoding (RFC 3986), `\\u` escapes, character references.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from html.entities import codepoint2name
from typing import Final
from urllib.parse import quote

_SPACE: Final = r"(?:[\s\u00ad\u200b\ufeff]|[+_]|%20|%C2%A0|\\u00a0|&nbsp;|&#(?:160|x0*a0|32);)+"
"""What may stand between two words; a line may end there."""

_BEFORE: Final = r"(?:(?<![^\W_])|(?<=%[0-9a-fA-F]{2})|(?<=\\[nrt]))"
_AFTER: Final = r"(?:['’]?[sS])?(?![^\W_]|[\u0300-\u036f]|%[89a-fA-F]|\\u[0-9a-fA-F]{4}|&#?\w+;)"
"""A text ends at the end of a word; the s of the genitive belongs to it."""


def spelling(texts: Iterable[str]) -> str:
    """Write a regular expression, in text, that finds each of some texts in any spelling.

    Texts of several words are found in any case, single words in the case that they have. Nothing
    is found inside a longer word. It finds nothing where there are no texts.
    """
    written = [text for text in texts if text.strip()]
    alternatives = sorted({_whole(text) for text in written}, key=len, reverse=True)
    if not alternatives:
        return r"(?!)"
    return rf"{_beginning(written)}{_BEFORE}(?:{'|'.join(alternatives)}){_AFTER}"


def _beginning(texts: Iterable[str]) -> str:
    """Write what all spellings of texts begin with: looked at first, it makes the search quick."""
    letters = {unicodedata.normalize("NFC", text).split()[0][0] for text in texts}
    forms = {form for letter in letters for form in _forms(letter, *_cases(letter))}
    signs = {form[0] for form in forms}
    if any(not _is_plain(letter) for letter in letters):
        signs |= {"\\", "%", "&"}
    return f"(?i:(?=[{''.join(map(re.escape, sorted(signs)))}]))"


def same_text(text: str) -> str:
    """Give the form that all spellings of a text have in common, to compare it by."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return " ".join(unicodedata.normalize("NFC", composed).split())


def _whole(text: str) -> str:
    words = unicodedata.normalize("NFC", text).split()
    if len(words) == 1:
        return "".join(_letter(letter) for letter in words[0])
    found = _SPACE.join("".join(map(_any_case, word)) for word in words)
    return f"(?i:{found})"


@lru_cache(maxsize=4096)
def _any_case(letter: str) -> str:
    return _letter(letter, *_cases(letter))


def _cases(letter: str) -> tuple[str, ...]:
    return letter.upper(), letter.lower(), letter.casefold()


def _forms(*letters: str) -> set[str]:
    return {*letters, *(unicodedata.normalize("NFD", letter) for letter in letters)}


def _is_plain(letter: str) -> bool:
    """Tell whether a letter is never escaped."""
    return letter.isascii() and letter.isalnum()


def _letter(letter: str, *others: str) -> str:
    """Write what a letter, in its own case or in others too, may be spelt as."""
    forms = _forms(letter, *others)
    found = {re.escape(form) for form in forms}
    if not _is_plain(letter):
        found |= {_escape(form) for form in forms}
        found |= {re.escape(quote(form, safe="")) for form in forms}
        found |= {"".join(map(_reference, form)) for form in forms}
    return f"(?:{'|'.join(sorted(found, key=lambda form: (-len(form), form)))})"


def _escape(text: str) -> str:
    """Write the characters beyond ASCII as JSON, YAML and Turtle escape them."""
    return "".join(re.escape(c) if c.isascii() else _escaped(ord(c)) for c in text)


def _escaped(number: int) -> str:
    if number > 0xFFFF:
        high, low = 0xD7C0 + (number >> 10), 0xDC00 + (number & 0x3FF)
        return rf"(?:\\(?i:u{high:04x}\\u{low:04x})|\\(?i:u{number:08x}))"
    return rf"\\(?i:u(?:0000)?{number:04x}|u\{{0*{number:x}\}}|x{number:02x})"


def _reference(letter: str) -> str:
    number = ord(letter)
    if letter.isascii():
        return re.escape(letter)
    name = codepoint2name.get(number, f"#{number}")
    return rf"&(?:{name}|#0*{number}|#(?i:x0*{number:x}));"
