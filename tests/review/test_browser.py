"""The review as an editor works with it, in a real browser, by mouse and by keyboard."""

import json
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser import needs_browser, open_window, running_browser
from tests.review.articles import COOPERATION, NOTICE, cooperation

from samverkan_ld.drafts import Candidate
from samverkan_ld.extraction.linking import link
from samverkan_ld.extraction.register import Register
from samverkan_ld.review.workplace import Workplace

SIZES = {"desktop": (1280, 900), "phone": (360, 740)}
LOW = {"enlarged four times": (320, 256), "phone on its side": (740, 360)}
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
SENT = "() => new Promise((done) => setTimeout(done, 500))"
"""A timer of the page behind the one that sends what was typed, which takes as long."""

UNNAMED = """() => [...document.querySelectorAll("input, select, textarea, button, a, [role]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => {
    const by = (node.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
    const names = [node.getAttribute("aria-label"), node.textContent,
      ...by.map((id) => document.getElementById(id)?.textContent),
      ...[...(node.labels ?? [])].map((label) => label.textContent)];
    return !["status", "alert"].includes(node.role) && !names.some((name) => name?.trim());
  })
  .map((node) => node.outerHTML)"""
TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  return ids.filter((id, place) => ids.indexOf(id) !== place);
}"""
PLACE = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    node.parentElement.scrollIntoView({ block: "center" });
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return [left, right, (top + bottom) / 2];
  }
  return null;
}"""

