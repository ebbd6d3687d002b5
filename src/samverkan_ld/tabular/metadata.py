"""The description of a CSV file: a stated subset of CSVW metadata.

Follows the Metadata Vocabulary for Tabular Data (https://www.w3.org/TR/tabular-metadata/). Read are
a table (`url`, `tableSchema`) or a group of `tables` that all describe the same file, `dialect`
with default values, common properties of texts and IRIs, and the keys that `formats.columns` reads
in a schema. Every other key is an error. Each column gives triples or has `suppressOutput`: there
are no blank nodes and no invented properties.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode

from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.tabular.columns import Table, read_table
from samverkan_ld.tabular.fields import Fields, read_fields
from samverkan_ld.tabular.templates import node

CONTEXT: Final = "http://www.w3.org/ns/csvw"
DIALECT: Final[dict[str, object]] = {
    "encoding": "utf-8",
    "lineTerminators": ["\r\n", "\n"],
    "quoteChar": '"',
    "doubleQuote": True,
    "skipRows": 0,
    "commentPrefix": "#",
    "header": True,
    "headerRowCount": 1,
    "delimiter": ",",
    "skipColumns": 0,
    "skipBlankRows": False,
    "skipInitialSpace": False,
    "trim": False,
}
"""CSVW's default dialect, the only one that is read."""


@dataclass(frozen=True, slots=True)
class Description:
    """The whole description: the IRI that references are relative to, tables, and statements.

    `statements` are the predicates and objects of the common properties.
    """

    base: str
    tables: tuple[Table, ...]
    statements: tuple[tuple[NamedNode, NamedNode | Literal], ...]


def read_description(text: str, name: str, *, url: str) -> Description:
    """Read the description of the CSV file called `url`; `name` is its own file.

    Raises:
        SourceError: it is not JSON, not of the subset, or describes another file.
    """
    top = read_fields(text, name)
    base, language = _context(top)
    common = [key for key in top.values if ":" in key]
    top.allow(["@context", "dialect", "tables", "url", "tableSchema", *common])
    _check_dialect(top)
    tables = tuple(read_table(schema, base) for schema in _schemas(top, url))
    return Description(base, tables, tuple(_statements(top, common, base, language)))


def _context(top: Fields) -> tuple[str, str | None]:
    context = top.values.get("@context")
    first, *rest = context if isinstance(context, list) and context else [context]
    if first != CONTEXT or len(rest) > 1:
        top.fail(f"'@context' must be {CONTEXT!r}, or a list of that and one object")
    local = top.inside("@context", rest[0] if rest else {})
    local.allow(["@base", "@language"])
    base = local.text("@base") or SOURCE_BASE
    if not base.startswith(("http://", "https://")) or node(base, base) is None:
        local.fail(f"'@base' must be an http or https IRI, not {base!r}")
    return base, local.language("@language")


def _check_dialect(top: Fields) -> None:
    if "dialect" not in top.values:
        return
    dialect = top.part("dialect")
    dialect.allow(DIALECT)
    for key, value in dialect.values.items():
        # repr, because 1 equals True
        if repr(value) != repr(DIALECT[key]):
            dialect.fail(f"{key!r} must be {DIALECT[key]!r}, the default: no other is read")


def _schemas(top: Fields, url: str) -> Iterator[Fields]:
    for part in _described(top):
        if part.text("url") != url:
            part.fail(f"'url' must name the described file, {url!r}")
        yield part.part("tableSchema")


def _described(top: Fields) -> Iterator[Fields]:
    if "tables" not in top.values:
        yield top
        return
    if "url" in top.values or "tableSchema" in top.values:
        top.fail("has both 'tables' and a table of its own: keep one of them")
    for part in top.parts("tables"):
        part.allow(["url", "tableSchema"])
        yield part


def _statements(
    top: Fields, keys: list[str], base: str, language: str | None
) -> Iterator[tuple[NamedNode, NamedNode | Literal]]:
    for key in keys:
        predicate = node(key, "")
        if predicate is None:
            top.fail(f"{key!r} has a prefix that CSVW does not define: write the IRI in full")
        value = top.values[key]
        for item in value if isinstance(value, list) else [value]:
            yield predicate, _term(top, key, item, base, language)


def _term(
    top: Fields, key: str, value: object, base: str, language: str | None
) -> NamedNode | Literal:
    if isinstance(value, str):
        return Literal(value, language=language)
    part = top.inside(key, value)
    if "@id" in part.values:
        part.allow(["@id"])
        return part.iri("@id", base)
    part.allow(["@value", "@language"])
    text = part.text("@value")
    if text is None:
        part.fail("needs an '@id' or a '@value'")
    return Literal(text, language=part.language("@language"))
