"""Reading RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/).

A look at the XML comes first: of a document type only short internal entities are allowed, as
editors of ontologies write them to shorten namespaces. All that makes XML dangerous is refused:
whatever would have to be fetched, entities within entities, and nesting without end.
"""

from typing import Final
from xml.parsers import expat

from pyoxigraph import RdfFormat

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.quads import parse_quads, require_statements
from samverkan_ld.parsing.text import read_text
from samverkan_ld.records import ReadingRules, Source, SourceFile

MAX_ENTITIES: Final = 100
"""How many entities a file may declare."""

MAX_ENTITY_LENGTH: Final = 1000
"""The longest value of an entity, in characters."""

_ENCODINGS: Final = ("utf-8", "us-ascii", "ascii")


def read(file: SourceFile, rules: ReadingRules) -> Source:
    """Read an RDF/XML file in UTF-8.

    Raises:
        SourceError: the file cannot be read, is not well formed, declares another encoding or more
            than short entities, nests elements deeper than `rules.max_depth`, breaks the syntax of
            RDF/XML, holds terms of RDF 1.2, or holds no statements.
    """
    text = read_text(file, rules)
    _Inspection(text, file.name, rules).run()
    quads = parse_quads(text, RdfFormat.RDF_XML, name=file.name)
    require_statements(quads, name=file.name)
    return Source(file, quads)


class _Inspection:
    """A look through XML for what is refused."""

    def __init__(self, text: str, name: str, rules: ReadingRules) -> None:
        self._text = text
        self._name = name
        self._rules = rules
        self._depth = 0
        self._doctype_at = -1
        self._entities: dict[str, str] = {}
        self._parser = parser = expat.ParserCreate()
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._start_doctype
        parser.EndDoctypeDeclHandler = self._end_doctype
        parser.EntityDeclHandler = self._entity
        parser.ElementDeclHandler = self._refuse
        parser.AttlistDeclHandler = self._refuse
        parser.NotationDeclHandler = self._refuse
        parser.CommentHandler = self._outside_doctype
        parser.ProcessingInstructionHandler = self._outside_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def run(self) -> None:
        """Look through the text; nothing it names is fetched."""
        try:
            self._parser.Parse(self._text, True)
        except expat.ExpatError as error:
            reason = f"is not well-formed XML: {expat.ErrorString(error.code)}"
            raise SourceError(self._name, reason, line=error.lineno) from error

    def _fault(self, reason: str) -> SourceError:
        return SourceError(self._name, reason, line=self._parser.CurrentLineNumber)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise self._fault(f"declares the encoding {encoding}: save it as UTF-8 and say so")

    def _start_doctype(
        self, _name: str, system: str | None, public: str | None, _has_subset: int
    ) -> None:
        self._doctype_at = self._parser.CurrentByteIndex
        if system is not None or public is not None:
            raise self._fault("names an external DTD, and nothing is fetched: remove it")

    def _end_doctype(self) -> None:
        doctype = self._text.encode()[self._doctype_at : self._parser.CurrentByteIndex]
        self._doctype_at = -1
        # A second declaration of a name goes unreported here, but not unnoticed by the parser.
        if doctype.count(b"<!ENTITY") != len(self._entities):
            raise self._fault("declares an entity twice, or one that XML has already: remove it")
        grown = sum(self._text.count(f"&{k};") * len(v) for k, v in self._entities.items())
        if grown > self._rules.max_bytes:
            raise self._fault("repeats entities until they are too large: write them out")

    def _entity(
        self,
        name: str,
        is_parameter: int,
        value: str | None,
        _base: str | None,
        _system: str | None,
        _public: str | None,
        _notation: str | None,
    ) -> None:
        if is_parameter or value is None:
            raise self._fault(f"entity {name!r} is a parameter or external: write its value out")
        if len(value) > MAX_ENTITY_LENGTH or any(sign in value for sign in "&%<"):
            raise self._fault(f"entity {name!r} is no short plain text: write its value out")
        self._entities[name] = value
        if len(self._entities) > MAX_ENTITIES:
            raise self._fault(f"declares more than {MAX_ENTITIES} entities: write values out")

    def _refuse(self, *_details: object) -> None:
        raise self._fault("declares more than entities in its DOCTYPE: remove the rest")

    def _outside_doctype(self, *_content: str) -> None:
        if self._doctype_at >= 0:
            self._refuse()

    def _start(self, _name: str, _attributes: object) -> None:
        self._depth += 1
        if self._depth > self._rules.max_depth:
            raise self._fault(
                "nests elements too deeply: flatten it, or raise limits.source_depth "
                "in samverkan.toml"
            )

    def _end(self, _name: str) -> None:
        self._depth -= 1
