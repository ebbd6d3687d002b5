"""Content negotiation, header by header."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkan_ld.formats.table import (
    CSV,
    DOCUMENT_FORMATS,
    GRAPH_FORMATS,
    HTML,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    RESULTS_FORMATS,
    RESULTS_JSON,
    RESULTS_XML,
    TRIG,
    TURTLE,
    Format,
)
from samverkan_ld.web.negotiation import LONGEST, accepts_gzip, choose, choose_language

BROWSERS = {
    "firefox": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "chrome": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
    "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7",
    "old webkit": "application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,"
    "image/png,*/*;q=0.5",
}
TOOLS = {
    "curl": ("*/*", TURTLE),
    "java": ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", HTML),
    "jena": (
        "text/turtle,application/n-triples;q=0.9,application/rdf+xml;q=0.7,*/*;q=0.3",
        TURTLE,
    ),
    "rdf+xml first": ("application/rdf+xml, text/turtle;q=0.9, text/html;q=0.1", RDFXML),
    "html low": ("application/ld+json, text/turtle, text/html;q=0.2, */*;q=0.1", TURTLE),
    "jquery": ("application/json, text/javascript, */*; q=0.01", JSONLD),
    "axios": ("application/json, text/plain, */*", JSONLD),
}

PLAIN = {
    "text/turtle": TURTLE,
    "application/ld+json": JSONLD,
    "text/html": HTML,
    "application/n-triples": NTRIPLES,
    "application/n-quads": NQUADS,
    "application/trig": TRIG,
    "application/rdf+xml": RDFXML,
    "text/csv": CSV,
}

CASES: list[tuple[str | None, Format | None]] = [
    # nothing asked
    (None, TURTLE),
    ("", TURTLE),
    ("   ", TURTLE),
    (",,,", TURTLE),
    # wildcards, and the order of offering
    ("*/*", TURTLE),
    ("*", TURTLE),
    ("text/*", TURTLE),
    ("application/*", JSONLD),
    ("text/turtle, text/html", TURTLE),
    ("text/html, text/turtle", TURTLE),
    ("text/html;q=0.9, text/turtle;q=0.9", TURTLE),
    # quality
    ("text/turtle;q=0.5, application/ld+json;q=0.6", JSONLD),
    ("text/turtle;q=0.12345, text/html;q=0.12346", HTML),
    ("text/turtle;q=0.001", TURTLE),
    ("text/turtle;q=1.000, text/html;q=1", TURTLE),
    ("text/turtle;q=1., text/html;q=0.9", TURTLE),
    ("text/turtle;q=.5, text/html;q=.6", HTML),
    ("text/turtle;Q=0.5, text/html;q=0.6", HTML),
    # q=0 excludes
    ("text/turtle;q=0", None),
    ("*/*;q=0", None),
    ("text/turtle;q=0, */*", JSONLD),
    ("text/turtle;q=0.0, text/*", HTML),
    ("text/turtle;q=0, application/ld+json;q=0.000, text/html", HTML),
    # the most specific range wins
    ("text/*;q=0.9, text/turtle;q=0.2", HTML),
    ("*/*;q=0.9, text/*;q=0.1", JSONLD),
    ("text/html, */*", HTML),
    ("application/trig, text/*", TRIG),
    ("text/*, application/*;q=0.9", TURTLE),
    # parameters are overlooked
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', JSONLD),
    ("application/ld+json; profile=http://www.w3.org/ns/json-ld#compacted;q=0.9", JSONLD),
    ('application/ld+json;profile="a,b;q=0";q=0.5, text/turtle;q=0.4', JSONLD),
    ("text/turtle; charset=utf-8", TURTLE),
    ("text/html;level=1;q=0.3, text/csv;q=0.4", CSV),
    ("text/turtle;q=0.1, text/turtle;charset=utf-8;q=0.9, text/html;q=0.5", TURTLE),
    # case and spaces
    ("TEXT/Turtle", TURTLE),
    (" text/html ;  q=0.5 ,\ttext/csv ; q = 0.6", CSV),
    # invalid parts are dropped; what is left decides
    ("text/html;q=high, text/csv;q=0.1", CSV),
    ("text/html;q=2", TURTLE),
    ("text/html;q=-1, text/csv", CSV),
    ("garbage", TURTLE),
    ("text/", TURTLE),
    ("*/turtle, text/csv", CSV),
    ('text/csv;a="unclosed, text/html', TURTLE),
    # unknown
    ("image/png", None),
    ("application/json5", None),
    ("image/png, text/csv;q=0.1", CSV),
    ("application/sparql-results+json", None),
]


@pytest.mark.parametrize(("accept", "expected"), CASES)
def test_choose(accept: str | None, expected: Format | None) -> None:
    """Each header chooses the format that its sender means."""
    choice = choose(accept, DOCUMENT_FORMATS)
    assert (choice.format if choice else None) == expected


@pytest.mark.parametrize(("accept", "expected"), PLAIN.items())
def test_choose_each_format(accept: str, expected: Format) -> None:
    """Every format is had by its media type, and answered with its content type."""
    choice = choose(accept, DOCUMENT_FORMATS)
    assert choice is not None
    assert (choice.format, choice.content_type) == (expected, expected.content_type)


@pytest.mark.parametrize("accept", BROWSERS.values(), ids=BROWSERS)
def test_browsers_get_pages(accept: str) -> None:
    """Browsers get HTML, though Turtle is offered first."""
    choice = choose(accept, DOCUMENT_FORMATS)
    assert choice is not None
    assert choice.format == HTML


@pytest.mark.parametrize(("accept", "expected"), TOOLS.values(), ids=TOOLS)
def test_tools_get_data(accept: str, expected: Format) -> None:
    """Tools get what they list first, also when they list HTML low."""
    choice = choose(accept, DOCUMENT_FORMATS)
    assert choice is not None
    assert choice.format == expected


@pytest.mark.parametrize(
    ("accept", "expected", "content_type"),
    [
        ("application/json", JSONLD, "application/json"),
        ("application/json, application/ld+json", JSONLD, "application/ld+json"),
        ("application/json, application/ld+json;q=0.9", JSONLD, "application/json"),
        ("text/plain", NTRIPLES, "text/plain; charset=utf-8"),
        ("application/x-turtle", TURTLE, "text/turtle; charset=utf-8"),
        ("text/n3", TURTLE, "text/turtle; charset=utf-8"),
        ("application/xhtml+xml", HTML, "text/html; charset=utf-8"),
        ("application/x-trig", TRIG, "application/trig"),
        ("application/xml", RDFXML, "application/xml"),
        ("text/xml", RDFXML, "text/xml; charset=utf-8"),
        ("Application/JSON; charset=UTF-8", JSONLD, "application/json"),
    ],
)
def test_aliases(accept: str, expected: Format, content_type: str) -> None:
    """Other names of a format are understood, and true types of their own are sent back."""
    choice = choose(accept, DOCUMENT_FORMATS)
    assert choice is not None
    assert (choice.format, choice.content_type) == (expected, content_type)


def test_wildcards_do_not_reach_aliases() -> None:
    """N-Triples are no answer to `text/*`, although `text/plain` asks for them."""
    offered = (NTRIPLES, RDFXML)
    assert choose("text/*", offered) is None


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        ("*/*", RESULTS_FORMATS, RESULTS_JSON),
        ("application/json", RESULTS_FORMATS, RESULTS_JSON),
        ("application/sparql-results+json; charset=utf-8", RESULTS_FORMATS, RESULTS_JSON),
        ("application/sparql-results+xml, */*;q=0.1", RESULTS_FORMATS, RESULTS_XML),
        ("text/html, text/turtle;q=0.5", GRAPH_FORMATS, TURTLE),
        ("text/html", GRAPH_FORMATS, None),
    ],
)
def test_other_offers(accept: str, offered: tuple[Format, ...], expected: Format | None) -> None:
    """Only what is offered can be chosen."""
    choice = choose(accept, offered)
    assert (choice.format if choice else None) == expected


def test_long_headers_are_not_read() -> None:
    """A header that nobody needs asks for anything, and costs next to nothing."""
    header = "text/html," + "x/y;q=0.1," * (LONGEST // 10)
    choice = choose(header, DOCUMENT_FORMATS)
    assert choice is not None
    assert choice.format == TURTLE


@pytest.mark.parametrize("filling", [" ", ";", ",", '"', "=", "a;", "q=", "a/b,", "(", "*"])
def test_hostile_headers(filling: str) -> None:
    """Whatever a long header is filled with, what stands before it is read."""
    header = "text/csv,en,gzip;a" + (filling * LONGEST)[: LONGEST - 40] + "b"
    choice = choose(header, DOCUMENT_FORMATS)
    assert choice is not None
    assert choice.format == CSV
    assert choose_language(header, ("sv", "en")) == "en"


@given(st.text(alphabet="texhml/*+;,=q.01 \t\"\\'csvarn-", max_size=60))
def test_any_text_is_survived(header: str) -> None:
    """Whatever stands in a header, an offered format or nothing is chosen."""
    choice = choose(header, DOCUMENT_FORMATS)
    assert choice is None or choice.format in DOCUMENT_FORMATS
    assert choose_language(header, ("sv", "en")) in ("sv", "en")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "sv"),
        ("", "sv"),
        ("sv", "sv"),
        ("en", "en"),
        ("en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("sv-SE, en;q=0.5", "sv"),
        ("sv_FI;q=0.9, en;q=0.8", "sv"),
        ("EN", "en"),
        ("nb, da", "sv"),
        ("nb, en;q=0.1", "en"),
        ("*", "sv"),
        ("de, *;q=0.1", "sv"),
        ("sv;q=0, *", "en"),
        ("sv;q=0", "en"),
        ("sv;q=0, en;q=0", "sv"),
        ("*, en;q=0.5", "sv"),
        ("en, *;q=0.9", "en"),
        ("en;q=0.5, sv;q=0.6", "sv"),
        ("en," * 5000, "sv"),
    ],
)
def test_choose_language(header: str | None, expected: str) -> None:
    """The reader's language is chosen, Swedish where none fits."""
    assert choose_language(header, ("sv", "en")) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("gzip, deflate, br, zstd", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
        ("identity, gzip;q=0.5", False),
        ("gzip;q=0.5, identity;q=0.2", True),
    ],
)
def test_accepts_gzip(header: str | None, expected: bool) -> None:
    """Compression is used only where it is asked for."""
    assert accepts_gzip(header) is expected
