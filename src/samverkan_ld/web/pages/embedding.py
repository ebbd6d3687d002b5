"""The schema.org part of a document, as JSON-LD for search engines inside a page."""

from collections.abc import Iterable
from typing import Final

import orjson
from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.namespaces import RDF, SCHEMA
from samverkan_ld.records import Term

_TYPE: Final = RDF + "type"
_ESCAPES: Final = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})

Node = dict[str, list[object]]


def embed(quads: Iterable[Quad], *, first: str) -> str:
    """Write what schema.org has words for as JSON that may stand in a script element.

    The thing whose IRI is `first` comes first. No character in it can end the element.
    """
    nodes: dict[str, Node] = {first: {}}
    for quad in quads:
        key = _key(quad)
        value = _value(quad.object, is_type=key == "@type")
        if key and value is not None and isinstance(quad.subject, NamedNode):
            known = nodes.setdefault(quad.subject.value, {}).setdefault(key, [])
            if value not in known:
                known.append(value)
    graph = [
        {"@id": iri, **{key: _bare(values) for key, values in node.items()}}
        for iri, node in nodes.items()
        if "@type" in node or iri == first
    ]
    document = {"@context": "https://schema.org", "@graph": graph}
    return orjson.dumps(document).decode().translate(_ESCAPES)


def _key(quad: Quad) -> str:
    """Name a property as schema.org does; nothing for other vocabularies."""
    if quad.predicate.value == _TYPE:
        return "@type"
    name = quad.predicate.value
    return name.removeprefix(SCHEMA) if name.startswith(SCHEMA) else ""


def _value(term: Term, *, is_type: bool) -> object | None:
    if isinstance(term, Literal):
        if term.language:
            return {"@value": term.value, "@language": term.language}
        return term.value
    if not isinstance(term, NamedNode):
        return None
    if not is_type:
        return {"@id": term.value}
    return term.value.removeprefix(SCHEMA) if term.value.startswith(SCHEMA) else None


def _bare(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values
