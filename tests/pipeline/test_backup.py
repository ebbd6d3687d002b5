"""Backing up and restoring, by the commands that the documentation tells."""

import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.conftest import start_server
from tests.states import ADA, BASE, BO, HEAD, STATES, TIMES, make_states

from samverkan_ld.archive.folder import current_folder, release_folders
from samverkan_ld.archive.journal import JOURNAL
from samverkan_ld.archive.locks import finishing, writing
from samverkan_ld.config import read_config
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify

LATER = [datetime(2026, 11, day, 8, tzinfo=UTC) for day in range(1, 4)]
DERIVED = ("store", "search.sqlite", "dump")
QUERY = "SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20ORDER%20BY%20%3Fs%20%3Fp%20%3Fo"
PATHS = (
    *(f"/doc/{thing}{suffix}" for thing in (ADA, BO) for suffix in ("", ".nt", "/timemap")),
    *("/feed", "/doc/person/", "/res/aterkallade", f"/sparql?query={QUERY}&format=csv"),
    f"/doc/{ADA}/version/{TIMES[0]}.nt",
)


@pytest.fixture(scope="module")
def commands(project):
    """The commands of each section of the documentation, by its heading."""
    text = (project / "docs/moving.md").read_text(encoding="utf-8")
    sections = re.split(r"^##+ (.+)\n", text, flags=re.MULTILINE)[1:]
    return {
        heading: "".join(line[4:] + "\n" for line in body.splitlines() if line.startswith("    "))
        for heading, body in zip(sections[::2], sections[1::2], strict=True)
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site with four releases and all that follows a publication; tests may read it only."""
    root = tmp_path_factory.mktemp("backup") / "site"
    config = make_states(root)
    for name in ("queries", "data/identifiers"):
        (root / name).mkdir(exist_ok=True)
    finish(config)
    return root


@pytest.fixture(scope="module")
def restored(site, commands, tmp_path_factory):
    """The site, restored from its back-up in a folder of its own."""
    root = tmp_path_factory.mktemp("restored") / "site"
    root.mkdir()
    run(commands["Backing up"], site)
    (site.parent / "backup.tar.gz").rename(root.parent / "backup.tar.gz")
    run(commands["Restoring"], root)
    return root


@pytest.fixture
def again(restored, tmp_path):
    """The restored site, to be changed."""
    return shutil.copytree(restored, tmp_path / "site", symlinks=True)


def run(script, folder):
    """Run commands in a folder, as a person would."""
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    command = ["bash", "-euo", "pipefail", "-c", script]
    subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, check=True)


def config_of(site):
    """Read the configuration of a site."""
    return read_config(site / "samverkan.toml")


def answers(site):
    """Ask a server of a site, and give what it answers."""
    process, address = start_server(site, workers=1)
    try:
        return {path: ask(address, path) for path in PATHS}
    finally:
        process.terminate()
        process.wait(120)


def ask(address, path):
    """Ask for a path; where a store is rebuilt first, that is waited for."""
    parts = urlsplit(address)
    for _ in range(120):
        with closing(http.client.HTTPConnection(parts.hostname, parts.port)) as connection:
            connection.request("GET", path)
            response = connection.getresponse()
            found = response.status, response.getheader("ETag"), response.read()
        if response.status != 503:
            break
        time.sleep(0.5)
    return found


def test_what_is_backed_up(site, commands):
    """A back-up holds what cannot be made again, and nothing else."""
    run(commands["Backing up"], site)
    archive = site.parent / "backup.tar.gz"
    listed = subprocess.run(["tar", "-tzf", archive], capture_output=True, text=True, check=True)
    archive.unlink()
    names = {name.rstrip("/") for name in listed.stdout.splitlines()}

    there = {str(path.relative_to(site)) for path in site.rglob("*")}
    left = there - names
    assert names - there == set()
    assert {name.split("/")[2] for name in left if name.count("/") >= 2} == {*DERIVED}
    assert {name for name in left if name.count("/") < 2} == {
        "releases/.lock",
        "releases/.finishing-lock",
    }


@pytest.mark.parametrize("lock", [writing, finishing])
def test_back_up_waits_for_publishers(site, commands, lock):
    """A back-up is not made while somebody publishes, or finishes a publication."""
    command = ["bash", "-c", commands["Backing up"]]
    with lock(site / "releases"):
        process = subprocess.Popen(command, cwd=site)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(1)
        assert not (site.parent / "backup.tar.gz").exists()
    assert process.wait(120) == 0
    (site.parent / "backup.tar.gz").unlink()


def test_restored_whole(site, restored):
    """All releases are there and verify, the current one is as it was, and nothing is derived."""
    releases = restored / "releases"
    assert current_folder(releases).name == current_folder(site / "releases").name
    names = [folder.name for folder in release_folders(site / "releases")]
    assert [folder.name for folder in release_folders(releases)] == names
    assert not (releases / JOURNAL).exists()
    assert [(folder / "store").exists() for folder in release_folders(releases)] == [
        *([False] * (len(names) - 1)),
        True,
    ]


def test_answers_as_before(site, again):
    """The server answers as before, and rebuilds earlier releases when it is asked for them."""
    assert answers(again) == answers(site)
    assert (release_folders(again / "releases")[0] / "store").exists()


def test_earlier_releases_verify(again):
    """The stores of earlier releases are rebuilt from the objects."""
    for folder in release_folders(again / "releases"):
        assert verify(again / "releases", folder) == []


def test_publishing_goes_on(again):
    """Only what has changed since is published, and nothing is told as new in the feed."""
    config = config_of(again)
    assert not publish(config, LATER[0]).is_new
    people = "\n".join(STATES[-1]).replace("Cia", "Siv")
    (again / "data/people.ttl").write_text(HEAD + people, encoding="utf-8")
    outcome = publish(config, LATER[1])

    changed = [(thing.iri, thing.change.value) for thing in outcome.things]
    assert changed == [(f"{BASE}id/person/cccccccccccc", "updated")]
    assert outcome.manifest.generation > 0
    finish(config)
    assert (current_folder(again / "releases") / "dump/samverkan.nq.gz").exists()
    assert verify(again / "releases", current_folder(again / "releases")) == []
