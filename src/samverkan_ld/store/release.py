"""A release opened for reading."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from samverkan_ld.archive.folder import INDEX, STORE, read_manifest
from samverkan_ld.iris import Iris
from samverkan_ld.releases import Manifest
from samverkan_ld.search.lists import Index, open_index
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.documents import Describer
from samverkan_ld.store.labels import Labels


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """A release with its store and index; closed when nobody holds it any longer."""

    folder: Path
    manifest: Manifest
    store: Store
    index: Index

    @property
    def id(self) -> str:
        """The id of the release."""
        return self.manifest.id

    @property
    def iris(self) -> Iris:
        """The addresses that the release was made with."""
        return self.manifest.iris

    def describer(self, *, page_size: int = 100) -> Describer:
        """Make a describer of its things, with its own memory of labels."""
        times = {iri: entry.modified for iri, entry in self.manifest.graphs.items()}
        labels = Labels(self.store, self.iris.base)
        return Describer(self.store, self.iris, labels, times, page_size)


def open_release(folder: Path) -> OpenRelease:
    """Open a sealed release.

    Raises:
        ReleaseError: its manifest, store or index is missing or damaged.
    """
    manifest = read_manifest(folder)
    return OpenRelease(folder, manifest, open_store(folder / STORE), open_index(folder / INDEX))
