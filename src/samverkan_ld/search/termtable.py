"""The full-text index in the file: made of the names beside it, and kept in step with them.

A row stands for all names of one rank, so it is a function of those alone. It keeps no text: to
take it away, the terms that it was made of are said again
(https://www.sqlite.org/fts5.html#the_delete_command).
"""

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final

from samverkan_ld.search.terms import terms

Names = frozenset[tuple[str, str]]
"""Kinds of things, and names of such things."""

_INSERT: Final = "INSERT INTO term (rowid, terms) VALUES (?, ?)"
_DELETE: Final = "INSERT INTO term (term, rowid, terms) VALUES ('delete', ?, ?)"


def build_terms(database: sqlite3.Connection) -> None:
    """Make the rows of all names."""
    # The plus lets SQLite sort: to follow an index would be to jump about in the table.
    names = database.execute("SELECT rank, kind, text FROM name ORDER BY +rank")
    rows = (
        (rank, _text(frozenset((kind, name) for _, kind, name in alike)))
        for rank, alike in groupby(names, itemgetter(0))
    )
    database.executemany(_INSERT, rows)
    database.execute("INSERT INTO term (term) VALUES ('optimize')")


def clear_terms(database: sqlite3.Connection) -> None:
    """Take all rows away, with every trace of them (https://www.sqlite.org/fts5.html#the_delete_all_command)."""
    database.execute("INSERT INTO term (term) VALUES ('delete-all')")


def renew_terms(
    database: sqlite3.Connection, before: Mapping[int, Names], after: Mapping[int, Names]
) -> None:
    """Replace the rows of those ranks whose names have changed.

    Args:
        database: the index; the names in it have been changed already.
        before: the names that were, by rank.
        after: the names that are, by rank; the same ranks and more.
    """
    changed = [rank for rank in after if before.get(rank, Names()) != after[rank]]
    gone = ((rank, _text(before[rank])) for rank in changed if before.get(rank))
    come = ((rank, _text(after[rank])) for rank in changed if after[rank])
    database.executemany(_DELETE, gone)
    database.executemany(_INSERT, come)


def ranks_of(database: sqlite3.Connection, iris: Iterable[str]) -> set[int]:
    """Give the ranks of the names of things."""
    found = (database.execute("SELECT rank FROM name WHERE iri = ?", (iri,)) for iri in iris)
    return {rank for rows in found for (rank,) in rows}


def ranked_names(database: sqlite3.Connection, ranks: Iterable[int]) -> dict[int, Names]:
    """Give all names of each of these ranks; some may have none."""
    query = "SELECT kind, text FROM name WHERE rank = ?"
    return {rank: frozenset(database.execute(query, (rank,))) for rank in ranks}


def _text(names: Names) -> str:
    return " ".join({term for kind, name in names for term in terms(kind, name)})
