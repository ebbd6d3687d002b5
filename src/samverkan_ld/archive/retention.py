"""Which releases are kept: all of the last days, then the last one of each month."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samverkan_ld.archive.folder import CURRENT, read_manifest, release_folders
from samverkan_ld.archive.locks import writing
from samverkan_ld.archive.objects import remove_objects
from samverkan_ld.errors import ReleaseError


@dataclass(frozen=True, slots=True)
class Pruned:
    """The ids of the releases that were removed, and why no objects were, if so."""

    names: tuple[str, ...]
    faults: tuple[str, ...]


def expired(names: Iterable[str], now: datetime, *, days: int, monthly: bool) -> list[str]:
    """Choose the release ids that need not be kept any longer.

    Args:
        names: release ids, which begin with their time.
        now: the present time.
        days: every release younger than this is kept.
        monthly: whether the last release of each month is kept besides.
    """
    limit = now - timedelta(days=days)
    old = sorted(name for name in names if _time(name) < limit)
    last = {name[:6]: name for name in sorted(names)} if monthly else {}
    return [name for name in old if last.get(name[:6]) != name]


def prune(releases: Path, now: datetime, *, days: int, monthly: bool) -> Pruned:
    """Remove the expired releases and the objects that only they used.

    The current release is always kept. Objects are kept too while the manifest of any release that
    stays cannot be read: it may name them.

    Raises:
        BusyError: another process is publishing.
    """
    with writing(releases):
        names = [path.name for path in release_folders(releases)]
        current = (releases / CURRENT).readlink().name if (releases / CURRENT).is_symlink() else ""
        gone = [n for n in expired(names, now, days=days, monthly=monthly) if n != current]
        for name in gone:
            _remove(releases / name)
        kept, faults = _named(releases)
        if not faults:
            remove_objects(releases, kept)
        return Pruned(tuple(gone), tuple(faults))


def _named(releases: Path) -> tuple[set[str], list[str]]:
    """Give the objects that releases name, and what is wrong with manifests."""
    names, faults = set(), []
    for path in release_folders(releases):
        try:
            names |= {entry.digest for entry in read_manifest(path).graphs.values()}
        except ReleaseError as error:
            faults.append(str(error))
    return names, faults


def _remove(folder: Path) -> None:
    # Renamed first, so that a half-removed folder is never taken for a release.
    doomed = folder.with_name(f".build-{folder.name}")
    folder.rename(doomed)
    shutil.rmtree(doomed)


def _time(name: str) -> datetime:
    return datetime.strptime(name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
