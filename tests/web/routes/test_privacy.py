"""What search engines are asked to leave out, and the page about personal data."""

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from samverkan_ld.archive.folder import current_name
from samverkan_ld.config import Config, PrivacyConfig, PublisherConfig, RetentionConfig
from samverkan_ld.formats.table import DOCUMENT_FORMATS
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

ELECTED = ("person/rmw5njdty2vw", "medlemskap/nrkna859tqe6", "uttalande/zg57vyt9kzbm")
OFFICIAL = ("person/29nh7qnw03ev", "medlemskap/trhmdvy1c7q7", "uttalande/py30k941xxsk")
CONTACT = ("person/ys7stv7t6hpn", "medlemskap/5jpghhpmbtjk")
OTHERS = ("kommun/2417", "artikel/1d5jvsahxw3b", "medlemskap/8zrw024gg732", "film/g45vs63vyqt5")
SUFFIXES = [f".{fmt.name}" for fmt in DOCUMENT_FORMATS]
PAGE = "/om/personuppgifter"

LEVELS = {
    "the default": (PrivacyConfig(), (*OFFICIAL, *CONTACT)),
    "all open": (PrivacyConfig("indexed", "indexed", "indexed"), ()),
    "all closed": (
        PrivacyConfig("noindex", "noindex", "noindex"),
        (*ELECTED, *OFFICIAL, *CONTACT),
    ),
    "a person who objects": (
        PrivacyConfig(
            officials="indexed",
            contacts="indexed",
            noindex=("https://data.samverkan.example/id/person/rmw5njdty2vw",),
        ),
        ELECTED,
    ),
}


def client_of(config: Config, **changes: Any) -> FlaskClient:
    """Make a client of the published site as it is served with other settings."""
    changed = replace(config, **changes)
    return create_app(changed, Current(changed.releases)).test_client()


class Robots(HTMLParser):
    """Collects what a page says to search engines."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the meta elements."""
        found = dict(attrs)
        if tag == "meta" and found.get("name") == "robots":
            self.said.append(found.get("content") or "")


@pytest.mark.parametrize(("privacy", "hidden"), LEVELS.values(), ids=LEVELS)
def test_levels(site_config: Config, privacy: PrivacyConfig, hidden: tuple[str, ...]) -> None:
    """Persons are marked by their class, in every format, with what has their name as its title."""
    client = client_of(site_config, privacy=privacy)

    for thing in (*ELECTED, *OFFICIAL, *CONTACT, *OTHERS):
        expected = "noindex" if thing in hidden else None
        answers = [client.get(f"/doc/{thing}{suffix}") for suffix in SUFFIXES]
        assert {answer.status_code for answer in answers} == {200}
        assert {answer.headers.get("X-Robots-Tag") for answer in answers} == {expected}, thing
        assert client.get(f"/id/{thing}").headers.get("X-Robots-Tag") == expected
        page = client.get(f"/doc/{thing}.html").text
        assert Robots(page).said == ([expected] if expected else [])


@pytest.mark.parametrize(
    "path",
    [
        *("/doc/person/", "/doc/person.csv", "/doc/medlemskap/", "/doc/medlemskap.csv"),
        *("/doc/uttalande.ttl", "/res/kallgraf/1d5jvsahxw3b", "/res/kallgraf/1d5jvsahxw3b.nq"),
        *("/feed", "/feed.atom", "/doc/kommun/2417/timemap", "/sparql?format=ttl"),
        "/doc/kommun/2417/version/{time}",
    ],
)
def test_never_listed(site_config: Config, path: str) -> None:
    """What holds many persons, or earlier states, is marked whatever the levels are."""
    client = client_of(site_config, privacy=PrivacyConfig("indexed", "indexed", "indexed"))
    time = current_name(site_config.releases)[:16]

    answer = client.get(path.format(time=time), headers={"Accept": "text/html, */*;q=0.1"})

    assert answer.status_code == 200
    assert answer.headers["X-Robots-Tag"] == "noindex"
    if answer.mimetype == "text/html":
        assert Robots(answer.text).said == ["noindex"]


