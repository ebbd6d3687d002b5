"""The page of the SPARQL endpoint in a real browser, with its script and without."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import needs_browser, open_window, running_browser

from samverkan_ld.web.assets import has_asset
from samverkan_ld.web.pages.query_page import EDITOR

NAMES = "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\nSELECT ?name { ?who foaf:name ?name }"
ORDERED = f"{NAMES} ORDER BY ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
WRONG = "SELECT * {\n  ?s finns:inte ?o\n}"

Visit = Callable[..., Page]

pytestmark = [
    needs_browser,
    pytest.mark.skipif(not all(map(has_asset, EDITOR)), reason="no editor: run vendor/install"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, sample_server: str) -> Iterator[Visit]:
    """Visit a path; nobody else is asked meanwhile, and the browser has no complaints."""
    pages: list[Page] = []
    heard: list[str] = []

    def visit(path="/sparql", *, script=True, width=1280, locale="sv-SE") -> Page:
        context = open_window(
            browser,
            viewport={"width": width, "height": 900},
            locale=locale,
            java_script_enabled=script,
        )
        page: Page = context.new_page()
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
        pages.append(page)
        page.goto(sample_server + path)
        return page

    yield visit
    for page in pages:
        page.context.close()
    refused = "the server responded with a status of 400"
    assert [
        text for text in heard if not text.startswith(sample_server) and refused not in text
    ] == []


def editor(page: Page) -> str:
    """Read what stands in the editor."""
    text: str = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return text


def write(page: Page, text: str) -> None:
    """Write something else into the editor, by keys."""
    page.click(".CodeMirror")
    page.keyboard.press("Control+A")
    page.keyboard.type(text.replace("\n", " "))


def rows(page: Page) -> list[str]:
    """Read the rows of the answer."""
    page.wait_for_selector("#answer tbody tr")
    return page.locator("#answer tbody tr").all_inner_texts()


@contextmanager
def loading(page: Page) -> Iterator[None]:
    """Wait until another page has come."""
    with page.expect_navigation():
        yield


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("locale", "title"), [("sv-SE", "Vem hade"), ("en-GB", "Who held")])
def test_who_held_which_role_in_one_click(visit, script, locale, title):
    """The question of who held which role on a day is answered by one click, and leads on."""
    page = visit(script=script, locale=locale)
    with loading(page):
        page.click(f".first a >> text={title}")
    (row,) = rows(page)
    assert "Vesna Jovic" in row
    assert "verkställande direktör" in row
    expect(page.locator("#answer tbody")).to_be_in_viewport()
    with loading(page):
        page.click("#answer a >> text=Vesna Jovic")

    assert page.locator("h1").inner_text() == "Vesna Jovic"
    assert urlsplit(page.url).path == "/doc/person/nkj9mcfkne65"


def test_type_and_run(visit):
    """What is typed is asked where it stands, and its address gives the same answer to anybody."""
    page = visit()
    write(page, ORDERED)
    page.click("#ask button")
    found = rows(page)
    assert len(found) == 9
    assert found[0] == "Anders Knape"
    assert parse_qs(urlsplit(page.url).query)["query"] == [ORDERED.replace("\n", " ")]

    path = page.url.partition("/sparql")[2]
    assert rows(visit(f"/sparql{path}", script=False)) == found
    assert rows(visit(f"/sparql{path}")) == found


def test_type_and_run_without_script(visit):
    """The plain form asks too, and keeps what was written."""
    page = visit(script=False)
    page.fill("#query", ORDERED)
    with loading(page):
        page.click("#ask button")

    assert rows(page)[0] == "Anders Knape"
    assert page.locator("#query").input_value() == ORDERED


def test_keys(visit):
    """A query is asked by Ctrl and Enter; the tabulator leads out of the editor."""
    page = visit()
    write(page, ORDERED)
    page.keyboard.press("Control+Enter")
    assert len(rows(page)) == 9
    page.click(".CodeMirror")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.type") == "submit"


@pytest.mark.parametrize("script", [True, False])
def test_language(visit, script):
    """The query and its answer come along to another language."""
    page = visit(f"/sparql?query={quote(ORDERED)}", script=script)
    with loading(page):
        page.click("a[hreflang=en]")

    assert page.get_attribute("html", "lang") == "en"
    assert len(rows(page)) == 9
    assert page.locator("#answer h2").inner_text() == "Answer"
    assert page.locator("#query").input_value() == ORDERED
    with loading(page):
        page.click("a[hreflang=sv]")
    assert page.locator("#answer h2").inner_text() == "Svar"


def test_language_keeps_what_is_not_asked_yet(visit):
    """What is only written comes along too, and is not asked."""
    page = visit()
    write(page, WRONG)
    with loading(page):
        page.click("a[hreflang=en]")

    assert editor(page) == WRONG.replace("\n", " ")
    assert page.locator("#answer").inner_text() == page.locator("#fault").inner_text() == ""
    assert urlsplit(page.url).fragment == ""


@pytest.mark.parametrize("script", [True, False])
def test_fault(visit, script):
    """What is wrong is told above the query with its place, and the query stays."""
    page = visit(f"/sparql?query={quote(ORDERED)}", script=script)
    if script:
        page.evaluate(f"document.querySelector('.CodeMirror').CodeMirror.setValue({WRONG!r})")
        page.click("#ask button")
    else:
        page.fill("#query", WRONG)
        with loading(page):
            page.click("#ask button")

    alert = page.locator("[role=alert]")
    expect(alert).to_contain_text("Rad 2, kolumn 16")
    assert alert.bounding_box()["y"] < page.locator("#ask button").bounding_box()["y"]
    assert page.locator("#answer").inner_text() == ""
    assert (editor(page) if script else page.locator("#query").input_value()) == WRONG


def test_fault_goes_when_the_query_is_mended(visit):
    """An answer takes the place of a fault."""
    page = visit(f"/sparql?query={quote(WRONG)}")
    expect(page.locator("[role=alert]")).to_contain_text("Rad 2")
    write(page, ORDERED)
    page.click("#ask button")

    assert len(rows(page)) == 9
    assert page.locator("[role=alert]").inner_text() == ""


def test_back(visit):
    """The browser's way back leads to the query before."""
    page = visit()
    write(page, ORDERED)
    page.click("#ask button")
    assert len(rows(page)) == 9
    write(page, f"{NAMES} LIMIT 2")
    page.click("#ask button")
    expect(page.locator("#answer tbody tr")).to_have_count(2)
    page.go_back()

    expect(page.locator("#answer tbody tr")).to_have_count(9)
    assert editor(page) == ORDERED.replace("\n", " ")


