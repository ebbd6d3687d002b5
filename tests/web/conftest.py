"""What tests of the server may use."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pyoxigraph import Store
from tests.conftest import start_server

from samverkan_ld.archive.dumps import Dumps, read_dumps
from samverkan_ld.archive.folder import INDEX, MANIFEST, STORE, current_folder, switch
from samverkan_ld.archive.ledger import LEDGER, writing_ledger
from samverkan_ld.config import Config, read_config
from samverkan_ld.iris import SOURCE_BASE, Iris
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish as publish_release
from samverkan_ld.releases import Manifest
from samverkan_ld.search.index import build_index
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

FIRST_DAY = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
SETTINGS = """
[site]
base = "https://data.example.org/"
terms = "https://t.example.org/"

[publisher]
name = "Exempelverket"
contact = "mailto:data@example.org"

[privacy]
officials = "indexed"
contacts = "indexed"
noindex = ["https://data.samverkan.example/id/person/cc7jf612n7t3"]
"""

Publish = Callable[[str], Path]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """An empty folder of releases."""
    folder = tmp_path / "releases"
    folder.mkdir()
    return folder


@pytest.fixture
def publish(releases: Path) -> Publish:
    """Make an empty release of a name and switch to it; gives its folder."""

    def make(name: str) -> Path:
        folder = releases / name
        folder.mkdir()
        store = Store(str(folder / STORE))
        store.flush()
        build_index(folder / INDEX, store, Iris())
        manifest = Manifest(
            id=name,
            created="2026-11-23T20:00:00Z",
            previous=None,
            base=SOURCE_BASE,
            terms=SOURCE_BASE,
            register=SOURCE_BASE,
            digest="0" * 64,
            shapes="0" * 64,
            contexts="0" * 64,
            tool="test",
            graphs={},
        )
        with writing_ledger(folder / LEDGER, None):
            pass
        (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        switch(releases, name)
        return folder

    return make


MakeSite = Callable[[Path, str], Config]


@pytest.fixture(scope="session")
def make_site() -> MakeSite:
    """Publish the site in a folder, with these lines of configuration; may be done again."""
    days = (FIRST_DAY + timedelta(days=number) for number in count())

    def make(root: Path, settings: str) -> Config:
        (root / "samverkan.toml").write_text(settings, encoding="utf-8")
        config = read_config(root / "samverkan.toml")
        outcome = publish_release(config, next(days), full=True)
        assert outcome.manifest is not None, outcome.report.results
        return config

    return make


@pytest.fixture(scope="session")
def site_config(
    project: Path, tmp_path_factory: pytest.TempPathFactory, make_site: MakeSite
) -> Config:
    """A published site with dumps: the project's data at another base, and some of its shapes."""
    root = tmp_path_factory.mktemp("site")
    for name in ("data", "vocab"):
        shutil.copytree(project / name, root / name)
    (root / "shapes").mkdir()
    for name in ("prefixes", "DokumentShape", "PersonShape", "MedlemskapShape"):
        shutil.copy(project / "shapes" / f"{name}.ttl", root / "shapes")
    config = make_site(root, SETTINGS)
    finish(config)
    return config


@pytest.fixture(scope="session")
def dumped(site_config: Config) -> Dumps:
    """The dumps of the published site."""
    found = read_dumps(current_folder(site_config.releases))
    assert found is not None
    return found


@pytest.fixture(scope="session")
def app(site_config: Config) -> Flask:
    """The application of the published site."""
    return create_app(site_config, Current(site_config.releases))


@pytest.fixture(scope="session")
def server(site_config: Config) -> Iterator[str]:
    """The address of a real server of the published site."""
    process, address = start_server(site_config.root, workers=1)
    yield address
    process.terminate()
    assert process.wait(120) == 0


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application, without the server in front."""
    return app.test_client()
