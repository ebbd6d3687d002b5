"""Graphs put into a store, with their blank nodes named as they are."""

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, Store, parse

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BUFFER: Final = 1 << 20
"""Bytes that the store is handed at once; it asks for little, and often."""


def load(store: Store, graphs: Iterable[bytes]) -> bool:
    """Put the canonical N-Quads of graphs into an empty store; tell whether any has blank nodes.

    Loading in bulk gives blank nodes new names, so such graphs are put in quad by quad.
    """
    named: list[bytes] = []
    plain = io.BufferedReader(_Stream(_without_blank_nodes(graphs, named)), _BUFFER)
    # Canonical lines were checked when they were made.
    store.bulk_load(plain, format=RdfFormat.N_QUADS, lenient=True)
    for data in named:
        store.bulk_extend(parse(data, format=RdfFormat.N_QUADS))
    return bool(named)


def _without_blank_nodes(graphs: Iterable[bytes], others: list[bytes]) -> Iterator[bytes]:
    for data in graphs:
        if b"_:" in data:
            others.append(data)
        else:
            yield data


class _Stream(io.RawIOBase):
    """Pieces of bytes, read as one file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer, and tell how far; 0 at the end."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        target = memoryview(buffer)
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
