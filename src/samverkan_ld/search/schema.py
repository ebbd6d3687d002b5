"""The tables of `search.sqlite`, and the order of Swedish words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from samverkan_ld.errors import ReleaseError

MEMBERSHIP_COLUMNS: Final = (
    "person",
    "person_iri",
    "role",
    "role_as_written",
    "organisation",
    "organisation_iri",
    "code",
    "tidigast_fran",
    "senast_fran",
    "tidigast_till",
    "senast_till",
    "observed",
    "precision",
    "source_iri",
    "source_date",
)
"""The columns of the flat table of roles held: a frozen promise to those who read the CSV."""

RULES: Final = 2
"""How rows, ranks, keys and terms are made: another number whenever that changes.

The index of the release before is brought up to a change only if it was made by the same rules;
terms are taken away by saying them again.
"""

TABLES: Final = f"""
CREATE TABLE thing (
  iri TEXT PRIMARY KEY, kind TEXT NOT NULL, label_sv TEXT NOT NULL, label_en TEXT NOT NULL,
  sort TEXT NOT NULL, county TEXT NOT NULL, year TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE membership (
  iri TEXT PRIMARY KEY, role_iri TEXT NOT NULL, county TEXT NOT NULL, sort TEXT NOT NULL,
  {", ".join(f"{name} TEXT NOT NULL" for name in MEMBERSHIP_COLUMNS)}
) WITHOUT ROWID;
CREATE TABLE name (
  rank INTEGER NOT NULL, iri TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  plain TEXT NOT NULL, key TEXT NOT NULL, backwards TEXT NOT NULL
);
CREATE TABLE identifier (code TEXT NOT NULL, iri TEXT NOT NULL, text TEXT NOT NULL);
CREATE VIRTUAL TABLE term USING fts5 (
  terms, content = '', tokenize = 'ascii', detail = none, columnsize = 0,
  prefix = '{" ".join(map(str, range(2, 18)))}'
);
INSERT INTO term (term, rank) VALUES ('hashsize', {64 * 1024 * 1024});
"""
"""The rowids of `term` are the ranks of `name`; its rows are found, and never read.

Its prefixes are those of terms: a mark and up to 16 letters. Longer ones are found by merging the
rows of all terms that begin so, which takes a while where those are many.

So many bytes of terms are gathered before they are written: the fewer parts, the less is merged.

The `key` of a name is what misspelt names are looked up by, `backwards` the same from its end.
"""

ORDERS: Final = """
CREATE INDEX thing_order ON thing (kind, sort, iri);
CREATE INDEX membership_order ON membership (sort, iri);
CREATE INDEX membership_person ON membership (person_iri);
CREATE INDEX membership_organisation ON membership (organisation_iri);
CREATE INDEX name_rank ON name (rank, iri);
CREATE INDEX name_plain ON name (plain, rank, iri);
CREATE INDEX name_key ON name (kind, key, rank);
CREATE INDEX name_backwards ON name (kind, backwards);
CREATE INDEX name_iri ON name (iri);
CREATE INDEX identifier_code ON identifier (code, iri);
CREATE INDEX identifier_iri ON identifier (iri);
"""
"""The orders in which rows are looked up; to sort rows once all are there takes less time."""

_LETTERS: Final = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "é": "e"})

LAST: Final = "\U0010ffff"
"""What comes after every letter."""


def sort_key(label: str) -> str:
    """Make a key that sorts as Swedish words do: å, ä and ö come last, case does not matter."""
    return label.casefold().translate(_LETTERS)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn failures of SQLite into ReleaseError."""
    try:
        yield
    except sqlite3.Error as error:
        raise ReleaseError(f"{path}: the index failed: {error}") from error
