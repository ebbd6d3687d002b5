"""Search and suggestions over HTTP."""

import json
import re
import urllib.request
from urllib.parse import urlencode

import pytest

from samverkan_ld.web.routes import search

BASE, TERMS = "https://data.example.org/", "https://t.example.org/"
PAGE = {"Accept": "text/html", "Accept-Language": "sv"}


def asked(client, path, *pairs, **parameters):
    """Ask for JSON."""
    query = urlencode([*parameters.items(), *pairs])
    return client.get(f"{path}?{query}", headers={"Accept-Language": "sv"})


def results(client, text, **parameters):
    """Give the results of a search."""
    return asked(client, "/search", q=text, **parameters).json["results"]


def test_results(client):
    """A result tells what it is, where it is, and what answered."""
    answer = asked(client, "/search", q="skelleftea", limit="1")

    assert answer.mimetype == "application/json"
    assert answer.json == {
        "results": [
            {
                "id": "kommun/2482",
                "iri": f"{BASE}id/kommun/2482",
                "kind": "kommun",
                "label": "Skellefteå kommun",
                "matched": "Skellefteå",
                "url": "/doc/kommun/2482",
            }
        ],
        "next": "/search.json?q=skelleftea&limit=1&page=2",
    }
    (role,) = results(client, "KSO", limit="1")
    assert (role["id"], role["iri"]) == ("def/roll/kso", f"{TERMS}def/roll/kso")
    assert (role["kind"], role["url"]) == ("def/roll", "/doc/def/roll/kso")


FIRST = [
    ("e-nämnd", "Norrbottens e-nämnd", "e-nämnden"),
    ("enämnd", "Norrbottens e-nämnd", "e-nämnden"),
    ("e-namnd", "Norrbottens e-nämnd", "e-nämnden"),
    ("norsjo", "Norsjö kommun", "Norsjö"),
    ("Norsjo Municipality", "Norsjö kommun", "Norsjö Municipality"),
    ("Region Gotland", "Region Gotland", "Region Gotland"),
    ("212000-2478", "Krokoms kommun", "2120002478"),
    ("2417", "Norsjö kommun", "2417"),
    ("Knape", "Anders Knape", "Anders Knape"),
    (
        "rost samverka",
        "Sju röster om vikten av att samverka",
        "Sju röster om vikten av att samverka",
    ),
    ("tj ers", "tjänstgörande ersättare", "tj. ers."),
    ("samverkan", "samverkan", "samverkan"),
]


@pytest.mark.parametrize(("text", "label", "matched"), FIRST)
def test_first(client, text, label, matched):
    """What people mean comes first, however they type it."""
    first = results(client, text)[0]

    assert (first["label"], first["matched"]) == (label, matched)


def test_language(client):
    """Labels are in the language asked for; what answered stays as it is written."""
    for parameters, headers in (({"lang": "en"}, {}), ({}, {"Accept-Language": "en"})):
        query = urlencode({"q": "norsjö", "limit": "1", **parameters})
        answer = client.get(f"/search.json?{query}", headers=headers)
        assert answer.json["results"][0]["label"] == "Norsjö Municipality"
        assert answer.headers["Content-Language"] == "en"
        assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    assert "lang=en" in client.get("/search?q=a&lang=en").json["next"]


def test_kinds(client):
    """A search can be narrowed to kinds."""
    assert {result["kind"] for result in results(client, "s", kind="region")} == {"region"}
    answer = asked(client, "/search", ("kind", "region"), ("kind", "def/amne"), q="s", limit="100")
    assert {result["kind"] for result in answer.json["results"]} == {"region", "def/amne"}


def test_paging(client):
    """`next` leads through all results, each once, and then to nothing."""
    path, found = "/search?q=kommun&kind=kommun&limit=100", []
    while path:
        answer = client.get(path)
        found += [result["iri"] for result in answer.json["results"]]
        path = answer.json["next"]
        assert bool(path) == ('rel="next"' in answer.headers["Link"])

    assert len(found) == len(set(found)) == 290
    assert 'rel="prev"' in answer.headers["Link"]
    assert client.get("/search?q=kommun&kind=kommun&limit=100&page=4").status_code == 404


def test_reach(client, monkeypatch):
    """However many there are, only so many are told."""
    assert client.get("/search?q=k&limit=100&page=11").status_code == 404
    monkeypatch.setattr(search, "REACH", 200)
    last = client.get("/search?q=k&limit=100&page=2").json
    assert (len(last["results"]), last["next"]) == (100, None)
    monkeypatch.setattr(search, "find", None)  # it is not asked for what is past its reach
    assert client.get("/search?q=k&limit=100&page=3").status_code == 404


