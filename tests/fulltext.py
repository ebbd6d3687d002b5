"""What the full-text index of a release holds, read from the index itself."""

import sqlite3


def documents(database: sqlite3.Connection) -> dict[int, list[str]]:
    """Give the terms that lead to each row (https://www.sqlite.org/fts5.html#fts5vocab)."""
    database.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, term, instance)"
    )
    found: dict[int, list[str]] = {}
    for term, row in database.execute("SELECT term, doc FROM temp.vocabulary ORDER BY term, doc"):
        found.setdefault(row, []).append(term)
    return found
