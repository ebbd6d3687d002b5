"""What differs between two releases that are kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

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
from samverkan_ld.releases import Manifest
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.labels import Labels

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
        found = (_choose(labels, iri, language) for labels in known)
        return next(filter(None, found), "")

    return name


def _labels(releases: Path, manifest: Manifest) -> Labels | None:
    try:
        return Labels(open_store(releases / manifest.id / STORE), manifest.base)
    except ReleaseError:
        return None


def _choose(labels: Labels, iri: str, language: str) -> str:
    texts = [quad.object for quad in labels.of(NamedNode(iri)) if isinstance(quad.object, Literal)]
    order = (language, None)
    texts.sort(key=lambda text: order.index(text.language) if text.language in order else 2)
    return texts[0].value if texts else ""
