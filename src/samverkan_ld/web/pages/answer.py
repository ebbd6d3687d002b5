"""The answer to a query as the rows of a table."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from samverkan_ld.formats.prefixes import compile_prefixes
from samverkan_ld.namespaces import RDF, XSD
from samverkan_ld.records import Term
from samverkan_ld.web.pages.names import WEB, Names, Reference
from samverkan_ld.web.sparql.table import Table
from samverkan_ld.web.texts import say

_NUMBERS: Final = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
_PLAIN: Final = _NUMBERS | {XSD + "string", XSD + "boolean", RDF + "langString"}
"""Datatypes that a reader sees without being told."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: what it is shown as, its language or datatype, and its IRI if it has one.

    `is_number` tells that it stands to the right.
    """

    shown: Reference
    note: str = ""
    iri: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, and whether its first value is a number."""

    name: str
    is_number: bool = False


def answer_columns(table: Table, language: str) -> list[Column]:
    """List the columns: variables as they are called, the parts of triples in words."""
    if table.is_graph:
        return [Column(say(language, name)) for name in table.names]
    first = table.rows[0] if table.rows else (None,) * len(table.names)
    return [Column(name, _is_number(term)) for name, term in zip(table.names, first, strict=True)]


def answer_rows(table: Table, names: Names) -> list[tuple[Cell | None, ...]]:
    """Make the rows of a table; a variable without a value has no cell."""
    known: dict[Term, Cell] = {}

    def cell(term: Term | None) -> Cell | None:
        if term is None:
            return None
        if term not in known:
            known[term] = _cell(term, names)
        return known[term]

    return [tuple(cell(term) for term in row) for row in table.rows]


def _cell(term: Term, names: Names) -> Cell:
    if isinstance(term, NamedNode):
        return Cell(_reference(term, names), iri=term.value)
    if not isinstance(term, Literal):
        return Cell(Reference(str(term)))
    text = names.literal(term)
    datatype = term.datatype.value
    note = term.language or ("" if datatype in _PLAIN else _short(datatype, names))
    return Cell(Reference(text.text, text.lang), note, is_number=_is_number(term))


def _is_number(term: Term | None) -> bool:
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS


def _reference(node: NamedNode, names: Names) -> Reference:
    """Show things and concepts by their labels, terms and all else by prefixed names."""
    path = names.view.iris.document(node.value)
    short = _short(node.value, names)
    if path is None:
        is_web = node.value.startswith(WEB)
        return Reference(short, href=node.value if is_web else "", is_foreign=is_web)
    labels = [quad.object for quad in names.view.names(node)]
    label = names.text(label for label in labels if isinstance(label, Literal))
    if label is None or path.startswith("/doc/spec/"):
        return Reference(short, href=path)
    return Reference(label.text, label.lang, path)


def _short(iri: str, names: Names) -> str:
    parts = compile_prefixes(names.view.prefixes).split(iri)
    return ":".join(parts) if parts else iri
