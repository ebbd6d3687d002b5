"""The ledger of a release: what it knows besides its triples.

One SQLite file, `ledger.sqlite`: the files that were read, every thing that was ever released and
when it last changed, how identifiers ended, the pages of the feed, and what the gate found. The
next release begins with a copy of it, so a publication costs what it changes.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from samverkan_ld.errors import DamagedError, ReleaseError

LEDGER: Final = "ledger.sqlite"

_TABLES: Final = """
CREATE TABLE source (
  name TEXT PRIMARY KEY, stamp TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE thing (
  iri TEXT PRIMARY KEY, quads INTEGER NOT NULL, released TEXT NOT NULL,
  changed TEXT NOT NULL, change TEXT NOT NULL, page INTEGER
) WITHOUT ROWID;
CREATE INDEX thing_changed ON thing (changed, iri);
CREATE INDEX thing_page ON thing (page, changed, iri) WHERE page IS NOT NULL;
CREATE INDEX thing_withdrawn ON thing (changed) WHERE change = 'withdrawn' AND page IS NOT NULL;
CREATE TABLE page (
  number INTEGER PRIMARY KEY, revision TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  members INTEGER NOT NULL
);
CREATE TABLE ending (
  iri TEXT PRIMARY KEY, kind TEXT NOT NULL, moment TEXT NOT NULL, reason TEXT NOT NULL,
  source TEXT NOT NULL, is_erased INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE successor (
  iri TEXT NOT NULL, place INTEGER NOT NULL, successor TEXT NOT NULL, PRIMARY KEY (iri, place)
) WITHOUT ROWID;
CREATE INDEX successor_of ON successor (successor);
CREATE TABLE finding (
  shape TEXT NOT NULL, focus TEXT NOT NULL, violation INTEGER NOT NULL, warning INTEGER NOT NULL,
  info INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (shape, focus)
) WITHOUT ROWID;
CREATE TABLE refused_source (digest TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger, open; reading may happen from several threads."""

    database: sqlite3.Connection
    path: Path

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Answer a query.

        Raises:
            DamagedError: the ledger cannot be read.
        """
        with translated(self.path):
            return self.database.execute(query, values).fetchall()


def open_ledger(path: Path) -> Ledger:
    """Open the ledger of a sealed release, which never changes.

    Raises:
        DamagedError: there is none, or it cannot be read.
    """
    if not path.exists():
        raise DamagedError(f"{path}: is missing; publish with: samverkan-ld publish --full")
    with translated(path):
        # A sealed file never changes, so SQLite need not lock it.
        database = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        database.execute("SELECT count(*) FROM fact")
    return Ledger(database, path)


@contextmanager
def writing_ledger(path: Path, before: Path | None) -> Iterator[Ledger]:
    """Write a new ledger that begins as a copy of another, or else empty.

    Nothing is kept unless the block ends well. The file is not waited for: whoever seals the
    release does that.

    Raises:
        DamagedError: the ledger before cannot be read.
        ReleaseError: the ledger cannot be written.
    """
    if before is not None:
        shutil.copyfile(before, path)
    with translated(path):
        database = sqlite3.connect(path)
        try:
            database.execute("PRAGMA journal_mode = MEMORY")
            database.execute("PRAGMA synchronous = OFF")
            if before is None:
                database.executescript(_TABLES)
            with database:
                yield Ledger(database, path)
        except sqlite3.OperationalError as error:
            raise ReleaseError(f"{path}: cannot be written: {error}") from error
        finally:
            database.close()


def forget_removed(path: Path) -> None:
    """Write a ledger anew, so that nothing that was removed is left in the file.

    See https://www.sqlite.org/lang_vacuum.html.

    Raises:
        DamagedError: it cannot be read.
    """
    with translated(path), closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = MEMORY")
        database.execute("VACUUM")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn failures of SQLite into DamagedError."""
    try:
        yield
    except sqlite3.Error as error:
        raise DamagedError(f"{path}: is damaged ({error}); choose another release") from error
