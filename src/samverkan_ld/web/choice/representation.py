"""Quads written as the body of an answer, in the formats that are not pages."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from samverkan_ld.formats.rdf import write
from samverkan_ld.formats.table import CSV, Format
from samverkan_ld.records import GraphName, Term
from samverkan_ld.web.view import View

FACT_COLUMNS: Final = ("subject", "predicate", "object", "language", "datatype", "graph")
"""The columns of a document as CSV: a row for each fact and graph that states it."""


def write_quads(view: View, quads: Iterable[Quad], fmt: Format, *, first: str = "") -> bytes:
    """Write quads in an RDF format or CSV; `first` is the IRI of the topic."""
    if fmt is CSV:
        return _facts(quads)
    return write_graph(view, quads, fmt, first=first)


def write_graph(
    view: View, quads: Iterable[Quad | Triple], fmt: Format, *, first: str = ""
) -> bytes:
    """Write quads or triples in an RDF format."""
    return write(quads, fmt, prefixes=view.prefixes, context=view.context, first=first)


def write_row(values: Iterable[str]) -> bytes:
    """Write a row of CSV (RFC 4180)."""
    line = io.StringIO()
    csv.writer(line).writerow(values)
    return line.getvalue().encode()


def _facts(quads: Iterable[Quad]) -> bytes:
    rows = (_row(quad) for quad in quads)
    return b"".join(map(write_row, (FACT_COLUMNS, *rows)))


def _row(quad: Quad) -> tuple[str, ...]:
    value = quad.object
    language, datatype = "", ""
    if isinstance(value, Literal):
        language = value.language or ""
        datatype = value.datatype.value
    return (
        _text(quad.subject),
        quad.predicate.value,
        _text(value),
        language,
        datatype,
        _text(quad.graph_name),
    )


def _text(term: Term | GraphName) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return "" if isinstance(term, DefaultGraph) else str(term)
