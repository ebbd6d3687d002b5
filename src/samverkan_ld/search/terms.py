"""The terms of the full-text index: what stands in it for a name, and what asks for it.

A term is a mark and a word. The mark tells where the word stands in a name and how it is written,
so that whether a name begins with a word needs no positions, and finding it no reading of others.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.search.folding import Chunk, chunks, plain

_FIRST_SPELLED: Final = "a"
_FIRST_PLAIN: Final = "b"
_SPELLED: Final = "c"
_PLAIN: Final = "d"
_KIND: Final = "k"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way in which a name answers to words: where the first stands, how all are written.

    `is_whole` tells that each word is a whole one, not the beginning of one.
    """

    is_first: bool
    is_spelled: bool
    is_whole: bool


def terms(kind: str, name: str) -> Iterator[str]:
    """Give the terms of a name of a thing; some may come twice."""
    yield _kind_term(kind)
    for place, chunk in enumerate(chunks(name)):
        for word in (*chunk, "".join(chunk)):
            yield _SPELLED + word
            yield _PLAIN + plain(word)
        if place == 0:
            for word in (chunk[0], "".join(chunk)):
                yield _FIRST_SPELLED + word
                yield _FIRST_PLAIN + plain(word)


def expression(words: Sequence[Chunk], pattern: Pattern, kinds: Iterable[str]) -> str:
    """Write the question for the names that have all words, in the language of FTS5.

    See https://www.sqlite.org/fts5.html#full_text_query_syntax. Words hold letters and digits
    only, and stand in quotes, so that none is an operator.

    Args:
        words: at least one, as `chunks` gives them.
        pattern: how a name answers to them.
        kinds: kinds of things, or none for all.
    """
    asked = [_chunk(chunk, pattern, is_first=place == 0) for place, chunk in enumerate(words)]
    named = " OR ".join(f'"{_kind_term(kind)}"' for kind in kinds)
    return " AND ".join(filter(None, (*asked, named and f"({named})")))


def answers(name: str, words: Sequence[Chunk]) -> bool:
    """Tell whether a name has all words or their beginnings, diacritics or not."""
    own = [plain(word) for chunk in chunks(name) for word in (*chunk, "".join(chunk))]
    return all(
        all(_begins(own, word) for word in chunk) or _begins(own, "".join(chunk)) for chunk in words
    )


def _begins(words: Iterable[str], start: str) -> bool:
    return any(word.startswith(plain(start)) for word in words)


def _chunk(chunk: Chunk, pattern: Pattern, *, is_first: bool) -> str:
    """Ask for the words of a chunk, parted or written as one."""
    inner = _SPELLED if pattern.is_spelled else _PLAIN
    first = _FIRST_SPELLED if pattern.is_spelled else _FIRST_PLAIN
    mark = first if is_first and pattern.is_first else inner
    parted = (_word(mark if place == 0 else inner, w, pattern) for place, w in enumerate(chunk))
    found = " AND ".join(parted)
    return f"(({found}) OR {_word(mark, ''.join(chunk), pattern)})" if len(chunk) > 1 else found


def _word(mark: str, word: str, pattern: Pattern) -> str:
    written = word if pattern.is_spelled else plain(word)
    return f'"{mark}{written}"' + ("" if pattern.is_whole else "*")


def _kind_term(kind: str) -> str:
    return _KIND + re.sub(r"[\W_]+", "", kind.casefold())
