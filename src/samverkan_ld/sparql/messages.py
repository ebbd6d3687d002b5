"""What a server process and its query workers say to each other: frames over a socket.

A frame is a byte that names its kind, four bytes of length, and so many bytes of content. The
server sends questions; a worker answers with a head, pieces of the body, and an end, or with a
failure at any point.
"""

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import orjson

from samverkan_ld.errors import (
    DeadlineError,
    EndpointError,
    ExhaustedError,
    FormatError,
    QueryError,
    QuerySyntaxError,
    ReleaseError,
    SamverkanError,
    ServiceRefusedError,
    SyntaxFault,
    TooLongError,
)

HEADER: Final = struct.Struct("<BI")
"""The start of a frame: its kind, and the length of its content."""

PID: Final = struct.Struct("<I")
"""What the keeper answers to a request for a worker: its process id."""

READY: Final = b"+"
"""What a worker says first: that its store is open."""

NOWHERE: Final = b"-"
"""What is sent with such a request in place of a release's folder, where there is none yet."""


class Kind(IntEnum):
    """What a frame holds."""

    QUESTION = 1
    HEAD = 2
    BODY = 3
    END = 4
    FAILURE = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A query for a worker.

    `folder` is that of the release, `base`, `terms` and `register` its addresses. `solutions` and
    `graph` name the formats for answers of either kind, or nothing where none is acceptable; with
    `rows` the first so many rows are wanted for a page instead. `seconds` are left of its time.
    """

    folder: str
    base: str
    terms: str
    register: str
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    solutions: str = ""
    graph: str = ""
    rows: int = 0
    seconds: float = 1.0


@dataclass(frozen=True, slots=True)
class Head:
    """What a worker tells before the body of an answer.

    `kind` is select, ask or graph; `is_volatile` tells that another try may give another answer.
    `has_more` is known at the end only, and so comes in a second head.
    """

    kind: str
    is_volatile: bool = False
    has_more: bool = False


class UnacceptableError(QueryError):
    """The answer's kind cannot be written in any format that was asked for."""


_FAILURES: Final[dict[str, type[SamverkanError]]] = {
    kind.__name__: kind
    for kind in (
        DeadlineError,
        EndpointError,
        ExhaustedError,
        FormatError,
        QueryError,
        ReleaseError,
        ServiceRefusedError,
        TooLongError,
        UnacceptableError,
    )
}


def frame(kind: Kind, content: bytes = b"") -> bytes:
    """Make a frame."""
    return HEADER.pack(kind, len(content)) + content


def write_question(question: Question) -> bytes:
    """Make the frame of a question."""
    return frame(Kind.QUESTION, orjson.dumps(question))


def read_question(content: bytes) -> Question:
    """Read a question."""
    return Question(**_tuples(orjson.loads(content)))


def write_head(head: Head) -> bytes:
    """Make the frame of a head."""
    return frame(Kind.HEAD, orjson.dumps(head))


def read_head(content: bytes) -> Head:
    """Read a head."""
    return Head(**orjson.loads(content))


def write_failure(error: SamverkanError) -> bytes:
    """Make the frame of a failure; of a kind that is not known here, it is a QueryError."""
    if isinstance(error, QuerySyntaxError):
        told: dict[str, Any] = {
            "fault": error.fault,
            "text": error.text,
            "line": error.line,
            "column": error.column,
        }
    else:
        name = type(error).__name__
        told = {"kind": name if name in _FAILURES else "QueryError", "reason": str(error)}
    return frame(Kind.FAILURE, orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS))


def read_failure(content: bytes) -> SamverkanError:
    """Read a failure."""
    told = orjson.loads(content)
    if "fault" in told:
        place = {"line": told["line"], "column": told["column"]}
        return QuerySyntaxError(SyntaxFault(told["fault"]), told["text"], **place)
    return _FAILURES[told["kind"]](told["reason"])


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
