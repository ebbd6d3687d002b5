"""What differs between two releases that are kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from samverkan_ld.archive.difference import (
    Comparison,
    Difference,
    ThingChange,
    compare,
    list_changes,
    read_changes,
)
from samverkan_ld.archive.folder import read_manifest, release_folder
from samverkan_ld.releases import Manifest


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
