"""The page of the endpoint as it is written, with answers of every kind."""

import html
from urllib.parse import parse_qsl, urlsplit

import html5lib
import pytest
from flask import Flask
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from samverkan_ld.namespaces import ORG, XSD
from samverkan_ld.web.pages import query_page as module
from samverkan_ld.web.pages.query_page import query_page
from samverkan_ld.web.site import current_view
from samverkan_ld.web.sparql.question import Asked
from samverkan_ld.web.sparql.table import Table

BASE = "https://data.example.org/"
QUERY = "SELECT * { ?s ?p ?o }"
NAME = {"h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture
def write(app: Flask):
    """Write the page and read it as a browser does."""

    def write(
        rows=(),
        names=("x",),
        *,
        path="/sparql",
        language="sv",
        query=QUERY,
        dataset=(),
        **arguments,
    ):
        is_graph = names == ("subject", "predicate", "object")
        table = Table(names, rows, has_more=False, truth=None, seconds=0.5, is_graph=is_graph)
        asked = Asked(query, dataset, (), None, None) if query else None
        arguments = {"asked": asked, "table": table, **arguments}
        with app.test_request_context(path):
            page = query_page(current_view(), language, **arguments)
        return html5lib.HTMLParser(strict=True).parse(page)

    return write


def cells(page):
    """List the cells of the answer."""
    return page.findall(".//h:section[@id='answer']//h:tbody//h:td", NAME)


def text(element):
    """Read the text of an element."""
    return " ".join(" ".join(element.itertext()).split())


def link(element):
    """Read where a cell leads, if anywhere."""
    found = element.find("h:a", NAME)
    return None if found is None else found.get("href")


TERMS = [
    (NamedNode(f"{BASE}id/kommun/2417"), "Norsjö kommun", "/doc/kommun/2417"),
    (NamedNode(f"{BASE}id/kommun/2417/kommunkod"), "kommun:2417/kommunkod", "/doc/kommun/2417"),
    (NamedNode("https://t.example.org/def/roll/kso"), None, "/doc/def/roll/kso"),
    (
        NamedNode("https://t.example.org/spec/samverkan/talarSom"),
        "sam:talarSom",
        "/doc/spec/samverkan/talarSom",
    ),
    (NamedNode(f"{BASE}id/kommun/9999"), "kommun:9999", "/doc/kommun/9999"),
    (NamedNode(ORG + "role"), "org:role", ORG + "role"),
    (NamedNode("https://elsewhere.example/a"), None, "https://elsewhere.example/a"),
    (NamedNode("urn:a:b"), "urn:a:b", None),
    (NamedNode("javascript:alert(1)"), "javascript:alert(1)", None),
    (BlankNode("b0"), "_:b0", None),
    (Literal("<script>alert(1)</script>"), "<script>alert(1)</script>", None),
    (Literal("hej", language="sv"), "hej sv", None),
    (Literal("hello", language="en"), "hello en", None),
    (Literal(7), "7", None),
    (Literal(True), "true", None),
    (Literal("2018-06-01", datatype=NamedNode(XSD + "date")), "2018-06-01 xsd:date", None),
    (Literal("x", datatype=NamedNode("urn:type")), "x urn:type", None),
    (None, "", None),
]


@pytest.mark.parametrize(("term", "shown", "href"), TERMS, ids=[str(case[0]) for case in TERMS])
def test_cell(write, term, shown, href):
    """A term is shown as what it is, and leads to its page; only addresses of the web are links."""
    (cell,) = cells(write([(term,)]))

    assert shown is None or text(cell) == shown
    assert link(cell) == href


def test_triple_term(write):
    """A triple inside an answer is written out."""
    triple = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal(1))

    assert "urn:s" in text(cells(write([(triple,)]))[0])


def test_foreign_language_is_marked(write):
    """A text in another language says so, for those who hear the page."""
    (cell,) = cells(write([(Literal("hello", language="en"),)]))

    assert cell.find("h:span", NAME).get("lang") == "en"


def test_numbers_stand_to_the_right(write):
    """Numbers are aligned as numbers."""
    number, word = cells(write([(Literal(7), Literal("7"))], ("a", "b")))

    assert (number.get("class"), word.get("class")) == ("number", None)


