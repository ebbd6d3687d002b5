"""What crawlers are told."""

import re
from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from samverkan_ld.archive import things
from samverkan_ld.config import Config
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current
from samverkan_ld.web.routes import robots
from samverkan_ld.web.wire.route import OTHER, route_class

BASE = "https://data.example.org/"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HIDDEN = f"{BASE}doc/person/cc7jf612n7t3"


def entries(client: FlaskClient, path: str) -> dict[str, str]:
    """Read a sitemap: its addresses, and when what is there changed."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return {
        entry.findtext("s:loc", "", NAMES): entry.findtext("s:lastmod", "", NAMES)
        for entry in ElementTree.fromstring(answer.text)
    }


def listed(client: FlaskClient) -> dict[str, list[str]]:
    """Read all parts of the sitemap."""
    parts = [urlsplit(part).path for part in entries(client, "/sitemap.xml")]
    return {part: [*entries(client, part)] for part in parts}


def test_robots(client: FlaskClient) -> None:
    """Crawlers are told to leave what is computed, nothing else, and where the sitemap is."""
    answer = client.get("/robots.txt")

    assert answer.mimetype == "text/plain"
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {BASE}sitemap.xml" in lines
    closed = {line.partition(": ")[2] for line in lines if line.startswith("Disallow")}
    assert {"/sparql", "/search"} <= closed
    marked = ("/doc/", "/id/", "/res/", "/feed", "/def/", "/")
    assert not closed & {*marked} and not any(path.startswith(marked[:-1]) for path in closed)


def test_sitemap(client: FlaskClient) -> None:
    """The documents of bodies, articles, concepts and persons are listed, but for the hidden."""
    found = [address for part in listed(client).values() for address in part]

    assert len(found) == len({*found})
    kinds = {address.removeprefix(f"{BASE}doc/").partition("/")[0] for address in found}
    assert kinds == {"kommun", "region", "organisation", "artikel", "person", "def"}
    assert sum(1 for address in found if "/doc/kommun/" in address) == 290
    assert HIDDEN not in found
    assert client.get(urlsplit(HIDDEN).path).status_code == 200


def test_sitemap_lists_what_may_be_indexed(client: FlaskClient) -> None:
    """Each address listed is there, under its own name, and not marked noindex."""
    for part in listed(client).values():
        for address in part[:5]:
            answer = client.get(urlsplit(address).path)
            assert answer.status_code == 200
            assert "X-Robots-Tag" not in answer.headers
            assert f'<{address}>; rel="canonical"' in answer.headers["Link"]


def test_last_change(client: FlaskClient) -> None:
    """A document is dated by the release that changed its thing, and no later than it says."""
    for part in listed(client):
        address, changed = next(iter(entries(client, part).items()))
        assert re.fullmatch(r"2026-11-2\dT\d\d:\d\d:\d\dZ", changed), address


def test_parts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many documents come in parts of what the protocol allows at most, none lost or twice."""
    whole = {address for part in listed(client).values() for address in part}
    monkeypatch.setattr(robots, "MOST", 100)
    monkeypatch.setattr(things, "_PIECE", 30)
    parts = listed(client)

    assert max(map(len, parts.values())) == 100
    assert sorted(address for part in parts.values() for address in part) == sorted(whole)
    names = [path for path in parts if "kommun" in path]
    assert names == [f"/sitemap-kommun-{number}.xml" for number in (1, 2, 3)]
    for name in ("kommun-4", "kommun-0", "kommun-01", "kommun", "plats-1", "person-1-1"):
        path = f"/sitemap-{name}.xml"
        assert client.get(path).status_code == 404


def test_who_has_it_already(client: FlaskClient) -> None:
    """A sitemap comes as it is read, and again only when there is another release."""
    for path in ("/sitemap.xml", "/sitemap-artikel-1.xml"):
        answer = client.get(path)
        assert "Content-Length" not in answer.headers
        known = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(path, headers=known).status_code == 304


def test_who_has_one_from_before_an_objection(client: FlaskClient, site_config: Config) -> None:
    """Who objects is out of the sitemap as soon as the configuration says so, for everybody."""
    path = "/sitemap-person-1.xml"
    (listed_before, *_) = entries(client, path)
    known = {"If-None-Match": client.get(path).headers["ETag"]}
    thing = listed_before.replace("/doc/", "/id/")
    privacy = replace(site_config.privacy, noindex=(*site_config.privacy.noindex, thing))
    config = replace(site_config, privacy=privacy)
    later = create_app(config, Current(config.releases)).test_client()

    assert listed_before not in entries(later, path)
    assert later.get(path, headers=known).status_code == 200


def test_every_route_has_a_class(app: Flask) -> None:
    """Metrics and logs know what kind of thing each address is."""
    rules = {rule.rule for rule in app.url_map.iter_rules()}

    assert [rule for rule in sorted(rules) if route_class(rule) == OTHER] == []
