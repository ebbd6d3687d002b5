"""RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/), with its gaps told rather than written.

RDF/XML has no way to write a property whose IRI does not end in an XML name, the properties that
are its own syntax, or the characters that XML forbids.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, serialize

from samverkan_ld.errors import FormatError
from samverkan_ld.formats.outline import Outline, make_outline
from samverkan_ld.formats.prefixes import RDF_TYPE, Prefixes, compile_prefixes
from samverkan_ld.namespaces import RDF

_START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME_AT_END: Final = re.compile(f"[{_START}][{_START}0-9.\u00b7\u0300-\u036f\u203f\u2040-]*\\Z")
_SYNTAX: Final = re.compile(
    re.escape(RDF) + "(RDF|ID|about|parseType|resource|nodeID|datatype|Description|li"
    r"|aboutEach|aboutEachPrefix|bagID)|http://www\.w3\.org/2000/xmlns/.*"
)
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Term = TypeVar("_Term")


def write(quads: Iterable[Quad | Triple], prefixes: Mapping[str, str], *, first: str = "") -> bytes:
    """Write triples as RDF/XML, the topic first; the names of graphs are left out.

    Raises:
        FormatError: RDF/XML cannot hold a property, a character or a term of RDF 1.2; the
            message names it.
    """
    triples = {quad.triple if isinstance(quad, Quad) else quad for quad in quads}
    compiled = compile_prefixes(prefixes)
    predicates = {triple.predicate.value for triple in triples}
    for predicate in sorted(predicates):
        _check_predicate(predicate)
    types = {
        triple.object.value
        for triple in triples
        if triple.predicate.value == RDF_TYPE and isinstance(triple.object, NamedNode)
    }
    used = {parts[0] for name in predicates | types if (parts := compiled.split(name))}
    data = serialize(
        _labelled(_sorted(triples, compiled, make_outline(triples, compiled, first=first))),
        format=RdfFormat.RDF_XML,
        prefixes={prefix: prefixes[prefix] for prefix in sorted(used)},
    )
    text = (data or b"").decode()
    _check_characters(text)
    return text.replace("\r", "&#xD;").encode() + b"\n"  # a parser reads a bare CR as a line feed


def _check_predicate(predicate: str) -> None:
    if _SYNTAX.fullmatch(predicate) or not _NAME_AT_END.search(predicate):
        raise FormatError(f"RDF/XML cannot hold the property <{predicate}>: ask for Turtle")


def _check_characters(text: str) -> None:
    found = _NOT_XML.search(text)
    if found:
        raise FormatError(
            f"RDF/XML cannot hold the character U+{ord(found[0]):04X}: ask for Turtle"
        )


def _sorted(triples: Iterable[Triple], prefixes: Prefixes, plan: Outline) -> list[Triple]:
    ranks = {str(node): rank for rank, node in enumerate(plan.subjects)}

    def key(triple: Triple) -> tuple[int, str, tuple[int, str], str]:
        subject = triple.subject
        name = subject.value if isinstance(subject, NamedNode) else str(subject)
        place = prefixes.places[triple.predicate.value]
        return ranks.get(name, len(ranks)), name, place, str(triple.object)

    return sorted(triples, key=key)


def _labelled(triples: Iterable[Triple]) -> list[Triple]:
    """Rename blank nodes, since not every label is an XML name."""
    labels: dict[object, BlankNode] = {}

    def rename(term: _Term) -> _Term | BlankNode:
        if not isinstance(term, BlankNode):
            return term
        return labels.setdefault(term, BlankNode(f"b{len(labels)}"))

    return [
        Triple(rename(triple.subject), triple.predicate, rename(triple.object))
        for triple in triples
    ]
