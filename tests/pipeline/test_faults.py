"""What goes wrong on disk: the old release or the new one is served, and nothing is lost."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from pyoxigraph import NamedNode

from samverkan_ld.archive.folder import current_folder, release_folders
from samverkan_ld.archive.ledger import LEDGER
from samverkan_ld.archive.pages import feed_pages
from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.store.release import open_release

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NAME = NamedNode("http://xmlns.com/foaf/0.1/name")
PREFIX = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . "
STEADY = " ".join(
    f"<https://tiny.example/id/person/{number:012}> a foaf:Person ; foaf:name 'S{number}' ."
    for number in range(40)
)


@pytest.fixture
def site(tiny_site):
    """A site large enough for a change to be built on the release before; published once."""
    (tiny_site / "data/steady.ttl").write_text(PREFIX + STEADY)
    write(tiny_site, "N0")
    published(tiny_site)
    return tiny_site


def write(site, name):
    """Change one person of a site."""
    (site / "data/person.ttl").write_text(
        f"{PREFIX} <https://tiny.example/id/person/abcdefabcdef> a foaf:Person ; "
        f"foaf:name '{name}' ."
    )


def published(site, hours=0, **options):
    """Publish a site so many hours later."""
    moment = NOW + timedelta(hours=hours)
    return publish(read_config(site / "samverkan.toml"), moment, **options)


def served(site):
    """Read the name that the current release holds."""
    release = open_release(current_folder(site / "releases"))
    quads = release.store.quads_for_pattern(None, NAME, None, None)
    (name,) = {quad.object.value for quad in quads if quad.object.value.startswith("N")}
    return name


def start(site, *options):
    """Start to publish a site in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "samverkan_ld", "--lang=en", "publish", *options],
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def is_well(site):
    """Tell whether the current release verifies."""
    releases = site / "releases"
    return verify(releases, current_folder(releases)) == []


def test_two_publishers(site):
    """Of two publishers at once each publishes or says that the other does."""
    write(site, "N1")
    both = [start(site), start(site)]
    told = [process.communicate() for process in both]
    codes = sorted(process.returncode for process in both)

    assert codes in ([0, 0], [0, 4])
    for process, (_, faults) in zip(both, told, strict=True):
        assert ("another process is publishing; try again later" in faults) is (
            process.returncode == 4
        )
    assert served(site) == "N1"
    assert is_well(site)


@pytest.fixture
def small_disk(site):
    """A site whose releases lie on a disk of their own, with little room."""
    releases = site / "releases"
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(releases)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk needs root and the right to mount")
    try:
        yield site
    finally:
        subprocess.run(["umount", "--lazy", str(releases)], check=True)


@pytest.mark.parametrize("option", [(), ("--full",)], ids=["changes", "full"])
def test_full_disk(small_disk, option):
    """A full disk stops a publication wherever it is; with room it goes on, and nothing is lost."""
    published(small_disk)
    ballast = small_disk / "releases/ballast"
    state = os.statvfs(small_disk / "releases")
    room = state.f_bavail * state.f_frsize
    names = {"N0"}
    failures = 0
    for number, left in enumerate((0, 8, 40, 100, 200, 400, 800, 1400), start=1):
        ballast.write_bytes(b"x" * max(room - left * 1024, 0))
        write(small_disk, f"N{number}")
        process = start(small_disk, *option)
        _, faults = process.communicate()
        if process.returncode:
            failures += 1
            assert process.returncode == 4, faults
            assert "fault of this program" not in faults
            assert "o space left" in faults or "full" in faults, faults
        else:
            names = {f"N{number}"}
        ballast.unlink()
        assert served(small_disk) in names | {f"N{number}"}
        names = {served(small_disk)}
        assert is_well(small_disk)
    assert failures >= 3
    write(small_disk, "N99")
    assert start(small_disk).communicate()[1] == ""
    assert served(small_disk) == "N99"


