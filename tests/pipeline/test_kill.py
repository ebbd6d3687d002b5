"""A publication killed at any moment leaves the old release or the new one, never a mixture."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

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


# forks one `samverkan-ld publish` after another, so that none is killed while it only imports
PUBLISHER = """
import os, sys
import samverkan_ld.pipeline.finishing, samverkan_ld.pipeline.publish
from samverkan_ld.cli.main import main
for _ in sys.stdin:
    pid = os.fork()
    if not pid:
        sys.argv = ["samverkan-ld", "publish"]
        os.dup2(2, 1)
        main()
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Publisher:
    """Starts publications of a site, each in a process of its own; `log` is what they print."""

    def __init__(self, process: "subprocess.Popen[str]", log: Path) -> None:
        self._process = process
        self.log = log

    def publish(self, kill_after: float | None = None) -> int:
        """Publish; kill that after so many seconds. Gives the exit code, negative for a signal."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        pid = int(self._process.stdout.readline())
        if kill_after is not None:
            time.sleep(kill_after)
            with suppress(ProcessLookupError):  # it has ended
                os.kill(pid, signal.SIGKILL)
        return int(self._process.stdout.readline())


@contextmanager
def publishing(site: Path) -> Iterator[Publisher]:
    """Have a publisher of a site."""
    log = site.with_name("log")
    pipe = subprocess.PIPE
    with (
        log.open("wb") as file,
        subprocess.Popen(
            [sys.executable, "-c", PUBLISHER],
            cwd=site,
            stdin=pipe,
            stdout=pipe,
            stderr=file,
            text=True,
        ) as process,
    ):
        yield Publisher(process, log)


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
    good = {"N0"}
    killed = number = 0
    with publishing(tiny_site) as publisher:
        began = time.monotonic()
        assert publisher.publish() == 0
        whole = time.monotonic() - began
        while killed < kills:
            number += 1
            assert number < 5 * kills, killed
            write(tiny_site, number)
            code = publisher.publish(kill_after=rng.uniform(0, 1) * whole)
            assert code in (0, -signal.SIGKILL), publisher.log.read_text()
            killed += code == -signal.SIGKILL
            whole *= 1.02 if code else 0.7  # it had ended: the machine is faster now
            store, index = served(tiny_site)
            assert store == index
            assert store in good | {f"N{number}"}
            good = {store}
        assert publisher.publish() == 0
        assert "Traceback" not in publisher.log.read_text()
    assert served(tiny_site) == (f"N{number}", f"N{number}")
    releases = tiny_site / "releases"
    folder = current_folder(releases)
    assert verify(releases, folder) == []
    assert (folder / "report.ttl").exists()
    assert (open_release(folder).manifest.generation > 0) is bool(steady)
    assert [path.name for path in releases.iterdir() if path.name.startswith(".build")] == []
