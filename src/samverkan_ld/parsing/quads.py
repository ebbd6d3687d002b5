"""Parsing RDF text with pyoxigraph: one place for its errors and for what the model leaves out.

The model is RDF 1.1 (https://www.w3.org/TR/rdf11-concepts/). The triple terms and the directional
literals of RDF 1.2 are refused rather than passed on to what does not know them.
"""

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from pyoxigraph import Literal, Quad, RdfFormat, Triple, parse

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import SOURCE_BASE

_PLACE: Final = re.compile(r"^Parser error .*?: ")


def parse_quads(
    text: str, rdf_format: RdfFormat, *, name: str, lenient: bool = False
) -> list[Quad]:
    """Parse RDF text into quads; relative IRIs resolve against SOURCE_BASE.

    Blank nodes get fresh labels, so that those of two files are never the same. A `lenient`
    parser keeps IRIs and language tags that are not valid.

    Raises:
        SourceError: the text breaks the syntax; `name` stands in the message.
    """
    try:
        return list(_parse(text, rdf_format, lenient))
    except SyntaxError as error:
        reason = f"{_PLACE.sub('', error.msg)}: correct the {rdf_format.name}"
        raise SourceError(name, reason, line=_line(error, text, rdf_format)) from error


def require_statements(quads: list[Quad], *, name: str) -> None:
    """Demand statements, and that all are of RDF 1.1.

    Raises:
        SourceError: there are none, or one has a triple term or a directional literal.
    """
    if not quads:
        raise SourceError(name, "holds no statements: write some, or remove the file")
    for quad in quads:
        value = quad.object
        if isinstance(value, Triple):
            raise triple_term(name, record=str(quad.subject))
        if isinstance(value, Literal) and value.direction is not None:
            raise SourceError(
                name,
                f"the text {value.value!r} has a direction, which RDF 1.1 does not know: remove it",
                record=str(quad.subject),
            )


def triple_term(name: str, *, line: int | None = None, record: str | None = None) -> SourceError:
    """Make the error for a statement about a statement."""
    return SourceError(
        name,
        "makes a statement about a statement, which RDF 1.1 does not know: "
        "give what the statement is about an IRI of its own",
        line=line,
        record=record,
    )


def _parse(text: str | io.BytesIO, rdf_format: RdfFormat, lenient: bool) -> Iterator[Quad]:
    return parse(
        text,
        rdf_format,
        base_iri=SOURCE_BASE,
        rename_blank_nodes=True,
        lenient=lenient,
    )


def _line(error: SyntaxError, text: str, rdf_format: RdfFormat) -> int | None:
    if rdf_format == RdfFormat.JSON_LD:
        return None  # contexts have been put in: the lines are not those of the file
    if error.lineno is not None:
        return error.lineno
    lines = _Lines(text.encode())
    with suppress(SyntaxError):
        list(_parse(lines, rdf_format, False))
    return lines.given


class _Lines(io.BytesIO):
    """Text handed out line by line: how many are given when the parser stops tells where."""

    given = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.given += 1
        return self.readline()
