"""Example queries as values, and as what a release says of them in the graph `/res/queries`.

They are SPARQL executables of SHACL (https://www.w3.org/TR/shacl12-sparql/), described as SIB does
(https://github.com/sib-swiss/sparql-examples), so that tools that know these find ours.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import RDF, RDFS, SCHEMA, SH, XSD

EXECUTABLES: Final = {
    "SELECT": ("SPARQLSelectExecutable", "select"),
    "ASK": ("SPARQLAskExecutable", "ask"),
    "CONSTRUCT": ("SPARQLConstructExecutable", "construct"),
    "DESCRIBE": ("SPARQLDescribeExecutable", "describe"),
}
"""The class of a query of each form, and the property that holds its text, in SHACL's namespace."""

_FORMS: Final = {SH + name: form for form, (_, name) in EXECUTABLES.items()}
_TYPE: Final = RDF + "type"
_TITLE: Final = RDFS + "label"
_NOTE: Final = RDFS + "comment"
_POSITION: Final = SCHEMA + "position"
_TARGET: Final = SCHEMA + "target"


@dataclass(frozen=True, slots=True)
class Query:
    """An example query.

    `key` ends its IRI, `form` is its first word (SELECT, ASK, CONSTRUCT or DESCRIBE), `titles` and
    `notes` are by language, and `position` orders the examples from simple to hard.
    """

    key: str
    form: str
    text: str
    titles: Mapping[str, str]
    notes: Mapping[str, str]
    position: int


def write_queries(queries: Iterable[Query], iris: Iris) -> Iterator[Quad]:
    """Describe queries in the site's graph of queries."""
    graph = NamedNode(iris.queries_graph)
    for query in queries:
        subject = NamedNode(iris.query(query.key))
        for predicate, value in _facts(query, iris):
            yield Quad(subject, NamedNode(predicate), value, graph)


def read_queries(quads: Iterable[Quad], iris: Iris) -> tuple[Query, ...]:
    """Read back what `write_queries` gives, the simplest query first."""
    facts: dict[str, list[Quad]] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            facts.setdefault(quad.subject.value.removeprefix(iris.query("")), []).append(quad)
    found = (_query(key, said) for key, said in facts.items())
    return tuple(sorted(found, key=lambda query: (query.position, query.key)))


def _facts(query: Query, iris: Iris) -> Iterator[tuple[str, NamedNode | Literal]]:
    kind, holder = EXECUTABLES[query.form]
    yield _TYPE, NamedNode(SH + "SPARQLExecutable")
    yield _TYPE, NamedNode(SH + kind)
    for language, title in query.titles.items():
        yield _TITLE, Literal(title, language=language)
    for language, note in query.notes.items():
        yield _NOTE, Literal(note, language=language)
    yield _POSITION, Literal(str(query.position), datatype=NamedNode(XSD + "integer"))
    yield SH + holder, Literal(query.text)
    yield _TARGET, NamedNode(iris.endpoint)


def _query(key: str, said: Iterable[Quad]) -> Query:
    form, text, position = "", "", 0
    texts: dict[str, dict[str, str]] = {_TITLE: {}, _NOTE: {}}
    for predicate, value in ((quad.predicate.value, quad.object) for quad in said):
        if not isinstance(value, Literal):
            continue
        if predicate in texts:
            texts[predicate][value.language or ""] = value.value
        elif predicate in _FORMS:
            form, text = _FORMS[predicate], value.value
        elif predicate == _POSITION:
            position = int(value.value)
    return Query(key, form, text, texts[_TITLE], texts[_NOTE], position)
