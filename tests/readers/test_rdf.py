"""Reading Turtle, TriG, N-Triples and N-Quads."""

from collections.abc import Callable
from time import process_time
from typing import Final

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from samverkan_ld.errors import SourceError
from samverkan_ld.readers.rdf import read
from samverkan_ld.records import ReadingRules, SourceFile

Write = Callable[[str, str | bytes], SourceFile]

BASE: Final = "https://data.samverkan.example/"
TRIPLE_TERM: Final = "<a:r> <a:p> <<( <a:s> <a:p> <a:o> )>> .\n"


@pytest.mark.parametrize(
    ("name", "text", "subject"),
    [
        ("a.ttl", "<id/kommun/2417> a <a:b> .", f"{BASE}id/kommun/2417"),
        ("a.TTL", "\ufeffPREFIX x: <x:>\r\nx:a a x:b .", "x:a"),
        ("a.ttl", "@base <http://b.example/> . <x> a <a:b> .", "http://b.example/x"),
        ("a.trig", "<x> a <a:b> .", f"{BASE}x"),
        ("a.nt", "<a:a> <a:b> <a:c> .", "a:a"),
        ("a.nq", "<a:a> <a:b> <a:c> .", "a:a"),
    ],
)
def test_a_statement_is_read(
    name: str, text: str, subject: str, write: Write, rules: ReadingRules
) -> None:
    """The suffix tells the syntax; relative IRIs belong to the base of sources."""
    source = read(write(name, text), rules)
    (quad,) = source.quads
    assert quad.subject == NamedNode(subject)
    assert quad.graph_name == DefaultGraph()
    assert source.file.name == name


@pytest.mark.parametrize(
    ("name", "text", "graph"),
    [
        ("a.trig", "<res/kallgraf/x> { <a:a> a <a:b> }", f"{BASE}res/kallgraf/x"),
        ("a.nq", "<a:a> <a:b> <a:c> <a:g> .", "a:g"),
    ],
)
def test_the_names_of_graphs_are_kept(
    name: str, text: str, graph: str, write: Write, rules: ReadingRules
) -> None:
    """What a file says of graphs is left to mapping."""
    (quad,) = read(write(name, text), rules).quads
    assert quad.graph_name == NamedNode(graph)


@pytest.mark.parametrize(
    "text",
    [
        '"<<"',
        "'<<'",
        '"""a " << \\" b"""',
        "'''a '' << \\' b'''",
        '"a \\" << b" # <<',
        "<http://e.example/#frag> # it's <<",
        "<a:o>, '<' , '<<'@sv",
    ],
)
def test_texts_may_look_like_triple_terms(text: str, write: Write, rules: ReadingRules) -> None:
    """Only what stands outside texts, IRIs and comments is taken for a triple term."""
    source = read(write("a.ttl", f"@prefix x: <x:> .\nx:it\\'s x:a\\#b {text}\n ."), rules)
    assert {str(quad.subject) for quad in source.quads} == {"<x:it's>"}


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("a.ttl", "<a:a> <a:b> 1 .\n<a:a> <a:b>", 2, "Unexpected end"),
        ("a.ttl", "\n\nex:a a <a:b> .", 3, "prefix ex: has not been declared"),
        ("a.ttl", "<a:a> <a:b> 'x'@sv_SE .", 1, "Unexpected character"),
        ("a.trig", "<a:g> {\n<a:a> <a:b> }", 2, "Turtle|TriG"),
        ("a.nt", "<a:a> <a:b> <a:c> .\n<x> <a:b> <a:c> .", 2, "No scheme"),
        ("a.nq", "<a:a> <a:b> <a:c> <a:g> <a:h> .", 1, "N-Quads"),
        ("a.ttl", "# only a comment\n", None, "holds no statements"),
        ("a.ttl", "", None, "is empty"),
        ("a.ttl", b"<a:a> <a:b> 1 .\n<a:a> <a:b> '\xe5' .", 2, "not UTF-8"),
        ("a.ttl", b"<a:a> <a:b> 1 .\n\0", 2, "NUL"),
        ("a.n3", "<a:a> <a:b> 1 .", None, "has none of the suffixes .ttl .trig .nt .nq"),
        ("a.ttl", f"<a:a> <a:b> '<<' .\n{TRIPLE_TERM}", 2, "a statement about a statement"),
        ("a.trig", f"<a:g> {{\n\n{TRIPLE_TERM}}}", 3, "a statement about a statement"),
        ("a.nt", f"<a:a> <a:b> <a:c> .\n{TRIPLE_TERM}", 2, "a statement about a statement"),
        ("a.nq", TRIPLE_TERM, 1, "a statement about a statement"),
        ("a.ttl", "<< <a:s> <a:p> <a:o> >> <a:p> 1 .", 1, "a statement about a statement"),
        ("a.ttl", "<a:s> <a:p> <a:o> {| <a:p> 1 |} .", None, "a statement about a statement"),
        ("a.ttl", "<a:s> <a:p> 'x'@sv--ltr .", None, "has a direction"),
    ],
)
def test_bad_files_are_refused(
    name: str, text: str | bytes, line: int | None, words: str, write: Write, rules: ReadingRules
) -> None:
    """Each fault is named with its file, and its line where the parser knows it."""
    with pytest.raises(SourceError, match=words) as caught:
        read(write(name, text), rules)
    assert (caught.value.name, caught.value.line) == (name, line)


DEEP: Final = 100_000


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.ttl", "<a:a> <a:p> " + "[ <a:p> " * DEEP, "Unexpected end"),
        ("a.ttl", "<a:a> <a:p> " + "( " * DEEP, "Unexpected end"),
        ("a.trig", "<a:g> { <a:a> <a:p> " + "[ <a:p> " * DEEP, "Unexpected end"),
        ("a.ttl", "<a:a> <a:p> " + "<<( <a:a> <a:p> " * DEEP, "about a statement"),
        (
            "a.nt",
            "<a:a> <a:p> " + "<<( <a:a> <a:p> " * DEEP + "<a:o>" + " )>>" * DEEP + " .",
            "about a statement",
        ),
    ],
    ids=["blank nodes", "lists", "TriG", "triple terms", "closed triple terms"],
)
def test_deep_nesting_ends_in_an_error(
    name: str, text: str, words: str, write: Write, rules: ReadingRules
) -> None:
    """Whatever is nested a hundred thousand times neither ends the process nor takes long."""
    limits = ReadingRules(rules.contexts, rules.folder, len(text) + 1, rules.max_depth)
    started = process_time()
    with pytest.raises(SourceError, match=words):
        read(write(name, text), limits)
    assert process_time() - started < 20


def test_deep_nesting_that_ends_is_read(write: Write, rules: ReadingRules) -> None:
    """Nested blank nodes are as many statements, however deep they lie."""
    text = "<a:a> <a:p> " + "[ <a:p> " * 1000 + "1" + "]" * 1000 + " ."
    assert len(read(write("a.ttl", text), rules).quads) == 1001
