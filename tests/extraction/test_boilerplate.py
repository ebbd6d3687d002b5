import pytest

from samverkan_ld.extraction.pages.markup import read_markup

BODY = "<p>En lång text om något helt annat, som fyller sidan med det som den handlar om.</p>"
PLAIN = "En lång text om något helt annat, som fyller sidan med det som den handlar om."


def text(html: str) -> str:
    """Give the main text without the body that stands in all of these pages."""
    lines = read_markup(html, "x").text.split("\n")
    assert PLAIN in lines
    return "\n".join(line for line in lines if line and line != PLAIN)


@pytest.mark.parametrize(
    "html",
    [
        "<nav><a href=/>Start</a></nav>",
        "<div role=navigation>Start</div>",
        "<ul class='menu main-menu'><li>Start</ul>",
        "<div class=siteNav>Start</div>",
        "<div id=cookieConsent><p>Vi använder kakor</p></div>",
        "<div class=cookie-bar>Vi använder kakor</div>",
        "<div role=dialog>Vi använder kakor</div>",
        "<dialog>Vi använder kakor</dialog>",
        "<ol class=breadcrumb><li>Start</ol>",
        "<div class=lankstig>Start</div>",
        "<div class='rsbtn rs_skip'>Lyssna</div>",
        "<div class=page-share>Dela</div>",
        "<form role=search>Sök</form>",
        "<div class=feedback>Hjälpte informationen dig?</div>",
        "<section class=related><h2>Fler nyheter</h2><p>Badhuset</p></section>",
        "<section id=comments><p>Bra, skriver Bo Ek</p></section>",
        "<span class=sr-only>Öppnas i nytt fönster</span>",
        "<span class=env-assistive-text>Öppnas i nytt fönster</span>",
        "<h1 class=visually-hidden>Meny</h1>",
        "<p hidden>Dold</p>",
        "<p style='color: red; display:none'>Dold</p>",
        "<div aria-hidden=true>Dold</div>",
        "<p class=d-none>Dold</p>",
        "<button>Stäng</button>",
        "<label>E-post <input></label>",
        "<noscript>Slå på JavaScript</noscript>",
        "<template>Mall</template>",
        "<svg><title>Ikon</title></svg>",
    ],
)
def test_dropped(html: str) -> None:
    """Menus, notices and the like are dropped, in the main part of a page and outside it."""
    assert text(f"<main><h1>R</h1>{html}{BODY}</main>") == "R"
    assert text(f"<main><h1>R</h1>{BODY}</main>{html}") == "R"
    assert text(f"<h1>R</h1>{BODY}{html}") == "R"


@pytest.mark.parametrize(
    "html",
    [
        "<header><p>Norsjö kommun</p></header>",
        "<footer><h2>Kontakta oss</h2><p>Växel 000-000 00 00</p></footer>",
        "<div role=contentinfo><p>Kontakta oss</p></div>",
        "<footer><div class=contact-card>Växel 000-000 00 00</div></footer>",
        "<aside><h2>Mer</h2><p>Badhuset</p></aside>",
        "<div class=sidebar><p>Badhuset</p></div>",
        "<div class=site-footer><p>Norsjö kommun</p></div>",
        "<ul><li><a href=/a>Barn</a><li><a href=/b>Bygga</a><li><a href=/c>Politik</a></ul>",
        "<td><a href=/a>Barn</a> | <a href=/b>Bygga och bo</a> | <a href=/c>Kommun och politik</a>",
        "<aside class=related><ul><li><span>Publicerad 3 maj</span></ul></aside>",
        "<div class=news><article><p>Publicerad 3 maj</p></article></div>",
    ],
)
def test_dropped_at_edges(html: str) -> None:
    """What stands around the main part of a page is dropped."""
    main = f"<main><h1>R</h1>{BODY}</main>"
    assert text(f"{html}{main}") == "R"
    if "article" not in html:
        assert text(f"<h1>R</h1>{BODY}{html}") == "R"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<aside class=fact><p>Fakta</p></aside>", "Fakta"),
        ("<footer><p>Text: Bo Ek</p></footer>", "Text: Bo Ek"),
        ("<header><p>3 maj 2024</p></header>", "3 maj 2024"),
        (
            "<ul><li><a href=/a>A Ek</a><li><a href=/b>B Ek</a><li><a href=/c>C Ek</a></ul>",
            "• A Ek\n• B Ek\n• C Ek",
        ),
        ("<button aria-controls=a>Vem?</button><div id=a hidden>Bo Ek</div>", "Vem?\nBo Ek"),
        ("<button aria-controls=a>Vem?</button><div id=a style=display:none>Bo</div>", "Vem?\nBo"),
        (f"<div hidden>{'Bo Ek, rektor. ' * 6}</div>", ("Bo Ek, rektor. " * 6).strip()),
        ("<p><span aria-hidden=true>Bo Ek</span></p>", "Bo Ek"),
        ("<div class='sv-skip-spacer elementor-widget'>Bo Ek</div>", "Bo Ek"),
        ("<div class=hidden-xs>Bo Ek</div>", "Bo Ek"),
        ("<div class=sharepoint>Bo Ek</div>", "Bo Ek"),
        ("<form><p>Bo Ek</p></form>", "Bo Ek"),
    ],
)
def test_kept_in_main(html: str, expected: str) -> None:
    """The main part of a page keeps its own header, foot, sides and what is folded up."""
    assert text(f"<main><h1>R</h1>{html}{BODY}</main>") == f"R\n{expected}"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Sidansvarig: Bo Ek</p>", "Sidansvarig: Bo Ek"),
        (
            "<div><span>Informationsansvarig:</span> <span>Bo Ek</span></div>",
            "Informationsansvarig: Bo Ek",
        ),
        (
            "<div><h2>Informationsansvarig</h2><ul><li>Bo Ek<br>Utredare</ul></div>",
            "Informationsansvarig\n• Bo Ek\nUtredare",
        ),
        ("<p>Senast uppdaterad av Bo Ek</p>", "Senast uppdaterad av Bo Ek"),
        ("<p>Publicerad: 3 maj 2024</p>", "Publicerad: 3 maj 2024"),
        ("<p>Box 1<br>Sidansvarig: Bo Ek</p>", "Box 1\nSidansvarig: Bo Ek"),
        ("<p><strong>Publicerad</strong> 3 maj 2024</p>", "Publicerad 3 maj 2024"),
    ],
)
@pytest.mark.parametrize(
    "place",
    ["{}", "<footer>{}<p>Växel</p></footer>", "<aside><h2>Mer</h2><p>Badhuset</p>{}</aside>"],
)
def test_responsible_kept(html: str, expected: str, place: str) -> None:
    """Who answers for a page, and its date, are kept wherever they stand."""
    assert text(f"<main><h1>R</h1>{BODY}</main>{place.format(html)}") == f"R\n{expected}"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<h2>Kontakt</h2><p>Bo Ek</p><p>rektor</p><h2>Mer</h2><p>Badhuset</p>",
            "Kontakt\nBo Ek\nrektor",
        ),
        (
            "<div><div><h3>Kontakt</h3></div><div><p>Bo Ek</p></div></div><p>Mer</p>",
            "Kontakt\nBo Ek",
        ),
        (
            "<p>För mer information kontakta:</p><p>Bo Ek</p><h2>Mer</h2>",
            "För mer information kontakta:\nBo Ek",
        ),
        ("<p>Presskontakt: Bo Ek</p><p>Mer</p>", "Presskontakt: Bo Ek"),
        ("<div class=contact-card><h3>Bo Ek</h3><p>rektor</p></div><p>Mer</p>", "Bo Ek\nrektor"),
    ],
)
def test_contact_kept(html: str, expected: str) -> None:
    """A contact beside the main text is kept, up to the next heading."""
    main = f"<main><h1>R</h1>{BODY}</main>"
    assert text(f"{main}<aside>{html}</aside>") == f"R\n{expected}"
    assert text(f"<h1>R</h1>{BODY}<div class=sidebar>{html}</div>") == f"R\n{expected}"
    assert text(f"{main}<nav>{html}</nav>") == "R"


