"""How identifiers ended: replaced, merged, split or withdrawn. Nothing ended is ever used again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from samverkan_ld.archive.ledger import Ledger

_COLUMNS: Final = "iri, kind, moment, reason, source, is_erased"


class EndingKind(StrEnum):
    """How an identifier ended: what came in its place."""

    REPLACED = "replaced"
    MERGED = "merged"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Ending:
    """The end of an identifier.

    `moment` is when it ended (xsd:dateTime), `reason` the IRI of a concept, `successors` what came
    in its place, `source` the file that declares it, or nothing where it ended by itself. Of what
    was erased no earlier state may be shown.
    """

    iri: str
    kind: EndingKind
    moment: str
    reason: str
    successors: tuple[str, ...] = ()
    source: str = ""
    is_erased: bool = False


def find_ending(ledger: Ledger, iri: str) -> Ending | None:
    """Find how an identifier ended; None while it has not."""
    rows = ledger.rows(f"SELECT {_COLUMNS} FROM ending WHERE iri = ?", iri)
    return next(_endings(ledger, rows), None)


def all_endings(ledger: Ledger) -> Iterator[Ending]:
    """Give how each identifier ended, by IRI."""
    return _endings(ledger, ledger.rows(f"SELECT {_COLUMNS} FROM ending ORDER BY iri"))


def endings_of(ledger: Ledger, successor: str) -> Iterator[Ending]:
    """Give the endings that name an IRI as what came in place, by IRI."""
    query = (
        f"SELECT {_COLUMNS} FROM ending WHERE iri IN "
        "(SELECT iri FROM successor WHERE successor = ?) ORDER BY iri"
    )
    return _endings(ledger, ledger.rows(query, successor))


def write_endings(ledger: Ledger, endings: Iterable[Ending]) -> None:
    """Keep how identifiers ended, in place of what was known of the same before."""
    for ending in endings:
        remove_ending(ledger, ending.iri)
        row = (ending.iri, ending.kind.value, ending.moment, ending.reason, ending.source)
        ledger.database.execute(
            "INSERT INTO ending VALUES (?, ?, ?, ?, ?, ?)", (*row, int(ending.is_erased))
        )
        ledger.database.executemany(
            "INSERT INTO successor VALUES (?, ?, ?)",
            ((ending.iri, place, iri) for place, iri in enumerate(ending.successors)),
        )


def remove_ending(ledger: Ledger, iri: str) -> None:
    """Forget that an identifier ended: it is described again."""
    ledger.database.execute("DELETE FROM ending WHERE iri = ?", (iri,))
    ledger.database.execute("DELETE FROM successor WHERE iri = ?", (iri,))


def _endings(ledger: Ledger, rows: Iterable[tuple[Any, ...]]) -> Iterator[Ending]:
    for iri, kind, moment, reason, source, is_erased in rows:
        found = ledger.rows("SELECT successor FROM successor WHERE iri = ? ORDER BY place", iri)
        yield Ending(
            iri=iri,
            kind=EndingKind(kind),
            moment=moment,
            reason=reason,
            successors=tuple(row[0] for row in found),
            source=source,
            is_erased=bool(is_erased),
        )
