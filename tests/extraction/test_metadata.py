import doctest

import pytest

from samverkan_ld.drafts import Value
from samverkan_ld.extraction.pages import metadata
from samverkan_ld.extraction.pages.markup import read_markup


def test_doctests() -> None:
    """The examples in the docstrings are true."""
    assert doctest.testmod(metadata).failed == 0


def data(text: str) -> str:
    """Write a block of JSON-LD."""
    return f'<script type="application/ld+json">{text}</script>'


ARTICLE = '{"@type": "NewsArticle", "datePublished": "2024-05-03"}'
PAGE = '{"@type": "WebPage", "datePublished": "2023-01-01"}'


@pytest.mark.parametrize(
    ("html", "expected", "origin"),
    [
        (data(ARTICLE), "2024-05-03", "JSON-LD datePublished"),
        (data(f"[{ARTICLE}]"), "2024-05-03", "JSON-LD datePublished"),
        (data(f'{{"@graph": [{PAGE}, {ARTICLE}, 1]}}'), "2024-05-03", "JSON-LD datePublished"),
        (data(PAGE) + data(ARTICLE), "2024-05-03", "JSON-LD datePublished"),
        (data("{") + data(PAGE), "2023-01-01", "JSON-LD datePublished"),
        (data(f'{{"mainEntityOfPage": {PAGE}}}'), None, ""),
        (data('{"dateModified": "2024-05-03"}'), None, ""),
        (data('{"datePublished": 20240503}'), None, ""),
        (
            "<meta property=article:published_time content=2024-05-03T09:00:00+02:00>",
            "2024-05-03",
            "meta article:published_time",
        ),
        ("<meta name=DC.Date.Issued content=2024-05-03>", "2024-05-03", "meta dc.date.issued"),
        ("<meta name=dcterms.issued content=2024-05-03>", "2024-05-03", "meta dcterms.issued"),
        ("<meta name=DC.date content=2024-05-03>", "2024-05-03", "meta dc.date"),
        ("<meta itemprop=datePublished content=2024-05-03>", "2024-05-03", "meta datepublished"),
        ("<meta property=article:modified_time content=2024-05-03>", None, ""),
        ("<meta name=DC.Date.Modified content=2024-05-03>", None, ""),
        ("<meta name=last-modified content=2024-05-03>", None, ""),
        ("<p><time itemprop=datePublished datetime=2024-05-03>", "2024-05-03", "time published"),
        ("<p><time class='a published'>2024-05-03</time>", "2024-05-03", "time published"),
        ("<p><time pubdate datetime=2024-05-03>", "2024-05-03", "time published"),
        ("<p><b property=schema:datePublished content=2024-05-03>", "2024-05-03", "b published"),
        ("<p><time datetime=2024-05-03>3 maj</time>", None, ""),
        ("<p><time itemprop=dateModified datetime=2024-05-03>", None, ""),
        ("<p><time class=updated datetime=2024-05-03>", None, ""),
        ("<nav><time class=published datetime=2024-05-03></time></nav>", None, ""),
        ("<p>Publicerad 3 maj 2024", None, ""),
    ],
)
def test_published(html: str, expected: str | None, origin: str) -> None:
    """The day of publication is taken from where it is marked, and never that of a change."""
    value = Value(expected, origin=origin) if expected else None
    assert read_markup(f"{html}<p>text", "x").published == value


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2024-05-03", "2024-05-03"),
        (" 2024-05-03 ", "2024-05-03"),
        ("2024-05-03 09:00:00 +0200", "2024-05-03"),
        ("2024-05-03T00:30:00+02:00", "2024-05-03"),
        ("2024-05-03T23:30:00+02:00", "2024-05-03"),
        ("2024-05-02T22:00:00Z", "2024-05-03"),
        ("2024-05-02T21:59:59+00:00", "2024-05-02"),
        ("2024-12-02T22:30:00.000Z", "2024-12-02"),
        ("2024-12-02T23:30:00Z", "2024-12-03"),
        ("2024-03-31T00:30:00Z", "2024-03-31"),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01", None),
        ("1990-01-01", "1990-01-01"),
        ("2024-02-30", None),
        ("9999-12-31T23:59:59Z", None),
        ("den 3 maj 2024", None),
        ("", None),
    ],
)
def test_published_day(stated: str, expected: str | None) -> None:
    """A time is the day that it is in Sweden; what is no day is none."""
    published = read_markup(f'<meta name="dcterms.issued" content="{stated}"><p>x', "x").published
    assert (published and published.text) == expected