@pytest.mark.parametrize(
    ("language", "truth", "shown"),
    [("sv", True, "Ja"), ("sv", False, "Nej"), ("en", True, "Yes"), ("en", False, "No")],
)
def test_truth(write, language, truth, shown):
    """The answer of ASK is a word."""
    table = Table((), (), has_more=False, truth=truth, seconds=0.5)
    page = write(table=table, language=language)

    assert text(page.find(".//h:p[@class='truth']", NAME)) == shown
    assert cells(page) == []


@pytest.mark.parametrize(
    ("rows", "has_more", "seconds", "language", "words"),
    [
        (0, False, 0.0, "sv", "Inget i uppgifterna svarar mot frågan. På 1 ms."),
        (1, False, 0.012, "sv", "En rad, på 12 ms."),
        (2, False, 1.26, "sv", "2 rader, på 1,3 s."),
        (2, False, 1.26, "en", "2 rows, in 1.3 s."),
        (3, True, 0.1, "en", "The first 3 rows, in 100 ms."),
    ],
)
def test_summary(write, rows, has_more, seconds, language, words):
    """The page tells how many rows there are, whether there are more, and how long it took."""
    found = tuple((Literal(number),) for number in range(rows))
    page = write(table=Table(("n",), found, has_more, None, seconds), language=language)

    assert words in text(page.find(".//h:section[@id='answer']", NAME))


GRAPH = [(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"))]


@pytest.mark.parametrize(
    ("rows", "names", "columns", "formats"),
    [
        ([(Literal(1),)], ("n",), ["n"], ["json", "xml", "csv", "tsv"]),
        (
            GRAPH,
            ("subject", "predicate", "object"),
            ["subjekt", "predikat", "objekt"],
            ["ttl", "jsonld", "nt", "nq", "trig", "rdf"],
        ),
    ],
)
def test_columns_and_downloads(write, rows, names, columns, formats):
    """An answer can be had in the formats of its kind, of the same query and dataset."""
    page = write(rows, names, dataset=("urn:g",))
    links = page.findall(".//h:p[@class='downloads']/h:a", NAME)
    asked = [dict(parse_qsl(urlsplit(link.get("href")).query)) for link in links]

    assert [text(head) for head in page.findall(".//h:section//h:th", NAME)] == columns
    assert [one["format"] for one in asked] == formats
    assert all(one["query"] == QUERY and one["default-graph-uri"] == "urn:g" for one in asked)


def test_fault(write):
    """What is wrong is told above the query, which stays as it was written."""
    query = 'SELECT "<&'
    page = write(table=None, query=query, fault="Rad 1, kolumn 8: <fel>")
    form = page.find(".//h:main//h:form", NAME)

    assert "Rad 1, kolumn 8: <fel>" in text(form.find("h:div[@role='alert']", NAME))
    assert form.find("h:textarea", NAME).text == query
    assert text(page.find(".//h:section[@id='answer']", NAME)) == ""


def test_form_keeps_dataset_and_language(write):
    """A query asked again goes to the same dataset, in the same language."""
    page = write(path="/sparql?lang=en&x=y", dataset=("urn:a", "urn:b"))
    hidden = page.findall(".//h:main//h:form/h:input[@type='hidden']", NAME)

    assert [(field.get("name"), field.get("value")) for field in hidden] == [
        ("default-graph-uri", "urn:a"),
        ("default-graph-uri", "urn:b"),
        ("lang", "en"),
    ]


def test_without_editor(write, monkeypatch):
    """Where the editor was not installed there is the plain form, and no script."""
    monkeypatch.setattr(module, "EDITOR", ("vendor/missing.js",))
    page = write()

    assert page.findall(".//h:script", NAME) == []
    assert page.find(".//h:main//h:form/h:textarea", NAME) is not None


def test_without_examples(write):
    """A site without examples begins with a query that works anywhere."""
    page = write(query="", table=None)

    assert "GROUP BY ?class" in html.unescape(page.find(".//h:textarea", NAME).text)
    links = page.findall(".//h:nav[@class='examples']//h:a", NAME)
    assert [link.get("href") for link in links] == ["/sparql?format=ttl"]
