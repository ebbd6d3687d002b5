import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.pages.page import MAX_BYTES, Page, read_page

PAGES: Final = Path(__file__).parent / "pages"
FILES: Final = sorted(path for path in PAGES.iterdir() if path.is_file())

# What the markup of each page gives: its headline, day of publication and language.
GIVEN: Final[dict[str, tuple[str | None, str | None, str | None]]] = {
    "drupal-projekt.html": ("Fjärrtolkning i glesbygd", "2020-10-05", "sv"),
    "enkel.html": ("Bredbandet når Käringön", None, None),
    "kontaktsida.html": ("Kommunledning", "2023-01-09", "sv"),
    "optimizely-nyhet.html": ("Vårdcentralen i Hjo flyttar i oktober", "2023-08-22", "sv"),
    "pressrum-cision.html": ("SjöBanan och tre kommuner enas om hållplatser", "2019-12-11", "sv"),
    "pressrum-mynewsdesk.html": (
        "Härryda kommun anställer ny näringslivschef",
        "2022-02-14",
        "sv",
    ),
    "pressutskick.eml": (None, None, None),
    "react-samhalle.html": ("Nya cykelvägar söder om ån", "2025-04-02", "sv"),
    "region-divar.html": ("Lättare att hitta rätt på sjukhuset", None, "sv"),
    "sitevision-forbund.html": ("Åtta råd om delade tjänster", None, "sv"),
    "sitevision-nyhet.html": (
        "Ny chef ska samla arbetet med skol\u00adskjutsar",
        None,
        "sv",
    ),
    "sparad-i-en-fil.mhtml": ("Ny förskola i Tranemo", None, "sv"),
    "tabell-layout.html": ("Fyra kommuner bygger e-arkiv", "2011-03-28", "sv"),
    "umbraco-spridd.html": ("Fler får låna elcykel", "2024-05-03", "sv"),
    "urklipp.txt": (None, None, None),
    "word-sparad.html": ("Minnesanteckningar från nätverket för delad upphandling", None, "sv"),
    "wordpress-nyhet.html": ("Biblioteket lånar ut verktyg", "2021-11-08", "sv"),
}


def read(text: str) -> Page:
    """Read a page in UTF-8."""
    return read_page(text.encode(), "sida.html")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_page(path: Path) -> None:
    """A page gives its article, those who answer for it and its dates, and no menu or notice."""
    page = read_page(path.read_bytes(), path.name)
    expected = (PAGES / "expected" / f"{path.name}.txt").read_text()
    assert page.text == expected.removesuffix("\n")
    day = page.published and page.published.text
    assert (page.title, day, page.language) == GIVEN[path.name]
    assert page.name == path.name


def test_page_title_stands_in_text() -> None:
    """A headline is given as it stands in the text, so that it can be found there."""
    for path in FILES:
        page = read_page(path.read_bytes(), path.name)
        assert page.title is None or page.title in page.text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Anna Ek\n\n  kommunråd \tX\n\n\n\nslut  ", id="space"),
        pytest.param("kom\u00admun\u00a0råd − A\u030a \u2028 x\x0by", id="unusual characters"),
        pytest.param(
            "Från: Bo <bo@example.se>\nÄmne: Nytt\nDatum: i dag\n\nHej", id="mail, copied"
        ),
        pytest.param("From: Bo\nSubject: x\n\nHej", id="mail without MIME headers"),
        pytest.param("a < b & c > d, <b>fet</b> och <bo@example.se>", id="signs of HTML"),
        pytest.param("<main@example.se> skrev: hej", id="address in angle brackets"),
    ],
)
def test_plain_text_stays(text: str) -> None:
    """Text is taken as it is, so that its spans are true of the file."""
    assert read(text) == Page("sida.html", text)


def test_line_ends() -> None:
    """All line ends become LF, and a byte order mark is no text."""
    assert read_page(b"\xef\xbb\xbfa\r\nb\rc\n", "x").text == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "has no text", id="empty"),
        pytest.param(b" \n\t\xc2\xa0 -- ", "has no text", id="no letter"),
        pytest.param(b"<!DOCTYPE html><html><body></body></html>", "has no text", id="empty HTML"),
        pytest.param(b"<html><head><title>T</title></head></html>", "has no text", id="no body"),
        pytest.param(b'<div id="root"></div><script>x</script>', "has no text", id="script alone"),
        pytest.param(b"<frameset><frame src=a></frameset>", "has no text", id="frames"),
        pytest.param(
            b"a" * (MAX_BYTES + 1), "has 5242881 bytes, and a page may have 5242880", id="large"
        ),
        pytest.param(b"<div>" * 5000 + b"x", "nests elements thousands deep", id="deep"),
        pytest.param(b"<p>x" * 500_001, "has 50000\\d elements", id="many elements"),
    ],
)
def test_page_refused(data: bytes, message: str) -> None:
    """What cannot be read is refused with what is wrong."""
    with pytest.raises(SourceError, match=rf"^sida\.html: {message}"):
        read_page(data, "sida.html")


def test_page_largest() -> None:
    """A page of 5 MB is read."""
    paragraph = b"<p>Anna Ek</p>".ljust(128)
    count = MAX_BYTES // len(paragraph)
    assert read_page(paragraph * count, "x").text.count("Anna Ek") == count


