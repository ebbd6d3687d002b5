"""Answers written in a format, to a file, while they are found.

SPARQL results as JSON, XML, CSV and TSV (https://www.w3.org/TR/sparql11-overview/#sparql11-results);
graphs in the RDF formats: neat when they are short, as they come when they are long.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import IO, Final

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    serialize,
)

from samverkan_ld.formats.context import Context, read_context
from samverkan_ld.formats.rdf import write
from samverkan_ld.formats.table import (
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    RESULTS_CSV,
    RESULTS_JSON,
    RESULTS_TSV,
    RESULTS_XML,
    TRIG,
    TURTLE,
    Format,
)
from samverkan_ld.iris import Iris
from samverkan_ld.sparql.engine import Graph, Solutions, translated

NEAT: Final = 10_000
"""Graphs of up to so many triples are put in a reading order, which takes memory."""

_PAGE: Final = 512 * 1024
"""Rows for a page take up so many bytes at most."""

_CONTEXT: Final = Path("vocab", "context.jsonld")
_RESULTS: Final = {
    RESULTS_JSON: QueryResultsFormat.JSON,
    RESULTS_XML: QueryResultsFormat.XML,
    RESULTS_CSV: QueryResultsFormat.CSV,
    RESULTS_TSV: QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    TURTLE: RdfFormat.TURTLE,
    JSONLD: RdfFormat.JSON_LD,
    NTRIPLES: RdfFormat.N_TRIPLES,
    NQUADS: RdfFormat.N_QUADS,
    TRIG: RdfFormat.TRIG,
    RDFXML: RdfFormat.RDF_XML,
}


@dataclass(frozen=True, slots=True)
class Dress:
    """The names that graphs are written with: those of a release."""

    folder: Path
    iris: Iris

    def write(self, statements: Iterable[Triple | Quad], fmt: Format, file: IO[bytes]) -> None:
        """Write a graph."""
        start = [*islice(statements, NEAT + 1)]
        prefixes = self.iris.prefixes()
        if len(start) > NEAT:
            _stream(chain(start, statements), fmt, file, prefixes)
            return
        file.write(write(start, fmt, prefixes=prefixes, context=_context(self.folder, self.iris)))


@lru_cache(maxsize=2)
def _context(folder: Path, iris: Iris) -> Context:
    return read_context(folder / _CONTEXT, iris)


def write_solutions(answer: Solutions, fmt: Format, file: IO[bytes]) -> None:
    """Write the answer of SELECT or ASK in one of the results formats.

    Raises:
        QueryError: the query failed while its solutions were found.
    """
    results = answer.results
    if isinstance(results, QueryBoolean) and fmt in (RESULTS_CSV, RESULTS_TSV):
        # Both are defined for SELECT only; peers send the bare word.
        file.write(f"{str(bool(results)).lower()}\n".encode())
        return
    with translated(answer.outline):
        results.serialize(file, format=_RESULTS[fmt])


def write_graph(answer: Graph, fmt: Format, file: IO[bytes], dress: Dress) -> None:
    """Write the answer of CONSTRUCT or DESCRIBE in one of the graph formats.

    Raises:
        FormatError: the format cannot hold it.
        QueryError: the query failed while its triples were found.
    """
    with translated(answer.outline):
        dress.write(answer.statements, fmt, file)


def write_rows(answer: Solutions | Graph, most: int, file: IO[bytes]) -> bool:
    """Write the first rows of an answer as TSV, for a page; tell whether there are more.

    The triples of a graph are rows too.

    Raises:
        QueryError: the query failed while they were found.
    """
    if isinstance(answer, Solutions) and isinstance(answer.results, QueryBoolean):
        write_solutions(answer, RESULTS_TSV, file)
        return False
    with translated(answer.outline):
        names, rows = _rows(answer)
        file.write(_line(f"?{name}" for name in names))
        left = _PAGE
        for row in islice(rows, most):
            line = _line(row)
            left -= len(line)
            if left < 0:
                return True
            file.write(line)
        return next(rows, None) is not None


def _line(row: Iterable[object]) -> bytes:
    return "\t".join(map(_term, row)).encode() + b"\n"


def _term(term: object) -> str:
    """Write a term as in Turtle; a triple needs signs around it that its own text lacks."""
    if isinstance(term, Triple):
        return f"<<( {' '.join(map(_term, (term.subject, term.predicate, term.object)))} )>>"
    return "" if term is None else str(term)


def _rows(answer: Solutions | Graph) -> tuple[list[str], Iterator[tuple[object, ...]]]:
    if isinstance(answer, Graph):
        found = ((one.subject, one.predicate, one.object) for one in answer.statements)
        return ["subject", "predicate", "object"], found
    assert isinstance(answer.results, QuerySolutions)
    names = [variable.value for variable in answer.results.variables]
    return names, (tuple(solution) for solution in answer.results)


def _stream(
    statements: Iterable[Triple | Quad],
    fmt: Format,
    file: IO[bytes],
    prefixes: Mapping[str, str],
) -> None:
    names = dict(prefixes)
    if fmt.quads:
        quads = (one if isinstance(one, Quad) else Quad(*one) for one in statements)
        serialize(quads, file, _GRAPHS[fmt], prefixes=names)
    else:
        triples = (one.triple if isinstance(one, Quad) else one for one in statements)
        serialize(triples, file, _GRAPHS[fmt], prefixes=names)
