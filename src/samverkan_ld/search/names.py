"""Things found by what they are called or identified by, the likeliest first."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import islice
from typing import Final

from samverkan_ld.search.folding import Chunk, chunks, fold_code, plain, spell
from samverkan_ld.search.lists import Entry, Index
from samverkan_ld.search.rank import ranks
from samverkan_ld.search.schema import LAST, translated
from samverkan_ld.search.terms import Pattern, answers, expression

LONGEST: Final = 500
"""So many characters of a text are read: no name is so long."""

REACH: Final = 1000
"""So many things are told of one text at most, on all pages together: who wants more, narrows."""


class Match(IntEnum):
    """How something answers to a text.

    The text is an identifier of it, or a name as spelled, or a name but for diacritics; or a name
    begins with its first word and has the others, or has them all inside.
    """

    IDENTIFIER = 0
    EXACT = 1
    FOLDED = 2
    BEGINNING = 3
    WITHIN = 4


@dataclass(frozen=True, slots=True)
class Hit(Entry):
    """A thing that was found.

    `kind` is the path of its IRI before the key (`kommun`, `def/roll`), `matched` the name or
    identifier that answered, as it is written in the data.
    """

    kind: str
    matched: str
    match: Match


_COLUMNS: Final = "thing.iri, thing.label_sv, thing.label_en, thing.kind"
_THING: Final = "CROSS JOIN thing ON thing.iri = {}.iri"
_BY_NAME: Final = f"SELECT {_COLUMNS}, name.text FROM name {_THING.format('name')} WHERE"
_BY_TERMS: Final = (
    f"SELECT {_COLUMNS}, name.text FROM term CROSS JOIN name ON name.rank = term.rowid "
    f"{_THING.format('name')} WHERE term MATCH ? ORDER BY term.rowid"
)
_IN_ORDER: Final = "ORDER BY name.rank, name.iri"
_BY_CODE: Final = (
    f"SELECT {_COLUMNS}, identifier.text FROM identifier {_THING.format('identifier')} "
    "WHERE code = ? ORDER BY thing.kind, thing.iri"
)

_BY_START: Final = (
    f"SELECT {_COLUMNS}, identifier.text FROM identifier {_THING.format('identifier')} "
    "WHERE code >= ? AND code < ? ORDER BY code LIMIT ?"
)
_LONGEST_CODE: Final = 64
_SHORTEST_START: Final = 4


def find(
    index: Index,
    text: str,
    *,
    kinds: Collection[str] = (),
    prefix: bool = True,
    limit: int,
    start: int = 0,
) -> tuple[Hit, ...]:
    """Find the things that answer to a text, each once, the likeliest first.

    They come in the order of Match; of names that have the words, those that have them as spelled
    before others, and whole words before beginnings. Every text is safe: what is no letter or digit
    only parts words.

    Args:
        index: the index of a release.
        text: a name, words of one, or an identifier; what is past LONGEST characters is overlooked.
        kinds: kinds to find, or none for all.
        prefix: whether the beginnings of words count, and not only whole ones.
        limit: how many to give at most.
        start: how many to pass over.

    Raises:
        ReleaseError: the index is damaged.
    """
    found: dict[str, Hit] = {}
    for hit in _in_order(index, text, kinds, prefix=prefix):
        if not kinds or hit.kind in kinds:
            found.setdefault(hit.iri, hit)
        if len(found) == start + limit:
            break
    return tuple(islice(found.values(), start, None))


def identified(index: Index, text: str) -> tuple[Hit, ...]:
    """Find the things that have an identifier, such as an organisation number, in any spelling.

    Raises:
        ReleaseError: the index is damaged.
    """
    code = fold_code(text)
    return tuple(_read(index, _BY_CODE, (code,), Match.IDENTIFIER)) if code else ()


def nearly_identified(index: Index, text: str, *, limit: int) -> tuple[Hit, ...]:
    """Find the things whose identifiers have the longest beginning in common with a text.

    Raises:
        ReleaseError: the index is damaged.
    """
    code = fold_code(text)[:_LONGEST_CODE]
    for length in range(len(code), _SHORTEST_START - 1, -1):
        span = code[:length], code[:length] + LAST
        found = tuple(_read(index, _BY_START, (*span, limit), Match.IDENTIFIER))
        if found:
            return found
    return ()


def names_of(index: Index, iri: str) -> tuple[str, ...]:
    """List all names of a thing, the likeliest first.

    Raises:
        ReleaseError: the index is damaged.
    """
    with translated(index.path):
        rows = index.database.execute("SELECT text FROM name WHERE iri = ? ORDER BY rank", (iri,))
        return tuple(text for (text,) in rows)


def _in_order(index: Index, text: str, kinds: Iterable[str], *, prefix: bool) -> Iterator[Hit]:
    yield from identified(index, text)
    spelled, words = spell(text[:LONGEST]), chunks(text[:LONGEST])
    if words:
        yield from _called(index, spelled)
        yield from _having(index, words, kinds, prefix=prefix)


def _called(index: Index, spelled: str) -> Iterator[Hit]:
    numbers, bare = ranks(spelled), plain(spelled)
    marks = ", ".join("?" * len(numbers))
    query = f"{_BY_NAME} rank IN ({marks}) AND plain = ? {_IN_ORDER}"
    yield from _read(index, query, (*numbers, bare), Match.EXACT)
    yield from _read(index, f"{_BY_NAME} plain = ? {_IN_ORDER}", (bare,), Match.FOLDED)


def _having(
    index: Index, words: Sequence[Chunk], kinds: Iterable[str], *, prefix: bool
) -> Iterator[Hit]:
    """Find names that have words: all at once where few do, else in each way in its turn."""
    patterns = [pattern for pattern in _PATTERNS if prefix or pattern.is_whole]
    hits = _asking(index, words, patterns[-1], kinds)
    few = [*islice(hits, _FEW)]
    if len(few) == _FEW:
        for pattern in patterns:
            yield from _asking(index, words, pattern, kinds)
        return
    for pattern in patterns:
        match = _match(pattern)
        yield from (replace(h, match=match) for h in few if answers(h.matched, words, pattern))


def _asking(
    index: Index, words: Sequence[Chunk], pattern: Pattern, kinds: Iterable[str]
) -> Iterator[Hit]:
    return _read(index, _BY_TERMS, (expression(words, pattern, kinds),), _match(pattern))


def _match(pattern: Pattern) -> Match:
    return Match.BEGINNING if pattern.is_first else Match.WITHIN


_FEW: Final = 32
"""So many names are put in order here; of more, the index gives those that are wanted in order."""

_PATTERNS: Final = tuple(
    Pattern(is_first=is_first, is_spelled=is_spelled, is_whole=is_whole)
    for is_spelled in (True, False)
    for is_first in (True, False)
    for is_whole in (True, False)
)
"""In the order of likelihood; the last one finds whatever the others do."""


def _read(index: Index, query: str, values: tuple[object, ...], match: Match) -> Iterator[Hit]:
    with translated(index.path):
        for iri, label_sv, label_en, kind, matched in index.database.execute(query, values):
            yield Hit(iri, label_sv, label_en, kind, matched, match)
