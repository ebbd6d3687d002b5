"""The releases that are kept: which there are, which was current when, and going back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from samverkan_ld.archive.folder import (
    current_folder,
    read_manifest,
    release_folder,
    release_folders,
    switch,
    writing,
)
from samverkan_ld.errors import NoReleaseError, ReleaseError
from samverkan_ld.pipeline.verify import restore
from samverkan_ld.releases import Manifest


def manifests(releases: Path) -> Iterator[Manifest | ReleaseError]:
    """Read the manifest of each release, the newest first, or the error of reading it."""
    for folder in reversed(release_folders(releases)):
        try:
            yield read_manifest(folder)
        except ReleaseError as error:
            yield error


def release_at(releases: Path, moment: date | datetime | None) -> Path:
    """Find the folder of the newest release made by a moment; a date means its end.

    Without a moment the current one is meant. Whether it was rolled back from is not remembered.

    Raises:
        NoReleaseError: nothing was published by then.
    """
    if moment is None:
        return current_folder(releases)
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.max, UTC)
    limit = f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    found = [path for path in release_folders(releases) if path.name[:16] <= limit]
    if not found:
        raise NoReleaseError(f"{releases}: nothing was published by {moment:%Y-%m-%d %H:%M}")
    return found[-1]


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
        restore(releases, folder)
        switch(releases, manifest.id)
        return manifest
