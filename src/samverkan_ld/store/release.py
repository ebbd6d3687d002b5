"""A release opened for reading."""

import sys
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from samverkan_ld.archive.folder import INDEX, STORE, read_manifest
from samverkan_ld.archive.ledger import LEDGER, Ledger, open_ledger
from samverkan_ld.iris import Iris
from samverkan_ld.releases import Manifest
from samverkan_ld.search.lists import Index, open_index
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.documents import Describer
from samverkan_ld.store.labels import Labels


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """A release with its store, index and ledger; closed when nobody holds it any longer."""

    folder: Path
    manifest: Manifest
    store: Store
    index: Index
    ledger: Ledger

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
        return _describer(self.manifest, self.store, page_size)


def open_release(folder: Path) -> OpenRelease:
    """Open a sealed release.

    Raises:
        ReleaseError: its manifest, store, index or ledger is missing or damaged.
    """
    manifest = read_manifest(folder)
    store, index = open_store(folder / STORE), open_index(folder / INDEX)
    return OpenRelease(folder, manifest, store, index, open_ledger(folder / LEDGER))


def describe_whole(folder: Path, store: Store) -> Describer:
    """Make a describer that gives documents whole, not in pages.

    Raises:
        ReleaseError: the manifest is missing or damaged.
    """
    return _describer(read_manifest(folder), store, sys.maxsize - 1)


def _describer(manifest: Manifest, store: Store, page_size: int) -> Describer:
    times = {iri: entry.modified for iri, entry in manifest.graphs.items()}
    labels = Labels(store, manifest.base)
    return Describer(store, manifest.iris, labels, times, page_size)
