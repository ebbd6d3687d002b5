"""Releases that this version did not make, or that are gone: told, and never made worse."""

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from samverkan_ld.archive.endings import find_ending
from samverkan_ld.archive.folder import current_folder, release_folders, switch
from samverkan_ld.archive.retention import prune
from samverkan_ld.config import read_config
from samverkan_ld.errors import DamagedError, NewerError, NoReleaseError, ReleaseError
from samverkan_ld.pipeline.history import manifests, rollback
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.releases import FORMAT
from samverkan_ld.store.release import open_release
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

DAYS = [datetime(2026, 11, day, 12, tzinfo=UTC) for day in range(1, 8)]
PERSON = "https://tiny.example/id/person/abcdefabcdef"
OTHER = f"""
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<{PERSON[:-1]}0> a foaf:Person ; foaf:name "Bo Exempelsson" .
"""
OLDER = [0, 1, FORMAT - 1, "1", None]
PATHS = {
    f"/doc/{PERSON[-19:]}": {200},
    f"/doc/{PERSON[-19:]}/timemap": {200},
    "/res/utgava/{0}": {404, 500, 503},
    "/res/andringar/{1}": {200, 404},
    "/feed": {200},
}


@pytest.fixture
def site(tiny_site):
    """A site with three releases; a person was withdrawn in the second."""
    for number, day in enumerate(DAYS[:3]):
        (tiny_site / "data/more.ttl").write_text(f"<urn:a> <urn:b> {number} .")
        (tiny_site / "data/other.ttl").unlink(missing_ok=True)
        if number == 0:
            (tiny_site / "data/other.ttl").write_text(OTHER)
        publish(config_of(tiny_site), day, withdraw_missing=True)
    return tiny_site


def config_of(site):
    """Read the configuration of a site."""
    return read_config(site / "samverkan.toml")


def set_format(folder, number):
    """Make the release one of another format, by hand."""
    path = folder / "manifest.json"
    data = json.loads(path.read_text())
    for name in ("generation", "identifiers", "redacted", "former"):
        data.pop(name)
    path.write_text(json.dumps(data | {"format": number}))


def objects(releases):
    """List the objects that there are."""
    return {path.name for path in releases.glob("objects/*/*")}


