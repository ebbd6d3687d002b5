"""The index of a release in its file: built from a store, or brought up to a change."""

import sqlite3
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.iris import Iris
from samverkan_ld.search.identity import PROPERTIES
from samverkan_ld.search.rows import Rows
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, RULES, SCHEMA, translated
from samverkan_ld.search.termtable import build_terms, ranked_names, ranks_of, renew_terms
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

AnyRow = tuple[Any, ...]
Making = Callable[[str], Iterable[AnyRow]]
"""Makes the rows of a table that belong to an IRI."""


def build_index(path: Path, store: Store, iris: Iris) -> None:
    """Build the index of a store in a new file, which is to be synced when all is well.

    Raises:
        ReleaseError: the file cannot be written.
    """
    values, labelled = scan(store, PROPERTIES)
    rows = Rows(store, iris, values)
    with _opened(path, "rwc") as database:
        database.executescript(f"BEGIN; {SCHEMA}")
        for table, making in _of_things(rows).items():
            _insert(database, table, labelled, making)
        _insert(database, "membership", _memberships(store), _one(rows.membership))
        build_terms(database)
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
    for table, making in _of_things(rows).items():
        _replace(database, table, touched.things, making)
    _replace(database, "membership", touched.memberships, _one(rows.membership))
    after = ranked_names(database, before.keys() | ranks_of(database, touched.things))
    renew_terms(database, before, after)


def _of_things(rows: Rows) -> Mapping[str, Making]:
    return {"thing": _one(rows.thing), "name": rows.names, "identifier": rows.identifiers}


def _one(making: Callable[[str], AnyRow | None]) -> Making:
    return lambda iri: filter(None, (making(iri),))


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode={mode}"
    with translated(path), closing(sqlite3.connect(address, uri=True)) as database:
        database.executescript(_SETTINGS)
        with database:
            yield database


def _replace(database: sqlite3.Connection, table: str, iris: Iterable[str], making: Making) -> None:
    database.executemany(f"DELETE FROM {table} WHERE iri = ?", ((iri,) for iri in iris))
    _insert(database, table, iris, making)


def _insert(database: sqlite3.Connection, table: str, iris: Iterable[str], making: Making) -> None:
    marks = ", ".join("?" * _WIDTHS[table])
    rows = (row for iri in iris for row in making(iri))
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _memberships(store: Store) -> Iterable[str]:
    quads = store.quads_for_pattern(None, TYPE, MEMBERSHIP, None)
    return sorted({quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)})
