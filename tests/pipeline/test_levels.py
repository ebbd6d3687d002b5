"""Publishing with levels: of some persons the role only, and nothing of them anywhere."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from tests.erased import held

from samverkan_ld.archive.folder import current_folder
from samverkan_ld.config import Config, read_config
from samverkan_ld.errors import VanishedError
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.site import write_site
from samverkan_ld.store.release import open_release
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

LATER = datetime(2026, 11, 24, 12, tzinfo=UTC)
CONTACTS = ("Anders Nordh", "Lena Langlet")
OFFICIALS = ("Daniel Ahlqvist", "Kerstin Westerberg", "Marcus Matteby", "Marie Larsson")
ELECTED = ("Anders Knape", "Mikael Lindfors", "Vesna Jovic")
BASE = "https://data.samverkan.example/id"


def restrict(site: Path, **levels: str) -> Config:
    """Set the levels of a site."""
    path = site / "samverkan.toml"
    general = path.read_text(encoding="utf-8").partition("[privacy]")[0]
    own = "".join(f'{kind} = "{level}"\n' for kind, level in levels.items())
    path.write_text(f"{general}[privacy]\n{own}", encoding="utf-8")
    return read_config(path)


def told(releases: Path) -> set[str]:
    """List the persons whose names stand anywhere below a folder of releases, opened."""
    names = {*CONTACTS, *OFFICIALS, *ELECTED}
    found = set[str]()
    for _, text in held(releases):
        found |= {name for name in names - found if name in text}
    return found


def test_a_level_is_closed(sample_site: Path, tmp_path: Path) -> None:
    """Who was published stops the publication; what comes of it is as if it had always been so."""
    site = tmp_path / "site"
    shutil.copytree(sample_site, site, symlinks=True)
    config = restrict(site, officials="role", contacts="role")

    with pytest.raises(VanishedError) as refusal:
        publish(config, LATER)
    words = str(refusal.value)
    assert words.startswith("6 identifiers are in release")
    assert f"{BASE}/person/ys7stv7t6hpn" in words
    assert "--withdraw-missing" in words
    assert "erase IRI" in words

    closed = publish(config, LATER, withdraw_missing=True).manifest
    shutil.rmtree(site / "releases")
    anew = publish(config, LATER).manifest
    assert closed is not None
    assert anew is not None
    assert closed.digest == anew.digest
    assert told(config.releases) == {*ELECTED}
    client = create_app(config, Current(config.releases)).test_client()
    page = client.get("/doc/artikel/1d5jvsahxw3b.html").text
    role = '<a href="/doc/def/roll/avdelningschef">avdelningschef</a>'
    assert f'<a href="/doc/kommun/2482">Skellefteå kommun</a> ({role})' in page
    assert client.get("/id/person/29nh7qnw03ev").status_code == 404


def test_new_sites(tmp_path: Path) -> None:
    """A new site publishes of contacts the role, with the organisation."""
    site = tmp_path / "site"
    write_site(site)
    config = read_config(site / "samverkan.toml")

    assert publish(config, LATER).manifest is not None

    assert told(config.releases) == {*ELECTED, *OFFICIALS}
    store = open_release(current_folder(config.releases)).store
    answering = NamedNode(f"{BASE}/artikel/1d5jvsahxw3b/ansvar-1")
    said = {str(q.object) for q in store.quads_for_pattern(answering, None, None, None)}
    assert said == {
        "<http://www.w3.org/ns/prov#Attribution>",
        f"<{BASE}/organisation/q7m2kd8f4t3w>",
        f"<{BASE.replace('/id', '/def')}/roll/informationsansvarig>",
        f"<{BASE.replace('/id', '/def')}/roll/handlaggare>",
        '"Handläggare"@sv',
    }
