"""Which release was current when, and which of those that are kept describe a thing."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from samverkan_ld.archive.folder import CURRENT, current_folder, release_folders
from samverkan_ld.archive.things import Thing
from samverkan_ld.errors import NoReleaseError
from samverkan_ld.releases import compact

_TIME: Final = "%Y%m%dT%H%M%SZ"
_TIME_LENGTH: Final = 16


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
    limit = f"{moment.astimezone(UTC):{_TIME}}"
    found = [path for path in release_folders(releases) if made_at(path.name) <= limit]
    if not found:
        raise NoReleaseError(f"{releases}: nothing was published by {moment:%Y-%m-%d %H:%M}")
    return found[-1]


def release_near(releases: Path, moment: datetime) -> Path:
    """Find the folder of the release that was current at a moment.

    Since the last switch that is the current one, be it older than others, or made by a clock that
    went back; before the first release it is the first.

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


def releases_with(releases: Path, thing: Thing | None) -> tuple[str, ...]:
    """List the ids of the kept releases that describe a thing, the oldest first.

    All of them are listed for what no ledger counts, since no source states it, such as a shape. A
    thing that was gone for a while is taken to have been there.
    """
    names = [path.name for path in release_folders(releases)]
    if thing is None:
        return tuple(names)
    end = "" if thing.is_described else compact(thing.changed)
    start = compact(thing.released)
    return tuple(n for n in names if start <= made_at(n) and (not end or made_at(n) < end))


def made_at(name: str) -> str:
    """Give the time in a release id, as it stands in addresses."""
    return name[:_TIME_LENGTH]


def read_time(text: str) -> datetime:
    """Read a time as it stands in addresses.

    Raises:
        ValueError: it is none.
    """
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