CARET = """(words) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    document.getSelection().collapse(node, at);
    return;
  }
}"""

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real browser."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser, start):
    """Open a review in a window of its own; what the browser complains of fails the test."""
    contexts, complaints, asked = [], [], []

    def begin(*drafts, size="desktop", language="sv", site=True):
        server = start(*drafts, site=site)
        width, height = SIZES[size]
        context = open_window(
            browser, viewport={"width": width, "height": height}, locale=LOCALES[language]
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.dialogs = []
        page.on("dialog", lambda dialog: (page.dialogs.append(dialog.type), dialog.accept()))
        page.server = server
        page.goto(f"{server.once}&lang={language}")
        settle(page)
        return page

    yield begin
    for context in contexts:
        context.close()
    allowed = ("409", "422", "net::ERR_INTERNET_DISCONNECTED")
    assert [text for text in complaints if not any(status in text for status in allowed)] == []
    assert [url for url in asked if not url.startswith("http://127.0.0.1:")] == []


def settle(page: Page) -> None:
    """Wait until the record is judged as it is now."""
    page.evaluate(SENT)
    expect(page.locator("#counts")).not_to_have_text("")
    expect(page.locator("#counts")).not_to_contain_text("…")


def drag(page: Page, words: str) -> None:
    """Select words of the text with the mouse."""
    left, right, middle = page.evaluate(PLACE, words)
    page.mouse.move(left + 1, middle)
    page.mouse.down()
    page.mouse.move((left + right) / 2, middle)
    page.mouse.move(right - 0.5, middle)
    page.mouse.up()


def by_keyboard(page: Page, words: str) -> None:
    """Select words of the text with the keyboard, from the place before them."""
    page.locator("#text").focus()
    page.evaluate(CARET, words)
    for _ in words:
        page.keyboard.press("Shift+ArrowRight")


def sent(page: Page) -> Any:
    """Give the draft and choices as the program has them."""
    settle(page)
    return page.evaluate("async () => (await fetch('/review/1/draft')).json()")


def written(sent: Any) -> str:
    """Write what was sent as a text to search."""
    return json.dumps(sent, ensure_ascii=False)


def violations(page: Page) -> list[str]:
    """List what stands against the record."""
    return page.locator("#results .violation").all_text_contents()


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("size", SIZES)
def test_page(visit, size, language):
    """The page fits the screen, speaks one language, and everything in it has a name."""
    page = visit(size=size, language=language)
    width, height = SIZES[size]

    assert page.get_attribute("html", "lang") == language
    assert page.locator("h1").count() == page.locator("main").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(TWICE) == []
    assert page.locator("#save").inner_text() == {"sv": "Spara", "en": "Save"}[language]
    for pane in ("#text", "#record"):
        assert page.locator(pane).bounding_box()["height"] > 150
        assert page.locator(pane).evaluate("(n) => n.scrollWidth - n.clientWidth") <= 1
    page.locator("#text").focus()
    assert page.locator("#text").evaluate("(n) => getComputedStyle(n).outlineStyle") == "solid"


def test_low(visit):
    """A screen that is low, or a page that is much enlarged, scrolls, and every part is usable."""
    page = visit()
    for width, height in LOW.values():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for pane in ("#text", "#record"):
            assert page.locator(pane).bounding_box()["height"] > 150
            assert page.locator(pane).evaluate("(n) => n.scrollWidth - n.clientWidth") <= 1
        page.get_by_label("Namn").last.focus()
        page.evaluate("scrollTo(0, 0)")
        page.locator("#notices button", has_text="pressekreterare").click()
        expect(page.locator("input:focus")).to_have_value("pressekreterare")
        expect(page.locator("input:focus")).to_be_in_viewport(ratio=1)
        page.locator("#save").scroll_into_view_if_needed()
        expect(page.locator("#save")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("language", LOCALES)
def test_start_page(visit, language):
    """The page where a review is begun is named throughout, and fits a phone."""
    page = visit(size="phone", language=language)
    page.goto(f"{page.server.address}/start?lang={language}")

    assert page.get_attribute("html", "lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate(UNNAMED) == []


def test_text_is_shown_as_it_is(visit):
    """Whatever the text holds is shown as text: markup too, and every line break."""
    page = visit()
    for number, text in ((1, COOPERATION), (3, NOTICE)):
        page.goto(f"{page.server.address}/review/{number}")
        settle(page)
        shown = page.locator("#text").evaluate("(node) => node.textContent")
        assert shown.rstrip("\n") == text.rstrip("\n")
        assert page.locator("#text script").count() == 0


def test_marks(visit):
    """Every value is marked where it stands, each kind by more than its colour."""
    page = visit()
    marked = {
        words: page.locator("#text mark", has_text=words).first.get_attribute("class")
        for words in ("Fyra kommuner", "14 februari", "Signe Wallgren", "kommundirektör", "2017")
    }
    styles = page.evaluate(
        """() => ["headline", "date", "name", "mention", "title", "organisation", "time",
          "responsible", "statement"].map((kind) => {
          const mark = document.querySelector(`#legend mark.${kind}`);
          const style = getComputedStyle(mark);
          return [style.textDecorationLine, style.textDecorationStyle, style.fontWeight,
            style.borderBottomStyle, style.boxShadow === "none",
            getComputedStyle(mark, "::before").content].join();
        })"""
    )

    assert marked == {
        "Fyra kommuner": "headline",
        "14 februari": "date",
        "Signe Wallgren": "name",
        "kommundirektör": "title",
        "2017": "time",
    }
    assert page.locator("#text mark.mention").inner_text() == "Signe Wallgren"
    assert len(set(styles)) == len(styles)


def test_from_value_to_text_and_back(visit):
    """A value shows its place while it has the focus or is pointed at; so does the text."""
    page = visit()
    titles = page.get_by_label("Titel", exact=True)
    pointed = page.locator("#text mark.pointed")

    titles.nth(3).focus()
    expect(pointed).to_have_text("it-chef")
    page.get_by_label("Publicerad", exact=True).hover()
    expect(pointed).to_have_text("14 februari 2026")
    page.locator("#text mark", has_text="projektledare").hover()
    expect(page.locator(".row.marked input")).to_have_value("projektledare för Glesnet")

    drag(page, "Ebba")  # puts the caret behind the word
    page.keyboard.press("Escape")
    expect(page.locator(".row.marked input")).to_have_value("Ebba Ståhlnacke")
    page.keyboard.press("Enter")
    expect(page.locator("input:focus")).to_have_value("Ebba Ståhlnacke")


def test_correct(visit):
    """What is typed is taken over, keeps its place in the text, and counts as accepted."""
    page = visit()
    name = page.get_by_label("Namn").first
    name.fill("Signe Wallgren-Ek")
    found = sent(page)

    assert found["draft"]["persons"][0]["name"] == "Signe Wallgren-Ek"
    assert found["draft"]["evidence"]["persons"][0]["name"]["quote"] == "Signe Wallgren"
    assert "p1.name" in found["choices"]["accepted"]
    assert page.locator(".person h4").first.inner_text() == "1 Signe Wallgren-Ek"
    assert page.locator("#progress").inner_text() == "1 av 18 godkända"


def test_not_in_the_text(visit):
    """A value that the text does not hold is marked as such."""
    page = visit()
    page.get_by_label("Från").first.fill("2021")
    row = page.locator('.row[data-place="p1r1.from"]')

    expect(row.locator(".origin")).to_have_text("utan stöd i texten")
    assert page.locator('.row[data-place="p1r1.title"] .origin').inner_text() == ""
    page.goto(f"{page.server.address}/review/3")
    expect(page.locator('.row[data-place="published"] .origin')).to_have_text(
        "ur meta article:published_time, inte ur texten"
    )


def test_remove_and_undo(visit):
    """A value, a role, a statement and a person can be removed, and each comes back."""
    page = visit()
    before = sent(page)
    for label, gone in (
        ("Ta bort Titel: kommundirektör", "kommundirektör"),
        ("Ta bort roll 2 för Farid Hosseini-Lund", "it-chef"),
        ("Ta bort uttalande 1 av Oskar Danielsson Bly", "Vi åkte hem"),
        ("Ta bort Ebba Ståhlnacke", "Ebba Ståhlnacke"),
    ):
        page.get_by_role("button", name=label, exact=True).click()
        marks = page.locator("#text mark", has_text=gone)
        expect(marks).to_have_count(0)
        after = sent(page)
        assert written(after).count(gone) < written(before).count(gone)
        assert page.evaluate("document.activeElement !== document.body")
        page.keyboard.press("Control+z")
        expect(marks.first).to_be_visible()
    restored = sent(page)
    assert restored["draft"] == before["draft"]


def test_typing_is_undone_as_one(visit):
    """The letters of a field are taken back together, and changes before them one by one."""
    page = visit()
    page.get_by_role("button", name="Godkänn Namn: Signe Wallgren").click()
    name = page.get_by_label("Namn").first
    name.fill("")
    name.press_sequentially("Bo Ek")
    undo = page.get_by_role("button", name="Ångra")
    undo.click()
    expect(name).to_have_value("Signe Wallgren")
    undo.click()
    expect(page.locator("#progress")).to_have_text("0 av 18 godkända")
    undo.click()
    expect(page.locator("#told")).to_have_text("Det finns inget att ångra.")


def test_add_by_mouse(visit):
    """Words that are selected with the mouse become what the editor says."""
    page = visit()
    drag(page, "Storuman")
    expect(page.locator("#chosen .words")).to_have_text("Markerat: ”Storuman”")
    page.get_by_role("button", name="Ny person").click()
    expect(page.locator("#chosen")).to_be_hidden()
    drag(page, "sköter")
    assert page.locator("#chosen select option:checked").inner_text() == "Storuman"
    page.get_by_role("button", name="Titel", exact=True).click()
    drag(page, "nio anställda")
    page.locator("#chosen select").select_option(label="Farid Hosseini-Lund")
    page.get_by_role("button", name="Uttalande", exact=True).click()
    found = sent(page)
    new, shown = found["draft"]["persons"][0], found["draft"]["evidence"]["persons"]

    assert new["name"] == "Storuman"
    assert new["roles"] == [{"title": "sköter", "organisation": None, "from": None, "to": None}]
    assert shown[3]["statements"][0]["quote"] == "nio anställda"
    assert shown[0]["name"]["start"] == COOPERATION.index("Storuman")


@pytest.mark.parametrize(
    ("words", "key", "where", "value"),
    [
        ("Norsjö", "o", ("persons", 0, "roles", 1, "organisation"), "Norsjö"),
        ("14 februari 2026", "d", ("published",), "2026-02-14"),
        ("tio år", "r", ("title",), "tio år"),
        ("Glesnet", "n", ("persons", 3, "name"), "Glesnet"),
        ("14 februari 2026", "f", ("persons", 0, "roles", 0, "from"), "2026-02-14"),
        ("2019", "l", ("persons", 2, "roles", 0, "to"), "2019"),
        ("varandra", "t", ("persons", 0, "roles", 1, "title"), "varandra"),
    ],
)
def test_add_by_keyboard(visit, words, key, where, value):
    """Words that are selected with the keyboard become what the letter says.

    Behind a character that takes two units, too; without another choice they are of the person who
    is named before, in the first role that lacks such a value.
    """
    page = visit()
    by_keyboard(page, words)
    page.keyboard.press(key)
    found = sent(page)
    said, shown = found["draft"], found["draft"]["evidence"]
    for step in where:
        said, shown = said[step], shown[step]

    assert said == value
    assert shown["quote"] == words
    assert page.evaluate("document.activeElement.id") == "text"
    assert page.locator("#results", has_text="utdrag").count() == 0


def test_menu_by_keyboard(visit):
    """From the selected words Enter leads to the choices, and Escape back."""
    page = visit()
    by_keyboard(page, "Malå")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.textContent") == "Ny personn"
    page.keyboard.press("Escape")
    expect(page.locator("#chosen")).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "text"
    before = page.locator("#text").inner_text()
    page.keyboard.type("xyz")
    page.keyboard.press("Backspace")
    page.keyboard.press("Delete")
    assert page.locator("#text").inner_text() == before


def test_add_by_form(visit):
    """A person and a role can be added without words of the text, and are marked as such."""
    page = visit()
    page.get_by_role("button", name="Lägg till person").click()
    assert page.evaluate("document.activeElement.tagName") == "INPUT"
    page.keyboard.type("Nora Palm")
    page.get_by_role("button", name="Lägg till roll").last.click()
    page.keyboard.type("rektor")
    found = sent(page)

    assert found["draft"]["persons"][4]["name"] == "Nora Palm"
    assert found["draft"]["persons"][4]["roles"][0]["title"] == "rektor"
    assert (
        page.locator(".person").last.locator(".origin").first.inner_text() == "utan stöd i texten"
    )


def test_choose_organisation(visit):
    """A name that may be two organisations is chosen by the editor, at every place at once."""
    page = visit()
    assert any("Region Gotland" in text for text in violations(page))
    row = page.locator('[data-place="p2r1.organisation"]')
    assert row.locator("input[type=radio]:checked").count() == 0
    row.get_by_label("Organisation", exact=True).fill("Region Gotland ")  # the space is no part
    settle(page)
    page.locator("#notices button", has_text="Region Gotland").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    row.get_by_label("Region Gotland", exact=True).check()
    settle(page)

    assert violations(page) == []
    assert page.locator("#notices", has_text="Region Gotland").count() == 0
    expect(row.locator("summary")).to_have_text("i registret: Region Gotland")
    assert (
        row.get_by_role("link", name="Öppna Region Gotland").get_attribute("href").endswith("/09")
    )


def test_notices(visit):
    """What to look at stands on top, once each; it leads to its place, and goes when accepted."""
    page = visit()
    notices = page.locator("#notices li")

    assert notices.all_inner_texts() == [
        "Kan vara flera organisationer: Region Gotland",
        "Finns inte i rollistan: it-strateg, projektledare för Glesnet, it-chef, pressekreterare",
        "Uttalanden som väntar på egna ord, eller får stå tomma: 2",
        "Står långt från en titel som har fått den: Norsjö kommun",
        "Kanske ingen person (bara det som sägs om namnet talar för det): Malå",
    ]
    page.locator("#notices button", has_text="Norsjö kommun").click()
    assert page.evaluate("document.activeElement.value") == "Norsjö kommun"
    page.locator("#notices button", has_text="it-chef").click()
    assert page.evaluate("document.activeElement.value") == "it-chef"
    page.keyboard.press("Control+Enter")
    expect(notices.nth(1)).not_to_contain_text("it-chef")
    page.goto(f"{page.server.address}/review/2")
    expect(notices.first).to_have_text("Publiceringsdatum saknas: Publicerad")
    expect(notices.nth(1)).to_have_text("Finns inte i registret: Sju Åars räddningsförbund")


@pytest.fixture
def without_register(monkeypatch):
    """A site that has no register."""
    monkeypatch.setattr(Workplace, "look_up", lambda _, draft: link(draft, Register({}, {})))


@pytest.mark.usefixtures("without_register")
def test_no_register(visit):
    """Without a register that is said once, and not of each organisation."""
    page = visit(cooperation())
    shown = page.locator("#notices li").all_inner_texts()

    assert any(text.startswith("Webbplatsen har inget register (data/register)") for text in shown)
    assert not any("Finns inte i registret" in text for text in shown)


@pytest.fixture
def namesakes(monkeypatch):
    """Everybody's name is that of two published persons, unless it ends with an x."""
    look_up = Workplace.look_up
    two = tuple(
        Candidate(f"https://data.samverkan.example/id/person/{key}", "Oskar Bly", (fact,))
        for key, fact in (("aaaaaaaaaaaa", "lärare, Malå kommun"), ("bbbbbbbbbbbb", "vd, SKR"))
    )

    def offered(self, draft):
        found = look_up(self, draft)
        persons = (
            person if person.name.text.endswith("x") else replace(person, candidates=two)
            for person in found.persons
        )
        return replace(found, persons=tuple(persons))

    monkeypatch.setattr(Workplace, "look_up", offered)


@pytest.mark.usefixtures("namesakes")
def test_choose_person(visit):
    """Published persons are offered with what is known of them, and one has to choose."""
    page = visit()
    whos = page.get_by_role("group", name="Vem är det?")
    who = whos.nth(1)

    assert whos.locator("input:checked").count() == 0
    assert who.locator("li").all_inner_texts() == ["lärare, Malå kommun", "vd, SKR"]
    page.get_by_role("button", name="Godkänn resten").click()
    expect(page.locator("#progress")).to_have_text("18 av 22 godkända")
    expect(page.locator("#told")).to_contain_text("Välj vem det är")
    assert page.locator('[data-place="p1.who"] input:focus').count() == 1
    page.keyboard.press("Control+Enter")
    assert page.locator('[data-place="p2.who"] input:focus').count() == 1
    who.get_by_label("Oskar Bly, som redan är publicerad").nth(1).check()
    whos.first.get_by_label("Ny person").check()
    expect(page.locator("#progress")).to_have_text("20 av 22 godkända")
    expect(page.locator("#notices li", has_text="redan är publicerad")).to_have_text(
        "Kan vara en person som redan är publicerad: Farid Hosseini-Lund, Ebba Ståhlnacke"
    )
    found = sent(page)
    assert [person["published"] for person in found["choices"]["persons"]] == [
        None,
        "https://data.samverkan.example/id/person/bbbbbbbbbbbb",
        None,
        None,
    ]


@pytest.mark.usefixtures("namesakes")
def test_rename_a_person(visit):
    """A person who was chosen stays so while the name is typed; a new one is asked of again."""
    page = visit()
    whos = page.get_by_role("group", name="Vem är det?")
    known = page.locator('[data-place="p2.who"]').get_by_label("Oskar Bly, som redan").last
    whos.first.get_by_label("Ny person").check()
    known.check()
    names = [page.locator(f'[data-place="{who}.name"] input').first for who in ("p1", "p2")]
    for name in names:
        name.press("End")
        name.press("x")
    settle(page)
    assert known.is_checked()
    assert any("finns inte bland de föreslagna" in text for text in violations(page))
    page.reload()
    settle(page)
    assert page.locator('[data-place="p2.who"] input:checked').count() == 1
    for name in names:
        name.press("End")
        name.press("Backspace")
    settle(page)
    assert known.is_checked()
    assert not any("finns inte bland de föreslagna" in text for text in violations(page))
    assert whos.first.locator("input:checked").count() == 0


def test_report_is_live(visit):
    """What a change breaks is told at once: counted, listed, and beside its field."""
    page = visit()
    field = page.get_by_label("Publicerad", exact=True)
    field.fill("i fjol")
    settle(page)
    row = page.locator('[data-place="published"]')

    expect(row.locator(".violation").first).to_have_text("Fel: Skriv dagen som ÅÅÅÅ-MM-DD.")
    assert field.get_attribute("aria-invalid") == "true"
    described = field.get_attribute("aria-describedby").split()
    assert row.locator(".remarks").get_attribute("id") in described
    field.fill("2026-02-14")
    settle(page)
    expect(row.locator(".violation")).to_have_count(0)
    assert field.get_attribute("aria-invalid") == "false"
    heard = page.locator("#heard")
    assert heard.get_attribute("role") == "status"
    assert heard.inner_text() == page.locator("#counts").inner_text()

    page.get_by_label("Namn").first.fill("Signe Wallgren (S)")
    settle(page)
    assert any("Partitillhörighet får inte publiceras" in text for text in violations(page))
    page.locator("#report summary").click()
    page.locator("#results button", has_text="Partitillhörighet").click()
    assert page.evaluate("document.activeElement.value") == "Signe Wallgren (S)"


def test_save(visit):
    """What stands against the record is shown instead of saving; then it is saved, and again."""
    page = visit()
    files = page.server.articles()
    page.keyboard.press("Control+s")
    expect(page.locator("#told")).to_have_text("Sparas inte förrän felen är rättade.")
    assert page.evaluate("document.activeElement.type") == "radio"
    assert page.server.articles() == files

    page.locator('[data-place="p2r1.organisation"]').get_by_role(
        "radio", name="Gotlands kommun"
    ).check()
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#told")).to_contain_text("Sparas inte än: 17 uppgifter är varken")
    assert page.evaluate("document.activeElement.value") == "Fyra kommuner delar på en it-avdelning"
    assert page.server.articles() == files
    page.get_by_role("button", name="Godkänn resten").click()
    expect(page.locator("#progress")).to_have_text("18 av 18 godkända")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#told")).to_contain_text("Nästa steg: samverkan-ld publish")
    (name,) = set(page.server.articles()) - set(files)
    assert f"data/articles/{name}" in page.locator("#told").inner_text()
    page.reload()
    assert page.dialogs == []
    page.get_by_label("Rubrik på engelska").fill("One IT department")
    expect(page.locator("#told")).to_have_text("")
    held = []
    page.route("**/save?*", lambda route: held.append(route))
    page.keyboard.press("Control+s")
    expect(page.locator("#told")).to_have_text("Sparar …")
    while not held:
        page.wait_for_timeout(20)
    page.get_by_label("Rubrik på engelska").fill("One department")
    held[0].continue_()
    expect(page.locator("#told")).to_contain_text("Sparat, men utan det du ändrade")
    assert set(page.server.articles()) - set(files) == {name}
    text = (page.server.site / "data" / "articles" / name).read_text(encoding="utf-8")
    assert "en: One IT department" in text
    settle(page)
    page.reload()
    settle(page)
    page.locator("#report summary").click()  # browsers ask only who has done something
    page.reload()
    assert page.dialogs == ["beforeunload"] * 2


def test_save_in_place_of(visit):
    """An article that the site has is told beside a choice, which is made by the editor."""
    page = visit(cooperation(), cooperation())
    for number in (1, 2):
        page.goto(f"{page.server.address}/review/{number}")
        settle(page)
        page.locator('[data-place="p2r1.organisation"]').get_by_label(
            "Region Gotland", exact=True
        ).check()
        page.get_by_role("button", name="Godkänn resten").click()
        settle(page)
        page.get_by_role("button", name="Spara").click()
        expect(page.locator("#told")).not_to_be_empty()
        settle(page)
    choice = page.get_by_role("group", name="Webbplatsen har redan en post om artikeln")
    (name,) = [name for name in page.server.articles() if name.startswith("2026-02-14")]

    expect(page.locator("#told")).to_have_text("Sparas inte förrän felen är rättade.")
    assert page.evaluate("document.activeElement.type") == "radio"
    assert choice.locator("input:checked").count() == 0
    assert any(f"data/articles/{name}" in text for text in violations(page))
    choice.get_by_label(f"Ersätt data/articles/{name}").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("#told")).to_contain_text(f"Sparat i data/articles/{name}")
    settle(page)
    expect(choice).to_have_count(0)


def test_download(visit):
    """Without a site the record is downloaded."""
    page = visit(cooperation(), site=False)
    page.locator('[data-place="p2r1.organisation"]').get_by_label(
        "Region Gotland", exact=True
    ).check()
    page.get_by_role("button", name="Godkänn resten").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Spara").click()
    assert waiting.value.suggested_filename.startswith("2026-02-14-")
    assert 'reviewed: "2026-11-27"' in waiting.value.path().read_text(encoding="utf-8")
    expect(page.locator("#told")).to_contain_text("data/articles")


def test_own_sentences(visit):
    """A source's own sentence is taken by one key, where the source is said to be the editor's."""
    page = visit()
    box = page.get_by_label("Med egna ord").first
    box.press("F2")
    assert box.input_value() == ""
    box.fill("Vi har lärt oss mer av varandra det här halvåret än på tio år")
    settle(page)
    assert any("upprepar källans" in text for text in violations(page))
    box.fill("")
    page.get_by_label("Källan är vår egen").check()
    box.press("F2")
    settle(page)
    assert box.input_value() == "Vi har lärt oss mer av varandra det här halvåret än på tio år"
    assert not any("upprepar källans" in text for text in violations(page))


def test_keyboard_alone(visit):
    """An editor gets through an article without a mouse, and always sees where the focus is."""
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#text"
    page.keyboard.press("F6")
    assert page.evaluate("document.activeElement.value") == "Fyra kommuner delar på en it-avdelning"
    page.keyboard.press("F6")
    assert page.evaluate("document.activeElement.id") == "text"
    page.get_by_label("Rubrik", exact=True).focus()
    for _ in range(17):
        page.keyboard.press("Control+Enter")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    settle(page)
    expect(page.locator("#progress")).to_have_text("17 av 18 godkända")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#progress")).to_have_text("18 av 18 godkända")
    expect(page.locator("#told")).to_have_text("Allt är godkänt.")


def test_accept(visit):
    """A value is accepted by a button that tells whether it is, one by one or all of a person."""
    page = visit()
    button = page.get_by_role("button", name="Godkänn Titel: kommundirektör")
    assert button.get_attribute("aria-pressed") == "false"
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Godkänn allt om Farid Hosseini-Lund").click()
    expect(page.locator("#progress")).to_have_text("7 av 18 godkända")
    button.click()
    expect(page.locator("#progress")).to_have_text("6 av 18 godkända")
    settle(page)
    page.reload()
    expect(page.locator("#progress")).to_have_text("6 av 18 godkända")


def test_other_language(visit):
    """Another language is another page with the same work on it."""
    page = visit()
    page.get_by_label("Namn").first.fill("Signe W. Ek")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/review/1?lang=en")
    name = page.get_by_label("Name", exact=True).first
    expect(name).to_have_value("Signe W. Ek")
    settle(page)
    assert page.locator("#results", has_text="may be several organisations").count() == 1
    assert page.dialogs == []
    for node in (page.locator("#text"), name, page.locator("blockquote").first):
        assert node.get_attribute("lang") == "sv"  # is that of the article, not of the page
    page.get_by_label("Language (code)").fill("fi")
    expect(name).to_have_attribute("lang", "fi")
    assert page.get_by_label("Headline in English").get_attribute("lang") == "en"


def test_other_language_loses_nothing(visit):
    """The page stays where something cannot be taken along, and tells what."""
    page = visit()
    page.get_by_role("button", name="Lägg till person").click()
    page.get_by_role("button", name="Lägg till roll").last.click()
    page.keyboard.type("rektor")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#told")).to_have_text("Skriv personens namn, eller ta bort personen.")
    expect(page.locator("input:focus")).to_have_value("")
    page.keyboard.type("Nora Palm")
    page.context.set_offline(True)
    page.get_by_role("link", name="English").click()
    expect(page.locator("#told")).to_contain_text("Programmet svarar inte.")
    page.context.set_offline(False)
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/review/1?lang=en")
    expect(page.get_by_label("Name", exact=True).last).to_have_value("Nora Palm")
    expect(page.get_by_label("Title", exact=True).last).to_have_value("rektor")
    assert page.dialogs == []


def test_two_tabs(visit):
    """What another tab has changed is not overwritten: that is told, until the page is reloaded."""
    page = visit()
    other = page.context.new_page()
    other.goto(f"{page.server.address}/review/1")
    settle(other)
    page.get_by_label("Namn").first.fill("Signe W. Ek")
    settle(page)
    other.get_by_label("Rubrik på engelska").fill("One IT department")
    settle(other)
    assert any("ändrats i en annan flik" in text for text in violations(other))
    other.keyboard.press("Control+s")
    expect(other.locator("#told")).to_contain_text("Ladda om sidan")
    assert sent(page)["choices"]["english"] == ""
    other.on("dialog", lambda dialog: dialog.accept())
    other.reload()
    expect(other.get_by_label("Namn").first).to_have_value("Signe W. Ek")
    other.get_by_label("Rubrik på engelska").fill("One IT department")
    assert sent(other)["choices"]["english"] == "One IT department"


def test_choose_a_file(visit, tmp_path):
    """A file that is chosen is extracted and shown."""
    file = tmp_path / "sida.txt"
    file.write_text(
        "Nytt avtal\n\nUlla Berglind, kommundirektör i Malå kommun.\n", encoding="utf-8"
    )
    page = visit()
    page.get_by_role("link", name="Granska en annan artikel").click()
    page.get_by_label("Fil", exact=True).set_input_files(file)
    page.wait_for_url("**/review/4**")
    expect(page.locator("h1")).to_contain_text("sida.txt")
    expect(page.locator("#text")).to_contain_text("Ulla Berglind")


@pytest.mark.parametrize("way", ["drop", "paste"])
def test_drop_and_paste(visit, way):
    """A file may be dropped, and text pasted."""
    page = visit()
    page.goto(f"{page.server.address}/start")
    if way == "drop":
        page.evaluate(
            """() => {
              const carried = new DataTransfer();
              const words = ["Möte\\n\\nBo Alm, rektor i Malå kommun."];
              carried.items.add(new File(words, "släppt.txt"));
              for (const type of ["dragover", "drop"]) {
                const given = { dataTransfer: carried, bubbles: true, cancelable: true };
                document.body.dispatchEvent(new DragEvent(type, given));
              }
            }"""
        )
    else:
        page.get_by_label("Text eller HTML").fill("Möte\n\nBo Alm, rektor i Malå kommun.")
        page.get_by_role("button", name="Sök uppgifter").press("Enter")
    page.wait_for_url("**/review/4**")
    expect(page.locator("#text")).to_contain_text("Bo Alm")


def test_no_page(visit, tmp_path):
    """What is no page is told where it was given."""
    file = tmp_path / "a.json"
    file.write_text("{}", encoding="utf-8")
    page = visit()
    page.goto(f"{page.server.address}/start")
    page.get_by_label("Fil", exact=True).set_input_files(file)
    expect(page.get_by_role("alert")).to_contain_text("a.json")


EVIL = """<!doctype html><meta charset=utf-8><title>Annan</title><body><script>
const home = "HOME";
const seen = [];
const note = (what) => seen.push(what);
const tries = async () => {
  for (const mode of ["cors", "no-cors"]) {
    for (const path of ["/review/1/draft", "/review/1/check", "/review/1/save", "/open?name=a"]) {
      for (const method of ["GET", "POST"]) {
        const options = { method, mode, credentials: "include" };
        if (method === "POST") options.body = "BODY";
        try {
          const answer = await fetch(home + path, options);
          if (answer.type !== "opaque") note(`${method} ${path} ${await answer.text()}`);
        } catch {}
      }
    }
  }
  for (const [tag, path] of [["script", "/review/1/draft"], ["img", "/static/icon.svg"],
    ["script", "/static/words.js"], ["iframe", "/review/1"]]) {
    await new Promise((done) => {
      const node = document.createElement(tag);
      node.onload = () => { if (tag !== "iframe") note(`${tag} ${path}`); done(); };
      node.onerror = done;
      node.src = home + path;
      document.body.append(node);
      setTimeout(done, 1500);
    });
  }
  try { if (frames[0].document.body) note("frame " + frames[0].document.body.innerText); } catch {}
  document.title = JSON.stringify(seen);
};
tries();
</script>
<form method=post action="HOME/review/1/save" enctype="text/plain">
<input name='{"a":"' value='"}'></form>
"""


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_origin(visit, host):
    """A page of another origin, even of the same site, sees nothing and changes nothing."""
    page = visit()
    before, files = sent(page), page.server.articles()

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            body = EVIL.replace("HOME", page.server.address).replace("BODY", "{}").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    other = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = Thread(target=other.serve_forever, args=[0.02])
    thread.start()
    try:
        evil = page.context.new_page()
        evil.goto(f"http://{host}:{other.server_port}/")
        expect(evil).to_have_title("[]")
        with evil.expect_navigation() as sending:
            evil.evaluate("document.forms[0].submit()")
        assert sending.value.status == 403
        evil.goto(f"http://{host}:{other.server_port}/")
        with evil.expect_navigation() as following:
            evil.evaluate("(to) => { location.href = to; }", f"{page.server.address}/review/1")
        assert following.value.status == 403
    finally:
        other.shutdown()
        thread.join()
        other.server_close()
    assert sent(page) == before
    assert page.server.articles() == files
