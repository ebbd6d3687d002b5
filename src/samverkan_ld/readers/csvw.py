"""Tables: `X.csv` described by `X.csv-metadata.json`, read as CSVW.

Follows Generating RDF from Tabular Data on the Web, minimal mode
(https://www.w3.org/TR/csv2rdf/), for the descriptions that `formats.tabular` reads. Sharper than
the standard: a template that uses an empty cell gives no triple, comment rows are refused, and
common properties are said about the graph of the file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Never

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.text import decode, read_text, read_within
from samverkan_ld.records import ReadingRules, Source, SourceFile
from samverkan_ld.tabular.columns import Column, Table
from samverkan_ld.tabular.delimited import Record, check_record, read_records
from samverkan_ld.tabular.metadata import Description, read_description
from samverkan_ld.tabular.templates import Template, node

_SUFFIX: Final = "-metadata.json"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row stands: the file, its first line, and its primary key or number."""

    name: str
    line: int
    label: str

    def fail(self, reason: str) -> Never:
        raise SourceError(self.name, reason, line=self.line, record=self.label)


@dataclass(frozen=True, slots=True)
class _Row:
    """A record under one description: `values` for templates, `literals` by column name."""

    place: _Place
    values: Mapping[str, str]
    literals: Mapping[str, list[Literal]]


def read(file: SourceFile, rules: ReadingRules) -> Source:
    """Read a CSV file with its description.

    Raises:
        SourceError: the description is missing or wrong; the CSV is not well-formed, has other
            columns than described, a wrong value, or a primary key twice.
    """
    description = _describe(file, rules)
    header, *records = read_records(read_text(file, rules), file.name)
    graph = NamedNode(file.graph)
    quads = [Quad(graph, predicate, term) for predicate, term in description.statements]
    lines: dict[str, int] = {}
    for table in description.tables:
        _check_header(table, header, file.name)
        for row in _rows(table, records, file.name):
            for subject, predicate, term in _triples(row, table, description.base):
                quads.append(Quad(subject, predicate, term))
                lines.setdefault(subject.value, row.place.line)
    return Source(file, quads, lines)


def _describe(file: SourceFile, rules: ReadingRules) -> Description:
    path, name = file.path.with_name(file.path.name + _SUFFIX), file.name + _SUFFIX
    if not path.exists():
        raise SourceError(file.name, f"has no description: write it in {path.name} beside the file")
    data = read_within(rules.folder, path, name=name, max_bytes=rules.max_bytes)
    return read_description(decode(data, name), name, url=file.path.name)


def _check_header(table: Table, header: Record, name: str) -> None:
    expected = [column.titles for column in table.columns]
    missing = [titles[0] for titles in expected if not set(titles) & set(header.cells)]
    extra = [cell for cell in header.cells if all(cell not in titles for titles in expected)]
    if missing:
        reason = f"lacks the described column {missing[0]!r}: add it, or change the description"
    elif extra:
        reason = f"has a column {extra[0]!r} that is not described: describe or remove it"
    elif len(header.cells) != len(expected) or any(
        cell not in titles for cell, titles in zip(header.cells, expected, strict=True)
    ):
        order = ", ".join(titles[0] for titles in expected)
        reason = f"has its columns in another order than described: {order}"
    else:
        return
    raise SourceError(name, reason, line=header.line)


def _rows(table: Table, records: list[Record], name: str) -> Iterator[_Row]:
    names = [column.name for column in table.columns]
    seen: dict[tuple[str, ...], int] = {}
    for number, record in enumerate(records, 1):
        check_record(record, len(names), name)
        cells = dict(zip(names, record.cells, strict=True))
        key = tuple(cells[column] for column in table.primary_key)
        place = _Place(name, record.line, ", ".join(key) or f"row {number}")
        if key and seen.setdefault(key, record.line) != record.line:
            place.fail(f"has the same primary key as line {seen[key]}: change or remove one")
        yield _row(table, cells, place, number)


def _row(table: Table, cells: Mapping[str, str], place: _Place, number: int) -> _Row:
    literals = {
        column.name: _literals(column, cells[column.name], place) for column in table.columns
    }
    values = {
        column.name: literals[column.name][0].value
        for column in table.columns
        if column.separator is None and literals[column.name]
    }
    return _Row(place, {**values, "_row": str(number)}, literals)


def _literals(column: Column, cell: str, place: _Place) -> list[Literal]:
    texts = _texts(column, cell)
    if column.required and not texts:
        place.fail(f"the column {column.name!r} is empty: it must have a value")
    return [_literal(column, text, place) for text in texts]


def _texts(column: Column, cell: str) -> list[str]:
    """Parse a cell as https://www.w3.org/TR/tabular-data-model/#parsing-cells says."""
    text = (cell if column.datatype.is_text else " ".join(cell.split())) or column.default
    if column.separator is None:
        return [] if text in column.nulls else [text]
    parts = text.split(column.separator) if text else []
    if not column.datatype.is_text:
        parts = [part.strip() for part in parts]
    return [part for part in parts if part not in column.nulls]


def _literal(column: Column, text: str, place: _Place) -> Literal:
    literal = column.datatype.literal(text, column.language)
    if literal is None:
        kind = f"{column.datatype.base} of the form {column.datatype.pattern.pattern}"
        place.fail(f"the column {column.name!r} holds {text!r}, which is no {kind}")
    return literal


def _triples(
    row: _Row, table: Table, base: str
) -> Iterator[tuple[NamedNode, NamedNode, NamedNode | Literal]]:
    for column in (*table.columns, *table.virtual):
        if column.suppressed or not (objects := _objects(row, column, base)):
            continue
        subject = _node(row, column.about, base)
        predicate = _node(row, column.property, base)
        if subject and predicate:
            for term in objects:
                yield subject, predicate, term


def _objects(row: _Row, column: Column, base: str) -> list[NamedNode] | list[Literal]:
    literals = _literals(column, "", row.place) if column.virtual else row.literals[column.name]
    if column.value is None:
        return literals
    # The standard gives a real column's valueUrl only where the cell has a value.
    value = _node(row, column.value, base) if literals or column.virtual else None
    return [value] if value else []


def _node(row: _Row, template: Template | None, base: str) -> NamedNode | None:
    text = template.expand(row.values) if template else None
    if text is None:
        return None
    iri = node(text, base)
    if iri is None:
        row.place.fail(
            f"{text!r} is no IRI that can be used: correct the cell, or write IRIs in full"
        )
    return iri
