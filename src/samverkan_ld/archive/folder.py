"""The folder of releases: which there are, which is current, and who may write.

releases/
  current -> 20261123T200000Z-1a2b3c4d     replaced atomically
  20261123T200000Z-1a2b3c4d/               sealed: never written again
  objects/1a/1a2b….nq.gz                   canonical N-Quads, shared by the releases
  attempt.json                             how the last attempt to publish ended, and when
  moved.map                                where addresses before a move lead, for a web server
  .build-…/                                half-made; thrown away by the next publication
  .renewed-…/                              store and index made anew, for the next release
  .finish/                                 what follows a publication, half-made
  .erasure.json, .erasure/                 an erasure under way, and what will replace what there is
  .restore/                                a store rebuilt for a release that had lost it
  .lock, .finishing-lock, .restoring-lock  held by those who publish, finish and rebuild
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from samverkan_ld.archive.locks import writing
from samverkan_ld.errors import DamagedError, NoReleaseError, ReleaseError
from samverkan_ld.releases import RELEASE_ID, Manifest

CURRENT: Final = "current"
MANIFEST: Final = "manifest.json"
STORE: Final = "store"
INDEX: Final = "search.sqlite"
REPORT: Final = "report.ttl"
RENEWED: Final = ".renewed-"
"""What the folder begins with of a store and index made anew for the release whose id follows."""

BUILD: Final = ".build-"
"""What the name of a half-made release begins with."""

FINISH: Final = ".finish"
"""Where what follows a publication is made."""

RESTORE: Final = ".restore"
"""Where what a release has lost is made."""

_UNSERVED: Final = ".unserved"
"""A mark in a sealed release until it has been current."""


def current_name(releases: Path) -> str:
    """Give the id that the link names, whether that release is there or not.

    Raises:
        NoReleaseError: nothing is published.
    """
    try:
        return (releases / CURRENT).readlink().name
    except OSError as error:
        raise NoReleaseError(
            f"{releases}: no release is published; make one with: samverkan-ld publish"
        ) from error


def current_folder(releases: Path) -> Path:
    """Give the folder of the current release.

    Raises:
        NoReleaseError: nothing is published, or what was published is gone.
    """
    folder = releases / current_name(releases)
    if not folder.is_dir():
        raise NoReleaseError(
            f"{releases / CURRENT} names {folder.name}, which is not there; "
            "choose another with: samverkan-ld releases rollback ID"
        )
    return folder


def release_folders(releases: Path) -> list[Path]:
    """List the folders of sealed releases, the oldest first."""
    if not releases.is_dir():
        return []
    found = (path for path in releases.iterdir() if RELEASE_ID.fullmatch(path.name))
    return sorted(path for path in found if path.is_dir())


def release_folder(releases: Path, name: str | None) -> Path:
    """Find a release by its id or the start of it; the current one when no name is given.

    Raises:
        NoReleaseError: there is none of that name.
        ReleaseError: several ids begin so.
    """
    if name is None:
        return current_folder(releases)
    found = [path for path in release_folders(releases) if name and path.name.startswith(name)]
    if not found:
        raise NoReleaseError(f"{releases}: no release is called {name}; see: samverkan-ld releases")
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise ReleaseError(f"{name} is the start of several releases: {names}")
    return found[0]


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        DamagedError: it is missing or damaged.
        ReleaseError: it is of another format.
    """
    path = folder / MANIFEST
    try:
        return Manifest.from_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedError(f"{path}: cannot be read: {error}") from error
    except ReleaseError as error:
        raise type(error)(f"{path}: {error}") from error


def switch(releases: Path, name: str) -> None:
    """Make a release the current one, atomically."""
    with suppress(NoReleaseError):
        (releases / current_name(releases) / _UNSERVED).unlink(missing_ok=True)
    link = releases / f".{CURRENT}-{secrets.token_hex(4)}"
    link.symlink_to(name)
    link.replace(releases / CURRENT)
    sync(releases)
    (releases / name / _UNSERVED).unlink(missing_ok=True)


def seal(build: Path, releases: Path, name: str) -> Path:
    """Give a finished build its name, after everything in it is on disk.

    Until `switch` has made it current it may be removed again.

    Raises:
        ReleaseError: a release of that name is there already.
    """
    (build / _UNSERVED).touch()
    sync_tree(build)
    target = releases / name
    try:
        build.rename(target)
    except OSError as error:
        raise ReleaseError(f"{target}: is there already; publish again in a second") from error
    sync(releases)
    return target


def sync(path: Path) -> None:
    """Wait until a file or folder is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Wait until everything in a folder is on disk."""
    for place, _, files in os.walk(folder):
        for file in files:
            sync(Path(place, file))
        sync(Path(place))


@contextmanager
def publishing(releases: Path) -> Iterator[Path]:
    """Hold the right to publish, and give an empty folder to build in.

    What an interrupted publication left behind is cleaned away first, and the build folder is gone
    afterwards unless it was sealed.

    Raises:
        BusyError: another process is publishing.
        ReleaseError: the folder cannot be written.
    """
    with writing(releases):
        clean(releases)
        with workplace(releases, f"{BUILD}{os.getpid()}-{secrets.token_hex(4)}") as build:
            yield build


@contextmanager
def workplace(releases: Path, name: str) -> Iterator[Path]:
    """Give an empty folder of a name to make something in; it is gone afterwards.

    Raises:
        ReleaseError: something cannot be written.
    """
    folder = releases / name
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        yield folder
    except OSError as error:
        where = error.filename or releases
        raise ReleaseError(f"{where}: cannot be written: {error.strerror}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def clean(releases: Path) -> None:
    """Remove what interrupted publications left behind, such as releases never served."""
    for path in releases.iterdir():
        if path.name.startswith(BUILD):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(f".{CURRENT}-"):
            with suppress(OSError):
                path.unlink()
    for folder in release_folders(releases):
        if (folder / _UNSERVED).exists():
            _settle(releases, folder)


def _settle(releases: Path, folder: Path) -> None:
    """Remove a release that was interrupted before it was served, or else its mark."""
    with suppress(NoReleaseError):
        if current_name(releases) == folder.name:
            (folder / _UNSERVED).unlink()
            return
    # Renamed first, so that a half-removed folder is never taken for a release.
    doomed = folder.rename(releases / f"{BUILD}{folder.name}")
    shutil.rmtree(doomed, ignore_errors=True)
