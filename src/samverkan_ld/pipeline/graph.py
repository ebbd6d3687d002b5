"""A graph of a dataset: read just now, or kept from the release before."""

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from samverkan_ld.archive.objects import read_object
from samverkan_ld.canonical import digest, read_nquads
from samverkan_ld.releases import GraphEntry
from samverkan_ld.validation.rewriting import is_rewritten

_BLANK: Final = re.compile(rb"^(_:|\S+ \S+ _:)", re.MULTILINE)
"""A blank node at either end of a line of N-Quads."""


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph of the dataset: its canonical N-Quads, compressed, and the file it is from.

    A graph of a source that was not read again has no `packed`: it lies in `archive`. `entry` gives
    the flags of GraphEntry.
    """

    digest: str
    quads: int
    source: str
    packed: bytes = b""
    archive: Path | None = None
    has_blank_nodes: bool = False
    is_rewritten: bool = False

    @classmethod
    def of(cls, data: bytes, source: str) -> "Graph":
        """Make a graph of canonical N-Quads."""
        return cls(
            digest=digest(data),
            quads=data.count(b"\n"),
            source=source,
            packed=gzip.compress(data, compresslevel=6, mtime=0),
            has_blank_nodes=bool(_BLANK.search(data)),
            is_rewritten=is_rewritten(data),
        )

    @classmethod
    def kept(cls, entry: GraphEntry, archive: Path) -> "Graph":
        """Make a graph of an entry of the release before."""
        return cls(
            digest=entry.digest,
            quads=entry.quads,
            source=entry.source,
            archive=archive,
            has_blank_nodes=entry.has_blank_nodes,
            is_rewritten=entry.is_rewritten,
        )

    def entry(self, modified: str) -> GraphEntry:
        """Make its entry in a manifest."""
        return GraphEntry(
            self.digest,
            self.quads,
            self.source,
            modified,
            self.has_blank_nodes,
            self.is_rewritten,
        )

    @property
    def lines(self) -> bytes:
        """Its canonical N-Quads.

        Raises:
            ReleaseError: its object is missing or damaged.
        """
        if self.archive is None:
            return gzip.decompress(self.packed)
        return read_object(self.archive, self.digest)

    def read(self) -> Iterable[Quad]:
        """Give its quads, as parsed."""
        return read_nquads(self.lines)
