"""The folder of articles of a site: where a record is written, and nowhere else.

A record never takes the place of a file that it did not write itself. Nothing is written through a
link: the folder is opened once, and every name is a name in it.
"""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samverkan_ld.errors import SourceError

FOLDER: Final = "articles"
"""The folder of articles, in the folder of data."""

_FOLDER_FLAGS: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
RECORDS: Final = (".yaml", ".yml")
"""How the names of records end."""

_NO_LINKS: Final = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
"""What file systems say that have no hard links."""

_FILE_FLAGS: Final = os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class Filed:
    """A record as it was written: the name of its file in the folder, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder of articles in the folder of data `data`, which is called `name` in messages."""

    data: Path
    name: str

    def path(self, name: str) -> str:
        """Give the path of a file as shown to people."""
        return f"{self.name}/{FOLDER}/{name}"

    def records(self) -> Iterator[Filed]:
        """Give the records in YAML that stand in the folder; what cannot be read is left out."""
        for path in sorted((self.data / FOLDER).glob("[!.]*")):
            if path.suffix.lower() in RECORDS and path.is_file() and not path.is_symlink():
                with suppress(OSError):
                    yield Filed(path.name, path.read_bytes().decode(errors="replace"))

    def put(self, record: Filed, before: Filed | None = None) -> None:
        """Write a record; it is there as a whole, or not at all.

        Args:
            record: the record; its name must be one of a file, without a folder.
            before: the record that this one replaces, as it stands in the folder.

        Raises:
            SourceError: there is such a file that this record did not write, or it was changed
                since; or nothing can be written.
        """
        if "/" in record.name or record.name.startswith("."):
            raise SourceError(self.path(record.name), "is no name of a record")
        try:
            with self._open() as folder:
                self._put(folder, record, before)
        except OSError as error:
            reason = f"cannot be written: {error.strerror}"
            raise SourceError(self.path(record.name), reason) from error

    @contextmanager
    def _open(self) -> Iterator[int]:
        """Open the folder of articles, which is made where it is missing."""
        data = os.open(self.data, _FOLDER_FLAGS)
        try:
            with suppress(FileExistsError):
                os.mkdir(FOLDER, dir_fd=data)
            try:
                folder = os.open(FOLDER, _FOLDER_FLAGS | os.O_NOFOLLOW, dir_fd=data)
            except NotADirectoryError as error:
                reason = "is no folder, or a link to one: records are written into a folder"
                raise SourceError(self.path("").rstrip("/"), reason) from error
            try:
                yield folder
            finally:
                os.close(folder)
        finally:
            os.close(data)

    def _put(self, folder: int, record: Filed, before: Filed | None) -> None:
        if before is not None and not self._is_there(folder, before):
            before = None
        draft = f".{record.name}-{secrets.token_hex(8)}"
        try:
            _write(folder, draft, record.text)
            if before is not None and before.name == record.name:
                os.rename(draft, record.name, src_dir_fd=folder, dst_dir_fd=folder)
            else:
                self._name(folder, draft, record.name)
                if before is not None:
                    os.unlink(before.name, dir_fd=folder)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(draft, dir_fd=folder)
        os.fsync(folder)

    def _name(self, folder: int, draft: str, name: str) -> None:
        try:
            _link(folder, draft, name)
        except FileExistsError:
            raise SourceError(
                self.path(name), "is there already: move it away, or change that file by hand"
            ) from None

    def _is_there(self, folder: int, record: Filed) -> bool:
        """Tell whether a record stands as it was written; False where somebody removed it.

        Raises:
            SourceError: somebody changed it.
        """
        try:
            file = os.open(record.name, os.O_RDONLY | os.O_NONBLOCK | _FILE_FLAGS, dir_fd=folder)
        except FileNotFoundError:
            return False
        with os.fdopen(file, encoding="utf-8", errors="replace", newline="") as stream:
            if stream.read() != record.text:
                raise SourceError(
                    self.path(record.name),
                    "was changed since it was saved: move it away, or go on in that file by hand",
                )
        return True


def _link(folder: int, draft: str, name: str) -> None:
    """Give a draft its name: unlike a renaming, a link takes the place of nothing."""
    try:
        os.link(draft, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _write(folder, name, "")  # is refused where there is such a file: what follows is new
        os.rename(draft, name, src_dir_fd=folder, dst_dir_fd=folder)


def _write(folder: int, name: str, text: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE_FLAGS
    with os.fdopen(os.open(name, flags, 0o666, dir_fd=folder), "wb") as stream:
        stream.write(text.encode())
        stream.flush()
        os.fsync(stream.fileno())
