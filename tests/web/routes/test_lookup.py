"""Looking up identifiers over HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

BASE, TERMS = "https://data.example.org/", "https://t.example.org/"


def asked(client, text, **headers):
    """Look something up."""
    return client.get(f"/lookup?{urlencode({'id': text})}", headers=headers)


LEADS = [
    ("212000-2478", "/id/kommun/2309"),
    ("2120002478", "/id/kommun/2309"),
    (" 212000 2478 ", "/id/kommun/2309"),
    ("2482", "/id/kommun/2482"),
    ("24", "/id/region/24"),
    ("Q499425", "/id/kommun/0114"),
    ("q499425", "/id/kommun/0114"),
    ("http://www.wikidata.org/entity/Q499425", "/id/kommun/0114"),
    ("https://www.wikidata.org/wiki/Q499425", "/id/kommun/0114"),
    (f"{BASE}id/kommun/2482", "/id/kommun/2482"),
    ("https://data.samverkan.example/id/kommun/2482", "/id/kommun/2482"),
    (f"{TERMS}def/roll/kso", "/def/roll/kso"),
    (f"{TERMS}spec/samverkan/senastFran", "/spec/samverkan/senastFran"),
    (f"{BASE}id/kommun/2482/kommunkod", "/id/kommun/2482/kommunkod"),
    (f"{BASE}doc/kommun/2482", "/id/kommun/2482"),
    (f"{BASE}doc/kommun/2482.html?lang=sv", "/id/kommun/2482"),
    ("https://data.samverkan.example/doc/def/roll/kso", "/def/roll/kso"),
    ("kommun/2482", "/id/kommun/2482"),
    ("def/roll/kso", "/def/roll/kso"),
]


@pytest.mark.parametrize(("text", "place"), LEADS)
def test_leads(client, text, place):
    """An identifier, in any spelling, leads to what has it."""
    answer = asked(client, text)

    assert (answer.status_code, answer.headers["Location"]) == (303, place)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.get(place).status_code == 303


def test_several(client):
    """Gotland is a municipality and a region with one organisation number: both are told."""
    answer = asked(client, "212000-0803")

    assert (answer.status_code, answer.mimetype) == (300, "application/json")
    assert [result["id"] for result in answer.json["results"]] == ["kommun/0980", "region/09"]
    assert answer.json["next"] is None
    page = asked(client, "2120000803", Accept="text/html")
    assert (page.status_code, page.mimetype) == (300, "text/html")
    assert 'href="/doc/kommun/0980"' in page.text
    assert 'href="/doc/region/09"' in page.text
    assert "Location" not in page.headers


UNKNOWN = [
    ("2120002479", ["kommun/2309"]),
    ("212000-247", ["kommun/2309"]),
    ("Skellefteå", ["kommun/2482"]),
    (f"{BASE}id/kommun/24821", ["kommun/2482"]),
    ("kommun/9999", []),
    (f"{BASE}search?q=a", []),
    (f"{BASE}doc/kommun/", []),
    (f"{BASE}doc/kommun/9999.ttl", []),
    ("https://data.example.org/id/kommun/<2482>", []),
    ("https://elsewhere.example/id/x", []),
    ("!", []),
]


@pytest.mark.parametrize(("text", "suggested"), UNKNOWN)
def test_unknown(client, text, suggested):
    """What nothing has is not found; what may have been meant is suggested."""
    answer = asked(client, text, **{"Accept-Language": "en"})

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert f"“{text}”" in answer.json["detail"]
    found = [suggestion["id"] for suggestion in answer.json.get("suggestions", ())]
    assert set(suggested) <= set(found)
    assert len(found) <= 5
    assert answer.headers["X-Robots-Tag"] == "noindex"
    page = asked(client, text, Accept="text/html", **{"Accept-Language": "en"})
    assert page.status_code == 404
    assert ("Perhaps one of these" in page.text) == bool(found)
    assert all(f">{key}<" in page.text for key in found), "things that are called alike differ"


@pytest.mark.parametrize("query", ["", "?id=", "?id=%20", "?q=2482", "?id=" + "2" * 10_000])
def test_faults(client, query):
    """Without an identifier, or with one that is too long, the request is refused."""
    answer = client.get(f"/lookup{query}", headers={"Accept-Language": "sv"})

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert "parametern" in answer.json["detail"].lower()
    assert answer.headers["X-Robots-Tag"] == "noindex"


PEOPLE = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <http://schema.org/> .
@base <https://data.samverkan.example/id/> .
"""
BEFORE = """
<person/aaaaaaaaaaaa> a foaf:Person ; foaf:name "Ada Exempelsson" .
<organisation/bbbbbbbbbbbb> schema:name "Gamla verket" ; org:identifier "2021000001" .
"""
AFTER = """
<person/cccccccccccc> a foaf:Person ; foaf:name "Ada Nyhlén" .
"""
DECLARED = """
- {replaced: person:aaaaaaaaaaaa, by: person:cccccccccccc, date: 2026-11-20, reason: dubblett}
- {withdrawn: organisation:bbbbbbbbbbbb, date: 2026-11-20, reason: upphord}
"""


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a site in which a person was replaced and an organisation has ceased."""
    root: Path = tmp_path_factory.mktemp("ended")
    for name in ("data/identifiers", "shapes", "vocab"):
        (root / name).mkdir(parents=True)
    (root / "vocab/context.jsonld").write_text('{"@context": {}}')
    (root / "samverkan.toml").write_text(f'[site]\nbase = "{BASE}"\n')
    config = read_config(root / "samverkan.toml")
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    (config.data / "people.ttl").write_text(PEOPLE + BEFORE)
    publish(config, moment)
    (config.data / "people.ttl").write_text(PEOPLE + AFTER)
    (config.identifiers / "2026.yaml").write_text(DECLARED)
    publish(config, moment + timedelta(days=1))
    yield create_app(config, Current(config.releases)).test_client()


def test_ended(ended):
    """What has ended is not found; its IRI leads to its address, which tells how it ended."""
    assert ended.get("/search?q=gamla").json["results"] == []
    assert ended.get("/search?q=2021000001").json["results"] == []
    found = ended.get("/search?q=ada").json["results"]
    assert [result["label"] for result in found] == ["Ada Nyhlén"]
    gone = "organisation/bbbbbbbbbbbb"
    for path, status in (("person/aaaaaaaaaaaa", 308), (gone, 410), (f"{gone}/nummer", 410)):
        answer = asked(ended, f"{BASE}id/{path}")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/id/{path}")
        assert ended.get(f"/id/{path}").status_code == status
    assert asked(ended, "202100-0001").status_code == 404
