"""How pages call things: labels in the reader's language, and what a term is shown as."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from samverkan_ld.languages import in_language
from samverkan_ld.records import Term
from samverkan_ld.web.pages.terms import CLASSES, KINDS, PROPERTIES
from samverkan_ld.web.view import View

_SCHEME_PARTS: Final = ("", "doc", "def", "scheme")
WEB: Final = ("http://", "https://")
"""What an IRI that a browser can follow begins with."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and its language where that is not the page's."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a term is shown as: a text, and where it leads, if anywhere."""

    text: str
    lang: str = ""
    href: str = ""
    is_foreign: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The names of things in one language."""

    view: View
    language: str

    def text(self, literals: Iterable[Literal]) -> Text | None:
        """Choose among texts: one in the page's language, else without language, else any."""
        found = sorted(literals, key=lambda text: (self._rank(text), text.language or ""))
        return self.literal(found[0]) if found else None

    def literal(self, literal: Literal) -> Text:
        """Show a literal; a language is named where it differs from the page's."""
        language = literal.language or ""
        return Text(literal.value, language if language != self.language else "")

    def label(self, node: NamedNode) -> Text | None:
        """Find the label of a node; a sub-node is called as its parent."""
        return self.text(_literals(self.view.names(node))) or self._parent_label(node)

    def refer(self, term: Term) -> Reference:
        """Show a term: texts as they are, things by their labels, others by their addresses."""
        if isinstance(term, Literal):
            text = self.literal(term)
            return Reference(text.text, text.lang)
        if not isinstance(term, NamedNode):
            return Reference(_plain(term))
        path = self.view.iris.document(term.value)
        if path is None:
            return self._foreign(term.value)
        label = self.label(term) or Text(self._unnamed(path))
        return Reference(label.text, label.lang, path)

    def property(self, iri: str) -> Reference:
        """Name a property."""
        return self._term(iri, PROPERTIES)

    def kind(self, path: str) -> str:
        """Name the kind of thing that a document path is about."""
        return self._kind_name(path) or path

    def curie(self, iri: str) -> str:
        """Write an IRI with a prefix of the site, if one fits."""
        for prefix, namespace in self.view.prefixes.items():
            if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri

    def _foreign(self, iri: str) -> Reference:
        curie = self.curie(iri)
        known = CLASSES.get(curie)
        text = in_language(known, self.language) if known else curie
        return Reference(text, href=iri if iri.startswith(WEB) else "", is_foreign=True)

    def _term(self, iri: str, known: dict[str, tuple[str, str]]) -> Reference:
        curie = self.curie(iri)
        path = self.view.iris.document(iri)
        href = path or (iri if iri.startswith(WEB) else "")
        if curie in known:
            return Reference(in_language(known[curie], self.language), "", href, path is None)
        label = self.label(NamedNode(iri)) if path else None
        found = label or Text(curie)
        return Reference(found.text, found.lang, href, path is None)

    def _unnamed(self, path: str) -> str:
        """Call what has no label by its kind, if that says enough, else by the end of its path."""
        is_thing = path.startswith("/doc/") and not path.startswith(("/doc/def/", "/doc/spec/"))
        return self.kind(path) if is_thing else path.rpartition("/")[2]

    def _kind_name(self, path: str) -> str:
        parts = path.split("/")
        if parts[1:3] == ["doc", "def"] and len(parts) == len(_SCHEME_PARTS):
            return in_language(CLASSES["skos:ConceptScheme"], self.language).capitalize()
        known = next((KINDS[part] for part in parts[2:0:-1] if part in KINDS), None)
        return in_language(known, self.language) if known else ""

    def _parent_label(self, node: NamedNode) -> Text | None:
        things = f"{self.view.iris.base}id/"
        if not node.value.startswith(things) or node.value.count("/", len(things)) < 2:
            return None
        parts = node.value[len(things) :].split("/")
        return self.text(_literals(self.view.names(NamedNode(things + "/".join(parts[:2])))))

    def _rank(self, literal: Literal) -> int:
        language = literal.language or ""
        return 0 if language == self.language else 1 if not language else 2


def _literals(quads: Iterable[Quad]) -> list[Literal]:
    return [quad.object for quad in quads if isinstance(quad.object, Literal)]


def _plain(term: BlankNode | Triple) -> str:
    return str(term)
