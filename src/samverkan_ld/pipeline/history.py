"""The releases that are kept: which there are, which was current when, and going back."""

from collections.abc import Iterator
from pathlib import Path

from samverkan_ld.archive.folder import (
    current_folder,
    read_manifest,
    release_folder,
    release_folders,
    switch,
)
from samverkan_ld.archive.locks import restoring, writing
from samverkan_ld.errors import ReleaseError
from samverkan_ld.pipeline.restoring import restore
from samverkan_ld.releases import Manifest


def manifests(releases: Path) -> Iterator[Manifest | ReleaseError]:
    """Read the manifest of each release, the newest first, or the error of reading it."""
    for folder in reversed(release_folders(releases)):
        try:
            yield read_manifest(folder)
        except ReleaseError as error:
            yield error


def rollback(releases: Path, name: str | None) -> Manifest:
    """Switch to an earlier release; without a name to the one before the current.

    A store or index that it has lost is rebuilt first.

    Raises:
        NoReleaseError: there is no such release.
        BusyError: another process is publishing.
        ReleaseError: the release is damaged.
    """
    with writing(releases):
        if name is None:
            name = read_manifest(current_folder(releases)).previous
            if name is None:
                raise ReleaseError("the current release is the first one: there is none before it")
        folder = release_folder(releases, name)
        manifest = read_manifest(folder)
        with restoring(releases, waits=True):
            restore(releases, folder)
        switch(releases, manifest.id)
        return manifest