@pytest.mark.parametrize("path", ["/", PAGE, "/doc/kommun/", "/doc/artikel/", "/doc/def/roll/kso"])
def test_always_listed(site_config: Config, path: str) -> None:
    """What is about no person in particular is not marked."""
    answer = client_of(site_config, privacy=PrivacyConfig("role", "role", "role")).get(path)

    assert answer.status_code == 200
    assert "X-Robots-Tag" not in answer.headers


SAID: dict[str, tuple[dict[str, Any], tuple[str, str], tuple[str, ...]]] = {
    "levels": (
        {"privacy": PrivacyConfig("indexed", "noindex", "role")},
        ("sv", "inget namn och ingen sida"),
        ("som sökmotorer får visa", "som sökmotorer ombeds att utelämna"),
    ),
    "one exception": (
        {"privacy": PrivacyConfig(noindex=("https://data.samverkan.example/id/person/a",))},
        ("en", "One more person is not shown by search engines"),
        (),
    ),
    "basis": (
        {"privacy": PrivacyConfig(basis_sv="Allmänt <intresse>", basis_en="Public <interest>")},
        ("en", "Legal basis: Public &lt;interest&gt;"),
        (),
    ),
    "a basis in the other language": (
        {"privacy": PrivacyConfig(basis_sv="Allmänt intresse")},
        ("en", "Legal basis: Allmänt intresse"),
        (),
    ),
    "no basis": (
        {"privacy": PrivacyConfig()},
        ("sv", "har ännu inte angett vilken rättslig grund"),
        (),
    ),
    "controller": (
        {},
        ("sv", "Exempelverket är personuppgiftsansvarig"),
        ('<a href="mailto:data@example.org">data@example.org</a>', "Integritetsskyddsmyndigheten"),
    ),
    "controller in the language of the page": (
        {"publisher": PublisherConfig(name="Exempelverket", name_en="The Example Agency")},
        ("en", "The Example Agency is the controller"),
        ("<p>The Example Agency</p>",),
    ),
    "nobody": (
        {"publisher": PublisherConfig()},
        ("en", "has not yet stated who the controller is"),
        ("has not yet stated whom to turn to",),
    ),
    "retention": (
        {"retention": RetentionConfig(days=90, monthly=False)},
        ("en", "are kept for 90 days. Whoever"),
        (),
    ),
}


@pytest.mark.parametrize(("changes", "first", "others"), SAID.values(), ids=SAID)
def test_page(
    site_config: Config,
    changes: dict[str, Any],
    first: tuple[str, str],
    others: tuple[str, ...],
) -> None:
    """The page says what the site is set to, and plainly what it does not state."""
    language, text = first
    answer = client_of(site_config, **changes).get(f"{PAGE}?lang={language}")

    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == language
    plain = " ".join(answer.text.split())
    for said in (text, *others):
        assert said in plain
    for link in ("/feed", "/res/aterkallade", "/doc/def/roll/fortroendevalda-och-hogsta-chefer"):
        assert f'href="{link}?lang={language}"' in plain


def test_page_is_known_again(client: FlaskClient) -> None:
    """The page varies with the language, and is not sent twice to those who have it."""
    first = client.get(PAGE, headers={"Accept-Language": "en"})
    again = client.get(
        PAGE, headers={"Accept-Language": "en", "If-None-Match": first.headers["ETag"]}
    )

    assert first.headers["Vary"] == "Accept-Language"
    assert again.status_code == 304
    assert (
        client.get(PAGE, headers={"Accept-Language": "sv"}).headers["ETag"] != first.headers["ETag"]
    )


@pytest.mark.parametrize(
    ("path", "is_person"), [("/doc/person/29nh7qnw03ev", True), ("/doc/kommun/2417", False)]
)
def test_rectification(site_config: Config, path: str, is_person: bool) -> None:
    """The page of a person tells where to turn; every page leads to the page about them."""
    page = client_of(site_config).get(f"{path}.html").text
    main, _, foot = page.partition("<footer")

    assert (
        '<a href="mailto:data@example.org">Skriv till data@example.org</a>' in main
    ) == is_person
    assert (f'href="{PAGE}"' in main) == is_person
    assert f'href="{PAGE}"' in foot
    silent = client_of(site_config, publisher=PublisherConfig()).get(f"{path}.html").text
    assert "Skriv till" not in silent
    assert (f'href="{PAGE}"' in silent.partition("<footer")[0]) == is_person
