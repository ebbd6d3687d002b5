"""The roll of identifiers that have ended, the latest first."""

from collections.abc import Iterator

from samverkan_ld.archive.endings import Ending, find_ending
from samverkan_ld.archive.ledger import Ledger


def count_endings(ledger: Ledger) -> int:
    """Count the identifiers that have ended."""
    return int(ledger.rows("SELECT count(*) FROM ending")[0][0])


def latest_endings(ledger: Ledger, *, start: int = 0, most: int = -1) -> Iterator[Ending]:
    """Give how identifiers ended.

    Args:
        ledger: the ledger of a release.
        start: how many of the latest are passed over.
        most: how many are given at most; all if negative.
    """
    query = "SELECT iri FROM ending ORDER BY moment DESC, iri LIMIT ? OFFSET ?"
    endings = (find_ending(ledger, row[0]) for row in ledger.rows(query, most, start))
    return (ending for ending in endings if ending is not None)
