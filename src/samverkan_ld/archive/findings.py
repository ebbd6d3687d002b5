"""What the gate found, kept from one release to the next: a row for each shape and focus node."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.reports import Severity


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """The results that a shape has for a focus node, as text, and how many of each severity."""

    shape: str
    focus: str
    counts: Mapping[Severity, int]
    content: str


def kept_findings(ledger: Ledger) -> Iterator[str]:
    """Give the text of each finding, by shape and focus node."""
    for row in ledger.rows("SELECT content FROM finding ORDER BY shape, focus"):
        yield row[0]


def told_findings(ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """Give shape, focus node and text of each finding."""
    yield from ledger.rows("SELECT shape, focus, content FROM finding")


def count_findings(ledger: Ledger) -> dict[str, int]:
    """Count the results of each severity."""
    query = "SELECT total(violation), total(warning), total(info) FROM finding"
    row = ledger.rows(query)[0]
    return {severity.value: int(count) for severity, count in zip(Severity, row, strict=True)}


def replace_findings(
    ledger: Ledger, outdated: Iterable[tuple[str, str]], found: Iterable[KeptFinding]
) -> None:
    """Remove findings, named by shape and focus node, and keep others."""
    ledger.database.executemany("DELETE FROM finding WHERE shape = ? AND focus = ?", outdated)
    ledger.database.executemany(
        "INSERT OR REPLACE INTO finding VALUES (?, ?, ?, ?, ?, ?)",
        (
            (row.shape, row.focus, *(row.counts.get(s, 0) for s in Severity), row.content)
            for row in found
        ),
    )


def forget_findings(ledger: Ledger) -> None:
    """Remove all findings."""
    ledger.database.execute("DELETE FROM finding")