@pytest.mark.parametrize(
    ("damage", "note"),
    [
        (lambda folder: (folder / "manifest.json").write_text("{"), "manifest.json: is damaged"),
        (lambda folder: (folder / "manifest.json").unlink(), "manifest.json: cannot be read"),
        (lambda folder: (folder / LEDGER).write_bytes(b"x" * 999), "ledger.sqlite: is damaged"),
        (lambda folder: (folder / LEDGER).unlink(), "ledger.sqlite: is missing"),
        (lambda folder: (folder / "store/CURRENT").unlink(), ""),
        (lambda folder: (folder / "store/CURRENT").write_text("garbage\n"), ""),
        (lambda folder: (folder / "search.sqlite").write_bytes(b"x" * 999), ""),
        (lambda folder: (folder / "search.sqlite").unlink(), ""),
    ],
    ids=[
        "manifest",
        "no manifest",
        "ledger",
        "no ledger",
        "no store",
        "store",
        "index",
        "no index",
    ],
)
def test_damage(site, damage, note):
    """What is damaged in the current release is told and made anew by the next publication."""
    write(site, "N1")
    published(site, 1)
    damage(current_folder(site / "releases"))
    write(site, "N2")
    outcome = published(site, 2)

    assert outcome.is_new
    assert [note in told for told in outcome.notes] == [True] * bool(note)
    assert served(site) == "N2"
    assert is_well(site)


def test_damaged_ledger_forgets_nothing(site):
    """What ended is still known when the newest ledger is damaged: from the one before."""
    (site / "data/gone.ttl").write_text(
        f"{PREFIX} <https://tiny.example/id/person/bbbbbbbbbbbb> a foaf:Person ; foaf:name 'S' ."
    )
    published(site, 1)
    (site / "data/gone.ttl").unlink()
    published(site, 2, withdraw_missing=True)
    write(site, "N3")
    published(site, 3)
    (current_folder(site / "releases") / LEDGER).write_bytes(b"x" * 999)
    write(site, "N4")
    published(site, 4)

    rows = open_release(current_folder(site / "releases")).ledger.rows("SELECT iri FROM ending")
    assert "https://tiny.example/id/person/bbbbbbbbbbbb" in {row[0] for row in rows}


@pytest.mark.parametrize("target", [None, "20260101T000000Z-00000000", "nowhere", "."])
def test_broken_link(site, target):
    """A link that names no release is replaced by the next publication."""
    link = site / "releases/current"
    link.unlink()
    if target is not None:
        link.symlink_to(target)
    write(site, "N1")
    published(site, 1)

    assert served(site) == "N1"
    assert is_well(site)
    assert len(release_folders(site / "releases")) == 2


def test_corrupt_blocks(site):
    """Bytes that changed in a store are found by verify, and mended by publishing everything."""
    folder = current_folder(site / "releases")
    for path in (folder / "store").glob("*.sst"):
        data = bytearray(path.read_bytes())
        data[len(data) // 3] ^= 0xFF
        path.write_bytes(data)
    write(site, "N1")

    assert published(site, 1, full=True).is_new
    assert served(site) == "N1"
    assert is_well(site)


def test_clock_that_goes_backwards(site):
    """Releases are dated one after another, whatever the clock says; so is the feed."""
    days = [0, -1, -400, 2]
    made = []
    for number, day in enumerate(days, start=1):
        write(site, f"N{number}")
        made.append(published(site, 24 * day).manifest)

    assert [manifest.created for manifest in made] == [
        "2026-11-23T12:00:01Z",
        "2026-11-23T12:00:02Z",
        "2026-11-23T12:00:03Z",
        "2026-11-25T12:00:00Z",
    ]
    assert [folder.name for folder in release_folders(site / "releases")][1:] == [
        manifest.id for manifest in made
    ]
    (*_, page) = feed_pages(open_release(current_folder(site / "releases")).ledger)
    assert page.last == "2026-11-25T12:00:00Z"
