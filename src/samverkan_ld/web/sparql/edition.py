"""The release that answers a query: the current one, or that of a time."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from samverkan_ld.archive.folder import MANIFEST, read_manifest
from samverkan_ld.archive.history import release_near
from samverkan_ld.config import Config
from samverkan_ld.errors import RevivingError
from samverkan_ld.iris import Iris
from samverkan_ld.releases import Manifest
from samverkan_ld.web.revival import is_revivable, revive


@dataclass(frozen=True, slots=True)
class Edition:
    """A release as queries need it; `moment` is set when a time was asked for (Memento).

    `state` changes with what the release says: an erasure changes that under the same id.
    """

    folder: Path
    id: str
    state: str
    iris: Iris
    moment: datetime | None = None

    @classmethod
    def of(cls, folder: Path, manifest: Manifest, *, is_past: bool = False) -> "Edition":
        """Make an edition of a release."""
        moment = datetime.fromisoformat(manifest.created) if is_past else None
        state = f"{manifest.id} {manifest.digest}"
        return cls(folder, manifest.id, state, manifest.iris, moment)


def edition_at(config: Config, moment: datetime) -> Edition:
    """Find the release that was current at a time; the first one for all times before it.

    RFC 7089, section 4.5.3 (https://www.rfc-editor.org/rfc/rfc7089#section-4.5.3). One whose store
    is gone begins to be rebuilt.

    Raises:
        RevivingError: the release is being rebuilt.
        ReleaseError: nothing is published, or the release is damaged.
    """
    folder = release_near(config.releases, moment)
    if is_revivable(folder):
        revive(config, folder.name)
        raise RevivingError(f"{folder}: its store is gone and is being rebuilt")
    try:
        changed = (folder / MANIFEST).stat().st_mtime_ns
    except OSError:
        changed = 0  # to read it tells what is wrong
    return _read(folder, changed)


@lru_cache(maxsize=16)
def _read(folder: Path, _changed: int) -> Edition:
    return Edition.of(folder, read_manifest(folder), is_past=True)
