"""What every test may use."""

import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pytest
from hypothesis import HealthCheck, settings
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

from samverkan_ld.config import read_config

# what runs behind a shell ignores Ctrl-C, and so would all that the tests start
signal.signal(signal.SIGINT, signal.default_int_handler)

# how long an example takes tells more of the machine than of the program
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# what is tried each time is the same each time; `make test-long` tries what nobody has tried yet
settings.register_profile("steady", settings.get_profile("patient"), derandomize=True)
settings.load_profile("steady")

PROJECT_ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return PROJECT_ROOT


@pytest.fixture(scope="session")
def suites() -> Path:
    """The folder of the standards' test suites; tests that need it are skipped without it."""
    folder = Path(os.environ.get("SAMVERKAN_SUITES", PROJECT_ROOT.parent / "shared" / "suites"))
    if not folder.is_dir():
        pytest.skip(f"no test suites at {folder}: set SAMVERKAN_SUITES")
    return folder


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, published once as it is set, with dumps; tests may read it only."""
    from samverkan_ld.pipeline.finishing import finish
    from samverkan_ld.pipeline.publish import publish
    from samverkan_ld.pipeline.site import write_site

    site = tmp_path_factory.mktemp("sample") / "site"
    write_site(site)
    shutil.copy(PROJECT_ROOT / "samverkan.toml", site)
    config = read_config(site / "samverkan.toml")
    publish(config, datetime(2026, 11, 23, 12, tzinfo=UTC))
    finish(config)
    return site


def start_server(
    site: Path, *, workers: int = 2, log: IO[bytes] | None = None
) -> tuple[subprocess.Popen[bytes], str]:
    """Serve a site on a free port; gives the process and its address once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "samverkan_ld", "serve", f"--port={port}"]
    process = subprocess.Popen([*command, f"--workers={workers}"], cwd=site, stderr=log)
    address = f"http://127.0.0.1:{port}"

    def is_ready() -> bool:
        assert process.poll() is None, "the server ended at once"
        with suppress(OSError), urllib.request.urlopen(f"{address}/ready", timeout=120):
            return True
        return False

    try:
        wait_until(is_ready, 2 * PATIENCE)
    except AssertionError:
        process.kill()
        raise
    return process, address


@pytest.fixture(scope="session")
def sample_server(sample_site: Path) -> Iterator[str]:
    """The address of a server of the sample site."""
    process, address = start_server(sample_site)
    yield address
    process.terminate()
    assert process.wait(120) == 0


TINY_CONFIG = """
[site]
base = "https://tiny.example/"

[publisher]
name = "Exempelverket"
contact = "mailto:data@tiny.example"

[privacy]
basis_sv = "ett prov"
basis_en = "a test"
"""
TINY_DATA = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://tiny.example/id/person/abcdefabcdef> a foaf:Person ; foaf:name "Ada Exempelsson" .
"""
TINY_SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix sam: <https://data.samverkan.example/spec/samverkan/> .
sam:NameShape a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property sam:NamePropertyShape .
sam:NamePropertyShape sh:path foaf:name ;
  sh:maxCount 1 ; sh:message "Ett namn."@sv , "One name."@en .
"""


@pytest.fixture
def tiny_site(tmp_path: Path) -> Path:
    """A site of one person and one shape, in a folder of its own."""
    return write_tiny_site(tmp_path / "site")


def write_tiny_site(site: Path) -> Path:
    """Write a site of one person and one shape."""
    for name, text in {
        "samverkan.toml": TINY_CONFIG,
        "data/person.ttl": TINY_DATA,
        "shapes/NameShape.ttl": TINY_SHAPE,
        "vocab/context.jsonld": '{"@context": {"foaf": "http://xmlns.com/foaf/0.1/"}}',
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    return site