def run(site, *arguments):
    """Run a command in a site."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan_ld", "--lang", "en", *arguments],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )


@pytest.mark.parametrize("number", OLDER)
def test_older_is_not_opened(site, number):
    """A release of an older format is not served, verified or gone back to."""
    folder = current_folder(site / "releases")
    set_format(folder, number)
    for attempt in (
        lambda: open_release(folder),
        lambda: verify(folder.parent, folder),
        lambda: rollback(folder.parent, folder.name),
        lambda: rollback(folder.parent, None),
    ):
        with pytest.raises(ReleaseError, match=r"manifest\.json.*older samverkan-ld"):
            attempt()
    assert isinstance(next(manifests(folder.parent)), ReleaseError)


def test_older_is_not_served(site):
    """A server of a release of an older format says that it cannot serve."""
    set_format(current_folder(site / "releases"), 0)
    config = config_of(site)
    client = create_app(config, Current(config.releases)).test_client()

    assert client.get("/ready").status_code == 503
    assert client.get(f"/doc/{PERSON[-19:]}").status_code == 503


def test_publishing_after_an_older_one(site):
    """A new release is built on the newest that can be read; what cannot is told, and stays."""
    old = current_folder(site / "releases")
    set_format(old, 0)
    before = objects(old.parent)
    outcome = publish(config_of(site), DAYS[3])

    assert outcome.is_new
    assert [note for note in outcome.notes if "format 0" in note] == [*outcome.notes]
    assert old in release_folders(old.parent)
    assert objects(old.parent) >= before
    new = current_folder(old.parent)
    assert verify(new.parent, new) == []
    assert find_ending(open_release(new).ledger, f"{PERSON[:-1]}0") is not None
    assert not publish(config_of(site), DAYS[4]).is_new


def test_publishing_after_older_ones_only(site):
    """Where no release can be read, a first one is made from the sources."""
    for folder in release_folders(site / "releases"):
        set_format(folder, 1)
    outcome = publish(config_of(site), DAYS[3])

    assert (outcome.is_new, len(outcome.notes)) == (True, 3)
    assert outcome.manifest.previous is None
    assert len(release_folders(site / "releases")) == 4


@pytest.mark.parametrize("full", [False, True])
def test_newer_is_not_built_beside(site, full):
    """Nothing is published where a newer version has published."""
    folder = current_folder(site / "releases")
    set_format(folder, FORMAT + 1)
    before = [*release_folders(folder.parent)]
    with pytest.raises(NewerError, match=f"format {FORMAT + 1}.*newer samverkan-ld"):
        publish(config_of(site), DAYS[3], full=full)

    assert release_folders(folder.parent) == before
    assert not [*folder.parent.glob(".build-*")]


@pytest.mark.parametrize("damage", [0, 99, b"{"])
def test_pruning_beside_one_that_cannot_be_read(site, damage):
    """Expired releases go, but no objects while a manifest that stays cannot be read."""
    releases = site / "releases"
    current = current_folder(releases)
    if isinstance(damage, bytes):
        (current / "manifest.json").write_bytes(damage)
    else:
        set_format(current, damage)
    before = objects(releases)
    pruned = prune(releases, datetime(2027, 11, 1, tzinfo=UTC), days=1, monthly=False)

    assert (len(pruned.names), len(pruned.faults)) == (2, 1)
    assert current.name in pruned.faults[0]
    assert release_folders(releases) == [current]
    assert objects(releases) == before


def test_commands(site):
    """Each command says what is wrong with a release of an older format."""
    current = current_folder(site / "releases")
    set_format(current, 0)
    words = f"{current.name}/manifest.json: the release has format 0"
    for arguments, code in (
        (("releases", "list"), 0),
        (("releases", "verify"), 4),
        (("releases", "rollback"), 4),
        (("releases", "prune"), 0),
        (("releases", "show"), 4),
        (("query", "-"), 4),
        (("publish",), 0),
    ):
        done = run(site, *arguments)
        assert (arguments, done.returncode) == (arguments, code)
        assert words in done.stderr
    assert current.is_dir()


def test_a_release_that_is_gone(site):
    """A release that somebody removed is missed nowhere, but where it is asked for."""
    releases = site / "releases"
    first, second, third = release_folders(releases)
    shutil.rmtree(second)
    with pytest.raises(NoReleaseError, match=second.name):
        rollback(releases, None)
    assert "Removed 0" in run(site, "releases", "prune").stdout
    assert [verify(releases, folder) for folder in (first, third)] == [[], []]
    assert not publish(config_of(site), DAYS[3]).is_new

    client = create_app(config_of(site), Current(releases)).test_client()
    for path, statuses in PATHS.items():
        assert client.get(path.format(second.name, third.name)).status_code in statuses, path


def test_the_current_release_is_gone(site):
    """With its folder gone, every command says so, and the next release takes its place."""
    releases = site / "releases"
    second, third = release_folders(releases)[1:]
    shutil.rmtree(third)
    for arguments, code in (
        (("releases", "list"), 0),
        (("releases", "verify"), 4),
        (("releases", "rollback"), 4),
        (("query", "-"), 4),
    ):
        done = run(site, *arguments)
        assert (arguments, done.returncode) == (arguments, code)
        assert third.name in done.stderr
    assert verify(releases, second) == []

    outcome = publish(config_of(site), DAYS[3])
    assert outcome.is_new
    assert third.name in outcome.notes[0]
    assert outcome.manifest.previous == second.name
    assert [thing.iri for thing in outcome.things] == ["urn:a"]
    assert [verify(releases, folder) for folder in release_folders(releases)] == [[], [], []]


def test_going_back_when_the_current_release_is_gone(site):
    """A release that is there can be made current in its place."""
    releases = site / "releases"
    second, third = release_folders(releases)[1:]
    shutil.rmtree(third)
    rollback(releases, second.name)

    assert current_folder(releases) == second
    assert publish(config_of(site), DAYS[3]).is_new


def test_serving_goes_on(site):
    """A server that has opened a release goes on with it when its folder is gone."""
    releases = site / "releases"
    current = Current(releases)
    client = create_app(config_of(site), current).test_client()
    assert client.get(f"/doc/{PERSON[-19:]}").status_code == 200
    shutil.rmtree(current_folder(releases))

    assert client.get("/feed").status_code == 200
    fresh = create_app(config_of(site), Current(releases)).test_client()
    assert fresh.get("/ready").status_code == 503


def test_the_manifest_is_gone(site):
    """A release without its manifest is as good as gone."""
    releases = site / "releases"
    current = current_folder(releases)
    (current / "manifest.json").unlink()
    switch(releases, current.name)
    with pytest.raises(DamagedError, match=r"manifest\.json"):
        rollback(releases, None)

    assert publish(config_of(site), DAYS[3]).is_new
