"""The releases that are kept."""

import shutil
from datetime import UTC, date, datetime

import pytest

from samverkan_ld.archive.folder import current_folder, release_folders, switch
from samverkan_ld.archive.history import release_at
from samverkan_ld.archive.retention import prune
from samverkan_ld.archive.things import Change, find_thing
from samverkan_ld.config import read_config
from samverkan_ld.errors import NoReleaseError, ReleaseError, VanishedError
from samverkan_ld.pipeline.history import manifests, rollback
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.store.release import open_release

DAYS = (date(2026, 8, 1), date(2026, 8, 20), date(2026, 10, 1), date(2026, 11, 20))


@pytest.fixture
def releases(tiny_site):
    """Four releases of a site that changed each time."""
    for number, day in enumerate(DAYS):
        (tiny_site / "data/more.ttl").write_text(f"<urn:a> <urn:b> {number} .")
        moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        publish(read_config(tiny_site / "samverkan.toml"), moment)
    return tiny_site / "releases"


def days(releases):
    """List the days of the releases that are there."""
    return [datetime.strptime(p.name[:8], "%Y%m%d").date() for p in release_folders(releases)]


def test_manifests(releases):
    """Manifests come the newest first, each naming the one before it."""
    found = [*manifests(releases)]

    assert [manifest.created[:10] for manifest in found] == [str(day) for day in reversed(DAYS)]
    assert [m.previous for m in found] == [*(m.id for m in found[1:]), None]


@pytest.mark.parametrize(
    ("moment", "index"),
    [
        (DAYS[0], 0),
        (date(2026, 8, 19), 0),
        (DAYS[1], 1),
        (datetime(2026, 8, 20, 11, 59, tzinfo=UTC), 0),
        (datetime(2026, 8, 20, 12, 0, tzinfo=UTC), 1),
        (date(2030, 1, 1), 3),
        (None, 3),
    ],
)
def test_release_at(releases, moment, index):
    """A day means its end, a time that very second; without either the current one is meant."""
    assert release_at(releases, moment) == release_folders(releases)[index]


def test_nothing_yet(releases):
    """Before the first release there is none."""
    with pytest.raises(NoReleaseError, match="nothing was published by 2026-07-31"):
        release_at(releases, date(2026, 7, 31))


def test_rollback(releases):
    """Without a name the one before the current is taken, as often as there is one."""
    names = [path.name for path in release_folders(releases)]
    for name in reversed(names[:-1]):
        assert rollback(releases, None).id == name
        assert current_folder(releases).name == name
    with pytest.raises(ReleaseError, match="there is none before it"):
        rollback(releases, None)
    assert rollback(releases, names[-1]).id == names[-1]


def test_damaged_manifest(releases):
    """One release that cannot be read hides no other."""
    folders = release_folders(releases)
    (folders[1] / "manifest.json").write_text("{")

    found = [*manifests(releases)]
    assert [isinstance(manifest, ReleaseError) for manifest in found] == [False, False, True, False]


def test_rollback_to_a_release_without_a_store(releases):
    """A store that was dropped is rebuilt before the release becomes current."""
    first = release_folders(releases)[0]
    shutil.rmtree(first / "store")
    rollback(releases, first.name)

    assert current_folder(releases) == first
    assert verify(releases, first) == []


@pytest.mark.parametrize(
    ("monthly", "kept"), [(True, [DAYS[1], DAYS[2], DAYS[3]]), (False, [DAYS[3]])]
)
def test_prune(releases, monthly, kept):
    """What is expired goes with its objects; what is kept still verifies."""
    pruned = prune(releases, datetime(2026, 11, 23, tzinfo=UTC), days=30, monthly=monthly)

    assert days(releases) == kept
    assert len(pruned.names) == len(DAYS) - len(kept)
    objects = {path.name.removesuffix(".nq.gz") for path in releases.glob("objects/*/*")}
    named = {e.digest for manifest in manifests(releases) for e in manifest.graphs.values()}
    assert objects == named
    for folder in release_folders(releases):
        assert verify(releases, folder) == []


def test_current_is_never_pruned(releases):
    """The current release is kept whatever its age."""
    first = release_folders(releases)[0]
    switch(releases, first.name)
    prune(releases, datetime(2030, 1, 1, tzinfo=UTC), days=1, monthly=False)

    assert release_folders(releases) == [first]
    assert verify(releases, first) == []


def test_publishing_after_a_rollback(releases):
    """A publication goes on from the newest release: what that had released must not vanish."""
    site, newest = releases.parent, release_folders(releases)[-1]
    person = "https://tiny.example/id/person/bbbbbbbbbbbb"
    foaf = "http://xmlns.com/foaf/0.1/"
    more = site / "data/more.ttl"
    more.write_text(f"<{person}> a <{foaf}Person> ; <{foaf}name> 'Bo' .")
    config = read_config(site / "samverkan.toml")
    publish(config, datetime(2026, 11, 21, tzinfo=UTC))
    rollback(releases, newest.name)
    more.write_text("<urn:a> <urn:b> 9 .")

    with pytest.raises(VanishedError, match=person):
        publish(config, datetime(2026, 11, 22, tzinfo=UTC))
    assert current_folder(releases) == newest
    more.write_text(f"<{person}> a <{foaf}Person> ; <{foaf}name> 'Bo' .")
    outcome = publish(config, datetime(2026, 11, 23, tzinfo=UTC))

    assert (outcome.is_new, [*outcome.things]) == (True, [])
    assert outcome.manifest.previous.startswith("20261121")
    assert verify(releases, current_folder(releases)) == []
    found = find_thing(open_release(current_folder(releases)).ledger, person)
    assert (found.released, found.change) == ("2026-11-21T00:00:00Z", Change.CREATED)
