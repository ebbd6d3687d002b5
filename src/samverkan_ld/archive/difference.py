"""What differs between two states of the dataset, thing by thing.

The graphs that differ are read twice, one after another: first to count, then for the facts of so
many things at a time. So memory is needed for one graph and the list of things, never for all that
differs.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import Quad, RdfFormat, parse

from samverkan_ld.archive.ledger import LEDGER, Ledger, open_ledger
from samverkan_ld.archive.objects import read_object
from samverkan_ld.archive.things import Change, find_thing
from samverkan_ld.iris import Iris
from samverkan_ld.releases import Manifest

AT_ONCE: Final = 50_000
"""The facts of so many quads are held in memory, unless one thing has more."""

_REMEMBERED: Final = 8192


class Line(NamedTuple):
    """A line of canonical N-Quads that came or went, and its graph."""

    graph: str
    is_added: bool
    text: bytes


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states of the dataset to compare.

    `lines` gives the lines that differ, each time that it is called; `quads_before` tells how many
    quads were said of a thing in the state before.
    """

    lines: Callable[[], Iterable[Line]]
    iris: Iris
    quads_before: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class ThingChange:
    """What happened to a thing, and how many quads about it came and went."""

    iri: str
    change: Change
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What happened to a thing, and the quads about it that came and went."""

    iri: str
    change: Change
    added: tuple[Quad, ...]
    removed: tuple[Quad, ...]


def compare(releases: Path, before: Manifest | None, after: Manifest) -> Comparison:
    """Compare a release with another, or with nothing.

    Raises:
        DamagedError: the ledger of the release before cannot be read.
    """
    ledger = open_ledger(releases / before.id / LEDGER) if before else None
    graphs = before.graphs if before else {}
    return Comparison(
        lambda: _differing(releases, before, after),
        after.iris,
        lambda iri: quads_said(ledger, graphs, iri) if ledger else 0,
    )


def quads_said(ledger: Ledger, graphs: Container[str], iri: str) -> int:
    """Tell how many quads a release says of a thing.

    Args:
        ledger: the ledger of the release.
        graphs: the IRIs of its graphs; the ledger counts for each that it is there.
        iri: the thing.
    """
    thing = find_thing(ledger, iri)
    return thing.quads - (iri in graphs) if thing else 0


def list_changes(comparison: Comparison) -> list[ThingChange]:
    """List what happened to each thing, by IRI.

    Raises:
        ReleaseError: an object is missing or damaged, or the ledger is.
    """
    added, removed = Counter[str](), Counter[str]()
    owner = owners(comparison.iris)
    for line in comparison.lines():
        (added if line.is_added else removed)[owner(line.text, line.graph)] += 1
    return [
        ThingChange(
            iri,
            _change(comparison.quads_before(iri), added[iri], removed[iri]),
            added[iri],
            removed[iri],
        )
        for iri in sorted(added.keys() | removed.keys())
    ]


def read_changes(comparison: Comparison, changes: Iterable[ThingChange]) -> Iterator[Difference]:
    """Read the facts that came and went of some of the things listed.

    Raises:
        ReleaseError: an object is missing or damaged.
    """
    for part in _parts(changes):
        yield from _read(comparison, part)


def _read(comparison: Comparison, changes: Sequence[ThingChange]) -> Iterator[Difference]:
    wanted = {change.iri for change in changes}
    owner = owners(comparison.iris)
    found: dict[tuple[str, bool], list[bytes]] = {}
    for line in comparison.lines():
        iri = owner(line.text, line.graph)
        if iri in wanted:
            found.setdefault((iri, line.is_added), []).append(line.text)
    for change in changes:
        added, removed = (_quads(found.get((change.iri, sign), ())) for sign in (True, False))
        yield Difference(change.iri, change.change, added, removed)


def _parts(changes: Iterable[ThingChange]) -> Iterator[list[ThingChange]]:
    part: list[ThingChange] = []
    size = 0
    for change in changes:
        count = change.added + change.removed
        if part and size + count > AT_ONCE:
            yield part
            part, size = [], 0
        part.append(change)
        size += count
    if part:
        yield part


def _change(before: int, added: int, removed: int) -> Change:
    if not before:
        return Change.CREATED
    return Change.UPDATED if before + added - removed > 0 else Change.WITHDRAWN


def _quads(lines: Iterable[bytes]) -> tuple[Quad, ...]:
    return tuple(parse(b"".join(lines), format=RdfFormat.N_QUADS))


def owners(iris: Iris) -> Callable[[bytes, str], str]:
    """Give the function that tells which thing a line of a graph is about.

    What is said of a blank node is about its graph.
    """

    @lru_cache(maxsize=_REMEMBERED)
    def of_subject(subject: bytes) -> str:
        return iris.owner(subject[1:-1].decode())

    def of_line(line: bytes, graph: str) -> str:
        subject = line[: line.index(b" ")]
        return graph if subject.startswith(b"_:") else of_subject(subject)

    return of_line


def _differing(releases: Path, before: Manifest | None, after: Manifest) -> Iterator[Line]:
    old = {iri: entry.digest for iri, entry in before.graphs.items()} if before else {}
    new = {iri: entry.digest for iri, entry in after.graphs.items()}
    for graph in sorted(old.keys() | new.keys()):
        digests = old.get(graph), new.get(graph)
        if digests[0] != digests[1]:
            one, other = (BytesIO(read_object(releases, name) if name else b"") for name in digests)
            for is_added, text in _merged(one, other):
                yield Line(graph, is_added, text)


def _merged(old: Iterator[bytes], new: Iterator[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Give the lines that only one of two sorted sequences has."""
    one, other = next(old, None), next(new, None)
    while one is not None and other is not None:
        if one == other:
            one, other = next(old, None), next(new, None)
        elif one < other:
            yield False, one
            one = next(old, None)
        else:
            yield True, other
            other = next(new, None)
    while one is not None:
        yield False, one
        one = next(old, None)
    while other is not None:
        yield True, other
        other = next(new, None)
