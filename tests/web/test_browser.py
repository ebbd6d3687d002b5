"""The pages as a browser shows them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.browser import needs_browser, open_window, running_browser

from samverkan_ld.archive.folder import current_name

SIZES = {"desktop": (1280, 900), "phone": (360, 740)}
PAGES = [
    "/",
    "/doc/kommun/2417",
    "/doc/organisation/q7m2kd8f4t3w",
    "/doc/artikel/1d5jvsahxw3b",
    "/doc/person/nkj9mcfkne65",
    "/doc/medlemskap/",
    "/doc/kommun/",
    "/doc/def/roll/kso",
    "/doc/spec/samverkan/MedlemskapShape",
    "/res/kallgraf/1d5jvsahxw3b",
    "/sparql",
    "/doc/kommun/2417/version/20261123T120000Z",
    "/doc/kommun/2417/timemap",
    "/res/andringar/{release}",
    "/res/aterkallade",
    "/feed",
    "/om/personuppgifter",
    "/search",
    "/search?q=a",
    "/dump/",
    "/reconcile/preview?id=kommun%2F2417",
    "/doc/person/finnsinte0000",
]

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with running_browser() as browser:
        yield browser


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_page(browser, sample_site, sample_server, path, size, language):
    """A page fits the screen, speaks one language, asks nobody else, and the browser is content."""
    width, height = SIZES[size]
    locale = {"sv": "sv-SE", "en": "en-GB"}[language]
    context = open_window(browser, viewport={"width": width, "height": height}, locale=locale)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    release = current_name(sample_site / "releases")
    answer = page.goto(sample_server + path.replace("{release}", release))
    assert answer is not None

    missing = "finnsinte" in path
    assert answer.status == (404 if missing else 200)
    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == page.locator("main").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(sample_server)] == []
    assert [text for text in complaints if not (missing and "404" in text)] == []
    context.close()


def test_preview_in_a_frame(browser, sample_server):
    """Another site shows a preview in a frame, and why there is none."""
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    for asked, told in (("kommun/2417", "Norsjö kommun"), ("kommun/0000", "Finns inte")):
        page.set_content(f'<iframe src="{sample_server}/reconcile/preview?id={asked}"></iframe>')
        assert page.frame_locator("iframe").locator("h1").text_content() == told
    context.close()


def test_way_from_article_to_municipality(browser, sample_server):
    """A person finds the way from the front page by links, and can change the language."""
    context = open_window(browser, locale="sv-SE")
    page = context.new_page()
    page.goto(sample_server)
    page.click("main a[href$='/doc/artikel/']")
    page.click("text=Sju röster om vikten av att samverka")
    page.click("main >> text=Mikael Lindfors >> nth=0")
    page.click("main a[href='/doc/kommun/2417'] >> nth=0")
    assert page.locator("h1").inner_text() == "Norsjö kommun"
    page.click("a[hreflang=en]")
    assert page.locator("h1").inner_text() == "Norsjö Municipality"
    context.close()
