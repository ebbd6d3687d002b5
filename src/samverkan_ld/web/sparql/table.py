"""An answer as a table, for a page."""

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

from samverkan_ld.records import Term
from samverkan_ld.sparql.job import Found


@dataclass(frozen=True, slots=True)
class Table:
    """The first rows of an answer; the triples of a graph are rows too.

    `has_more` tells that the answer goes on, `truth` the answer of ASK; `seconds` it took.
    `is_graph` tells that the rows are triples, as CONSTRUCT and DESCRIBE give.
    """

    names: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    has_more: bool
    truth: bool | None
    seconds: float
    is_graph: bool = False


def read_table(found: Found, seconds: float) -> Table:
    """Read the rows that a worker has written as TSV."""
    if found.head.kind == "ask":
        return Table((), (), has_more=False, truth=b"true" in found.body, seconds=seconds)
    results = parse_query_results(found.body, format=QueryResultsFormat.TSV)
    assert isinstance(results, QuerySolutions)
    names = tuple(variable.value for variable in results.variables)
    rows = tuple(tuple(solution) for solution in results)
    return Table(
        names,
        rows,
        has_more=found.head.has_more,
        truth=None,
        seconds=seconds,
        is_graph=found.head.kind == "graph",
    )
