"""Static files by addresses that change with what they hold, so that browsers may keep them."""

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent / "static"
_VERSION_LENGTH: Final = 12


def asset(name: str) -> str:
    """Give the address of a file; of all files at once, so that they may refer to each other."""
    return f"/assets/{version()}/{name}"


def addresses() -> list[str]:
    """List the addresses of all files; those that pages begin with have two."""
    names = sorted(_files())
    return [*map(asset, names), *(f"/static/{name}" for name in names if "/" not in name)]


def has_asset(name: str) -> bool:
    """Tell whether there is such a file: what comes from npm may be missing."""
    return name in _files()


def read_asset(name: str) -> bytes:
    """Read a file of which `has_asset` holds."""
    return _files()[name].read_bytes()


@lru_cache(maxsize=64)
def read_packed(name: str) -> bytes:
    """Read a file compressed by gzip."""
    return gzip.compress(read_asset(name), mtime=0)


@lru_cache(maxsize=1)
def version() -> str:
    """Name the state of all files, by the start of a digest."""
    digest = hashlib.sha256()
    for name, path in sorted(_files().items()):
        digest.update(f"{name}\0{len(data := path.read_bytes())}\0".encode() + data)
    return digest.hexdigest()[:_VERSION_LENGTH]


@lru_cache(maxsize=1)
def _files() -> dict[str, Path]:
    paths = (path for path in FOLDER.rglob("*") if path.is_file())
    return {path.relative_to(FOLDER).as_posix(): path for path in paths}