def test_all_is_menu() -> None:
    """A page all of which is called a menu is not thrown away."""
    assert read("<body><nav><p>Anna Ek, rektor</p></nav></body>").text == "Anna Ek, rektor"


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """No entity, image, frame or style sheet is opened."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt")
    address = secret.as_uri()
    page = read(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{address}">]><html><head><base href="{address}">'
        f'<link rel="stylesheet" href="{address}"></head><body><p>A &x; B</p>'
        f'<iframe src="{address}"></iframe><object data="{address}"></object></body></html>'
    )
    assert "hemligt" not in page.text
    assert "A &x; B" in page.text


def test_text_needs_no_parser() -> None:
    """The parsers of HTML and mail are not imported for text, as they take their time."""
    code = (
        "import sys; from samverkan_ld.extraction.pages.page import read_page; "
        "read_page(b'text', 'x'); "
        "print(*sorted({'lxml', 'email', 'html'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "\n"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    """Bytes of any kind give a page or an error."""
    check_any(data)


PIECES: Final = [
    piece for path in FILES for piece in re.findall(rb"<[^>]*>|[^<]+", path.read_bytes())
]
STRANGE: Final = (
    b"<table> <tr> <td> </td> <li> </li> <br> </p> <pre>\n <h1> <main> </main> <nav> <body> "
    b"</html> <frameset> <template> <svg> <math> <select> <option> <!-- --> <![CDATA[ <?xml <a> "
    b"<button> <div\thidden> <p\tclass=kontakt>Kontakt &#xD800; &#0; &nbsp; \xff \xe5 \r <b> </b> "
    b"<html\tlang='\xe5\xe4'> <meta\tcharset=utf-16> <meta\tcharset=utf-7> MIME-Version:\t1\n "
    b"Content-Type:\tmultipart/mixed;boundary=a\n\n--a\n "
    b"<time\titemprop=datePublished\tdatetime=9999-12-31T23:59:59Z>"
).split(b" ")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(STRANGE), max_size=80))
def test_any_markup(pieces: list[bytes]) -> None:
    """Pieces of pages in any order give a page or an error."""
    check_any(b"".join(pieces))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(FILES), st.integers(0, 6000), st.integers(0, 300), st.binary(max_size=8))
def test_broken_page(path: Path, start: int, length: int, instead: bytes) -> None:
    """A page with a piece cut out or overwritten gives a page or an error."""
    data = path.read_bytes()
    check_any(data[:start] + instead + data[start + length :])


def check_any(data: bytes) -> None:
    """Check that bytes give a sound page or an error that can be shown."""
    try:
        page = read_page(data, "x")
    except SourceError as error:
        assert str(error).startswith("x: ")
    else:
        assert any(map(str.isalnum, page.text))
        assert "\r" not in page.text
        assert page.published is None or re.fullmatch(r"\d{4}-\d\d-\d\d", page.published.text)
        assert page.language is None or re.fullmatch("[a-z]{2}", page.language)


# Shapes that make a careless reader take the square of their size.
SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "paragraphs": lambda n: "<p>Ett <b>stycke</b> om <a href=x>Ek</a>.</p><ul><li>en</ul>" * n,
    "unclosed elements": lambda n: "<ul>" + "<li><i>a" * (n // 500) + "<li>b" * n,
    "closing tags": lambda n: "<i>" * 1000 + "</x></p>" * n + "slut",
    "menus in menus": lambda n: "<div class=nav>" * 1000 + "text " * n,
    "contacts in contacts": lambda n: "<div class=kontakt>" * 1000 + "text " * n,
    "contacts beside the main text": lambda n: "<main>x</main>" + "<p>Kontakt</p>" * n,
    "cards deep down": lambda n: "<main>x</main>" + "<div>" * 1000 + "<p class=kontakt>a</p>" * n,
    "one attribute": lambda n: f'<p class="{"menu " * n}">text',
    "one element's attributes": lambda n: "<p " + " ".join(f"a{i}" for i in range(n)) + ">text",
    "quotes": lambda n: "<p>x" + "<a \"<b '" * n,
    "angle brackets": lambda n: "<p>x</p>" + "<a" * n,
    "one script": lambda n: "<p>text<script>" + "if (a<b) '<p>';" * n + "</script>",
    "one block of data": lambda n: (
        "<p>x<script type='application/ld+json'>" + "[" * n + "</script>"
    ),
    "one title": lambda n: "<title>" + "a | " * n + "</title><p>text",
    "one row": lambda n: "<table><tr>" + "<td><p>a</p>" * n,
    "lines": lambda n: "<p>" + "a<br>" * n,
    "preformatted": lambda n: "<pre>" + "a\n" * n + "</pre>",
    "comments": lambda n: "<!-- -->" * n + "<p>text",
    "headers of a mail": lambda n: "MIME-Version: 1\n" + "A: b\n c\n" * n + "\ntext",
    "a header of a mail": lambda n: "Content-Type: text/plain" + '; a="b;' * n + "\n\ntext",
    "parts of a mail": lambda n: (
        "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\n\nb\n" * n + "--a--\n"
    ),
    "mails in mails": lambda n: "Content-Type: message/rfc822\n\n" * n + "text",
    "broken lines of a mail": lambda n: "Content-Type: text/plain; format=flowed\n\n" + "a \n" * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_linear(shape: str) -> None:
    """Eight times the page takes at most some twenty times the time, not sixty-four."""

    def is_linear() -> bool:
        small, large = (seconds(SHAPES[shape](size)) for size in (2500, 20_000))
        return large < 20 * max(small, 0.01)

    assert any(is_linear() for _ in range(4))  # something else may make one of the two slower


def seconds(text: str) -> float:
    """Tell how long the processor needs for a page."""
    data = text.encode()
    start = time.process_time()
    check_any(data)
    return time.process_time() - start
