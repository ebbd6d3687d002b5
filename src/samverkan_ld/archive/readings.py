"""Which files a release was read from, and how to see at a glance that one has not changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samverkan_ld.archive.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: its name for people, its stamp, and the SHA-256 of what it held.

    The stamp is what the file system tells of the file and those read with it; it is empty when the
    file may have changed unseen while it was read.
    """

    name: str
    stamp: str
    digest: str


def read_readings(ledger: Ledger) -> dict[str, Reading]:
    """Map the name of each file to what is known of it."""
    rows = ledger.rows("SELECT name, stamp, digest FROM source")
    return {name: Reading(name, stamp, digest) for name, stamp, digest in rows}


def write_readings(ledger: Ledger, readings: Mapping[str, Reading]) -> None:
    """Keep what is known of the files that were read, by name, and forget all others."""
    known = read_readings(ledger)
    ledger.database.executemany(
        "DELETE FROM source WHERE name = ?", ((name,) for name in known.keys() - readings.keys())
    )
    ledger.database.executemany(
        "INSERT OR REPLACE INTO source VALUES (?, ?, ?)",
        (
            (name, reading.stamp, reading.digest)
            for name, reading in readings.items()
            if reading != known.get(name)
        ),
    )


def refuse_readings(ledger: Ledger, readings: Iterable[Reading]) -> None:
    """Remember files whose present content must not be published again: it was erased."""
    ledger.database.executemany(
        "INSERT OR REPLACE INTO refused_source VALUES (?, ?)",
        ((reading.digest, reading.name) for reading in readings),
    )


def refused_digests(ledger: Ledger) -> set[str]:
    """Give the SHA-256 of each content that must not be published again."""
    return {row[0] for row in ledger.rows("SELECT digest FROM refused_source")}
