"""The release that a publication starts from."""

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from samverkan_ld.archive.folder import current_name, read_manifest, release_folders
from samverkan_ld.archive.ledger import LEDGER, Ledger, open_ledger
from samverkan_ld.errors import NewerError, NoReleaseError, ReleaseError
from samverkan_ld.iris import Iris
from samverkan_ld.releases import Manifest


@dataclass(frozen=True, slots=True)
class Earlier:
    """The release before: its folder, manifest and ledger."""

    folder: Path
    manifest: Manifest
    ledger: Ledger


def find_earlier(releases: Path) -> tuple[Earlier | None, tuple[str, ...]]:
    """Find the current release or, where it cannot be read, the newest that can.

    What ended long ago is known from the ledgers only, so any of them is better than none.

    Returns:
        The release, None where there is none; and what is wrong with those that cannot be read.
        Where there is any such fault, the release found is not the one that was current.

    Raises:
        NewerError: a newer version of this program has published: nothing is built beside that.
    """
    faults: list[str] = []
    for folder in _candidates(releases):
        try:
            found = Earlier(folder, read_manifest(folder), open_ledger(folder / LEDGER))
        except NewerError:
            raise
        except ReleaseError as error:
            faults.append(str(error))
        else:
            return found, tuple(faults)
    return None, tuple(faults)


def _candidates(releases: Path) -> list[Path]:
    folders = release_folders(releases)[::-1]
    try:
        current = releases / current_name(releases)
    except NoReleaseError:
        return folders
    return [current, *(folder for folder in folders if folder != current)]


def tool() -> str:
    """Name this program and its version."""
    return f"samverkan-ld {version('samverkan-ld')}"


def reads_alike(manifest: Manifest, iris: Iris, contexts: str) -> bool:
    """Tell whether a source would be read today as it was for a release."""
    before = (manifest.tool, manifest.base, manifest.terms, manifest.register, manifest.contexts)
    return before == (tool(), iris.base, iris.terms, iris.register, contexts)
