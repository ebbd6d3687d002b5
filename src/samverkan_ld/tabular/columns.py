"""The columns of a table, as CSVW describes them.

Follows the Metadata Vocabulary for Tabular Data, sections 5.5 and 5.6
(https://www.w3.org/TR/tabular-metadata/#schemas).
"""

import re
from dataclasses import dataclass
from typing import Final

from samverkan_ld.tabular.datatypes import PATTERNS, Datatype, built_in
from samverkan_ld.tabular.fields import Fields
from samverkan_ld.tabular.templates import Template, parse_template

COLUMN_KEYS: Final = (
    *("name", "titles", "virtual", "suppressOutput", "required", "separator", "null", "default"),
    *("datatype", "lang", "aboutUrl", "propertyUrl", "valueUrl"),
)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.]*")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how its cells are read, and the triple that each gives."""

    name: str
    titles: tuple[str, ...]
    virtual: bool
    suppressed: bool
    required: bool
    separator: str | None
    nulls: tuple[str, ...]
    default: str
    datatype: Datatype
    language: str | None
    about: Template | None
    property: Template | None
    value: Template | None


@dataclass(frozen=True, slots=True)
class Table:
    """One description of the file: its real columns, its virtual ones, its primary key."""

    columns: tuple[Column, ...]
    virtual: tuple[Column, ...]
    primary_key: tuple[str, ...]


def read_table(schema: Fields, base: str) -> Table:
    """Read a table schema; IRIs of datatypes are relative to `base`.

    Raises:
        SourceError: a key or value is not of the subset, or two of them do not fit together.
    """
    schema.allow(["aboutUrl", "primaryKey", "columns"])
    about = _template(schema, "aboutUrl")
    fields = list(schema.parts("columns"))
    columns = [_column(field, base, about) for field in fields]
    count = sum(not column.virtual for column in columns)
    table = Table(tuple(columns[:count]), tuple(columns[count:]), schema.texts("primaryKey"))
    _check_names(schema, table)
    for field, column in zip(fields, columns, strict=True):
        _check_column(field, column, table)
    return table


def _column(field: Fields, base: str, about: Template | None) -> Column:
    field.allow(COLUMN_KEYS)
    name = field.text("name") or ""
    return Column(
        name=name,
        titles=field.texts("titles") or (name,),
        virtual=field.flag("virtual"),
        suppressed=field.flag("suppressOutput"),
        required=field.flag("required"),
        separator=field.text("separator"),
        nulls=field.texts("null") if "null" in field.values else ("",),
        default=field.text("default") or "",
        datatype=_datatype(field, base),
        language=field.language("lang"),
        about=_template(field, "aboutUrl") or about,
        property=_template(field, "propertyUrl"),
        value=_template(field, "valueUrl"),
    )


def _check_names(schema: Fields, table: Table) -> None:
    if any(column.virtual for column in table.columns):
        schema.fail("a virtual column stands before a real one: move it to the end")
    names = [column.name for column in table.columns]
    for name in names:
        if not _NAME.fullmatch(name):
            schema.fail(f"{name!r} is no name of a column: use letters, digits, '_' and '.'")
        if names.count(name) > 1:
            schema.fail(f"two columns have the name {name!r}: rename one")
    for name in table.primary_key:
        if name not in names:
            schema.fail(f"'primaryKey' names {name!r}, which is no column")


def _check_column(field: Fields, column: Column, table: Table) -> None:
    if not column.suppressed and None in (column.about, column.property):
        field.fail("needs 'aboutUrl' and 'propertyUrl', or 'suppressOutput': true")
    if column.virtual and not (column.value or column.default):
        field.fail("is virtual and needs a 'valueUrl' or a 'default'")
    if column.separator == "":
        field.fail("'separator' must not be empty")
    single = {real.name for real in table.columns if real.separator is None} | {"_row"}
    for template in (column.about, column.property, column.value):
        for name in sorted(template.variables - single) if template else ():
            field.fail(f"a template uses {name!r}, which is no column with one value")


def _template(field: Fields, key: str) -> Template | None:
    text = field.text(key)
    return None if text is None else parse_template(text, field.name)


def _datatype(field: Fields, base: str) -> Datatype:
    value = field.values.get("datatype", "string")
    part = field.inside("datatype", {"base": value} if isinstance(value, str) else value)
    part.allow(["@id", "base", "format"])
    known = part.text("base") or "string"
    if known not in PATTERNS:
        part.fail(f"{known!r} is no datatype that is read: use one of {', '.join(PATTERNS)}")
    datatype = built_in(known)
    if "format" in part.values and not datatype.is_text:
        part.fail("'format' is read for the base 'string' only")
    iri = part.iri("@id", base) if "@id" in part.values else datatype.iri
    return Datatype(iri, known, _pattern(part) or datatype.pattern)


def _pattern(part: Fields) -> re.Pattern[str] | None:
    text = part.text("format")
    try:
        return None if text is None else re.compile(text, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        part.fail(f"'format' is no regular expression: {error}")
