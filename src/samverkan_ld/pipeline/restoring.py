"""What can be made anew from the objects: the store and the index of a release."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Quad

from samverkan_ld.archive.endings import all_endings
from samverkan_ld.archive.folder import (
    INDEX,
    RESTORE,
    STORE,
    read_manifest,
    sync,
    sync_tree,
    workplace,
)
from samverkan_ld.archive.ledger import LEDGER, open_ledger
from samverkan_ld.archive.objects import unpack
from samverkan_ld.config import Config, LimitsConfig, SiteConfig
from samverkan_ld.errors import ReleaseError, SourcesError
from samverkan_ld.pipeline.dataset import read_carried
from samverkan_ld.pipeline.metadata import system_quads
from samverkan_ld.releases import Manifest
from samverkan_ld.search.index import build_index
from samverkan_ld.store.disk import build_store, open_store

DEFAULT_LIMITS: Final = LimitsConfig()

_LINES: Final = "quads.nq"


def restore(releases: Path, folder: Path, *, limits: LimitsConfig = DEFAULT_LIMITS) -> None:
    """Rebuild the store and index of a release from the objects, where they are gone.

    Each appears whole or not at all. The caller holds the right to restore.

    Raises:
        ReleaseError: an object is gone, or the store cannot be written.
    """
    if is_whole(folder):
        return
    with workplace(releases, RESTORE) as build:
        rebuild_store(releases, folder, build, limits=limits)
        manifest = read_manifest(folder)
        if not (folder / INDEX).exists():
            build_index(build / INDEX, open_store(build / STORE), manifest.iris)
        sync_tree(build)
        for part in (STORE, INDEX):
            if not (folder / part).exists():
                (build / part).rename(folder / part)
        sync(folder)


def is_whole(folder: Path) -> bool:
    """Tell whether the store and the index of a release are there."""
    return (folder / STORE).exists() and (folder / INDEX).exists()


def rebuild_store(
    releases: Path, folder: Path, build: Path, *, limits: LimitsConfig = DEFAULT_LIMITS
) -> None:
    """Build the store of a release anew, in another folder.

    Raises:
        ReleaseError: an object is gone, or the store cannot be written.
    """
    manifest = read_manifest(folder)
    store_objects(releases, manifest, system_of(folder, manifest, limits), build)


def store_objects(releases: Path, manifest: Manifest, system: Iterable[Quad], build: Path) -> None:
    """Build the store of a release of its objects and the program's own quads.

    Raises:
        ReleaseError: an object is gone, or the store cannot be written.
    """
    unpack(releases, manifest.digests, build / _LINES)
    build_store(build / STORE, build / _LINES, system)
    (build / _LINES).unlink()


def system_of(
    folder: Path, manifest: Manifest, limits: LimitsConfig = DEFAULT_LIMITS
) -> Iterator[Quad]:
    """Give the quads that stand in a release's store besides the sources'.

    Raises:
        ReleaseError: what the release carries cannot be read.
    """
    endings = all_endings(open_ledger(folder / LEDGER))
    return system_quads(manifest, *carried(folder, manifest, limits), endings)


def carried(
    folder: Path, manifest: Manifest, limits: LimitsConfig
) -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    """Read the shapes and the example queries that a release carries.

    Raises:
        ReleaseError: they cannot be read.
    """
    site = SiteConfig(manifest.base, manifest.terms, manifest.register)
    try:
        return read_carried(Config(folder, site, limits=limits, former=manifest.former))
    except SourcesError as error:
        raise ReleaseError(f"{folder}: its shapes or queries cannot be read: {error}") from error
