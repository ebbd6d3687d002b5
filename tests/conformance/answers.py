"""Answers to queries, as the suites give them in files and as the endpoint sends them."""

import csv
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from io import StringIO

from pyoxigraph import (
    BlankNode,
    Dataset,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    parse,
    parse_query_results,
)

from samverkan_ld.namespaces import XSD

Term = NamedNode | BlankNode | Literal
Row = tuple[Term | None, ...]

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?")

GRAPH = ("the subject", "the predicate", "the object")
BOOLEAN = ("the boolean",)
"""Column names of answers that have no variables; none of them could name one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as a table: solutions by variable, triples, or one boolean.

    `is_ordered` tells whether the order of its rows is known: a graph of solutions may be silent.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    is_ordered: bool = True


def boolean(value: bool) -> Answer:
    """Make the answer of an ASK."""
    return Answer(BOOLEAN, ((Literal(value),),))


def solutions(names: Iterable[str], found: Iterable[dict[str, Term]]) -> Answer:
    """Make the answer of a SELECT; its columns stand in the order of their names."""
    columns = tuple(sorted(names))
    return Answer(columns, tuple(tuple(map(row.get, columns)) for row in found))


def read_json(body: bytes, _base: str) -> Answer:
    """Read https://www.w3.org/TR/sparql11-results-json/ without the engine."""
    document = json.loads(body)
    if "boolean" in document:
        return boolean(document["boolean"])
    found = document["results"]["bindings"]
    rows = ({name: _json_term(term) for name, term in row.items()} for row in found)
    return solutions(document["head"]["vars"], rows)


def _json_term(term: dict[str, str]) -> Term:
    value, datatype = term["value"], term.get("datatype")
    if term["type"] == "uri":
        return NamedNode(value)
    if term["type"] == "bnode":
        return BlankNode(value)
    assert term["type"] == "literal", term
    kind = NamedNode(datatype) if datatype else None
    return Literal(value, datatype=kind, language=term.get("xml:lang"))


def read_csv(body: bytes, _base: str) -> Answer:
    """Read https://www.w3.org/TR/sparql11-results-csv-tsv/, which tells the types of no terms."""
    head, *rows = csv.reader(StringIO(body.decode(), newline=""), strict=True)
    found = (dict(zip(head, map(_csv_term, row), strict=True)) for row in rows)
    return solutions(head, found)


def _csv_term(text: str) -> Term:
    if text.startswith("_:"):
        return BlankNode(text.removeprefix("_:"))
    is_number = _NUMBER.fullmatch(text) is not None
    return Literal(text, datatype=NamedNode(XSD + ("double" if is_number else "string")))


def results_reader(fmt: QueryResultsFormat) -> Callable[[bytes, str], Answer]:
    """Make a reader of one of the results formats."""

    def read(body: bytes, _base: str) -> Answer:
        results = parse_query_results(body, format=fmt)
        if isinstance(results, QueryBoolean):
            return boolean(bool(results))
        names = [variable.value for variable in results.variables]
        return solutions(names, ({name: row[name] for name in names} for row in results))

    return read


def graph_reader(fmt: RdfFormat) -> Callable[[bytes, str], Answer]:
    """Make a reader of a graph format; a graph may be written down solutions or a boolean."""

    def read(body: bytes, base: str) -> Answer:
        graph = Dataset(parse(body, format=fmt, base_iri=base))
        if any(graph.quads_for_object(NamedNode(RS + "ResultSet"))):
            return _read_result_set(graph)
        triples = ((quad.subject, quad.predicate, quad.object) for quad in graph)
        return Answer(GRAPH, tuple(triples))

    return read


def _read_result_set(graph: Dataset) -> Answer:
    """Read the vocabulary in which SPARQL 1.0's tests write results as a graph."""
    for quad in graph.quads_for_predicate(NamedNode(RS + "boolean")):
        return boolean(quad.object.value == "true")
    names = [quad.object.value for quad in _about(graph, "resultVariable")]
    found = [quad.object for quad in _about(graph, "solution")]
    ranks = {quad.subject: int(quad.object.value) for quad in _about(graph, "index")}
    found.sort(key=lambda node: ranks.get(node, 0))
    answer = solutions(names, (_bindings(graph, node) for node in found))
    return replace(answer, is_ordered=bool(ranks))


def _about(graph: Dataset, name: str):
    return graph.quads_for_predicate(NamedNode(RS + name))


def _bindings(graph, solution):
    bindings = {}
    for quad in graph.quads_for_subject(solution):
        if quad.predicate.value == RS + "binding":
            said = {
                fact.predicate.value: fact.object for fact in graph.quads_for_subject(quad.object)
            }
            bindings[said[RS + "variable"].value] = said[RS + "value"]
    return bindings


READERS: dict[str, Callable[[bytes, str], Answer]] = {
    "json": read_json,
    "srj": read_json,
    "csv": read_csv,
    "xml": results_reader(QueryResultsFormat.XML),
    "srx": results_reader(QueryResultsFormat.XML),
    "tsv": results_reader(QueryResultsFormat.TSV),
    "ttl": graph_reader(RdfFormat.TURTLE),
    "nt": graph_reader(RdfFormat.N_TRIPLES),
    "rdf": graph_reader(RdfFormat.RDF_XML),
}
"""Readers by the suffix of a file or the short name of a format; they take bytes and a base."""
