"""The terms of the full-text index: what stands in it for a name, and what asks for it.

A term is a mark and a word. The mark tells where the word stands in a name and how it is written,
so that whether a name begins with a word needs no positions, and finding it no reading of others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from samverkan_ld.search.folding import Chunk, chunks, plain

_FIRST_SPELLED: Final = "a"
_FIRST_PLAIN: Final = "b"
_SPELLED: Final = "c"
_PLAIN: Final = "d"
_KIND: Final = "k"

_KEPT: Final = 16384
"""So many words are not marked again, since most names are made of a few thousand."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way in which a name answers to words: where the first stands, how all are written.

    `is_whole` tells that each word is a whole one, not the beginning of one.
    """

    is_first: bool
    is_spelled: bool
    is_whole: bool


WIDEST: Final = Pattern(is_first=False, is_spelled=False, is_whole=False)
"""The way in which every name answers that answers in any."""


def terms(kind: str, name: str) -> Iterator[str]:
    """Give the terms of a name of a thing; some may come twice."""
    yield _kind_term(kind)
    for place, chunk in enumerate(chunks(name)):
        joint = "".join(chunk)
        yield from _marked(_SPELLED, _PLAIN, (*chunk, joint))
        if place == 0:
            yield from _marked(_FIRST_SPELLED, _FIRST_PLAIN, (chunk[0], joint))


def expression(words: Sequence[Chunk], pattern: Pattern, kinds: Iterable[str]) -> str:
    """Write the question for the names that have all words, in the language of FTS5.

    See https://www.sqlite.org/fts5.html#full_text_query_syntax. Words hold letters and digits
    only, and stand in quotes, so that none is an operator.

    Args:
        words: at least one, as `chunks` gives them.
        pattern: how a name answers to them.
        kinds: kinds of things, or none for all.
    """
    end = "" if pattern.is_whole else "*"
    asked = [
        _either(_and(parted, end), _and((joint,), end)) for parted, joint in _asked(words, pattern)
    ]
    named = " OR ".join(f'"{_kind_term(kind)}"' for kind in kinds)
    return " AND ".join(filter(None, (*asked, named and f"({named})")))


def answers(name: str, words: Sequence[Chunk], pattern: Pattern = WIDEST) -> bool:
    """Tell whether a name has all words in a way: what `expression` asks, of one name."""
    own = {*terms("", name)}

    def has(term: str) -> bool:
        return term in own if pattern.is_whole else any(known.startswith(term) for known in own)

    return all(all(map(has, parted)) or has(joint) for parted, joint in _asked(words, pattern))


def _asked(words: Sequence[Chunk], pattern: Pattern) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give for each chunk the terms of its words, and that of all of them written as one."""
    inner = _SPELLED if pattern.is_spelled else _PLAIN
    first = _FIRST_SPELLED if pattern.is_spelled else _FIRST_PLAIN
    for place, chunk in enumerate(words):
        mark = first if place == 0 and pattern.is_first else inner
        written = chunk if pattern.is_spelled else tuple(map(plain, chunk))
        parted = (mark + written[0], *(inner + word for word in written[1:]))
        yield parted, mark + "".join(written)


def _and(asked: Iterable[str], end: str) -> str:
    return " AND ".join(f'"{term}"{end}' for term in asked)


def _either(one: str, other: str) -> str:
    return one if one == other else f"(({one}) OR {other})"


@lru_cache(maxsize=_KEPT)
def _marked(spelled: str, bare: str, words: Chunk) -> tuple[str, ...]:
    return (*(spelled + word for word in words), *(bare + plain(word) for word in words))


@lru_cache(maxsize=_KEPT)
def _kind_term(kind: str) -> str:
    return _KIND + re.sub(r"[\W_]+", "", kind.casefold())
