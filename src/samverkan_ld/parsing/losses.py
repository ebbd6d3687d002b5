"""What JSON-LD would drop without a word, found before it is lost.

Expansion (https://www.w3.org/TR/json-ld11-api/#expansion-algorithm) drops keys that no context
defines, unknown keywords and values outside nodes; the way to RDF drops what has no valid IRI or
language tag. In a record each of these is a slip of the pen.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from operator import itemgetter
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.parsing.inlining import UNDEFINED
from samverkan_ld.parsing.jsontext import Json, Path
from samverkan_ld.parsing.terms import REFERENCE, Terms

_NODE_KEYWORDS: Final = frozenset(
    f"@{word}"
    for word in (
        *("context", "direction", "graph", "id", "included", "index", "language"),
        *("list", "nest", "reverse", "set", "type", "value"),
    )
)
_NO_KEYWORDS: Final[Set[str]] = frozenset()
_TYPE_KEYWORDS: Final = frozenset(("@id", "@json", "@none", "@vocab"))
_COMPANY: Final = {
    "@value": frozenset(("@context", "@direction", "@index", "@language", "@type", "@value")),
    "@list": frozenset(("@context", "@index", "@list")),
    "@set": frozenset(("@context", "@index", "@set")),
}
"""What may stand beside these keywords: https://www.w3.org/TR/json-ld11/#value-objects ff."""

_KEYWORD_LIKE: Final = re.compile("@[A-Za-z]+")
_WHOLE_IRI: Final = re.compile(
    "[A-Za-z][A-Za-z0-9+.-]*://|(?:acct|ark|data|did|doi|info|mailto|tag|tel|urn):|geo:[-0-9]"
)


class LossError(ValueError):
    """Something would be lost: why, and where in the document if known."""

    def __init__(self, reason: str, path: Path | None, record: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path
        self.record = record


def check_nodes(document: Json, terms: Terms) -> list[tuple[str, Path]]:
    """Check the keys of a document, and that values stand where they are kept.

    Gives the `@id` of every node that has other keys, as written, with its path.

    Raises:
        LossError: a key looks like a keyword and is none, an IRI is written like a keyword, a value
            stands where only nodes may, or a language has no text.
    """
    survey = _Survey(terms)
    survey.visit(document, (), is_node=True)
    return survey.ids


def check_quads(quads: Iterable[Quad], document: Json, terms: Terms) -> None:
    """Check the IRIs and languages of leniently parsed quads; the document tells the places.

    Raises:
        LossError: a key or type is not defined, a prefix is not, or an IRI or a language tag is not
            valid.
    """
    known: set[str] = set()
    for quad in quads:
        for text, fault in _names(quad):
            if text not in known and (reason := fault(text)):
                is_key = text == quad.predicate.value
                record = quad.subject.value if isinstance(quad.subject, NamedNode) else None
                raise LossError(reason, _find(document, text, terms, is_key=is_key), record)
            known.add(text)


class _Survey:
    """A walk through a document that remembers the nodes it meets."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self.ids: list[tuple[str, Path]] = []

    def visit(self, value: Json, path: Path, *, is_node: bool, in_map: bool = False) -> None:
        """Check a value; only a node may stand where `is_node`, and `@none` be a key `in_map`."""
        if isinstance(value, list):
            for index, item in enumerate(value):
                self.visit(item, (*path, index), is_node=is_node)
        elif isinstance(value, dict):
            self._check_object(value, path, is_node)
            for key, item in value.items():
                self._member(key, item, (*path, key), in_map)
                if self._terms.role(key) == "@id" and isinstance(item, str) and len(value) > 1:
                    self.ids.append((item, (*path, key)))
        elif is_node and value is not None:
            raise LossError(f"the value {value!r} belongs to no node: give it a key", path)

    def _check_object(self, value: dict[str, Json], path: Path, is_node: bool) -> None:
        roles = {self._terms.role(key): key for key in value}
        if is_node and not roles.keys().isdisjoint(("@value", "@list")):
            raise LossError("a value belongs to no node: give it a key", path)
        if "@language" in roles and "@value" not in roles:
            raise LossError("a language without a text: write @value too", path)
        for keyword, company in _COMPANY.items():
            if keyword in roles and (others := roles.keys() - company):
                key = roles[min(others)]
                raise LossError(f"{key!r} cannot stand beside {keyword}: remove it", (*path, key))

    def _member(self, key: str, value: Json, path: Path, in_map: bool) -> None:
        role = self._terms.role(key)
        if _KEYWORD_LIKE.fullmatch(key) and not (
            key in _NODE_KEYWORDS or (in_map and key == "@none")
        ):
            raise LossError(f"{key} is no keyword that can stand here: correct it", path)
        maps = self._terms.maps(key)
        if maps & {"@id", "@type"} and not isinstance(value, dict | None):
            # The parser takes the keys of the parts for IRIs and types.
            raise LossError(f"{key!r} needs a key for each of its values: write them", path)
        if role in ("@id", "@type", REFERENCE):
            _refuse_keywords(value, _TYPE_KEYWORDS if role == "@type" else _NO_KEYWORDS, path)
        if role not in ("@context", "@json", "@value"):
            is_node = role in ("@graph", "@included")
            self.visit(value, path, is_node=is_node, in_map=bool(maps))


def _refuse_keywords(value: Json, allowed: Set[str], path: Path) -> None:
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and _KEYWORD_LIKE.fullmatch(text) and text not in allowed:
            raise LossError(f"{text!r} is no IRI: correct it", path)


def _names(quad: Quad) -> Iterator[tuple[str, Callable[[str], str | None]]]:
    yield quad.predicate.value, _iri_fault
    for term in (quad.subject, quad.object, quad.graph_name):
        if isinstance(term, NamedNode):
            yield term.value, _iri_fault
        elif isinstance(term, Literal):
            yield term.datatype.value, _iri_fault
            if term.language is not None:
                yield term.language, _language_fault


def _iri_fault(iri: str) -> str | None:
    if iri.startswith(UNDEFINED):
        return (
            f"{iri.removeprefix(UNDEFINED)!r} is defined by no context: "
            "correct it, or define it in a context"
        )
    if not _WHOLE_IRI.match(iri):
        prefix, colon, _ = iri.partition(":")
        defined = f", since no context defines the prefix {prefix!r}" if colon else ""
        return f"{iri!r} is no IRI{defined}: correct it"
    try:
        NamedNode(iri)
    except ValueError as error:
        return f"{iri!r} is no IRI ({error}): correct it"
    return None


def _language_fault(tag: str) -> str | None:
    try:
        Literal("", language=tag)
    except ValueError:
        return f"{tag!r} is no language tag: write one like sv or sv-SE"
    return None


def _find(document: Json, meant: str, terms: Terms, *, is_key: bool) -> Path | None:
    places = [
        (in_key != is_key, path)
        for text, path, in_key in _texts(document, ())
        if meant in (text, UNDEFINED + text) or terms.expand(text) == meant
    ]
    return min(places, key=itemgetter(0))[1] if places else None


def _texts(value: Json, path: Path) -> Iterator[tuple[str, Path, bool]]:
    if isinstance(value, str):
        yield value, path, False
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, (*path, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key, (*path, key), True
            if key != "@context":
                yield from _texts(item, (*path, key))
