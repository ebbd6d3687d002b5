"""Reading Turtle, TriG, N-Triples and N-Quads.

https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/, https://www.w3.org/TR/n-triples/,
https://www.w3.org/TR/n-quads/
"""

import re
from typing import Final

from pyoxigraph import RdfFormat

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.quads import parse_quads, require_statements, triple_term
from samverkan_ld.parsing.text import read_text
from samverkan_ld.records import ReadingRules, Source, SourceFile

_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
}

_TOKEN: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*+'''"
    r'|"(?:[^"\\\r\n]|\\.)*+"'
    r"|'(?:[^'\\\r\n]|\\.)*+'"
    r"|<[^<>\"\s]*+>"
    r"|#[^\r\n]*+"
    r"|\\."
    r"|(?P<triple><<)",
    re.DOTALL,
)


def read(file: SourceFile, rules: ReadingRules) -> Source:
    """Read a file whose suffix is .ttl, .trig, .nt or .nq.

    Nesting is not bound: it costs the parser nothing, and a chain of blank nodes says the same.

    Raises:
        SourceError: the file cannot be read, breaks the syntax, holds terms of RDF 1.2, or holds
            no statements.
    """
    rdf_format = _FORMATS.get(file.path.suffix.lower())
    if rdf_format is None:
        raise SourceError(file.name, f"has none of the suffixes {' '.join(_FORMATS)}: rename it")
    text = read_text(file, rules)
    _refuse_triple_terms(text, file.name)
    quads = parse_quads(text, rdf_format, name=file.name)
    require_statements(quads, name=file.name)
    return Source(file, quads)


def _refuse_triple_terms(text: str, name: str) -> None:
    # Nested triple terms overflow the parser's stack and end the process: look before parsing.
    if "<<" not in text:
        return
    for token in _TOKEN.finditer(text):
        if token["triple"]:
            raise triple_term(name, line=text.count("\n", 0, token.start()) + 1)
