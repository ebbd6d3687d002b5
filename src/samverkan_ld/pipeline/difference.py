"""What differs between two releases that are kept."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from samverkan_ld.archive.difference import (
    Comparison,
    Difference,
    ThingChange,
    compare,
    list_changes,
    read_changes,
)
from samverkan_ld.archive.folder import STORE, read_manifest, release_folder
from samverkan_ld.errors import ReleaseError
from samverkan_ld.records import Subject
from samverkan_ld.releases import Manifest
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.labels import LABEL_PREDICATES, Labels

Name = Callable[[str, str], str]
"""Names a thing, by its IRI, in a language; gives nothing for what has no name."""


@dataclass(frozen=True, slots=True)
class ReleaseDifference:
    """Two releases, and what happened to each thing from one to the other."""

    before: Manifest
    after: Manifest
    comparison: Comparison
    changes: Sequence[ThingChange]

    def facts(self) -> Iterator[Difference]:
        """Read the facts that came and went.

        Raises:
            ReleaseError: an object is missing or damaged.
        """
        return read_changes(self.comparison, self.changes)


def find_difference(releases: Path, before: str, after: str | None) -> ReleaseDifference:
    """Compare two releases, named by id or the start of it; the second is the current one if None.

    Raises:
        NoReleaseError: there is no such release.
        ReleaseError: a release is damaged, or a name is the start of several ids.
    """
    old, new = (read_manifest(release_folder(releases, name)) for name in (before, after))
    comparison = compare(releases, old, new)
    return ReleaseDifference(old, new, comparison, list_changes(comparison))


def names_in(releases: Path, *manifests: Manifest) -> Name:
    """Give the function that names things by the first of some releases that knows a name.

    A release whose store is gone names nothing.
    """
    known = [labels for manifest in manifests if (labels := _labels(releases, manifest))]

    def name(iri: str, language: str) -> str:
        found = (_best(labels.of(NamedNode(iri)), language) for labels in known)
        return next(filter(None, found), "")

    return name


def names_with_new(comparison: Comparison, known: Name) -> Name:
    """Give the function that names things as another does, else by the labels that came.

    Raises:
        ReleaseError: an object is missing or damaged.
    """
    came = defaultdict[Subject, list[Quad]](list)
    for quad in _labels_that_came(comparison):
        came[quad.subject].append(quad)

    def name(iri: str, language: str) -> str:
        return known(iri, language) or _best(_preferred(came.get(NamedNode(iri), [])), language)

    return name


def _labels_that_came(comparison: Comparison) -> Iterator[Quad]:
    marks = [f" {predicate} ".encode() for predicate in LABEL_PREDICATES]
    for line in comparison.lines():
        if line.is_added and line.text.startswith(b"<") and any(m in line.text for m in marks):
            yield from parse(line.text, format=RdfFormat.N_QUADS)


def _preferred(quads: Iterable[Quad]) -> list[Quad]:
    """Keep the labels by the predicate to prefer, of those that there are."""
    found = [[quad for quad in quads if quad.predicate == label] for label in LABEL_PREDICATES]
    return next(filter(None, found), [])


def _labels(releases: Path, manifest: Manifest) -> Labels | None:
    try:
        return Labels(open_store(releases / manifest.id / STORE), manifest.base)
    except ReleaseError:
        return None


def _best(labels: Iterable[Quad], language: str) -> str:
    texts = [quad.object for quad in labels if isinstance(quad.object, Literal)]
    order = (language, None)
    texts.sort(key=lambda text: order.index(text.language) if text.language in order else 2)
    return texts[0].value if texts else ""
