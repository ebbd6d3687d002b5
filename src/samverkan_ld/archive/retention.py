"""Which releases are kept: all of the last days, then the last one of each month."""

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samverkan_ld.archive.folder import CURRENT, read_manifest, release_folders, writing
from samverkan_ld.archive.objects import remove_objects


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


def prune(releases: Path, now: datetime, *, days: int, monthly: bool) -> list[str]:
    """Remove the expired releases and the objects that only they used; give their ids.

    The current release is always kept.

    Raises:
        BusyError: another process is publishing.
    """
    with writing(releases):
        names = [path.name for path in release_folders(releases)]
        current = (releases / CURRENT).readlink().name if (releases / CURRENT).is_symlink() else ""
        gone = [n for n in expired(names, now, days=days, monthly=monthly) if n != current]
        for name in gone:
            _remove(releases / name)
        kept = {
            entry.digest
            for path in release_folders(releases)
            for entry in read_manifest(path).graphs.values()
        }
        remove_objects(releases, kept)
        return gone


def _remove(folder: Path) -> None:
    # Renamed first, so that a half-removed folder is never taken for a release.
    doomed = folder.with_name(f".build-{folder.name}")
    folder.rename(doomed)
    shutil.rmtree(doomed)


def _time(name: str) -> datetime:
    return datetime.strptime(name[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
