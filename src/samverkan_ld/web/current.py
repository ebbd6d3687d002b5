"""The current release of a server process, followed while it changes."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from samverkan_ld.archive.folder import CURRENT, current_folder
from samverkan_ld.errors import NoReleaseError, SamverkanError
from samverkan_ld.store.release import OpenRelease, open_release

INTERVAL: Final = 0.1
"""How often the link is looked at, at most, in seconds."""

RETRY: Final = 5.0
"""How long a release that could not be opened is left alone, in seconds."""

_Mark = tuple[Path, int]
_log = logging.getLogger(__name__)


class Current:
    """Follows `releases/current`.

    A new release is opened in a thread of its own while everyone goes on with the old one, which
    stays open as long as somebody holds it. What cannot be opened is logged, and the old one stays.
    """

    def __init__(
        self, releases: Path, opener: Callable[[Path], OpenRelease] = open_release
    ) -> None:
        self._releases = releases
        self._opener = opener
        self._lock = threading.Lock()
        self._release: OpenRelease | None = None
        self._mark: _Mark | None = None
        self._refused: _Mark | None = None
        self._retry = 0.0
        self._look = 0.0

    def get(self) -> OpenRelease:
        """Give the open release; the first call opens it.

        Raises:
            NoReleaseError: nothing is published.
            ReleaseError: nothing is open yet, and the current release cannot be opened.
        """
        release = self.peek()
        if release is None:
            with self._lock:
                release = self._release or self._open(_mark(self._releases))
        return release

    def peek(self) -> OpenRelease | None:
        """Give the open release, if any, without ever waiting."""
        now = time.monotonic()
        if now >= self._look:
            self._look = now + INTERVAL
            if self._release is not None:
                self._follow(now)
        return self._release

    def _follow(self, now: float) -> None:
        try:
            mark = _mark(self._releases)
        except (NoReleaseError, OSError):
            return  # for now: the link may be replaced at this moment
        if mark == self._mark or (mark == self._refused and now < self._retry):
            return
        if self._lock.acquire(blocking=False):
            self._refused, self._retry = mark, now + RETRY
            threading.Thread(target=self._switch, args=(mark,), daemon=True).start()

    def _switch(self, mark: _Mark) -> None:
        try:
            _log.info("now serving release %s", self._open(mark).id)
        except SamverkanError as error:
            _log.error("the new release is not served, the old one stays: %s", error)
        finally:
            self._lock.release()

    def _open(self, mark: _Mark) -> OpenRelease:
        release = self._opener(mark[0])
        self._release, self._mark = release, mark
        return release


def _mark(releases: Path) -> _Mark:
    """Give what changes at every switch, also at one to a release of the same name."""
    folder = current_folder(releases)
    return folder, (releases / CURRENT).lstat().st_mtime_ns
