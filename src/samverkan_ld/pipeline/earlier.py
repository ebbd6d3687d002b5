"""The release that a publication starts from."""

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from samverkan_ld.archive.folder import CURRENT, current_name, read_manifest, release_folders
from samverkan_ld.archive.ledger import LEDGER, Ledger, open_ledger
from samverkan_ld.errors import NewerError, NoReleaseError, ReleaseError
from samverkan_ld.iris import Iris
from samverkan_ld.releases import Manifest


@dataclass(frozen=True, slots=True)
class Earlier:
    """The release before: its folder, manifest and ledger, and whether it is the current one."""

    folder: Path
    manifest: Manifest
    ledger: Ledger
    is_current: bool = True


def find_earlier(releases: Path) -> tuple[Earlier | None, tuple[str, ...]]:
    """Find the newest release that can be read; None where there is none.

    It is the current one unless somebody went back from it: what it told, the feed and the life of
    identifiers go on from. What ended long ago is known from the ledgers only, so where the newest
    cannot be read, any of them is better than none.

    Returns:
        The release, None where there is none; and what is wrong with those that cannot be read.
        Where there is any such fault, the release found is not the one that was current.

    Raises:
        NewerError: a newer version of this program has published: nothing is built beside that.
    """
    current = _current(releases)
    folders = release_folders(releases)[::-1]
    faults = [_gone(releases, current)] if current and releases / current not in folders else []
    for folder in folders:
        try:
            manifest, ledger = read_manifest(folder), open_ledger(folder / LEDGER)
        except NewerError:
            raise
        except ReleaseError as error:
            faults.append(str(error))
        else:
            return Earlier(folder, manifest, ledger, folder.name == current), tuple(faults)
    return None, tuple(faults)


def _current(releases: Path) -> str:
    try:
        return current_name(releases)
    except NoReleaseError:
        return ""


def _gone(releases: Path, name: str) -> str:
    return f"{releases / CURRENT} names {name}, which is not there"


def tool() -> str:
    """Name this program and its version."""
    return f"samverkan-ld {version('samverkan-ld')}"


def reads_alike(manifest: Manifest, iris: Iris, contexts: str, withheld: str) -> bool:
    """Tell whether a source would be read today as it was for a release."""
    made_by = (manifest.tool, manifest.contexts, manifest.withheld)
    addresses = (manifest.base, manifest.terms, manifest.register)
    return made_by == (tool(), contexts, withheld) and addresses == (
        iris.base,
        iris.terms,
        iris.register,
    )
