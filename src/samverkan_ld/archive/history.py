"""Which release was current when."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from samverkan_ld.archive.folder import CURRENT, current_folder, release_folders
from samverkan_ld.errors import NoReleaseError


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


def release_near(releases: Path, moment: datetime) -> Path:
    """Find the folder of the release that was current at a moment.

    Since the last switch that is the current one, be it older than others; before the first
    release it is the first.

    Raises:
        NoReleaseError: nothing is published.
    """
    current = current_folder(releases)
    switched = (releases / CURRENT).lstat().st_mtime
    if moment.timestamp() >= switched:
        return current
    try:
        return release_at(releases, moment)
    except NoReleaseError:
        return release_folders(releases)[0]
