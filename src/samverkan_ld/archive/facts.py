"""Single facts in a ledger, by name."""

from samverkan_ld.archive.ledger import Ledger


def find_fact(ledger: Ledger, name: str) -> str:
    """Find a fact; nothing where it is not known."""
    rows = ledger.rows("SELECT value FROM fact WHERE name = ?", name)
    return str(rows[0][0]) if rows else ""


def write_fact(ledger: Ledger, name: str, value: str) -> None:
    """Keep a fact in place of what was known before."""
    ledger.database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))
