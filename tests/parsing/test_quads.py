"""Parsing with pyoxigraph."""

import pytest
from pyoxigraph import RdfFormat

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.quads import parse_quads, require_statements

XML = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'


@pytest.mark.parametrize(
    ("text", "rdf_format", "line", "words"),
    [
        ("<a:a> <a:b> 1 .\n<a:a> <a b> 1 .", RdfFormat.TURTLE, 2, "Invalid IRI"),
        ("ex:a a ex:b .", RdfFormat.TRIG, 1, "The prefix ex: has not been declared"),
        ("<a:a> <a:b> '\n' .", RdfFormat.TURTLE, 1, "Line jumps are not allowed"),
        ("<a> <a:b> <a:c> .", RdfFormat.N_TRIPLES, 1, "No scheme"),
        (f"{XML}<rdf:li/>\n\n</rdf:RDF>", RdfFormat.RDF_XML, 2, "Invalid property element"),
        ('{"@id": 5}', RdfFormat.JSON_LD, None, "@id value must be a string"),
    ],
)
def test_a_syntax_error_tells_line_and_reason(
    text: str, rdf_format: RdfFormat, line: int | None, words: str
) -> None:
    """The parser's words are kept, its own way of telling places is not."""
    with pytest.raises(SourceError) as caught:
        parse_quads(text, rdf_format, name="a")
    assert caught.value.line == line
    assert words in caught.value.reason
    assert "Parser error" not in caught.value.reason


def test_relative_iris_resolve_against_the_base_of_sources() -> None:
    """`id/kommun/2417` means the municipality of the site."""
    (quad,) = parse_quads("<id/kommun/2417> a <a:b> .", RdfFormat.TURTLE, name="a")
    assert str(quad.subject) == "<https://data.samverkan.example/id/kommun/2417>"


def test_blank_nodes_of_two_files_are_never_the_same() -> None:
    """The same label in two files gives two nodes."""
    first, second = (
        parse_quads("_:a <a:b> _:a .", RdfFormat.N_TRIPLES, name=name)[0] for name in "ab"
    )
    assert first.subject == first.object
    assert first.subject != second.subject


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# nothing", "holds no statements"),
        ("<a:a> <a:b> 'hej'@sv--ltr .", "'hej' has a direction"),
        ("<a:a> <a:b> 1 {| <a:c> 2 |} .", "a statement about a statement"),
        ("<a:a> <a:b> 1 ~ <a:r> .", "a statement about a statement"),
    ],
)
def test_statements_of_rdf_1_1_are_demanded(text: str, words: str) -> None:
    """Nothing at all, and terms that RDF 1.2 brought, are refused."""
    quads = parse_quads(text, RdfFormat.TURTLE, name="a")
    with pytest.raises(SourceError, match=words):
        require_statements(quads, name="a")


def test_a_lenient_parser_keeps_what_is_not_valid() -> None:
    """What a strict parser of JSON-LD drops can be seen, and so be complained about."""
    text = '{"@id": "a:a", "a:b": {"@id": "a:c d"}}'
    assert parse_quads(text, RdfFormat.JSON_LD, name="a") == []
    (quad,) = parse_quads(text, RdfFormat.JSON_LD, name="a", lenient=True)
    assert str(quad.object) == "<a:c d>"
