"""The index of a release in its file: built from a store, or brought up to a change."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.iris import Iris
from samverkan_ld.search.rows import Row, Rows
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, SCHEMA, translated
from samverkan_ld.search.touched import find_touched
from samverkan_ld.search.values import MEMBERSHIP, TYPE, look_up, scan

_WIDTHS: Final = {"thing": 7, "membership": 4 + len(MEMBERSHIP_COLUMNS)}


def build_index(path: Path, store: Store, iris: Iris) -> None:
    """Build the index of a store in a new file.

    Raises:
        ReleaseError: the file cannot be written.
    """
    values, labelled = scan(store)
    rows = Rows(store, iris, values)
    with _opened(path, "rwc") as database:
        database.executescript(SCHEMA)
        _insert(database, "thing", labelled, rows.thing)
        _insert(database, "membership", _memberships(store), rows.membership)


def update_index(path: Path, store: Store, iris: Iris, changes: Iterable[Quad]) -> None:
    """Bring an index up to a change; it then holds what `build_index` would write.

    Nothing is waited for, and a failure leaves the file damaged: it must be a copy that is synced
    when all is well.

    Args:
        path: the index of the store before the change.
        store: the store after the change.
        iris: the addresses of the site.
        changes: the quads that came or went.

    Raises:
        ReleaseError: the file is missing or damaged, or cannot be written.
    """
    touched = find_touched(store, changes)
    rows = Rows(store, iris, look_up(store))
    with _opened(path, "rw", "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF") as database:
        _replace(database, "thing", touched.things, rows.thing)
        _replace(database, "membership", touched.memberships, rows.membership)


@contextmanager
def _opened(path: Path, mode: str, settings: str = "") -> Iterator[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode={mode}"
    with translated(path), closing(sqlite3.connect(address, uri=True)) as database:
        database.executescript(settings)
        with database:
            yield database


def _replace(
    database: sqlite3.Connection,
    table: str,
    iris: Iterable[str],
    row: Callable[[str], Row | None],
) -> None:
    database.executemany(f"DELETE FROM {table} WHERE iri = ?", ((iri,) for iri in iris))
    _insert(database, table, iris, row)


def _insert(
    database: sqlite3.Connection,
    table: str,
    iris: Iterable[str],
    row: Callable[[str], Row | None],
) -> None:
    marks = ", ".join("?" * _WIDTHS[table])
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", filter(None, map(row, iris)))


def _memberships(store: Store) -> Iterable[str]:
    quads = store.quads_for_pattern(None, TYPE, MEMBERSHIP, None)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})
