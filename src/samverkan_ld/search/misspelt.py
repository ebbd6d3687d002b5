"""Names found by their keys: those that a misspelt or shortened name may stand for.

A slip of the pen leaves the beginning or the end of a name whole. So keys are looked up by the
first half of one, and by the last half read backwards: two stretches of an index, whose length is
bounded however many names there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from samverkan_ld.search.lists import Index
from samverkan_ld.search.schema import LAST, translated

_FORWARDS: Final = "key"
_BACKWARDS: Final = "backwards"

_SHORTEST: Final = 2
_LONGEST: Final = 100
_MOST_KEYS: Final = 4000
_MOST_NAMES: Final = 400


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name of a thing."""

    iri: str
    kind: str
    text: str


def names_with(index: Index, kind: str, key: str) -> list[Spelling]:
    """List the names of things of a kind that have a key.

    Raises:
        ReleaseError: the index is damaged.
    """
    with translated(index.path):
        rows = index.database.execute(
            f"SELECT iri, kind, text FROM name WHERE kind = ? AND key = ? "
            f"ORDER BY rank, iri LIMIT {_MOST_NAMES}",
            (kind, key),
        ).fetchall()
    return [Spelling(*row) for row in rows]


def keys_alike(index: Index, kind: str, key: str) -> set[str]:
    """Find the keys of names of a kind that begin or end as a key does, and are about as long.

    Raises:
        ReleaseError: the index is damaged.
    """
    if not _SHORTEST <= len(key) <= _LONGEST:
        return set()
    half, slack = max(_SHORTEST, len(key) // 2), max(1, len(key) // 4)
    lengths = (len(key) - slack, len(key) + slack)
    ends = _stretch(index, _BACKWARDS, kind, key[-half:][::-1], lengths)
    return {*_stretch(index, _FORWARDS, kind, key[:half], lengths), *(end[::-1] for end in ends)}


def keys_beginning(index: Index, kind: str, start: str) -> set[str]:
    """Find the keys of names of a kind that begin so.

    Raises:
        ReleaseError: the index is damaged.
    """
    return {*_stretch(index, _FORWARDS, kind, start, (0, _LONGEST))}


def keys_ending(index: Index, kind: str, end: str) -> set[str]:
    """Find the keys of names of a kind that end so.

    Raises:
        ReleaseError: the index is damaged.
    """
    return {key[::-1] for key in _stretch(index, _BACKWARDS, kind, end[::-1], (0, _LONGEST))}


def _stretch(
    index: Index, column: str, kind: str, start: str, lengths: tuple[int, int]
) -> Iterator[str]:
    """Give the keys in a stretch of an index, each once: the index is all that is read."""
    with translated(index.path):
        rows = index.database.execute(
            f"SELECT DISTINCT {column} FROM name WHERE kind = ? AND {column} >= ? "
            f"AND {column} < ? AND length({column}) BETWEEN ? AND ? LIMIT {_MOST_KEYS}",
            (kind, start, start + LAST, *lengths),
        ).fetchall()
    return (key for (key,) in rows)
