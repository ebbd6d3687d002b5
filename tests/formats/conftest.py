"""What tests of formats use: random graphs, and whether two graphs say the same."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from samverkan_ld.formats.context import Context, read_context
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import RDF, SCHEMA, SKOS, XSD

KOMMUN = "https://data.samverkan.example/id/kommun/"
GOLDEN = Path(__file__).parent / "golden"
FIRST, REST, NIL = (NamedNode(RDF + name) for name in ("first", "rest", "nil"))

_IRIS = (
    KOMMUN + "2417",
    KOMMUN + "2417/kommunkod",
    KOMMUN + "2417/period",
    KOMMUN + "2417/period/start",
    KOMMUN + "a.b",
    KOMMUN + "ends.",
    KOMMUN + "-dash",
    KOMMUN + "per%20cent",
    KOMMUN + "två",
    KOMMUN + "x:y",
    KOMMUN + "Ελ",
    KOMMUN + "q?a=b&c=d'e#f",
    KOMMUN + "//2",
    KOMMUN + "../up",
    KOMMUN,
    SCHEMA + "Person",
    RDF + "nil",
    RDF + "type",
    "kommun:0114",
    "schema:x",
    "urn:a:b",
    "mailto:x@y.example",
    "http://other.example/%E5#\U00010348",
)
_PREDICATES = (
    RDF + "type",
    RDF + "first",
    RDF + "rest",
    RDF + "value",
    SKOS + "prefLabel",
    SKOS + "notation",
    SCHEMA + "name",
    SCHEMA + "about",
    SCHEMA + "startDate",
    SCHEMA + "1odd",
    "http://other.example/p/",
    "urn:p",
)
_LEXICAL = (
    "1",
    "01",
    "+1",
    "-1",
    "1.",
    ".5",
    "1.0",
    "1e3",
    "1.E+3",
    ".5e-1",
    "true",
    "1 ",
    "",
    "x",
)
_DATATYPES = (
    *(XSD + name for name in ("integer", "decimal", "double", "boolean", "date", "string", "int")),
    RDF + "JSON",
    RDF + "HTML",
    "https://data.samverkan.example/def/datatyp/kommunkod",
    "urn:datatype",
)
_TEXT = st.text(st.characters(codec="utf-8"), max_size=6) | st.text(
    "\"\\\n\r\t\0\x7f'é a.", max_size=8
)

_TAGS = ("sv", "en", "id", "sv-fi")


def _typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(datatype))


def _tagged(text: str, tag: str) -> Literal:
    return Literal(text, language=tag)


_nodes = st.sampled_from([NamedNode(iri) for iri in _IRIS])
_blanks = st.sampled_from([BlankNode(name) for name in "abcdef"])
_literals = st.one_of(
    st.builds(Literal, _TEXT),
    st.builds(_tagged, _TEXT, st.sampled_from(_TAGS)),
    st.builds(_typed, st.sampled_from(_LEXICAL) | _TEXT, st.sampled_from(_DATATYPES)),
)
_objects: st.SearchStrategy[NamedNode | BlankNode | Literal] = _nodes | _blanks | _literals
_triples = st.builds(
    Triple,
    _nodes | _blanks,
    st.sampled_from([NamedNode(iri) for iri in _PREDICATES]),
    _objects,
)


@st.composite
def _lists(draw: st.DrawFn) -> list[Triple]:
    """Draw a list; other triples may still spoil it, since its cells bear common labels."""
    cells = draw(st.lists(_blanks, unique=True, min_size=1, max_size=4))
    subject, predicate = draw(_nodes), NamedNode(SCHEMA + draw(st.sampled_from(["about", "steg"])))
    triples = [Triple(subject, predicate, cells[0])]
    triples += [Triple(cell, FIRST, draw(_objects)) for cell in cells]
    triples += [Triple(cell, REST, rest) for cell, rest in pairwise(cells)]
    return [*triples, Triple(cells[-1], REST, NIL)]


_graphs = st.builds(
    lambda triples, lists: [*triples, *(triple for cells in lists for triple in cells)],
    st.lists(_triples, max_size=12),
    st.lists(_lists(), max_size=2),
)


@pytest.fixture(scope="session")
def graphs() -> st.SearchStrategy[list[Triple]]:
    """Graphs with all kinds of blank nodes, whole and spoilt lists, odd IRIs and texts."""
    return _graphs


@pytest.fixture(scope="session")
def topics() -> st.SearchStrategy[str]:
    """No topic, or an IRI that a random graph may hold."""
    return st.sampled_from(["", *_IRIS])


@pytest.fixture(scope="session")
def canonical() -> Callable[[Iterable[Quad | Triple]], str]:
    """A function that gives the canonical form of a dataset (RDFC-1.0)."""

    def canonical(quads: Iterable[Quad | Triple]) -> str:
        dataset = Dataset(quad if isinstance(quad, Quad) else Quad(*quad) for quad in quads)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return "\n".join(sorted(str(quad) for quad in dataset))

    return canonical


@pytest.fixture(scope="session")
def prefixes() -> dict[str, str]:
    """The prefixes of a site."""
    return Iris().prefixes()


@pytest.fixture(scope="session")
def context(project: Path) -> Context:
    """The context that documents are written with."""
    return read_context(project / "vocab" / "context.jsonld", Iris())


@pytest.fixture(scope="session")
def norsjo() -> list[Quad]:
    """A municipality with its place, and a person who holds a role there."""
    return [*parse(path=GOLDEN / "norsjo.trig", format=RdfFormat.TRIG)]
