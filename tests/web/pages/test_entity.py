"""The pages of documents."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from flask import Flask
from flask.testing import FlaskClient

from samverkan_ld.config import Config
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

MakeSite = Callable[[Path, str], Config]

KOMMUN = "/doc/kommun/2482"
PERSON = "/doc/person/ys7stv7t6hpn"
ARTICLE = "/doc/artikel/1d5jvsahxw3b"
PAGES = (
    "/",
    "/sparql",
    KOMMUN,
    PERSON,
    ARTICLE,
    "/doc/person/cc7jf612n7t3",
    "/doc/medlemskap/zy9dqktt730k",
    "/doc/medlemskap/pyy9z134kd7h",
    "/doc/organisation/q7m2kd8f4t3w",
    "/doc/plats/lan-24",
    "/doc/def/roll",
    "/doc/def/roll/kso",
    "/doc/spec/samverkan/PersonShape",
    "/doc/kommun/",
    "/doc/kommun/?page=2",
    "/doc/medlemskap/",
    "/doc/person/?role=vd",
    "/res/kallgraf/1d5jvsahxw3b",
    "/res/kallgraf/register-kommuner?page=3",
    "/res/metadata",
    "/res/shapes",
    "/res/datamangd/samverkan",
    "/nothing",
)
HOSTILE = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <http://schema.org/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@base <https://data.samverkan.example/> .

<id/person/hhhhhhhhhhhh> a foaf:Person, schema:Person ;
  foaf:name "</script><script>alert(1)</script>\\"'&<img src=x onerror=alert(2)>\\u202Eevil" ;
  schema:name "</ScRiPt><!--<script>alert(3)" ;
  schema:url <javascript:alert(4)>, <data:text/html,x>, <https://ok.example/?a=1&b=%22%3E> ;
  schema:sameAs <ftp://ftp.example/> ;
  skos:altLabel "שלום"@he, "x\\" onmouseover=\\"alert(5)"@en ;
  schema:text "slut" .
<id/medlemskap/mmmmmmmmmmmm> a org:Membership ;
  org:member <id/person/hhhhhhhhhhhh> ; org:organization <id/organisation/oooooooooooo> ;
  schema:roleName "<b>chef</b>" .
<id/organisation/oooooooooooo> a org:Organization ; skos:prefLabel "<i>Org</i>"@sv .
<id/artikel/aaaaaaaaaaaa> a schema:Article ; schema:name "Artikel"@sv ;
  prov:qualifiedAttribution <id/artikel/aaaaaaaaaaaa/ansvar-1>,
    <id/artikel/aaaaaaaaaaaa/ansvar-2>, <id/artikel/aaaaaaaaaaaa/ansvar-3> ;
  schema:contentLocation [ schema:name "Torget"@sv ; schema:address "Vägen 1" ] .
<id/artikel/aaaaaaaaaaaa/ansvar-1> a prov:Attribution ; schema:roleName "redaktör"@sv .
<id/artikel/aaaaaaaaaaaa/ansvar-2> a prov:Attribution ;
  prov:agent <id/organisation/oooooooooooo> ; schema:roleName "handläggare"@sv .
<id/artikel/aaaaaaaaaaaa/ansvar-3> a prov:Attribution ;
  prov:agent <id/organisation/oooooooooooo> ; schema:roleName "handläggare"@sv .
<res/kallgraf/hostile> dcterms:source "<u>source</u>"@sv .
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, project: Path, make_site: MakeSite) -> Flask:
    """The application of a site whose texts try to break out of pages."""
    root = tmp_path_factory.mktemp("hostile")
    for name in ("data", "shapes", "vocab"):
        (root / name).mkdir()
    shutil.copy(project / "vocab" / "context.jsonld", root / "vocab")
    (root / "data" / "hostile.ttl").write_text(HOSTILE, encoding="utf-8")
    config = make_site(root, "")
    return create_app(config, Current(config.releases))


def page(client: FlaskClient, path: str, language: str = "sv") -> Element:
    """Parse a page strictly."""
    headers = {"Accept": "text/html", "Accept-Language": language}
    answer = client.get(path, headers=headers, buffered=True)
    assert answer.mimetype == "text/html", answer.text
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(answer.text)
    return tree


def text(element: Element | None) -> str:
    """Give the text of an element, spaces made single."""
    assert element is not None
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_valid(client: FlaskClient, path: str, language: str) -> None:
    """A page is valid HTML with one main, one h1, a skip link, and its language."""
    tree = page(client, path, language)

    assert tree.get("lang") == language
    mains = tree.findall(".//main")
    assert len(mains) == len(tree.findall(".//h1")) == 1
    skip = tree.find(".//body/a")
    assert skip is not None
    assert skip.get("href") == f"#{mains[0].get('id')}"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(table.find(".//th") is not None for table in tree.findall(".//table"))
    inner = {link.get("href") for link in tree.iter("a") if link.get("href", "").startswith("#")}
    assert inner <= {f"#{name}" for name in ids}


@pytest.mark.parametrize("path", [KOMMUN, PERSON, ARTICLE, "/doc/kommun/", "/res/metadata"])
def test_head(client: FlaskClient, path: str) -> None:
    """The head of a page links to its address, its data and its other languages."""
    links = page(client, path).findall(".//head/link")
    found = {(link.get("rel"), link.get("type") or link.get("hreflang")) for link in links}

    assert ("canonical", None) in found
    assert {("alternate", "text/turtle"), ("alternate", "application/ld+json")} <= found
    assert {("alternate", "sv"), ("alternate", "en")} <= found


@pytest.mark.parametrize(
    ("query", "accept", "language"),
    [
        ("", "", "sv"),
        ("", "en", "en"),
        ("", "sv-FI, en;q=0.5", "sv"),
        ("", "de, en;q=0.5, sv;q=0.4", "en"),
        ("", "de", "sv"),
        ("?lang=en", "sv", "en"),
        ("?lang=sv", "en", "sv"),
        ("?lang=de", "en", "en"),
    ],
)
def test_language(client: FlaskClient, query: str, accept: str, language: str) -> None:
    """A page speaks the language asked for in its address, else by the browser, else Swedish."""
    answer = client.get(f"{KOMMUN}.html{query}", headers={"Accept-Language": accept})

    assert answer.headers["Content-Language"] == language
    named = query if query in ("?lang=sv", "?lang=en") else ""
    assert answer.headers["Content-Location"] == f"{KOMMUN}.html{named}"
    assert answer.headers["Vary"] == "Accept, Accept-Language, Accept-Datetime"
    heading = {"sv": "Skellefteå kommun", "en": "Skellefteå Municipality"}[language]
    assert f"<h1>{heading}</h1>" in answer.text


def test_chosen_language_stays(client: FlaskClient) -> None:
    """Links keep a language chosen in the address, and only that."""
    assert 'href="/doc/kommun/?lang=en"' in client.get(f"{KOMMUN}.html?lang=en").text
    assert 'href="/doc/kommun/"' in client.get(f"{KOMMUN}.html").text


def test_facts(client: FlaskClient) -> None:
    """Facts have names, values and sources; sub-nodes are folded into their parent."""
    tree = page(client, KOMMUN)
    rows = {
        text(row.find("dt")): [text(value) for value in row.findall("dd")]
        for row in tree.findall(".//section[@aria-labelledby='uppgifter']/dl/div")
    }

    assert rows["namn"] == ["Skellefteå kommun1", "Skellefteå Municipality en1"]
    assert rows["organisationsform"] == ["kommun1"]
    assert rows["identifierare"][1].startswith("2482 (kommunkod, Statistiska centralbyrån")
    assert rows["område"] == ["Skellefteå kommun (Västerbottens län)1"]
    assert not any("/id/" in value for values in rows.values() for value in values)
    other = tree.find(".//dd/span[@lang='en']")
    assert text(other) == "Skellefteå Municipality"


def test_own_language_first(client: FlaskClient) -> None:
    """Values in the language of the page stand first."""
    names = page(client, KOMMUN, "en").findall(".//section/dl/div[1]/dd")

    assert [text(name) for name in names] == [
        "Skellefteå Municipality1",
        "Skellefteå kommun sv1",
    ]


def test_sources(client: FlaskClient) -> None:
    """Each number beside a fact leads to the source graph that states it."""
    tree = page(client, KOMMUN)
    sources = [text(item.find("a")) for item in tree.findall(".//ol[@class='sources']/li")]

    assert "register-kommuner" in sources
    links = tree.findall(".//dd/sup/a")
    assert {link.get("href") for link in links} <= {
        f"#kalla-{number}" for number in range(1, len(sources) + 1)
    }


def roles(client: FlaskClient, path: str, language: str = "sv") -> list[dict[str, str]]:
    """Read the table of roles of a page."""
    table = page(client, path, language).find(".//section[@aria-labelledby='roller']/table")
    assert table is not None
    return [
        {str(cell.get("data-name")): text(cell) for cell in row.findall("td")}
        for row in table.findall("tbody/tr")
    ]


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        (
            "/doc/person/cc7jf612n7t3",
            "sv",
            {"Roll": "källan anger ingen roll", "Tid": "enligt källa 2020-03-17"},
        ),
        (
            "/doc/person/cc7jf612n7t3",
            "en",
            {"Role": "the source states no role", "Period": "according to source 2020-03-17"},
        ),
        ("/doc/kommun/2417", "sv", {"Vem": "Mikael Lindfors", "Roll enligt källan": "KSO"}),
        ("/doc/def/roll/vd", "sv", {"Vem": "Vesna Jovic", "Tid": "2017–2019"}),
    ],
)
def test_roles(client: FlaskClient, path: str, language: str, expected: dict[str, str]) -> None:
    """Roles are told as the sources tell them: with their wording and their time."""
    rows = roles(client, path, language)

    assert any(expected.items() <= row.items() for row in rows), rows


def test_no_role_today(client: FlaskClient) -> None:
    """A page says that its roles are what sources state, and of a period in the heading too."""
    told = text(page(client, "/doc/medlemskap/zy9dqktt730k").find(".//h1"))

    assert told.endswith("(2017–2019)")
    assert "säger inte vem som har en roll i dag" in text(page(client, KOMMUN).find(".//main"))


def test_own_column_is_left_out(client: FlaskClient) -> None:
    """A table of roles does not repeat whose page it stands on."""
    assert "Vem" not in roles(client, "/doc/person/cc7jf612n7t3")[0]
    assert "Vem" in roles(client, KOMMUN)[0]


def test_statements(client: FlaskClient) -> None:
    """An article shows its statements in order: text, who, in which capacity, how rendered."""
    tree = page(client, ARTICLE)
    items = tree.findall(".//ul[@class='statements']/li")
    speakers = [text(item.find("p[2]/a")) for item in items]

    assert speakers[:3] == ["Anders Knape", "Vesna Jovic", "Mikael Lindfors"]
    told = text(items[0].find("p[2]"))
    assert (
        told == "Anders Knape, i egenskap av ordförande, Sveriges Kommuner och Regioner · referat"
    )
    own = page(client, "/doc/person/cc7jf612n7t3").find(".//ul[@class='statements']/li/p[2]")
    assert text(own).startswith("i egenskap av")
    assert text(own).endswith("Sju röster om vikten av att samverka")


def test_embedded(client: FlaskClient) -> None:
    """A page holds what schema.org has words for, the thing itself first."""
    script = page(client, ARTICLE).find(".//script")
    assert script is not None
    assert script.get("type") == "application/ld+json"
    data = json.loads(script.text or "")

    article = data["@graph"][0]
    assert article["@id"] == "https://data.example.org/id/artikel/1d5jvsahxw3b"
    assert article["@type"] == "Article"
    assert article["datePublished"] == "2020-03-17"
    kinds = [node.get("@type") for node in data["@graph"]]
    assert kinds.count("Statement") == 7


def test_security_headers(client: FlaskClient) -> None:
    """Pages allow no script and no foreign content; data allow nothing at all."""
    headers = client.get(f"{KOMMUN}.html").headers

    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    data = client.get(KOMMUN).headers["Content-Security-Policy"]
    assert data == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "path",
    ["/doc/person/hhhhhhhhhhhh", "/doc/person/", "/doc/organisation/oooooooooooo",
     "/doc/medlemskap/mmmmmmmmmmmm", "/res/kallgraf/hostile", "/doc/medlemskap/"],
)  # fmt: skip
def test_hostile_texts(hostile: Flask, path: str) -> None:
    """Texts from the data stay texts: no element, attribute or script comes of them."""
    tree = page(hostile.test_client(), path)

    scripts = tree.findall(".//script")
    assert [script.get("type") for script in scripts] in ([], ["application/ld+json"])
    for script in scripts:
        assert json.loads(script.text or "")["@graph"]
    assert tree.findall(".//img") == tree.findall(".//b") == tree.findall(".//i") == []
    assert tree.findall(".//u") == []
    names = {name for element in tree.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    schemes = {re.split(r"[:/#?]", link.get("href", ""))[0] for link in tree.iter("a")}
    assert schemes <= {"", "https", "http"}


def test_hostile_name(hostile: Flask) -> None:
    """A hostile name is shown as it is written."""
    tree = page(hostile.test_client(), "/doc/person/hhhhhhhhhhhh")

    assert text(tree.find(".//h1")).startswith("</script><script>alert(1)</script>\"'&<img")
    assert text(tree.find(".//dd/span[@lang='he']")) == "שלום"
    links = {link.get("href") for link in tree.iter("a") if link.get("rel") == "external"}
    assert "https://ok.example/?a=1&b=%22%3E" in links
    assert "javascript:alert(4)" in text(tree.find(".//main"))


def test_parts_are_folded(hostile: Flask) -> None:
    """Nodes without a page of their own are shown with their facts, inside what they belong to."""
    client = hostile.test_client()
    parts = page(client, "/doc/artikel/aaaaaaaaaaaa").findall(".//dd/dl/div")

    told = [(text(part.find("dt")), text(part.find("dd"))) for part in parts]
    assert ("roll enligt källan", "redaktör1") in told
    assert ("namn", "Torget1") in told
    assert ("schema:address", "Vägen 11") in told


def test_same_is_shown_once(hostile: Flask) -> None:
    """What two nodes say in the same words stands there once."""
    tree = page(hostile.test_client(), "/doc/artikel/aaaaaaaaaaaa")

    assert "".join(tree.itertext()).count("(handläggare)") == 1


def test_hostile_csv(hostile: Flask) -> None:
    """Quotes in CSV are doubled."""
    answer = hostile.test_client().get("/doc/person/hhhhhhhhhhhh.csv")

    assert '"x"" onmouseover=""alert(5)",en' in answer.text


def test_hidden_labels(client: FlaskClient) -> None:
    """What is only there to be searched stands in the data, and in no list of facts."""
    page = client.get("/doc/kommun/0180.html").text

    assert "<dd><span>Sthlm" not in page
    assert "hiddenLabel</span></dt>" not in page
    assert "Sthlm" in client.get("/doc/kommun/0180.ttl").text
