"""Answering a SPARQL 1.1 query from a store.

This is the one seam between those who ask (the SPARQL route, the command line) and the engine: what
comes in is a `Request`, what goes out is written in a format chosen once the kind is known.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from samverkan_ld.errors import (
    QueryError,
    QuerySyntaxError,
    ReleaseError,
    ServiceRefusedError,
    SyntaxFault,
)
from samverkan_ld.formats.table import (
    RESULTS_CSV,
    RESULTS_JSON,
    RESULTS_TSV,
    RESULTS_XML,
    Format,
)
from samverkan_ld.sparql.lexer import Outline, outline

_RESULTS: Final = {
    RESULTS_JSON: QueryResultsFormat.JSON,
    RESULTS_XML: QueryResultsFormat.XML,
    RESULTS_CSV: QueryResultsFormat.CSV,
    RESULTS_TSV: QueryResultsFormat.TSV,
}
_PLACE: Final = re.compile(r"error at (\d+):(\d+): ")
DEEPEST: Final = 200
"""How deep brackets may nest: the engine's parser overflows its stack at a few thousand."""

_SHOWN: Final = 40
_PROLOGUE: Final = ("PREFIX", "BASE", "VERSION")
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)


@dataclass(frozen=True, slots=True)
class Request:
    """A query and the dataset the protocol asks for (SPARQL 1.1 Protocol, section 2.1.4).

    Without graphs named here or in the query, the default graph is the union of all graphs.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of SELECT or ASK; solutions are found as they are written."""

    results: QuerySolutions | QueryBoolean

    def write(self, file: IO[bytes], fmt: Format) -> None:
        """Write the answer in one of the results formats.

        Raises:
            QueryError: the query failed while its solutions were found.
        """
        if isinstance(self.results, QueryBoolean) and fmt in (RESULTS_CSV, RESULTS_TSV):
            # Both are defined for SELECT only; peers send the bare word.
            file.write(f"{str(bool(self.results)).lower()}\n".encode())
            return
        with _translated():
            self.results.serialize(file, format=_RESULTS[fmt])


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer of CONSTRUCT or DESCRIBE."""

    results: QueryTriples

    def triples(self) -> Iterator[Triple]:
        """Give its triples.

        Raises:
            QueryError: the query failed while they were found.
        """
        with _translated():
            yield from self.results


def answer(store: Store, request: Request, *, base: str) -> Solutions | Graph:
    """Answer a query.

    Args:
        store: the store to read.
        request: the query and its dataset.
        base: what relative IRIs in the query begin with.

    Raises:
        QuerySyntaxError: the text is no query; an update is told apart.
        ServiceRefusedError: it asks another endpoint.
        QueryError: it cannot be answered.
        ReleaseError: the store failed.
    """
    found = outline(request.text)
    if found.uses_service:
        raise ServiceRefusedError("SERVICE is refused: this endpoint asks no other endpoint")
    if found.depth > DEEPEST:
        raise QuerySyntaxError(SyntaxFault.TOO_DEEP, DEEPEST)
    form = next((word for word in found.words if word not in _PROLOGUE), "")
    with _translated(request.text, is_update=form in _UPDATES):
        results = store.query(
            request.text,
            base_iri=base,
            use_default_graph_as_union=_is_union(request, found),
            default_graph=[*_nodes(request.default_graphs)] if _is_chosen(request) else None,
            named_graphs=_nodes(request.named_graphs) if _is_chosen(request) else None,
        )
    return Graph(results) if isinstance(results, QueryTriples) else Solutions(results)


def _is_chosen(request: Request) -> bool:
    return bool(request.default_graphs or request.named_graphs)


def _is_union(request: Request, found: Outline) -> bool:
    # The engine lets the union flag override FROM, so it is only set without a dataset clause.
    return not _is_chosen(request) and not found.has_dataset


def _nodes(iris: tuple[str, ...]) -> list[NamedNode | BlankNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph's name is no absolute IRI: {error}") from error


@contextmanager
def _translated(text: str = "", *, is_update: bool = False) -> Iterator[None]:
    """Turn the engine's failures into QueryError or ReleaseError; `text` is the query."""
    try:
        yield
    except SyntaxError as error:
        if is_update:
            raise QuerySyntaxError(SyntaxFault.READ_ONLY) from error
        raise _syntax_error(text, str(error)) from error
    except BrokenPipeError:
        raise  # of the file written to, not of the store
    except OSError as error:
        raise ReleaseError(f"the store failed: {error}") from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(str(error)) from error


def _syntax_error(text: str, message: str) -> QuerySyntaxError:
    place = _PLACE.match(message)
    if not place:
        return QuerySyntaxError(SyntaxFault.UNEXPECTED, message)
    line, column = int(place[1]), int(place[2])
    # What the engine says it expected is long and misleading; where it stopped is not.
    rest = " ".join("\n".join(text.split("\n")[line - 1 :])[column - 1 :].split())
    fault = SyntaxFault.UNEXPECTED if rest else SyntaxFault.EARLY_END
    if "Prefix not found" in message:
        fault = SyntaxFault.PREFIX
    return QuerySyntaxError(fault, rest[:_SHOWN], line=line, column=column)
