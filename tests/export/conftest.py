"""A site, served live and as files."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import start_server
from tests.endings import BASE, make_endings
from tests.export.client import Client
from tests.nginx import running_nginx
from tests.ports import free_port

from samverkan_ld.config import Config
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.web.export.site import export

SETTINGS = f'[privacy]\nnoindex = ["{BASE}id/person/david"]\n'


@pytest.fixture(scope="session")
def ended_config(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The site."""
    root = tmp_path_factory.mktemp("exported")
    # a small vocabulary: each of its triples stands on a page of its graph, in eleven files
    vocabulary = ("avslut.ttl", "context.jsonld")
    config = make_endings(root, project, settings=SETTINGS, vocabulary=vocabulary)
    finish(config, lambda *_: None)
    return config


@pytest.fixture(scope="session")
def exported(ended_config: Config) -> Iterator[Path]:
    """The folder of its export; not among pytest's, which no other user may read."""
    with tempfile.TemporaryDirectory(prefix="export-") as name:
        Path(name).chmod(0o755)
        folder = Path(name) / "files"
        export(ended_config, folder, lambda *_: None)
        yield folder


@pytest.fixture(scope="session")
def live(ended_config: Config) -> Iterator[Client]:
    """A client of the live server."""
    process, address = start_server(ended_config.root, workers=1)
    yield Client(address)
    process.terminate()
    assert process.wait(120) == 0


@pytest.fixture(scope="session")
def static(project: Path, exported: Path) -> Iterator[Client]:
    """A client of nginx in front of the files, as the project sets it up."""
    port = free_port()
    text = (project / "deploy/nginx/static.conf").read_text(encoding="utf-8")
    for words, instead in {
        "/srv/www/site": str(exported),
        "listen 80;": f"listen 127.0.0.1:{port};",
    }.items():
        assert words in text
        text = text.replace(words, instead)
    with running_nginx(text, port):
        yield Client(f"http://127.0.0.1:{port}")
