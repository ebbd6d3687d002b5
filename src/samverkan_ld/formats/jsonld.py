"""Compacted, nested JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) that explains itself.

A document holds as much of the context as it uses, so it is read without fetching anything. The
topic is the root; its sub-nodes and blank nodes stand where they are referred to, everything else
follows under `@included`. Texts keep their form: numbers are never JSON numbers.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import BlankNode, Literal, Quad, Triple

from samverkan_ld.formats.context import Context
from samverkan_ld.formats.definitions import ANY, LANGUAGE, LIST, NODE, VOCAB, Term, language_kind
from samverkan_ld.formats.lists import RDF_NIL
from samverkan_ld.formats.literals import XSD_STRING
from samverkan_ld.formats.outline import Outline, make_outline
from samverkan_ld.formats.prefixes import RDF_TYPE
from samverkan_ld.formats.subjects import Node, Object

_NO_TERMS: Final[Mapping[str, Term]] = {}


def write(
    quads: Iterable[Quad | Triple], context: Context, *, first: str = ""
) -> dict[str, object]:
    """Write triples as a JSON-LD document; the names of graphs are left out.

    Args:
        quads: the triples, in any order; those that occur in several graphs are written once.
        context: the terms and prefixes to choose from.
        first: the IRI of the topic, which is the root; without it, all stands under `@graph`.

    Raises:
        FormatError: a term is one of RDF 1.2: a triple term or a text with a direction.
    """
    plan = make_outline(quads, context.prefixes, first=first)
    writer = _Writer(plan, context)
    body = writer.document(first)
    if writer.is_ambiguous:
        context = context.without_prefixes()
        writer = _Writer(plan, context)
        body = writer.document(first)
    return {"@context": context.only(writer.used), **body}


class _Writer:
    """Writes the nodes of one document, and notes which terms and prefixes it uses.

    `is_ambiguous` tells that an IRI would be read as a prefixed name.
    """

    def __init__(self, plan: Outline, context: Context) -> None:
        self._plan = plan
        self._context = context
        self._labels: dict[BlankNode, str] = {}
        self._names: dict[str, str] = {}
        self._written: set[str] = set()
        self.used: set[str] = set()
        self.is_ambiguous = False

    def document(self, first: str) -> dict[str, object]:
        whole = [node for node in self._plan.subjects if node not in self._plan.parts]
        if not first:
            return {"@graph": [self._node(node) for node in whole]}
        root = self._node(first)
        included = [self._node(node) for node in whole if node != first]
        return {**root, "@included": included} if included else root

    def _node(self, node: Node) -> dict[str, object]:
        body: dict[str, object] = {}
        if node not in self._plan.nested and node not in self._plan.unmentioned:
            body["@id"] = self._reference(node)
        for predicate, objects in self._plan.properties.get(node, ()):
            rest = self._types(node, objects, body) if predicate == RDF_TYPE else objects
            kinds = self._context.terms.get(predicate, _NO_TERMS)
            for value in rest:
                self._add(body, node, predicate, self._choose(kinds, value), value)
        return body

    def _types(self, node: Node, objects: list[Object], body: dict[str, object]) -> list[Object]:
        """Write the types that are IRIs, and give back what `@type` cannot hold."""
        types = [term for term in objects if isinstance(term, str) and not self._nests(node, term)]
        if types:
            names = [self._class(iri) for iri in types]
            body["@type"] = names[0] if len(names) == 1 else names
        return [term for term in objects if term not in types]

    def _choose(self, kinds: Mapping[str, Term], value: Object) -> Term | None:
        if not kinds:
            return None
        if not isinstance(value, Literal):
            kind = LIST if value == RDF_NIL or value in self._plan.lists else NODE
            return kinds.get(kind) or kinds.get(ANY)
        if language := value.language:
            term = kinds.get(LANGUAGE) or kinds.get(language_kind(language))
        else:
            term = kinds.get(value.datatype.value)
        return term or kinds.get(ANY)

    def _add(
        self, body: dict[str, object], node: Node, predicate: str, term: Term | None, value: Object
    ) -> None:
        if term is None or (term.kind == LIST and term.name in body):
            _append(body, self._short(predicate), self._value(node, value, ""))
            return
        self.used.add(term.name)
        if term.kind == LIST and not isinstance(value, Literal):
            body[term.name] = self._items(node, value, term.coercion)
        elif term.kind == LANGUAGE and isinstance(value, Literal):
            _append_text(body, term, value)
        else:
            held = self._value(node, value, term.coercion)
            _append(body, term.name, held, is_set=term.is_set)

    def _value(self, holder: Node, value: Object, coercion: str) -> object:
        if isinstance(value, Literal):
            return self._literal(value, coercion)
        if value == RDF_NIL or value in self._plan.lists:
            return {"@list": self._items(holder, value, coercion)}
        if value in self._plan.nested:
            return self._node(value)
        if isinstance(value, str) and self._nests(holder, value):
            self._written.add(value)
            return self._node(value)
        if coercion == VOCAB and isinstance(value, str):
            return self._class(value)
        return self._reference(value) if coercion == NODE else {"@id": self._reference(value)}

    def _literal(self, literal: Literal, coercion: str) -> object:
        text = literal.value
        if language := literal.language:
            is_coerced = coercion == language_kind(language)
            return text if is_coerced else {"@value": text, "@language": language}
        datatype = literal.datatype.value
        if datatype == (coercion or XSD_STRING):
            return text
        if datatype == XSD_STRING:
            return {"@value": text}
        return {"@value": text, "@type": self._short(datatype)}

    def _items(self, holder: Node, cell: Node, coercion: str) -> list[object]:
        items = self._plan.lists.get(cell, [])
        return [self._value(holder, item, coercion) for item in items]

    def _nests(self, holder: Node, iri: str) -> bool:
        return self._plan.parts.get(iri) == holder and iri not in self._written

    def _class(self, iri: str) -> str:
        name = self._context.classes.get(iri)
        if name is None:
            return self._short(iri)
        self.used.add(name)
        return name

    def _reference(self, node: Node) -> str:
        if isinstance(node, str):
            return self._short(node)
        return self._labels.setdefault(node, f"_:b{len(self._labels)}")

    def _short(self, iri: str) -> str:
        name = self._names.get(iri)
        if name is None:
            self._names[iri] = name = self._shorten(iri)
        return name

    def _shorten(self, iri: str) -> str:
        parts = self._context.prefixes.split(iri)
        if parts is not None and not parts[1].startswith("//"):
            self.used.add(parts[0])
            return ":".join(parts)
        scheme, _, rest = iri.partition(":")
        if scheme in self._context.namespaces and not rest.startswith("//"):
            self.is_ambiguous = True
        return iri


def _append_text(body: dict[str, object], term: Term, literal: Literal) -> None:
    held = body.get(term.name)
    texts = held if isinstance(held, dict) else {}
    body[term.name] = texts
    _append(texts, str(literal.language), literal.value, is_set=term.is_set)


def _append(body: dict[str, object], key: str, value: object, *, is_set: bool = False) -> None:
    held = body.get(key)
    if isinstance(held, list):
        held.append(value)
    elif held is None:
        body[key] = [value] if is_set else value
    else:
        body[key] = [held, value]
