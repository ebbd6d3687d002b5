"""Earlier releases whose stores are gone: rebuilt by a process of its own when they are asked for.

The server itself only reads. Of all server processes one at most has something rebuilt at a time:
it passes a lock on to the process that rebuilds.
"""

import fcntl
import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Final

from samverkan_ld.archive.folder import INDEX, STORE
from samverkan_ld.config import Config

PAUSE: Final = 10.0
"""So many seconds pass from one start to the next, in case it fails at once."""

_LOCK: Final = ".reviving"
_log = logging.getLogger(__name__)


def is_revivable(folder: Path) -> bool:
    """Tell whether something of a release is gone that can be rebuilt."""
    return folder.is_dir() and not ((folder / STORE).exists() and (folder / INDEX).exists())


def revive(config: Config, name: str) -> bool:
    """Start to rebuild a release, and tell whether that was started.

    Nothing is waited for. What goes wrong is logged: the request that asks can be answered anyway.
    """
    try:
        handle = os.open(config.releases / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        _log.error("%s cannot be rebuilt: %s", name, error)
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_due(handle):
            return False
        os.pwrite(handle, name.encode().ljust(64), 0)
        process = _start(config, name, handle)
    except BlockingIOError:
        return False  # somebody is at work
    except OSError as error:
        _log.error("%s cannot be rebuilt: %s", name, error)
        return False
    finally:
        os.close(handle)
    threading.Thread(target=_attend, args=(process, name), daemon=True).start()
    return True


def _is_due(handle: int) -> bool:
    known = os.fstat(handle)
    return known.st_size == 0 or time.time() - known.st_mtime >= PAUSE


def _start(config: Config, name: str, handle: int) -> "subprocess.Popen[bytes]":
    path = config.root / config.file_name
    # -P: a file of the working folder must not stand in for a module.
    command = [sys.executable, "-P", "-m", "samverkan_ld", "--config", str(path)]
    return subprocess.Popen(
        [*command, "releases", "verify", name],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        pass_fds=(handle,),
    )


def _attend(process: "subprocess.Popen[bytes]", name: str) -> None:
    """Wait until a process has ended, so that it is not left as a zombie, and tell how it went."""
    _, told = process.communicate()
    if process.returncode:
        _log.error("%s could not be rebuilt: %s", name, told.decode(errors="replace").strip())
    else:
        _log.info("%s has been rebuilt", name)
