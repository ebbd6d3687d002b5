"""Tokens: the words and signs of a text, with their places, seen through the way they are typed."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from samverkan_ld.extraction.grammar.headwords import title_head
from samverkan_ld.extraction.grammar.words import speech_verbs, word_set

_ABBREVIATIONS: Final = (
    # As people type them: with or without the spaces, some also without the full stops.
    r"[Ff]\.\s?d\.",
    r"[Tt]\.\s?f\.?(?!\w)",
    r"bl\.\s?a\.",
    r"t\.\s?ex\.?",
    r"m\.\s?fl\.",
    r"m\.\s?m\.",
    r"d\.\s?v\.\s?s\.",
    r"fr\.?\s?o\.?\s?m\.?(?!\w)",
    r"t\.?\s?o\.?\s?m\.?(?!\w)",
    r"e\.\s?d\.",
    r"[Tt]f\.",
    r"[Ff]d\.",
    r"[Ll]eg\.",
    r"[Aa]vd\.",
    r"[Vv]ik\.",
    r"[Oo]rdf\.",
    r"[Bb]itr\.",
    r"resp\.",
    r"pol\.\s?sek\.",
    r"[Cc]a\.",
    r"[Kk]l\.",
    r"[Tt]el\.",
    r"[Dd]r\.",
    r"v\.(?=\s?ordf)",
)
_WORD: Final = (
    r"[^\W\d_]"  # a letter, then letters and digits, soft hyphens and combining accents
    r"(?:[\w\u00ad\u0300-\u036f]|[-‐‑'’´:](?=[^\W_])|&(?=\w))*"
    r"(?:-(?=[\s,/]))?"  # “hälso- och sjukvård”
)
_MAY_BE_SHORT: Final = r"[^\W\d_]{1,4}\.|[Tt]\s?[of]|fr"
"""What an abbreviation looks like from afar, so that few words are compared with each."""
_TOKEN: Final = (
    rf"(?P<abbreviation>\b(?={_MAY_BE_SHORT})(?:{'|'.join(_ABBREVIATIONS)}))"
    r"|(?P<initial>[^\W\d_]\.(?=[\s\u00a0]?[^\W\d_]))"
    r"|(?P<number>\d+:[ea]\b|\d+(?:[.,:]\d+)*)"
    rf"|(?P<word>{_WORD})"
    r"|(?P<sign>\S)"
)
_ADDRESS: Final = r"(?P<address>(?:https?://|www\.)[^\s<>\"]+|[^\s@<>()\"]{1,64}@[\w.-]{1,255})"
_PLAIN: Final = re.compile(_TOKEN)
_ADDRESSED: Final = re.compile(f"{_ADDRESS}|{_TOKEN}")
_SIGNS_OF_ADDRESS: Final = ("@", "www.", "://")
_GLUED: Final = re.compile(r"[^\W\d_A-ZÅÄÖ](?=[A-ZÅÄÖ][^\W\d_A-ZÅÄÖ]{2}|\d{2})")
_LONGEST: Final = 80
"""Characters of a word that may be several."""

_DIGITS: Final = "0123456789-"
_DASHES: Final = frozenset("-‐‑‒–—―−")
_BULLETS: Final = frozenset("•·▪▫◦‣●○■*➢»\uf0b7")
_TYPING: Final = str.maketrans({"\u00ad": None, "‐": "-", "‑": "-", "’": "'", "´": "'"})
_FULL_STOPS: Final[Mapping[str, str]] = {"from": "fr.o.m.", "tom": "t.o.m."}
"""What is written without them at times, as it should be."""

_SMALL: Final = word_set("tokens.small")
_ARTICLE: Final = re.compile(r"(?:al|el|ul|ibn|d|o)[-'][A-ZÅÄÖ]")
"""How names begin that have their capital later: “al-Hakim”."""


class Token(NamedTuple):
    """A word, number, sign or line end.

    `kind` is one of: `C` a word with a capital, `c` a word without, `A` a word in capitals only,
    `i` an initial, `a` an abbreviation, `d` a number, `@` an address, `b` a bullet, `n` a line end,
    and `p` a sign. `text` is as the word should be written, `low` without capitals.
    """

    kind: str
    text: str
    low: str
    start: int
    end: int


def tokenise(text: str) -> list[Token]:
    """Split a text into tokens.

    Soft hyphens, decomposed letters and the many dashes do not hide a word:

    >>> [token.text for token in tokenise("kom\\u00admunråd − e‑nämnd")]
    ['kommunråd', '–', 'e-nämnd']
    >>> [token.text for token in tokenise("SKR:s f.d. vd, A. Ek")]
    ['SKR:s', 'f.d.', 'vd', ',', 'A.', 'Ek']
    """
    tokens: list[Token] = []
    known: dict[str, list[_Placed]] = {}  # pages repeat lines
    start = 0
    for line in text.split("\n"):
        if start:
            tokens.append(Token("n", "\n", "\n", start - 1, start))
        if line not in known:
            known[line] = list(_line(line))
        tokens += [
            _new(Token, (kind, word, low, start + first, start + after))
            for kind, word, low, first, after in known[line]
        ]
        start += len(line) + 1
    return tokens


_Placed = tuple[str, str, str, int, int]
"""A token, with its places in its line."""


def _line(line: str) -> Iterator[_Placed]:
    """Split a line; only a line with their signs is searched for addresses."""
    is_addressed = any(sign in line for sign in _SIGNS_OF_ADDRESS)
    is_first = True
    for match in (_ADDRESSED if is_addressed else _PLAIN).finditer(line):
        kind, raw = match.lastgroup or "sign", match[0]
        word = _single(raw) if kind == "word" else None
        if word:
            yield (*word, *match.span())  # the most common token by far
        elif kind == "word":
            yield from _apart(raw, match.start())
        else:
            yield _token(kind, raw, match.start(), is_first=is_first)
        is_first = False


_new: Final = tuple.__new__


@lru_cache(maxsize=1 << 16)
def _single(raw: str) -> tuple[str, str, str] | None:
    """Give what `_word` does, or None for a word that may be several."""
    return None if _is_glued(raw) else _word(raw)


def _is_glued(raw: str) -> bool:
    """Tell whether a word may be several: “EkEnhetschef”."""
    return not raw[1:].islower() and len(raw) < _LONGEST and _GLUED.search(raw) is not None


def _apart(raw: str, start: int) -> list[Token]:
    """Split a word where a line break was lost, if that makes words.

    >>> [token.text for token in tokenise("Anna EkEnhetschef070")]
    ['Anna', 'Ek', 'Enhetschef', '070']
    """
    found = _GLUED.search(raw)
    if found is None or not _are_apart(raw[: found.end()], raw[found.end() :]):
        return [_token("word", raw, start)]
    left, right, cut = raw[: found.end()], raw[found.end() :], start + found.end()
    rest = [_token("number", right, cut)] if right[0].isdigit() else _apart(right, cut)
    return [_token("word", left, start), *rest]


def _are_apart(left: str, right: str) -> bool:
    """Tell whether two parts of a word are words of their own."""
    is_title = title_head(right.lower().rstrip(_DIGITS)) is not None
    return right[0].isdigit() or is_title or left in _SMALL or left in speech_verbs()


def _token(kind: str, raw: str, start: int, *, is_first: bool = False) -> Token:
    """Make a token of what a group of the pattern found; a bullet is the first of its line."""
    end = start + len(raw)
    if kind == "word":
        return Token(*_word(raw), start, end)
    if kind == "sign":
        return Token(*_sign(raw, is_first=is_first), start, end)
    if kind == "abbreviation":
        text = _abbreviation(raw)
        return Token("a", text, text, start, end)
    return Token(_KINDS[kind], raw, raw.lower(), start, end)


_KINDS: Final[Mapping[str, str]] = {"address": "@", "initial": "i", "number": "d"}


def _word(raw: str) -> tuple[str, str, str]:
    """Give the kind of a word, the word as it should be written, and in lower case."""
    word = raw if raw.isascii() else unicodedata.normalize("NFC", raw.translate(_TYPING))
    return _kind(word), word, word.lower()


def _kind(word: str) -> str:
    if word[0].islower():
        return "C" if _ARTICLE.match(word) else "c"
    return "A" if len(word) > 1 and word.isupper() else "C"


def _sign(raw: str, *, is_first: bool) -> tuple[str, str, str]:
    if is_first and raw in _BULLETS:
        return "b", "•", "•"
    sign = "–" if raw in _DASHES else raw
    return "p", sign, sign


def _abbreviation(raw: str) -> str:
    """Write an abbreviation as it should be: “F. d.” is f.d., “from” is fr.o.m."""
    text = "".join(raw.lower().split())
    return _FULL_STOPS.get(text.replace(".", ""), text)


def lines(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Give the first token of each line, and the token after its last."""
    start = 0
    for at, token in enumerate(tokens):
        if token.kind == "n":
            yield start, at
            start = at + 1
    yield start, len(tokens)
