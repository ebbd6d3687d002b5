"""The faithful archive: canonical N-Quads by digest, shared by all releases as git shares blobs."""

import gzip
import os
import re
import secrets
import shutil
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

from samverkan_ld.errors import ReleaseError

_NODES: Final = re.compile(rb"^(_:)?(\S+ \S+ )(_:)?", re.MULTILINE)
"""The subject and object of each line, if they are blank nodes."""

_PIECE: Final = 1024 * 1024
"""Large objects are read in pieces of so many bytes."""


def object_path(releases: Path, digest: str) -> Path:
    """Tell where the object of a digest lies."""
    return releases / "objects" / digest[:2] / f"{digest}.nq.gz"


def write_object(releases: Path, digest: str, packed: bytes) -> None:
    """Keep canonical N-Quads, gzip, under their digest, unless they are there already.

    The file appears whole or not at all; it is on disk once `sync_objects` has returned.
    """
    path = object_path(releases, digest)
    # Compared whole: what a power cut leaves may have the right size and hold zeros.
    if path.exists() and path.read_bytes() == packed:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    try:
        draft.write_bytes(packed)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def sync_objects() -> None:
    """Wait until the objects written so far are on disk.

    One call for all: to wait for each of tens of thousands of small files would take minutes.
    """
    os.sync()


def read_object(releases: Path, digest: str) -> bytes:
    """Read the canonical N-Quads of a digest.

    Raises:
        ReleaseError: the object is missing or damaged.
    """
    path = object_path(releases, digest)
    with _translated(path):
        return gzip.decompress(path.read_bytes())


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ReleaseError(f"{path}: is missing; restore it from a back-up") from error
    except (OSError, EOFError, zlib.error) as error:
        raise ReleaseError(f"{path}: is damaged ({error}); restore it from a back-up") from error


def concatenate(releases: Path, digests: Iterable[str], target: Path) -> None:
    """Write the objects one after another as one gzip file: the dump.

    Several gzip members in a row are one valid file (RFC 1952, section 2.2). The names of blank
    nodes hold for one object only, so in the dump each begins with the digest of its own. Objects
    are read in pieces: a large one takes no more memory than a small one.

    Raises:
        ReleaseError: an object is missing or damaged.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as output:
        for digest in digests:
            _append(object_path(releases, digest), digest, output)


def unpack(releases: Path, digests: Iterable[str], target: Path) -> None:
    """Write the lines of objects one after another, not compressed; blank nodes as in the dump.

    Raises:
        ReleaseError: an object is missing or damaged.
    """
    with target.open("wb") as output:
        for digest in digests:
            for lines in _lines(object_path(releases, digest)):
                output.write(name_apart(lines, digest))


def _lines(path: Path) -> Iterator[bytes]:
    """Give the lines of an object, a piece at a time."""
    with _translated(path), gzip.open(path) as packed:
        rest = b""
        while piece := packed.read(_PIECE):
            whole, end, rest = (rest + piece).rpartition(b"\n")
            yield whole + end
        yield rest


def _append(path: Path, digest: str, output: BinaryIO) -> None:
    if not _has_blank_nodes(path):
        with path.open("rb") as packed:
            shutil.copyfileobj(packed, output, _PIECE)
        return
    with gzip.open(path) as lines, packing(output) as packed:
        for line in lines:
            packed.write(name_apart(line, digest))


def _has_blank_nodes(path: Path) -> bool:
    """Tell whether an object may have blank nodes; it is read to its end, whole or damaged."""
    found, end = False, b""
    with _translated(path), gzip.open(path) as lines:
        while piece := lines.read(_PIECE):
            found = found or b"_:" in end + piece
            end = piece[-1:]
    return found


def packing(output: BinaryIO) -> gzip.GzipFile:
    """Compress what is written, so that the same bytes always come out of the same."""
    return gzip.GzipFile(filename="", mode="wb", fileobj=output, compresslevel=6, mtime=0)


def name_apart(lines: bytes, digest: str) -> bytes:
    """Name the blank nodes of canonical N-Quads so that no other object has the same names."""
    if b"_:" not in lines:
        return lines
    name = b"_:b" + digest[:16].encode()

    def rename(line: re.Match[bytes]) -> bytes:
        return (name if line[1] else b"") + line[2] + (name if line[3] else b"")

    return _NODES.sub(rename, lines)


def remove_objects(releases: Path, keep: set[str]) -> int:
    """Remove the objects that no release names any more, and drafts; give how many."""
    removed = 0
    for path in (releases / "objects").glob("*/*"):
        if path.name.removesuffix(".nq.gz") not in keep:
            with suppress(FileNotFoundError):
                path.unlink()
                removed += 1
    return removed
