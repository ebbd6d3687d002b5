"""Turtle for people to read (https://www.w3.org/TR/turtle/).

Everything about a subject stands in one place, the topic first; only the prefixes that are used are
declared. The same triples give the same text, in whatever order they come.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from pyoxigraph import BlankNode, Literal, Quad, Triple

from samverkan_ld.formats.lists import RDF_NIL
from samverkan_ld.formats.literals import XSD_STRING, is_bare, quote
from samverkan_ld.formats.outline import Outline, make_outline
from samverkan_ld.formats.prefixes import RDF_TYPE, Prefixes, compile_prefixes
from samverkan_ld.formats.subjects import Node, Object

_WIDTH: Final = 100
_LINE: Final = 80  # for what nests
STEP: Final = "    "
_LETTER: Final = "A-Za-zÀ-ÖØ-öø-˿"
_LOCAL: Final = re.compile(rf"[{_LETTER}0-9_]([{_LETTER}0-9_.-]*[{_LETTER}0-9_-])?")
_NOT_IN_IRI: Final = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def write(quads: Iterable[Quad | Triple], prefixes: Mapping[str, str], *, first: str = "") -> str:
    """Write triples as Turtle; the names of graphs are left out.

    Args:
        quads: the triples, in any order; those that occur in several graphs are written once.
        prefixes: the namespaces by prefix.
        first: the IRI of the topic, which comes first with its sub-nodes.

    Raises:
        FormatError: a term is one of RDF 1.2: a triple term or a text with a direction.
    """
    page = Page(prefixes)
    plan = make_outline(quads, page.prefixes, first=first)
    return page.document(Writer(plan, page).blocks())


@lru_cache(maxsize=8192)
def _name(prefixes: Prefixes, iri: str) -> tuple[str, tuple[str, ...]]:
    """Write an IRI, and tell the prefix that it needs, if any."""
    parts = prefixes.split(iri)
    if parts is None or not _LOCAL.fullmatch(parts[1]):
        return f"<{_NOT_IN_IRI.sub(_escape, iri)}>", ()
    return ":".join(parts), parts[:1]


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


class Page:
    """What the graphs of a document share: the prefixes in use, the labels of blank nodes."""

    def __init__(self, namespaces: Mapping[str, str]) -> None:
        self.prefixes = compile_prefixes(namespaces)
        self._namespaces = namespaces
        self._used: set[str] = set()
        self._iris: dict[str, str] = {}
        self._labels: dict[BlankNode, str] = {}

    def document(self, blocks: Iterable[str]) -> str:
        """Put together the document: the prefixes that the blocks use, then the blocks."""
        head = [f"@prefix {name}: <{self._namespaces[name]}> .\n" for name in sorted(self._used)]
        return "\n".join(["".join(head), *(f"{block}\n" for block in blocks)]).removeprefix("\n")

    def node(self, node: Node) -> str:
        """Write an IRI or a blank node's label."""
        if isinstance(node, str):
            return self.iri(node)
        return self._labels.setdefault(node, f"_:b{len(self._labels)}")

    def iri(self, iri: str) -> str:
        """Write an IRI, prefixed where that is possible."""
        text = self._iris.get(iri)
        if text is None:
            text, prefix = _name(self.prefixes, iri)
            self._iris[iri] = text
            self._used.update(prefix)
        return text

    def literal(self, literal: Literal) -> str:
        """Write a literal, without quotes where it is read back as the same."""
        value = literal.value
        if language := literal.language:
            return f"{quote(value)}@{language}"
        datatype = literal.datatype.value
        if datatype == XSD_STRING:
            return quote(value)
        return value if is_bare(value, datatype) else f"{quote(value)}^^{self.iri(datatype)}"


class Writer:
    """Writes the subjects of one graph; `margin` stands before each line."""

    def __init__(self, plan: Outline, page: Page, margin: str = "") -> None:
        self._plan = plan
        self._page = page
        self._margin = margin

    def blocks(self) -> list[str]:
        """Write what each subject says, in reading order."""
        return [self._block(node) for node in self._plan.subjects]

    def _block(self, node: Node) -> str:
        name = "[]" if node in self._plan.unmentioned else self._page.node(node)
        indent = self._margin + STEP
        said = self._said(node, indent)
        fits = len(self._margin + name) + len(said[0].partition("\n")[0]) < _WIDTH
        lines = f" ;\n{indent}".join(said)
        return (
            f"{self._margin}{name} {lines} ."
            if fits
            else f"{self._margin}{name}\n{indent}{lines} ."
        )

    def _said(self, node: Node, indent: str) -> list[str]:
        return [
            self._property(predicate, objects, indent)
            for predicate, objects in self._plan.properties.get(node, ())
        ]

    def _property(self, predicate: str, objects: list[Object], indent: str) -> str:
        verb = "a" if predicate == RDF_TYPE else self._page.iri(predicate)
        if len(objects) == 1:
            return f"{verb} {self._object(objects[0], indent)}"
        texts = [self._object(term, indent) for term in objects]
        line = f"{verb} {', '.join(texts)}"
        if "\n" in line or len(indent) + len(line) <= _WIDTH:
            return line
        below = f"\n{indent}{STEP}"
        return verb + below + f",{below}".join(texts)

    def _object(self, term: Object, indent: str) -> str:
        if isinstance(term, Literal):
            return self._page.literal(term)
        if term == RDF_NIL:
            return "()"
        if term not in self._plan.nested:
            return self._page.node(term)
        if term in self._plan.lists:
            return self._list(self._plan.lists[term], indent)
        return self._nested(term, indent)

    def _list(self, items: list[Object], indent: str) -> str:
        inner = indent + STEP
        return _enclose("(", [self._object(item, inner) for item in items], " ", ")", indent)

    def _nested(self, node: Node, indent: str) -> str:
        said = self._said(node, indent + STEP)
        return _enclose("[", said, " ; ", "]", indent) if said else "[]"


def _enclose(start: str, texts: list[str], between: str, end: str, indent: str) -> str:
    line = f"{start} {between.join(texts)} {end}"
    if "\n" not in line and len(indent) + len(line) <= _LINE:
        return line
    lines = f"{between.rstrip()}\n{indent}{STEP}".join(texts)
    return f"{start}\n{indent}{STEP}{lines}\n{indent}{end}"
