"""The index of a release in its file: built from a store, or brought up to a change."""

import sqlite3
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.iris import Iris
from samverkan_ld.search.rows import Made, Rows, properties
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, ORDERS, RULES, TABLES, translated
from samverkan_ld.search.termtable import (
    build_terms,
    clear_terms,
    ranked_names,
    ranks_of,
    renew_terms,
)
from samverkan_ld.search.touched import find_touched
from samverkan_ld.search.values import MEMBERSHIP, TYPE, look_up, scan

_WIDTHS: Final = {
    "thing": 7,
    "membership": 4 + len(MEMBERSHIP_COLUMNS),
    "name": 7,
    "identifier": 3,
}

_SETTINGS: Final = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
"""
"""Nothing is waited for, and 64 MiB are held: rows come in another order than they are kept."""

_MADE_BY: Final = zlib.crc32(f"{RULES} {unicodedata.unidata_version}".encode()) >> 1
"""Tells in the file by which rules it was made; words are folded as Unicode has it by then."""

_PIECE: Final = 1000
"""So many IRIs are taken at a time."""

Making = Callable[[str], Made]
"""Makes the rows that belong to an IRI."""


def build_index(path: Path, store: Store, iris: Iris) -> None:
    """Build the index of a store in a new file, which is to be synced when all is well.

    Raises:
        ReleaseError: the file cannot be written.
    """
    values, labelled = scan(store, properties(iris))
    rows = Rows(store, iris, values)
    with _opened(path, "rwc") as database:
        database.executescript(f"BEGIN; {TABLES}")
        _insert(database, sorted(labelled), rows.of_thing)
        _insert(database, _memberships(store), rows.of_membership)
        build_terms(database)
        database.executescript(ORDERS)
        database.execute(f"PRAGMA user_version = {_MADE_BY}")


def update_index(path: Path, store: Store, iris: Iris, changes: Iterable[Quad]) -> None:
    """Bring an index up to a change; it then holds what `build_index` would write.

    One that was made by other rules is built anew. Nothing is waited for, and a failure leaves the
    file damaged: it must be a copy that is synced when all is well.

    Args:
        path: the index of the store before the change.
        store: the store after the change.
        iris: the addresses of the site.
        changes: the quads that came or went.

    Raises:
        ReleaseError: the file is missing or damaged, or cannot be written.
    """
    with _opened(path, "rw") as database:
        is_alike = _made_by(database) == _MADE_BY
        if is_alike:
            _update(database, store, iris, changes)
    if not is_alike:
        path.unlink()
        build_index(path, store, iris)


def renew_index(path: Path) -> None:
    """Write an index anew from its own rows, so that nothing that was removed is left in its file.

    Words stay in a full-text index until the parts that hold them are merged; so all of it goes,
    and is made of the names. The rest is what SQLite leaves in the file where rows were removed
    (https://www.sqlite.org/lang_vacuum.html). A failure leaves the file damaged.

    Raises:
        ReleaseError: the file is missing or damaged, or cannot be written.
    """
    with _opened(path, "rw") as database:
        clear_terms(database)
        build_terms(database)
        database.commit()
        database.execute("VACUUM")


def _made_by(database: sqlite3.Connection) -> int:
    database.execute("SELECT 1 FROM thing LIMIT 1")  # an empty file is no index
    (found,) = database.execute("PRAGMA user_version").fetchone()
    return int(found)


def _update(
    database: sqlite3.Connection, store: Store, iris: Iris, changes: Iterable[Quad]
) -> None:
    touched = find_touched(store, changes)
    rows = Rows(store, iris, look_up(store))
    before = ranked_names(database, ranks_of(database, touched.things))
    _replace(database, ("thing", "name", "identifier"), touched.things, rows.of_thing)
    _replace(database, ("membership",), touched.memberships, rows.of_membership)
    after = ranked_names(database, before.keys() | ranks_of(database, touched.things))
    renew_terms(database, before, after)


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode={mode}"
    with translated(path), closing(sqlite3.connect(address, uri=True)) as database:
        database.executescript(_SETTINGS)
        with database:
            yield database


def _replace(
    database: sqlite3.Connection, tables: Iterable[str], iris: Iterable[str], making: Making
) -> None:
    for table in tables:
        database.executemany(f"DELETE FROM {table} WHERE iri = ?", ((iri,) for iri in iris))
    _insert(database, iris, making)


def _insert(database: sqlite3.Connection, iris: Iterable[str], making: Making) -> None:
    waiting = iter(iris)
    while some := [*islice(waiting, _PIECE)]:
        made = [*map(making, some)]
        for table, width in _WIDTHS.items():
            rows = (row for one in made for row in one.get(table, ()))
            marks = ", ".join("?" * width)
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _memberships(store: Store) -> Iterable[str]:
    quads = store.quads_for_pattern(None, TYPE, MEMBERSHIP, None)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})