def test_stop(visit):
    """A query that takes too long can be given up, and another asked."""
    page = visit()
    write(page, ENDLESS)
    page.click("#ask button")
    expect(page.locator("#ask button")).to_have_text("Avbryt")
    page.click("#ask button")
    expect(page.locator("#ask button")).to_have_text("Ställ frågan")
    write(page, ORDERED)
    page.click("#ask button")

    assert len(rows(page)) == 9


def test_long_query(visit):
    """A query that is too long for an address is asked too."""
    page = visit()
    text = f"{ORDERED} # {'lång ' * 2000}"
    page.evaluate(f"document.querySelector('.CodeMirror').CodeMirror.setValue({text!r})")
    page.click("#ask button")

    assert len(rows(page)) == 9
    assert page.locator("#answer h2").inner_text() == "Svar"
    page.select_option("#format", "csv")
    with page.expect_download() as download:
        page.click("#ask button")
    assert len(download.value.path().read_text().splitlines()) == 10


@pytest.mark.parametrize("script", [True, False])
def test_file(visit, script):
    """The answer can be had as a file."""
    page = visit(f"/sparql?query={quote(ORDERED)}", script=script)
    page.select_option("#format", "csv")
    with page.expect_download() as download:
        page.click("#ask button")

    assert download.value.path().read_text().split()[:2] == ["name", "Anders"]


@pytest.mark.parametrize(
    ("typed", "offered", "asked"),
    [
        ("SELECT * { ?m a memb", "org:Membership", "?m a org:Membership"),
        ("SELECT * { ?m a innehav", None, "?m a innehav"),
        ("SELECT * { ?m org:membe", "org:member", "?m org:member"),
        ("SELECT * { ?m talar", "sam:talarSom", "?m sam:talarSom"),
        ("PREFIX kom", "kommun: <https://data.samverkan.example/id/kommun/>", "PREFIX kommun:"),
    ],
)
def test_completion(visit, typed, offered, asked):
    """Classes and properties of the release are offered, and what is chosen gets its prefix."""
    page = visit()
    page.click(".CodeMirror")
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(typed)
    hint = page.locator(".CodeMirror-hint").first
    if offered is None:
        page.wait_for_timeout(500)
        assert hint.count() == 0
        return
    expect(hint).to_contain_text(offered)
    page.keyboard.press("Enter")

    expect(page.locator(".CodeMirror-code")).to_contain_text(asked)
    prefix = offered.partition(":")[0]
    expect(page.locator(".CodeMirror-code")).to_contain_text(f"PREFIX {prefix}: <")
    assert editor(page).count(f"PREFIX {prefix}:") == 1


def test_completion_tells_of_use(visit):
    """A class is offered with what it is called and how many have it, the most used first."""
    page = visit()
    page.click(".CodeMirror")
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * { ?m a org:")
    hints = page.locator(".CodeMirror-hint")
    expect(hints.first).to_have_text("org:FormalOrganization · organisation · 665")
    counts = [int(text.rpartition(" ")[2]) for text in hints.all_inner_texts()]

    assert counts == sorted(counts, reverse=True)


def test_nothing_is_kept_in_the_browser(visit):
    """The editor leaves no queries behind."""
    page = visit()
    write(page, ORDERED)
    page.click("#ask button")
    rows(page)

    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.context.cookies() == []


@pytest.mark.parametrize("script", [True, False])
def test_every_example_fits_a_phone(visit, script):
    """Each example is answered in one click, and no answer makes a phone scroll sideways."""
    page = visit(script=script, width=360)
    addresses = page.locator(".first a, .examples li a").evaluate_all("all => all.map(a => a.href)")
    assert len(addresses) >= 14

    for address in addresses:
        page.goto(address)
        assert page.locator("#answer h2").inner_text() == "Svar"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_editor_is_served_to_be_kept(visit):
    """The editor's files are compressed, and need not be asked for again."""
    page = visit("/")
    with page.expect_response("**/yasgui.min.js") as answer:
        page.goto(page.url + "sparql")

    headers = answer.value.headers
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]
