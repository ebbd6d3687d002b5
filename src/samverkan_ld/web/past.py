"""Earlier releases, opened for those who ask for them."""

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Final

from samverkan_ld.archive.folder import MANIFEST, STORE
from samverkan_ld.config import Config
from samverkan_ld.errors import ReleaseError
from samverkan_ld.store.release import open_release
from samverkan_ld.web.view import View

_KEPT: Final = 4
"""So many earlier releases are kept open."""

_Mark = tuple[Path, int, int, int]


class PastViews:
    """Earlier releases, opened for those who ask for them; those last asked for are kept open."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._lock = threading.Lock()
        self._open: OrderedDict[_Mark, View] = OrderedDict()

    def get(self, folder: Path) -> View:
        """Give a kept release; what was erased from one is never served by an older opening of it.

        Raises:
            ReleaseError: it cannot be opened: its store is gone, or it is damaged.
        """
        mark = _mark(folder)
        with self._lock:
            view = self._open.pop(mark, None) or View(open_release(folder), self._config)
            self._open[mark] = view
            while len(self._open) > _KEPT:
                self._open.popitem(last=False)
        return view


def _mark(folder: Path) -> _Mark:
    """Give what changes when a release is rewritten, or its store rebuilt."""
    try:
        store, manifest = (folder / STORE).stat(), (folder / MANIFEST).stat()
    except OSError as error:
        raise ReleaseError(f"{folder}: a part is missing: {error}") from error
    return folder, store.st_ino, store.st_mtime_ns, manifest.st_mtime_ns
