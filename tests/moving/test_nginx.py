"""A site that has moved, behind nginx as the project's example sets it up."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlsplit

import pytest
from tests.conftest import start_server
from tests.nginx import running_nginx
from tests.ports import free_port

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish

OLD, NEW, TERMS = "https://old.example/", "https://new.example/data/", "https://terms.example/"
DAYS: Final = (datetime(2026, 11, day, 8, tzinfo=UTC) for day in range(1, 4))
PERSON, GONE, TERM = "person/aaaaaaaaaaaa", "person/bbbbbbbbbbbb", "def/amne/klimat"
DATA = f"""
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<id/{PERSON}> a foaf:Person ; foaf:name "Ada Exempelsson" .
"""
THEMES = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{TERM}> a skos:Concept ; skos:prefLabel "klimat"@sv .
"""
ENDED = f"- withdrawn: person:{GONE[-12:]}\n  date: 2026-10-01\n  reason: felaktig\n"


class Answer(NamedTuple):
    """The status and headers of an answer."""

    status: int
    location: str


def configure(site: Path, base: str, terms: str) -> None:
    """Let a site have these addresses, and publish it."""
    old = [OLD] if (site / "releases").exists() else []
    (site / "samverkan.toml").write_text(f'[site]\nbase = "{base}"\nterms = "{terms}"\n')
    assert publish(read_config(site / "samverkan.toml"), next(DAYS), rebase=old).is_new


def get(
    address: str, path: str, host: str = "", method: str = "GET", *, client: str = "127.0.0.1"
) -> Answer:
    """Ask a server by the name of a host, from an address of this machine."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(
        str(parts.hostname), parts.port, timeout=120, source_address=(client, 0)
    )
    with closing(connection):
        connection.request(method, path, headers={"Host": host} if host else {})
        response = connection.getresponse()
        response.read()
        return Answer(response.status, response.getheader("Location", ""))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has moved from OLD."""
    site = tmp_path_factory.mktemp("moved") / "site"
    for name, text in {
        "data/people.ttl": DATA,
        "data/identifiers/ended.yaml": ENDED,
        "vocab/themes.ttl": THEMES,
        "vocab/context.jsonld": '{"@context": {}}',
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    (site / "shapes").mkdir()
    configure(site, OLD, OLD)
    configure(site, NEW, TERMS)
    return site


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    """The address of a server of the site."""
    process, address = start_server(site, workers=1)
    yield address
    process.terminate()
    assert process.wait(120) == 0


@pytest.fixture(scope="module")
def nginx(project: Path, site: Path, server: str) -> Iterator[str]:
    """The address of nginx with the example's configuration."""
    port = free_port()
    example = (project / "deploy/nginx/moved.conf").read_text(encoding="utf-8")
    for words, instead in {
        "/srv/samverkan/NAME/releases/moved.map": "moved.map",
        "listen 80;": f"listen 127.0.0.1:{port};",
        "http://127.0.0.1:8000": server,
    }.items():
        assert words in example
        example = example.replace(words, instead)
    files = {"moved.map": (site / "releases/moved.map").read_text(encoding="utf-8")}
    with running_nginx(example, port, files):
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("path", "home"),
    [
        (f"/id/{PERSON}", NEW),
        (f"/id/{PERSON}/part", NEW),
        (f"/doc/{PERSON}", NEW),
        (f"/doc/{PERSON}.ttl?lang=sv&x=%C3%A5", NEW),
        (f"/doc/{TERM}", NEW),
        ("/res/kallgraf/people", NEW),
        (f"/id/{GONE}", NEW),
        ("/sparql?query=ASK%7B%7D", NEW),
        ("/", NEW),
        (f"/{TERM}", TERMS),
        ("/spec/samverkan/Gravsten", TERMS),
    ],
)
def test_leads_on(nginx: str, path: str, home: str) -> None:
    """Each path leads to the same one at the new address, whatever the method."""
    for method in ("GET", "HEAD", "POST"):
        found = get(nginx, path, "old.example", method)
        assert found == Answer(308, home + path[1:]), method


@pytest.mark.parametrize(
    ("path", "status", "then"),
    [(f"id/{PERSON}", 303, 200), (f"id/{GONE}", 410, None), ("id/person/zzzzzzzzzzzz", 404, None)],
)
def test_answers_there(nginx: str, server: str, path: str, status: int, then: int | None) -> None:
    """There the server answers: for what is described, what has ended, and what never was."""
    location = get(nginx, f"/{path}", "old.example").location
    assert location == NEW + path
    found = get(server, location.removeprefix(NEW.rstrip("/")))
    assert found.status == status
    if then is not None:
        assert get(server, found.location).status == then


def test_other_names(nginx: str) -> None:
    """What comes by another name is served as it is."""
    assert get(nginx, f"/id/{PERSON}", "new.example").status == 303


def test_clients_stay_apart(nginx: str) -> None:
    """The server is told who asks: what is open to this machine is not open to all."""
    assert get(nginx, "/metrics", "new.example").status == 200
    assert get(nginx, "/metrics", "new.example", client="127.0.0.2").status == 403
