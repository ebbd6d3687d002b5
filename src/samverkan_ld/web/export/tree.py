"""The folder of an export: written beside the one before, then put in its place."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import orjson

from samverkan_ld.errors import ConfigError

MARK: Final = "export.json"
"""The file by which an export knows its own folder."""


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a new folder to write in; it takes the place of the other when the block ends well.

    Raises:
        ConfigError: the folder is none, or holds something else than an export.
    """
    target = folder.resolve()
    _check(folder, target)
    draft, old = (target.with_name(f".{target.name}.{part}") for part in ("new", "old"))
    for left in (draft, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
        yield draft
        if target.exists():
            target.rename(old)
        draft.rename(target)
    except OSError as error:
        raise ConfigError(f"{folder}: cannot be written: {error}") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def write_mark(folder: Path, told: dict[str, object]) -> None:
    """Say what the folder is; written last, so that half an export is never taken for one."""
    written = orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    (folder / MARK).write_bytes(written)


def write_file(path: Path, pieces: Iterable[bytes], modified: float) -> None:
    """Write a file as it was last modified then, in seconds since 1970."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(pieces)
    os.utime(path, (modified, modified))


def _check(folder: Path, target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise ConfigError(f"{folder}: is no folder; name one to export to")
    if any(target.iterdir()) and not (target / MARK).is_file():
        raise ConfigError(
            f"{folder}: holds something else than an export ({MARK} is missing); "
            "name a new folder, or empty this one"
        )