def test_nothing(client):
    """What nothing answers to has no results; that is no error."""
    for text in ("xyzzy", "", "!", "qq kommun"):
        assert asked(client, "/search", q=text).json == {"results": [], "next": None}


def test_suggest(client):
    """Suggestions are a short search, and always JSON."""
    answer = client.get("/suggest?q=ske", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer.mimetype == "application/json"
    assert answer.json["results"] == client.get("/search?q=ske&limit=10").json["results"]
    assert 0 < len(answer.json["results"]) <= 10
    assert client.get("/suggest?q=ske", headers={"Accept": "text/html"}).status_code == 406
    following = client.get("/suggest?q=a").json["next"]
    assert client.get(following).json["results"]


FAULTS = [
    ("/search.json", 400, "parametern q saknas"),
    ("/suggest", 400, "parametern q saknas"),
    ("/search?q=" + "a" * 10_000, 400, "högst 200 tecken"),
    ("/search?q=" + "%C3%A5" * 201, 400, "högst 200 tecken"),
    ("/search?q=a&limit=0", 400, "1 till 100"),
    ("/search?q=a&limit=101", 400, "1 till 100"),
    ("/search?q=a&limit=x", 400, "1 till 100"),
    ("/search?q=a&page=0", 400, "heltal från 1"),
    ("/search?q=a&page=99", 404, "ingen sida 99"),
    ("/search?q=a&kind=kommuner", 400, "kommun, region"),
    ("/search.ttl?q=a", 404, "/search finns inte som ttl"),
]


@pytest.mark.parametrize(("path", "status", "words"), FAULTS)
def test_faults(client, path, status, words):
    """What is asked for wrongly is refused, and told how to ask."""
    answer = client.get(path, headers={"Accept-Language": "sv"})

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert words in answer.json["detail"].lower()
    assert len(answer.data) < 4000
    page = client.get(path, headers=PAGE)
    assert (page.status_code, page.mimetype) == (200 if path == "/search" else status, "text/html")


HOSTILE = ['"', "a OR b", "NEAR(a", "'; DROP", "*", "a*", "^a", "\0", "%", "ÅÄÖ – ”x”", "a" * 200]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(client, text):
    """No text is anything but words to look for, and none gets out of a page."""
    assert asked(client, "/search", q=text).status_code == 200
    assert asked(client, "/suggest", q=text, kind="person").status_code == 200
    script = f"{text}<script>alert(1)</script>"[-200:]
    page = client.get(f"/search?{urlencode({'q': script})}", headers=PAGE)
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_page(client):
    """The page groups what it found by kind, and tells what answered where it is not the label."""
    page = client.get("/search?q=skelleftea", headers=PAGE).text

    assert re.findall(r"<h2 id=\"slag-\d\">(.*?)</h2>", page) == [
        "Kommuner",
        "Platser",
        "Organisationer",
    ]
    assert 'value="skelleftea"' in page
    assert '<a href="/doc/kommun/2482">Skellefteå kommun</a>' in page
    assert "träff på" not in page
    for text, matched in (("KSO", "KSO"), ("2482", "2482"), ("e-service", "e-services")):
        page = client.get(f"/search?q={text}", headers=PAGE).text
        assert f"träff på {matched}</span>" in page
    assert page.count('role="search"') == 1


def test_page_without_results(client):
    """Without a text the page offers to search; where nothing answers, it says so."""
    empty = client.get("/search", headers=PAGE).text
    assert "Organisationsnummer" in empty or "organisationsnummer" in empty
    assert "Inget svarar" not in empty
    assert "Inget svarar mot ”xyzzy”" in client.get("/search?q=xyzzy", headers=PAGE).text


def test_forms(client):
    """Every page has one form to search with."""
    for path in ("/", "/doc/kommun/2482", "/doc/kommun/", "/search", "/nothing", "/res/shapes"):
        page = client.get(path, headers=PAGE).text
        assert page.count('role="search"') == 1, path
    assert 'name="lang" value="en"' in client.get("/?lang=en", headers=PAGE).text


@pytest.mark.parametrize("path", ["/search?q=a", "/search.html?q=a", "/suggest?q=a"])
def test_headers(client, path):
    """Answers are for everybody, but for no search engine, and are not sent twice."""
    answer = client.get(path)

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_server(server):
    """A real server answers the same, also where a text is far too long."""
    with urllib.request.urlopen(f"{server}/search?q=e-n%C3%A4mnd") as answer:
        assert json.load(answer)["results"][0]["label"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server}/suggest?q={'a' * 10_240}")
    assert refused.value.code == 400
    assert "200" in json.load(refused.value)["detail"]
