"""Writing graphs in any RDF format: the one way from quads to bytes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import orjson
from pyoxigraph import Quad, RdfFormat, Triple, serialize

from samverkan_ld.errors import FormatError
from samverkan_ld.formats import jsonld, rdfxml, trig, turtle
from samverkan_ld.formats.context import Context
from samverkan_ld.formats.table import JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TURTLE, Format

_Quads: TypeAlias = Iterable[Quad | Triple]


@dataclass(frozen=True, slots=True)
class _Style:
    """What the formats choose their names and order by."""

    prefixes: Mapping[str, str]
    context: Context
    first: str


def write(
    quads: Iterable[Quad | Triple],
    fmt: Format,
    *,
    prefixes: Mapping[str, str],
    context: Context,
    first: str = "",
) -> bytes:
    """Write triples or quads in one of the GRAPH_FORMATS; the same for any order that they come in.

    Args:
        quads: the data; formats that hold one graph leave out the names of graphs.
        fmt: the format.
        prefixes: the namespaces by prefix, for the Turtle family and RDF/XML.
        context: the terms, for JSON-LD.
        first: the IRI of the topic, for formats with a reading order.

    Raises:
        FormatError: the format cannot hold the data; the message names the term.
    """
    writer = _WRITERS.get(fmt)
    if writer is None:
        raise FormatError(f"a graph cannot be written as {fmt.label}")
    return writer(quads, _Style(prefixes, context, first))


def _turtle(quads: _Quads, style: _Style) -> bytes:
    return turtle.write(quads, style.prefixes, first=style.first).encode()


def _trig(quads: _Quads, style: _Style) -> bytes:
    return trig.write(quads, style.prefixes, first=style.first).encode()


def _jsonld(quads: _Quads, style: _Style) -> bytes:
    document = jsonld.write(quads, style.context, first=style.first)
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _rdfxml(quads: _Quads, style: _Style) -> bytes:
    return rdfxml.write(quads, style.prefixes, first=style.first)


def _ntriples(quads: _Quads, _: _Style) -> bytes:
    triples = (quad.triple if isinstance(quad, Quad) else quad for quad in quads)
    return _lines(serialize(triples, format=RdfFormat.N_TRIPLES))


def _nquads(quads: _Quads, _: _Style) -> bytes:
    named = (quad if isinstance(quad, Quad) else Quad(*quad) for quad in quads)
    return _lines(serialize(named, format=RdfFormat.N_QUADS))


def _lines(text: bytes | None) -> bytes:
    return b"".join(sorted(set((text or b"").splitlines(keepends=True))))


_WRITERS: Final[Mapping[Format, Callable[[_Quads, _Style], bytes]]] = {
    TURTLE: _turtle,
    JSONLD: _jsonld,
    NTRIPLES: _ntriples,
    NQUADS: _nquads,
    TRIG: _trig,
    RDFXML: _rdfxml,
}
