"""The releases that are kept, and what their graphs have said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from samverkan_ld.archive.folder import current_folder, read_manifest, release_folders
from samverkan_ld.archive.ledger import LEDGER, Ledger, open_ledger
from samverkan_ld.archive.objects import read_object
from samverkan_ld.canonical import read_nquads
from samverkan_ld.errors import ReleaseError
from samverkan_ld.releases import GraphEntry, Manifest


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that is kept: its folder, manifest and ledger."""

    folder: Path
    manifest: Manifest
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Retained:
    """All releases that are kept, the oldest first, and the id of the current one."""

    releases: Path
    kept: tuple[Kept, ...]
    current_id: str

    @property
    def current(self) -> Kept:
        """The current release."""
        return next(kept for kept in self.kept if kept.folder.name == self.current_id)

    def versions(self) -> dict[str, dict[str, GraphEntry]]:
        """Give the versions of each graph, by digest, as entries that have them."""
        found: dict[str, dict[str, GraphEntry]] = defaultdict(dict)
        for kept in self.kept:
            for iri, entry in kept.manifest.graphs.items():
                found[iri][entry.digest] = entry
        return found

    def graphs_with(self, texts: Collection[str], but: Collection[str] = ()) -> set[str]:
        """Find the graphs that have one of some texts in any version; some are left out.

        Raises:
            ReleaseError: an object is missing or damaged.
        """
        needles = [text.encode() for text in texts]
        return {
            graph
            for graph, versions in self.versions().items()
            if graph not in but and any(self._has(name, needles) for name in versions)
        }

    def quads(self, graphs: Iterable[str]) -> Iterator[Quad]:
        """Give the quads of all versions of graphs.

        Raises:
            ReleaseError: an object is missing or damaged.
        """
        versions = self.versions()
        for graph in sorted(graphs):
            for name in sorted(versions[graph]):
                yield from self.version(name)

    def version(self, name: str) -> Iterable[Quad]:
        """Give the quads of a version of a graph, which its digest names.

        Raises:
            ReleaseError: its object is missing or damaged.
        """
        return read_nquads(read_object(self.releases, name))

    def _has(self, name: str, needles: Iterable[bytes]) -> bool:
        data = read_object(self.releases, name)
        return any(needle in data for needle in needles)


def read_retained(releases: Path) -> Retained:
    """Read the releases that are kept.

    Raises:
        NoReleaseError: nothing is published.
        ReleaseError: a release is damaged: it might hold what nobody can find in it; or the current
            one is not the newest.
    """
    current = current_folder(releases)
    kept = tuple(
        Kept(folder, read_manifest(folder), open_ledger(folder / LEDGER))
        for folder in release_folders(releases)
    )
    if kept[-1].folder != current:
        raise ReleaseError(
            f"{current.name} is current again, and {kept[-1].folder.name} is newer: publish first, "
            "since the release that an erasure makes goes on from the newest"
        )
    return Retained(releases, kept, current.name)
