from collections.abc import Callable, Iterable
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from samverkan_ld.errors import FormatError
from samverkan_ld.formats import rdfxml
from samverkan_ld.namespaces import RDF

PREFIXES = {
    "cls": "http://class.example/",
    "ex": "http://ex.example/",
    "unused": "http://unused.example/",
}
A = NamedNode("http://ex.example/a")
P = NamedNode("http://ex.example/p")


def test_topic_first() -> None:
    """Subjects stand in reading order, with the prefixes that are used."""
    b = NamedNode("http://ex.example/b")
    c = NamedNode("http://class.example/C")
    triples = [Triple(A, P, b), Triple(b, NamedNode(RDF + "type"), c), Triple(b, P, Literal("x"))]
    text = rdfxml.write(triples, PREFIXES, first=b.value).decode()
    assert text.index('<cls:C rdf:about="http://ex.example/b"') < text.index(
        '<rdf:Description rdf:about="http://ex.example/a"'
    )
    assert "unused" not in text
    assert text.endswith("</rdf:RDF>\n")


@pytest.mark.parametrize("value", ["a\rb\r\nc", " x\t", "<&>\"'", "é\U00010348", ""])
def test_texts_survive(value: str) -> None:
    """Texts are read back to the letter by any XML parser, carriage returns too."""
    data = rdfxml.write([Triple(A, P, Literal(value))], {})
    assert [quad.object for quad in parse(data, format=RdfFormat.RDF_XML)] == [Literal(value)]
    assert (ElementTree.fromstring(data)[0][0].text or "") == value


def test_labels_are_xml_names() -> None:
    """Blank nodes get labels that XML allows, the same for any order."""
    triples = [Triple(BlankNode("0a"), P, BlankNode("1b")), Triple(A, P, BlankNode("0a"))]
    data = rdfxml.write(triples, PREFIXES)
    assert b'rdf:nodeID="b0"' in data
    assert b'rdf:nodeID="b1"' in data
    assert rdfxml.write(triples[::-1], PREFIXES) == data


@pytest.mark.parametrize(
    "predicate",
    [
        "http://ex.example/p/",
        "http://ex.example/1",
        "http://ex.example/?q=1",
        RDF + "li",
        RDF + "about",
        RDF + "Description",
        RDF + "bagID",
        "http://www.w3.org/2000/xmlns/a",
    ],
)
def test_properties_that_do_not_fit(predicate: str) -> None:
    """A property that RDF/XML cannot hold is an error that names it."""
    with pytest.raises(FormatError, match="cannot hold the property") as caught:
        rdfxml.write([Triple(A, NamedNode(predicate), A)], {})
    assert f"<{predicate}>" in str(caught.value)


@pytest.mark.parametrize("predicate", ["urn:p", "http://ex.example/1a", "http://e/é", RDF + "_1"])
def test_properties_that_fit(predicate: str) -> None:
    """Properties that end in an XML name are read back as they were."""
    data = rdfxml.write([Triple(A, NamedNode(predicate), A)], {})
    assert [quad.predicate.value for quad in parse(data, format=RdfFormat.RDF_XML)] == [predicate]


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ufffe"])
def test_characters_that_do_not_fit(character: str) -> None:
    """A character that XML forbids is an error that names it."""
    with pytest.raises(FormatError, match=rf"U\+{ord(character):04X}"):
        rdfxml.write([Triple(A, P, Literal(f"x{character}y"))], {})


def test_new_terms_are_refused() -> None:
    """RDF/XML cannot hold the terms of RDF 1.2."""
    with pytest.raises(FormatError, match=r"RDF 1\.2"):
        rdfxml.write([Triple(A, P, Triple(A, P, A))], {})


@given(data=st.data())
def test_round_trip(
    data: st.DataObject,
    graphs: st.SearchStrategy[list[Triple]],
    prefixes: dict[str, str],
    canonical: Callable[[Iterable[Quad | Triple]], str],
) -> None:
    """What is written says the same when pyoxigraph reads it, or is refused."""
    graph = data.draw(graphs)
    try:
        written = rdfxml.write(graph, prefixes)
    except FormatError:
        return
    assert canonical(parse(written, format=RdfFormat.RDF_XML)) == canonical(graph)