def test_published_order() -> None:
    """The article's own data go before those of the head, and those before marks in the text."""
    head = '<meta name="dcterms.issued" content="2022-01-01">'
    time = '<p><time class="published" datetime="2021-01-01">då</time>'
    found = [
        read_markup(html, "x").published
        for html in (data(ARTICLE) + head + time, head + time, data('{"a": 1}') + time)
    ]
    assert [value and value.text for value in found] == ["2024-05-03", "2022-01-01", "2021-01-01"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<html lang=sv>", "sv"),
        ("<html lang=sv-SE>", "sv"),
        ("<html lang=' EN-GB'>", "en"),
        ("<html xml:lang=sv>", "sv"),
        ("<html><body lang=fi>", "fi"),
        ("<meta http-equiv=Content-Language content=sv>", "sv"),
        ("<html lang=en><meta http-equiv=content-language content=sv>", "en"),
        ("<html lang=swe>", None),
        ("<html lang=''>", None),
        ("<html>", None),
    ],
)
def test_language(html: str, expected: str | None) -> None:
    """The language is what the page states, as two letters."""
    assert read_markup(f"{html}<p>text", "x").language == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<title>T</title><h1>R</h1>", "R", id="headline"),
        pytest.param("<title>R - X kommun</title><h1>X</h1><h1>R</h1>", "R", id="repeated"),
        pytest.param("<h1>X kommun</h1><h1>R</h1>", "R", id="no site"),
        pytest.param("<h1>A <b>b</b><br>c</h1>", "A b c", id="as in the text"),
        pytest.param("<title>Kommun</title><h1>Y</h1><h1>Kom&shy;mun", "Kom\u00admun", id="shy"),
        pytest.param("<title>R | X</title><h1>Nyheter</h1><h2>R</h2>", "R", id="said twice"),
        pytest.param("<title>A</title><meta property=og:title content=B>", "B", id="Open Graph"),
        pytest.param("<title>A</title><nav><h1>Meny</h1></nav>", "A", id="menu"),
        pytest.param("<title>A</title><h1> </h1>", "A", id="empty"),
        pytest.param("<p>x", None, id="none"),
    ],
)
def test_title(html: str, expected: str | None) -> None:
    """The headline is the one of the main text, else what the head of the page says."""
    assert read_markup(f"{html}<p>text", "x").title == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Nytt badhus - Norsjö kommun", "Nytt badhus"),
        ("Nytt badhus – Upplands Väsby kommun", "Nytt badhus"),
        ("Nytt badhus | SKR", "Nytt badhus"),
        ("Nytt badhus | Nyheter | Skara", "Nytt badhus"),
        ("Nytt badhus » Borås Stad", "Nytt badhus » Borås Stad"),
        ("Nytt badhus - Region Västra Sjön", "Nytt badhus"),
        ("Norsjö kommun - Nytt badhus", "Nytt badhus"),
        ("Anna Ek - ny rektor", "Anna Ek - ny rektor"),
        ("Vård- och omsorg", "Vård- och omsorg"),
        ("Nytt badhus - Norsjö kommun bygger", "Nytt badhus - Norsjö kommun bygger"),
        ("Norsjö kommun", "Norsjö kommun"),
    ],
)
def test_title_without_site(title: str, expected: str) -> None:
    """The name of a site is cut off a title."""
    assert read_markup(f"<title>{title}</title><p>text", "x").title == expected


def test_title_without_named_site() -> None:
    """A site that names itself is cut off, whatever its name."""
    html = (
        '<meta property="og:site_name" content="Slättbladet"><title>Nytt - Slättbladet</title><p>x'
    )
    assert read_markup(html, "x").title == "Nytt"
