"""Reading RDF/XML."""

from collections.abc import Callable
from time import process_time
from typing import Final

import pytest

from samverkan_ld.errors import SourceError
from samverkan_ld.readers.rdfxml import read
from samverkan_ld.records import ReadingRules, SourceFile

Write = Callable[[str, str | bytes], SourceFile]

ROOT: Final = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:e="http://e.example/" xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0">'
)
THING: Final = '<rdf:Description rdf:about="id/x"><e:p>{}</e:p></rdf:Description></rdf:RDF>'


def document(doctype: str = "", value: str = "x") -> str:
    """Write a document with one statement."""
    return f"{doctype}\n{ROOT}{THING.format(value)}"


def entities(*declarations: str) -> str:
    """Write a document type, a declaration on each line."""
    return "<!DOCTYPE rdf:RDF [" + "".join(f"\n<!ENTITY {text}>" for text in declarations) + "]>"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (document(value="å"), "å"),
        (document('<?xml version="1.0" encoding="UTF-8"?>'), "x"),
        (document('\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>'), "x"),
        (document(entities('e "http://e.example/"', 'å "ä"'), "&e;&å;&amp;&#65;"), None),
        (document("<!-- <!ENTITY a 'b'> --><!DOCTYPE rdf:RDF><?sort of?>"), "x"),
    ],
)
def test_a_statement_is_read(
    text: str, value: str | None, write: Write, rules: ReadingRules
) -> None:
    """UTF-8, declared or not, and short entities are read."""
    (quad,) = read(write("a.rdf", text), rules).quads
    expected = "http://e.example/ä&A" if value is None else value
    assert str(quad) == (f'<https://data.samverkan.example/id/x> <http://e.example/p> "{expected}"')


def test_entities_may_shorten_namespaces(write: Write, rules: ReadingRules) -> None:
    """What editors of ontologies write is read."""
    text = (
        '<!DOCTYPE rdf:RDF [<!ENTITY e "http://e.example/">]>'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="&e;">'
        '<e:Thing rdf:about="&e;x"/></rdf:RDF>'
    )
    (quad,) = read(write("a.rdf", text), rules).quads
    assert str(quad.object) == "<http://e.example/Thing>"
    assert str(quad.subject) == "<http://e.example/x>"


LAUGHS: Final = entities('a0 "ha"', *(f'a{n} "&a{n - 1};&a{n - 1};"' for n in range(1, 30)))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (document("<!DOCTYPE rdf:RDF SYSTEM 'http://127.0.0.1:9/x.dtd'>"), 1, "external DTD"),
        (document("<!DOCTYPE rdf:RDF PUBLIC 'x' 'file:///etc/passwd' []>"), 1, "external DTD"),
        (
            document(entities('a SYSTEM "file:///etc/passwd"'), "&a;"),
            2,
            "'a' is a parameter or ext",
        ),
        (document(entities('a PUBLIC "x" "http://127.0.0.1/"'), "&a;"), 2, "'a' is a parameter or"),
        (document(entities('b "x"', '% a "x"')), 3, "'a' is a parameter or external"),
        (document(LAUGHS, "&a29;"), 3, "'a1' is no short plain text"),
        (document(entities('a "&#38;b;"', 'b "&#60;"'), "&a;"), 2, "'a' is no short plain text"),
        (document(entities('a "<e:q/>"'), "&a;"), 2, "'a' is no short plain text"),
        (document(entities(f'a "{"x" * 1001}"')), 2, "'a' is no short plain text"),
        (document(entities(f'a "{"x" * 1000}"'), "&a;" * 1001), 2, "repeats entities until"),
        (document(entities(*(f'a{n} "x"' for n in range(101)))), 102, "more than 100 entities"),
        (document(entities('a "x"', 'a "y"'), "&a;"), 3, "declares an entity twice"),
        (document(entities('lt "x"')), 2, "declares an entity twice, or one that XML has"),
        (document("<!DOCTYPE r [\n<!-- <!ENTITY a 'x'> -->]>"), 2, "more than entities"),
        (document("<!DOCTYPE r [\n<?a <!ENTITY a 'x'> ?>]>"), 2, "more than entities"),
        (document("<!DOCTYPE r [\n<!ELEMENT r ANY>]>"), 2, "more than entities"),
        (document("<!DOCTYPE r [\n<!ATTLIST r a CDATA 'x'>]>"), 2, "more than entities"),
        (document("<!DOCTYPE r [\n<!NOTATION r SYSTEM 'x'>]>"), 2, "more than entities"),
        (document('<?xml version="1.0" encoding="ISO-8859-1"?>'), 1, "the encoding ISO-8859-1"),
        (document(value="&a;"), 2, "undefined entity"),
        (document(value="<e:q>"), 2, "mismatched tag"),
        ("x", 1, "not well-formed"),
        (f"{ROOT}\n<rdf:li/></rdf:RDF>", 2, "Invalid property element"),
        (f"{ROOT}\n\n<e:T rdf:ID='a b'/></rdf:RDF>", 3, "not a valid rdf:ID"),
        (f"{ROOT}</rdf:RDF>", None, "holds no statements"),
        ("", None, "is empty"),
        (document(value="å").encode("latin-1"), 2, "not UTF-8"),
        (document().encode("utf-16"), 1, "UTF-16"),
        (document(value="\n" + "<e:q>" * 100_000), 3, "nests elements too deeply"),
    ],
)
def test_bad_files_are_refused(
    text: str | bytes, line: int | None, words: str, write: Write, rules: ReadingRules
) -> None:
    """What is dangerous in XML, and what is no RDF/XML, is named with its line."""
    started = process_time()
    with pytest.raises(SourceError, match=words) as caught:
        read(write("a.rdf", text), rules)
    assert (caught.value.name, caught.value.line) == ("a.rdf", line)
    assert process_time() - started < 20


@pytest.mark.parametrize(("levels", "fine"), [(49, True), (50, False), (50_000, False)])
def test_nesting_is_bound(levels: int, fine: bool, write: Write, rules: ReadingRules) -> None:
    """Elements may lie in each other as deep as the rules say, a hundred here."""
    things = "<e:T><e:p>" * levels + "<e:T/>" + "</e:p></e:T>" * levels
    file = write("a.rdf", f"{ROOT}{things}</rdf:RDF>")
    limits = ReadingRules(rules.contexts, rules.folder, 10_000_000, max_depth=100)
    if fine:
        assert len(read(file, limits).quads) == 2 * levels + 1
    else:
        with pytest.raises(SourceError, match="nests elements too deeply"):
            read(file, limits)


def test_elements_side_by_side_are_not_deep(write: Write, rules: ReadingRules) -> None:
    """Any number of elements may follow each other."""
    file = write("a.rdf", f"{ROOT}{'<e:T/>' * 200}</rdf:RDF>")
    assert len(read(file, rules).quads) == 200
