"""The dumps of a release: the whole dataset as files, and the list of them.

They lie in `dump/` of its folder, all of them or none: `dumps.json` names each with its size and
SHA-256.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from samverkan_ld.archive.folder import release_folders
from samverkan_ld.errors import DamagedError
from samverkan_ld.formats.table import CSV, JSONLD, NQUADS, TRIG, Format

FOLDER: Final = "dump"
DATASET: Final = "samverkan"
"""What the files that hold the whole dataset are called."""

_LIST: Final = "dumps.json"
_FORMATS: Final = (NQUADS, TRIG, JSONLD, CSV)


@dataclass(frozen=True, slots=True)
class Content:
    """What a dump holds, and how it is written.

    `format` is the name of a format; `kind` a kind of things, or nothing where it is the dataset.
    `language` is that of a table's header, `has_mark` tells whether it begins with a byte order
    mark, as spreadsheets like.
    """

    format: str
    kind: str = ""
    language: str = ""
    has_mark: bool = False

    @property
    def name(self) -> str:
        """The name of the file, such as `samverkan.nq.gz` or `person.sv.bom.csv.gz`."""
        language = ".sv" if self.language == "sv" else ""
        mark = ".bom" if self.has_mark else ""
        return f"{self.kind or DATASET}{language}{mark}.{self.format}.gz"

    @property
    def written(self) -> Format:
        """The format that it is written in."""
        return next(fmt for fmt in _FORMATS if fmt.name == self.format)

    @property
    def is_table(self) -> bool:
        """Tell whether it is a table of things of a kind."""
        return self.format == CSV.name


@dataclass(frozen=True, slots=True)
class Dump:
    """A file: what it holds, how many quads or rows, its size in bytes and its SHA-256 in hex."""

    content: Content
    entries: int
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.content.name


@dataclass(frozen=True, slots=True)
class Dumps:
    """The dumps of a release, which `created` is the time of (xsd:dateTime)."""

    folder: Path
    created: str
    files: Sequence[Dump]

    @property
    def release(self) -> str:
        """The id of the release."""
        return self.folder.name

    def find(self, name: str) -> Dump | None:
        """Find a file by its name."""
        return next((dump for dump in self.files if dump.name == name), None)

    def path(self, dump: Dump) -> Path:
        """Tell where a file lies."""
        return self.folder / FOLDER / dump.name

    @property
    def checksums(self) -> str:
        """The checksums of all files, as `sha256sum --check` reads them."""
        return "".join(f"{dump.sha256}  {dump.name}\n" for dump in self.files)


NQUADS_DUMP: Final = Path(FOLDER, Content(NQUADS.name).name)
"""Where the N-Quads lie in the folder of a release."""


def write_list(build: Path, created: str, files: Iterable[Dump]) -> None:
    """Write the list of the dumps that lie in a folder."""
    told = {"created": created, "files": [asdict(dump) for dump in files]}
    (build / FOLDER / _LIST).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def read_dumps(folder: Path) -> Dumps | None:
    """Read the list of the dumps of a release; None while it has none.

    Raises:
        DamagedError: the list cannot be read.
    """
    path = folder / FOLDER / _LIST
    try:
        told = json.loads(path.read_bytes())
        return Dumps(folder, str(told["created"]), [_read_entry(item) for item in told["files"]])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DamagedError(
            f"{path}: is damaged ({error}); remove the folder {FOLDER} that it is in, and run: "
            "samverkan-ld publish"
        ) from error


def latest_dumps(releases: Path, current: str) -> Dumps | None:
    """Find the newest dumps that are not of a later release than the current one.

    Args:
        releases: the folder of releases.
        current: the id of the current release.
    """
    folders = [folder for folder in release_folders(releases) if folder.name <= current]
    return next(filter(None, map(read_dumps, reversed(folders))), None)


def has_dumps(folder: Path) -> bool:
    """Tell whether the dumps of a release are there."""
    return (folder / FOLDER / _LIST).exists()


def _read_entry(told: dict[str, Any]) -> Dump:
    return Dump(Content(**told["content"]), told["entries"], told["size"], told["sha256"])