def test_contact_has_an_end() -> None:
    """What follows the label of a contact is kept for some lines, not to the end of the page."""
    lines = "".join(f"<p>{number}" for number in range(100))
    kept = text(f"<main>{BODY}</main><p>Kontakt{lines}").split("\n")
    assert kept == ["Kontakt", *map(str, range(30))]


def test_contact_is_small() -> None:
    """What is called a contact is none when it has the text of a page."""
    assert text(f"<main>{BODY}</main><div class=kontakt>{'Mer ' * 600}</div>") == ""


def test_addresses_are_no_menu() -> None:
    """A list of addresses is no list of links."""
    items = "".join(f"<li><a href=mailto:{name}@example.se>{name} Ek</a>" for name in "ABC")
    assert text(f"{BODY}<ul>{items}</ul>") == "• A Ek\n• B Ek\n• C Ek"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(f"<div role=main>{BODY}</div><p>Mer</p>", "", id="role"),
        pytest.param(f"<main></main><main>{BODY}</main><p>Mer</p>", "", id="the fullest"),
        pytest.param(f"<div id=content><h1>R</h1>{BODY}</div><p>Mer</p>", "R", id="content"),
        pytest.param(f"<div id=innehall>{BODY}</div><p>Mer</p>", "", id="content by text"),
        pytest.param(f"<div class=content><p>R</div>{BODY}", "R", id="not so called by right"),
        pytest.param(f"<div class=content-body>{BODY}</div><p>Mer", "Mer", id="another name"),
        pytest.param(f"<div class=content-head><h1>R</h1></div>{BODY}", "R", id="a part of a name"),
        pytest.param(f"<div class=menu-open><h1>R</h1>{BODY}</div>", "R", id="headline in a menu"),
        pytest.param(f"<div class=menu-open><h1>R</h1></div>{BODY}", "R", id="headline alone"),
        pytest.param(f"<div class=with-sidebar>{BODY}</div><p>Mer", "Mer", id="all in a sidebar"),
        pytest.param(f"<body class='nav search'>{BODY}", "", id="body"),
        pytest.param(
            f"<div class=hero><h1>R</h1><p>I</p></div><main>{BODY}</main><p>Mer</p>",
            "R\nI",
            id="headline above",
        ),
        pytest.param(
            f"<div><h1>R</h1><main>{BODY}</main><p>Mer</p></div>", "R", id="headline around"
        ),
        pytest.param(
            f"<body class=page-kontakt><main>{BODY}</main><p>Mer</p>", "", id="contact around"
        ),
        pytest.param(
            f"<nav><h1>Meny</h1></nav><p>Mer</p><h1>R</h1><main>{BODY}</main>", "R", id="no menu's"
        ),
    ],
)
def test_scope(html: str, expected: str) -> None:
    """The main text is what is marked or called so, and the headline above it."""
    assert text(html) == expected
