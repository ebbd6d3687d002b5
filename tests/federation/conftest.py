"""Two sites to ask, and Comunica to ask them with."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.conftest import start_server

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish

MUSEUMS = """
@prefix organisation: <https://data.samverkan.example/id/organisation/> .
@prefix kommun: <https://data.samverkan.example/id/kommun/> .
@prefix schema: <http://schema.org/> .
organisation:aaaaaaaaaaaa a schema:Museum ;
  schema:name "Exempelmuseet"@sv ; schema:location kommun:2482 .
organisation:bbbbbbbbbbbb a schema:Museum ;
  schema:name "Provmuseet"@sv ; schema:location kommun:0114 .
"""
MUSEUM_SETTINGS = """
[site]
base = "https://museer.example/"
register = "https://data.samverkan.example/"
"""


class Told(NamedTuple):
    """What Comunica answered, and the requests that it made."""

    answer: Any
    requests: list[dict[str, Any]]


AskComunica = Callable[..., Told]


def publish_site(site: Path, settings: str, data: str) -> None:
    """Publish a site of one source in a new folder."""
    for name in ("data", "shapes", "vocab"):
        (site / name).mkdir(parents=True)
    (site / "samverkan.toml").write_text(settings, encoding="utf-8")
    (site / "data" / "source.ttl").write_text(data, encoding="utf-8")
    publish(read_config(site / "samverkan.toml"), datetime(2026, 11, 23, 12, tzinfo=UTC))


@pytest.fixture(scope="session")
def museum_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of museums, which lie in the kommuner of the sample site."""
    site = tmp_path_factory.mktemp("museums") / "site"
    publish_site(site, MUSEUM_SETTINGS, MUSEUMS)
    process, address = start_server(site, workers=1)
    yield address
    process.terminate()
    assert process.wait(120) == 0


@pytest.fixture(scope="session")
def comunica(project: Path) -> AskComunica:
    """Ask with Comunica: sources, and a query unless only their description is wanted."""
    node = shutil.which("node") or shutil.which("nodejs")
    if node is None:
        pytest.skip("no node: install Node.js 18 or later")
    if not (project / "node_modules" / "@comunica" / "query-sparql").is_dir():
        pytest.skip("no @comunica/query-sparql in node_modules: run npm ci --ignore-scripts")
    script = Path(__file__).parent / "ask.mjs"

    def ask(*sources: str | dict[str, str], query: str = "") -> Told:
        asked = json.dumps({"sources": sources, "query": query}).encode()
        done = subprocess.run([node, script], input=asked, capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return Told(**json.loads(done.stdout))

    return ask
