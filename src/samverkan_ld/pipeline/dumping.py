"""Writing the dumps of a release: the dataset in three formats, and a table for each kind.

All of it goes in a stream, from the objects and the index to files: memory does not grow with the
dataset. The same release gives the same bytes whenever its dumps are written.
"""

import csv
import gzip
import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import Quad, RdfFormat, parse, serialize

from samverkan_ld.archive.dumps import FOLDER, NQUADS_DUMP, Content, Dump, write_list
from samverkan_ld.archive.folder import INDEX, read_manifest
from samverkan_ld.archive.objects import concatenate, packing
from samverkan_ld.formats.table import CSV, JSONLD, NQUADS, TRIG
from samverkan_ld.iris import KINDS, Iris
from samverkan_ld.pipeline.dataset import Progress
from samverkan_ld.search.lists import Index, open_index
from samverkan_ld.search.tables import header

_KIND: Final = re.compile("[A-Za-z0-9_-]+")
_BUFFER: Final = 256 * 1024
_LANGUAGES: Final = ("en", "sv")
_MARKS: Final = (False, True)


def write_dumps(releases: Path, folder: Path, build: Path, progress: Progress) -> None:
    """Write the dumps of a release and their list into `dump/` of another folder.

    Args:
        releases: the folder of releases.
        folder: the release.
        build: where the dumps are made.
        progress: told about each file.

    Raises:
        ReleaseError: an object or the index is gone or damaged.
    """
    manifest = read_manifest(folder)
    index = open_index(folder / INDEX)
    kinds = _kinds(index)
    total = 3 + len(kinds)
    progress("dumping", 0, total)
    concatenate(releases, manifest.digests, build / NQUADS_DUMP)
    quads = sum(entry.quads for entry in manifest.graphs.values())
    files = [_told(build, Content(NQUADS.name), quads)]
    for writer in (_write_trig, _write_jsonld):
        progress("dumping", len(files), total)
        content = writer(build, manifest.iris)
        files.append(_told(build, content, quads))
    for number, (kind, entries) in enumerate(sorted(kinds.items()), start=3):
        progress("dumping", number, total)
        files += _write_tables(build, index, kind, entries)
    write_list(build, manifest.modified, files)
    progress("dumping", total, total)


def _kinds(index: Index) -> dict[str, int]:
    """Count the things of each kind that has a table; concepts and terms have none."""
    counts = dict.fromkeys(KINDS, 0) | index.counts()
    return {kind: count for kind, count in counts.items() if _KIND.fullmatch(kind)}


def _write_trig(build: Path, iris: Iris) -> Content:
    content = Content(TRIG.name)
    with _packed(_path(build, content)) as output:
        serialize(_quads(build), output, format=RdfFormat.TRIG, prefixes=iris.prefixes())
    return content


def _write_jsonld(build: Path, _: Iris) -> Content:
    content = Content(JSONLD.name)
    with _packed(_path(build, content)) as output:
        serialize(_quads(build), output, format=RdfFormat.JSON_LD)
    return content


def _quads(build: Path) -> Iterator[Quad]:
    """Read the N-Quads dump, where no blank node of one graph has the name of another's."""
    with gzip.open(build / NQUADS_DUMP) as packed, io.BufferedReader(packed, _BUFFER) as lines:
        # Canonical lines were checked when they were made.
        yield from parse(lines, format=RdfFormat.N_QUADS, lenient=True)


def _write_tables(build: Path, index: Index, kind: str, entries: int) -> Iterator[Dump]:
    """Write the table of a kind: with a header in each language, with and without a mark."""
    for language, has_mark in product(_LANGUAGES, _MARKS):
        content = Content(CSV.name, kind, language, has_mark)
        coding = "utf-8-sig" if has_mark else "utf-8"
        with (
            _packed(_path(build, content)) as output,
            io.TextIOWrapper(output, encoding=coding, newline="") as text,
        ):
            table = csv.writer(text)
            table.writerow(header(kind, language))
            table.writerows(index.rows(kind))
        yield _told(build, content, entries)


def _path(build: Path, content: Content) -> Path:
    return build / FOLDER / content.name


@contextmanager
def _packed(path: Path) -> Iterator[BinaryIO]:
    """Open a gzip file for writing in large pieces."""
    with (
        path.open("wb") as file,
        packing(file) as packed,
        io.BufferedWriter(packed, _BUFFER) as output,
    ):
        yield output


def _told(build: Path, content: Content, entries: int) -> Dump:
    with _path(build, content).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Dump(content, entries, file.tell(), digest)
