"""The exceptions of samverkan-ld, in one tree.

A graph that does not conform is a result, never an exception (SHACL keeps the validation report
and a failure of the processor apart: https://www.w3.org/TR/shacl/#failures).

SamverkanError
├─ ConfigError            samverkan.toml is wrong; every fault is named
├─ SourceError            a source cannot be read: file, line or record, what, what to do
├─ SourcesError           several sources cannot be read: all their faults
├─ EntangledError         blank nodes cannot be told apart in the time given
├─ FormatError            a graph cannot be written in a format
├─ ShapesError            the shapes graph itself is broken
├─ ReleaseError           a release cannot be made, found or trusted
│   ├─ NoReleaseError     nothing has been published yet
│   ├─ DamagedError       its manifest or ledger cannot be read
│   ├─ RevivingError      its store or index is gone, and is being rebuilt
│   ├─ NewerError         a newer version of this program made it
│   ├─ VanishedError      identifiers vanished from the sources, or are used again
│   └─ BusyError          another publisher is at work
├─ NothingToTestError     a service names no identifiers to test it by
├─ NotFoundError          no such thing in this release
│   └─ NotKeptError       a release is not kept, or never was
└─ QueryError             a query, in SPARQL or for reconciliation, cannot be answered
    ├─ BatchError           a batch of queries for reconciliation is no such batch
    ├─ QuerySyntaxError     the query is not SPARQL: line, column, reason
    ├─ ServiceRefusedError  it asks another endpoint
    ├─ EndpointError        an endpoint that it asks failed
    ├─ DeadlineError        it took longer than a query may
    ├─ ExhaustedError       it needed more memory than a query may, or ended its process
    ├─ TooLongError         its answer is longer than an answer may be
    └─ CrowdedError         too many other queries are asked at once
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final


class SamverkanError(Exception):
    """Something went wrong that a person can do something about."""


class ConfigError(SamverkanError):
    """The configuration is wrong; the message names each key."""


class SourceError(SamverkanError):
    """A source cannot be read.

    `name` is the file as shown to people, `line` its line counted from 1 when known, `record` the
    row or IRI concerned when known.
    """

    def __init__(
        self, name: str, reason: str, *, line: int | None = None, record: str | None = None
    ) -> None:
        self.name = name
        self.reason = reason
        self.line = line
        self.record = record
        place = name if line is None else f"{name}:{line}"
        about = "" if record is None else f" ({record})"
        super().__init__(f"{place}{about}: {reason}")


class SourcesError(SamverkanError):
    """One or more sources cannot be read; `faults` holds an error for each."""

    def __init__(self, faults: Sequence[SourceError]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in faults))


class EntangledError(SamverkanError):
    """A graph's blank nodes cannot be told apart in the time given."""


class FormatError(SamverkanError):
    """A graph cannot be written in a format; the message names what the format cannot hold."""


class ShapesError(SamverkanError):
    """The shapes graph cannot be used; `shape` is the IRI of the shape at fault, if known."""

    def __init__(self, message: str, shape: str = "") -> None:
        super().__init__(message)
        self.shape = shape


class ReleaseError(SamverkanError):
    """A release cannot be made, found or trusted."""


class NoReleaseError(ReleaseError):
    """No release is published yet."""


class DamagedError(ReleaseError):
    """The manifest or the ledger of a release cannot be read."""


class RevivingError(ReleaseError):
    """A release has lost its store or its index, which is being rebuilt."""


class NewerError(ReleaseError):
    """A newer version of this program made a release."""


class VanishedError(ReleaseError):
    """Identifiers vanished from the sources without an event, or are used after their end."""


class BusyError(ReleaseError):
    """Another process is publishing to the same folder."""


class NothingToTestError(SamverkanError):
    """A service names no identifiers that it could be tested by, and nobody else does."""


class NotFoundError(SamverkanError):
    """The release holds no such thing."""


class NotKeptError(NotFoundError):
    """A release is not kept, or never was there."""


class QueryError(SamverkanError):
    """A query, in SPARQL or for reconciliation, cannot be answered."""


class BatchFault(StrEnum):
    """What is wrong with a batch of queries; the value names the sentence that tells it."""

    NOT_JSON = "not-json"
    NOT_OBJECT = "not-object"
    TOO_MANY = "too-many"
    QUERY = "query"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    TWICE = "twice"
    MEMBER = "member"


class BatchError(QueryError):
    """A batch of queries for reconciliation, or a query for values, is no such thing.

    `values` stand in the sentence that tells the fault.
    """

    def __init__(self, fault: BatchFault, **values: object) -> None:
        self.fault = fault
        self.values = values
        super().__init__(f"{fault}: {values}")


class SyntaxFault(StrEnum):
    """What is wrong with a query text; the value names the sentence that tells it."""

    READ_ONLY = "read-only"
    TOO_DEEP = "too-deep"
    EARLY_END = "early-end"
    PREFIX = "prefix"
    UNEXPECTED = "unexpected"


_SYNTAX_FAULTS: Final = {
    SyntaxFault.READ_ONLY: "this endpoint is read only: an update is no query",
    SyntaxFault.TOO_DEEP: "brackets nest more than {text} deep",
    SyntaxFault.EARLY_END: (
        "the query ends too early, or a bracket or quote in it has no counterpart"
    ),
    SyntaxFault.PREFIX: "a prefix is used that no PREFIX line declares",
    SyntaxFault.UNEXPECTED: "unexpected text: {text}",
}


class QuerySyntaxError(QueryError):
    """The query text is not SPARQL 1.1.

    `text` is what the fault is about; `line` and `column` count from 1 when known.
    """

    def __init__(
        self,
        fault: SyntaxFault,
        text: object = "",
        *,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        self.fault = fault
        self.text = text
        self.line = line
        self.column = column
        super().__init__(_SYNTAX_FAULTS[fault].format(text=text))


class ServiceRefusedError(QueryError):
    """The query uses SERVICE in a way that this endpoint does not follow."""


class EndpointError(QueryError):
    """An endpoint that the query asks by SERVICE failed."""


class DeadlineError(QueryError):
    """The query took longer than a query may."""


class ExhaustedError(QueryError):
    """The query needed more memory than a query may, or the engine failed at it."""


class TooLongError(QueryError):
    """The answer is longer than an answer may be."""


class CrowdedError(QueryError):
    """Too many other queries are asked at once; a later try may succeed."""
