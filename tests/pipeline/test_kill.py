"""A publication killed at any moment leaves the old release or the new one, never a mixture."""

import random
import signal
import subprocess
import sys
import time

import pytest
from pyoxigraph import NamedNode

from samverkan_ld.archive.folder import current_folder
from samverkan_ld.archive.things import find_thing
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.store.release import open_release

PERSON = "https://tiny.example/id/person/abcdefabcdef"
NAME = NamedNode("http://xmlns.com/foaf/0.1/name")
PREFIX = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . "
STEADY = " ".join(
    f"<https://tiny.example/id/person/{number:012}> a foaf:Person ; foaf:name 'S{number}' ."
    for number in range(20)
)
"""Persons that stay, so that a change of one other is built on the release before."""


def start(site):
    """Start to publish a site."""
    return subprocess.Popen(
        [sys.executable, "-m", "samverkan_ld", "publish"],
        cwd=site,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def write(site, number):
    """Change one person of a site."""
    (site / "data/person.ttl").write_text(
        f'{PREFIX} <{PERSON}> a foaf:Person ; foaf:name "N{number}" .'
    )


def served(site):
    """Read the name that the current release holds: in its store, in its index; and its change."""
    release = open_release(current_folder(site / "releases"))
    (quad,) = release.store.quads_for_pattern(NamedNode(PERSON), NAME, None, None)
    entries = release.index.page("person", {}).entries
    (label,) = (entry.label_sv for entry in entries if entry.iri == PERSON)
    assert find_thing(release.ledger, PERSON).changed == release.manifest.created
    return quad.object.value, label


@pytest.mark.parametrize("steady", ["", STEADY], ids=["whole", "on the release before"])
@pytest.mark.parametrize(
    "kills", [pytest.param(20, id="20"), pytest.param(200, id="200", marks=pytest.mark.long)]
)
def test_kill(tiny_site, kills, steady):
    """After each kill a whole release is served; the next publication mends what is left."""
    rng = random.Random(kills)
    (tiny_site / "data/steady.ttl").write_text(PREFIX + (steady or "foaf:a foaf:b foaf:c ."))
    write(tiny_site, 0)
    began = time.monotonic()
    assert start(tiny_site).communicate() == (None, b"")
    whole = time.monotonic() - began
    good = {"N0"}
    codes = []
    for number in range(1, kills + 1):
        write(tiny_site, number)
        process = start(tiny_site)
        time.sleep(rng.uniform(0.3, 1) * whole)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        codes.append(process.returncode)
        whole *= 1.02 if process.returncode else 0.8  # it had ended: the machine is faster now
        store, index = served(tiny_site)
        assert store == index
        assert store in good | {f"N{number}"}
        good = {store}
    assert codes.count(-signal.SIGKILL) >= kills // 2, codes
    process = start(tiny_site)
    _, faults = process.communicate()
    assert (process.returncode, faults) == (0, b"")
    assert served(tiny_site) == (f"N{kills}", f"N{kills}")
    releases = tiny_site / "releases"
    folder = current_folder(releases)
    assert verify(releases, folder) == []
    assert (folder / "report.ttl").exists()
    assert (open_release(folder).manifest.generation > 0) is bool(steady)
    assert [path.name for path in releases.iterdir() if path.name.startswith(".build")] == []
