"""What readers take and give: a file, the rules of reading, and the quads of a source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

Subject = NamedNode | BlankNode | Triple
Term = NamedNode | BlankNode | Literal | Triple
GraphName = NamedNode | BlankNode | DefaultGraph


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it lies, its name as shown to people, and its derived graph IRI.

    `graph` is written with SOURCE_BASE, as everything in a source is.
    """

    path: Path
    name: str
    graph: str


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What every reader obeys.

    `contexts` is the folder where JSON-LD contexts are looked up, `folder` the one that a source
    may refer to files in; sizes are in bytes, depth counts nested values.
    """

    contexts: Path
    folder: Path
    max_bytes: int
    max_depth: int


@dataclass(frozen=True, slots=True)
class Source:
    """The quads of one file, still written with SOURCE_BASE.

    Quads in the default graph belong to `file.graph`. `lines` gives the line (from 1) of the
    subjects whose place the format tells, by IRI.
    """

    file: SourceFile
    quads: Sequence[Quad]
    lines: Mapping[str, int] = field(default_factory=dict)
