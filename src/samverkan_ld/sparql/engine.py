"""Answering a SPARQL 1.1 query from a store.

This is the one seam between those who ask (query workers, the command line) and the engine: what
comes in is a `Request`, what goes out is written in a format chosen once the kind is known.
"""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Final

from pyoxigraph import (
    BlankNode,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from samverkan_ld.errors import (
    EndpointError,
    ExhaustedError,
    QueryError,
    QuerySyntaxError,
    ReleaseError,
    SyntaxFault,
)
from samverkan_ld.sparql.description import describe
from samverkan_ld.sparql.federation import judge
from samverkan_ld.sparql.names import resolve
from samverkan_ld.sparql.outline import Outline
from samverkan_ld.store.documents import Describer

_PLACE: Final = re.compile(r"error at (\d+):(\d+): ")
DEEPEST: Final = 200
"""How deep brackets may nest: the engine's parser overflows its stack at a few thousand."""

_SHOWN: Final = 40
_UPDATES: Final = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
)

_Results = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Request:
    """A query and the dataset the protocol asks for (SPARQL 1.1 Protocol, section 2.1.4).

    Without graphs named here or in the query, the default graph is the union of all graphs.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def has_dataset(self) -> bool:
        """Whether the protocol chooses the dataset; a query's own FROM counts for nothing then."""
        return bool(self.default_graphs or self.named_graphs)


@dataclass(frozen=True, slots=True)
class Source:
    """What queries are asked of.

    `base` is what relative IRIs begin with; `describer` makes the describer of the store when a
    query first needs it; `endpoints` are those that SERVICE may ask.
    """

    store: Store
    base: str
    describer: Callable[[], Describer]
    endpoints: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of SELECT or ASK; solutions are found as they are written."""

    results: QuerySolutions | QueryBoolean
    outline: Outline


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer of CONSTRUCT or DESCRIBE; found as it is read."""

    statements: Iterator[Triple | Quad]
    outline: Outline


def answer(source: Source, request: Request) -> Solutions | Graph:
    """Answer a query.

    Raises:
        QuerySyntaxError: the text is no query; an update is told apart.
        ServiceRefusedError: it asks an endpoint that is not allowed.
        QueryError: it cannot be answered.
        ReleaseError: the store failed.
    """
    found = Outline(request.text)
    if found.nests_deeper(DEEPEST):
        raise QuerySyntaxError(SyntaxFault.TOO_DEEP, DEEPEST)
    judge(found, base=source.base, allowed=source.endpoints)
    ask = partial(_ask, source, request, found)
    results = ask(request.text)
    if not isinstance(results, QueryTriples):
        return Solutions(results, found)
    statements: Iterator[Triple | Quad] = results
    if found.is_form("DESCRIBE"):
        statements = _descriptions(source, request, found, ask)
    return Graph(statements, found)


def _ask(source: Source, request: Request, found: Outline, text: str) -> _Results:
    with translated(found):
        return source.store.query(
            text,
            base_iri=source.base,
            # The engine lets the union flag override FROM, so it is only set without a dataset.
            use_default_graph_as_union=not (request.has_dataset or found.has_dataset),
            default_graph=[*_nodes(request.default_graphs)] if request.has_dataset else None,
            named_graphs=_nodes(request.named_graphs) if request.has_dataset else None,
        )


def _descriptions(
    source: Source, request: Request, found: Outline, ask: Callable[[str], _Results]
) -> Iterator[Quad]:
    graphs: set[str] | None = None
    if request.has_dataset:
        graphs = {*request.default_graphs}
    elif found.has_dataset:
        graphs = {node.value for node in resolve(found, found.default_graphs, base=source.base)}

    def select(text: str) -> QuerySolutions:
        results = ask(text)
        assert isinstance(results, QuerySolutions)
        return results

    return describe(found, select, source.describer(), base=source.base, graphs=graphs)


def _nodes(iris: tuple[str, ...]) -> list[NamedNode | BlankNode]:
    try:
        return [NamedNode(iri) for iri in iris]
    except ValueError as error:
        raise QueryError(f"a graph's name is no absolute IRI: {error}") from error


@contextmanager
def translated(outline: Outline) -> Iterator[None]:
    """Turn the engine's failures at a query into errors of ours.

    Raises:
        QuerySyntaxError: the query is none.
        QueryError: it failed.
        EndpointError: an endpoint that it asks failed.
        ExhaustedError: memory ran out.
        ReleaseError: the store failed.
    """
    try:
        yield
    except SyntaxError as error:
        if outline.form is not None and outline.form.text in _UPDATES:
            raise QuerySyntaxError(SyntaxFault.READ_ONLY) from error
        raise _syntax_error(outline.text, str(error)) from error
    except BrokenPipeError as error:
        if outline.uses_service:
            raise EndpointError(f"an endpoint asked by SERVICE failed: {error}") from error
        raise  # of the file written to, not of the store
    except MemoryError as error:
        raise ExhaustedError("the query needs more memory than a query may use") from error
    except OSError as error:
        if outline.uses_service:
            raise EndpointError(f"an endpoint asked by SERVICE failed: {error}") from error
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
