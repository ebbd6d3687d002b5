"""Reading files within bounds: no folder left, no device opened, no size or encoding guessed."""

import os
import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from samverkan_ld.errors import SourceError
from samverkan_ld.records import ReadingRules, SourceFile


def read_text(file: SourceFile, rules: ReadingRules) -> str:
    """Read a source as UTF-8 text, without its byte order mark.

    Line ends are kept as they are.

    Raises:
        SourceError: as `read_bytes`; or the text is not UTF-8 or holds a NUL character.
    """
    return decode(read_bytes(file, rules), file.name)


def read_bytes(file: SourceFile, rules: ReadingRules) -> bytes:
    """Read a source's bytes.

    Raises:
        SourceError: the file lies outside `rules.folder` once links are followed, is no ordinary
            file, cannot be opened, is empty, or is larger than `rules.max_bytes`.
    """
    return read_within(rules.folder, file.path, name=file.name, max_bytes=rules.max_bytes)


def read_within(folder: Path, path: Path, *, name: str, max_bytes: int) -> bytes:
    """Read the bytes of an ordinary file inside a folder; `name` stands in messages.

    Raises:
        SourceError: as `read_bytes`.
    """
    try:
        if not path.resolve(strict=True).is_relative_to(folder.resolve()):
            raise SourceError(name, f"lies outside {folder}: copy the file into that folder")
        data = _read_ordinary(path, name, max_bytes)
    except (OSError, RuntimeError) as error:
        raise SourceError(name, f"cannot be read: {_reason(error)}") from error
    except ValueError as error:
        raise SourceError(name, "is no possible file name: rename it") from error
    if not data:
        raise SourceError(name, "is empty: write something in it or remove it")
    return data


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8, without its byte order mark; `name` stands in messages.

    Raises:
        SourceError: the bytes are not UTF-8 or hold a NUL character; the line is told.
    """
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise SourceError(name, "is written in UTF-16: save it as UTF-8", line=1)
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise SourceError(
            name,
            f"is not UTF-8 (byte 0x{data[error.start + _bom_length(data)]:02X}): save it as UTF-8",
            line=data.count(b"\n", 0, error.start + _bom_length(data)) + 1,
        ) from error
    if "\0" in text:
        raise SourceError(
            name,
            "holds a NUL character: remove it, or save the file as UTF-8 if it is in UTF-16",
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    return text


def _bom_length(data: bytes) -> int:
    return len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0


def _read_ordinary(path: Path, name: str, max_bytes: int) -> bytes:
    with open(path, "rb", opener=_open_at_once) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(name, "is no ordinary file: sources are files with text in them")
        if status.st_size <= max_bytes and len(data := stream.read(max_bytes + 1)) <= max_bytes:
            return data
        raise SourceError(
            name,
            f"is larger than the {max_bytes} bytes allowed: split it, "
            "or raise limits.source_bytes in samverkan.toml",
        )


def _open_at_once(path: str, flags: int) -> int:
    # Without O_NONBLOCK, opening a named pipe waits for a writer that may never come.
    return os.open(path, flags | os.O_NONBLOCK)


def _reason(error: OSError | RuntimeError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)
