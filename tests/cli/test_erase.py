"""Erasing on the command line, while a server serves what is erased."""

import html
import http.client
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from tests.conftest import start_server
from tests.erased import (
    BASE,
    NAME,
    NAMESAKE,
    OTHER,
    PERSON,
    ROLE,
    SAYING,
    holders,
    is_named,
    write_site,
)
from tests.waiting import wait_until

from samverkan_ld.archive.folder import current_name, release_folders

STEM = "/doc/person/rrrrrrrrrrrr"
QUERY = f"/sparql?query={quote('SELECT * { GRAPH ?g { ?s ?p ?o } }')}"
SEEDS = ("/", STEM, QUERY, "/feed", "/res/aterkallade", "/dump/", "/search?q=exempelsson")
SUFFIXES = ("html", "ttl", "jsonld", "nt", "nq", "trig", "rdf", "csv")
LINKS = re.compile(r"""(?:href=["']|<)(/[^"'<>\s]*|https://tiny\.example/[^"'<>\s]*)["'>]""")
MOST = 1500


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan_ld", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


class Browser:
    """Asks a server, again and again until it is done with what it rebuilds."""

    def __init__(self, address: str) -> None:
        self._host = urlsplit(address).netloc
        self.headers: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Give the status of an answer, and its headers and body as one text."""
        for _ in range(200):
            connection = http.client.HTTPConnection(self._host, timeout=120)
            asked = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request("GET", quote(path, safe="/?&=%:#+.,;@!~*'()$-_"), headers=asked)
            answer = connection.getresponse()
            text = f"{answer.headers}\n{answer.read().decode('utf-8', 'replace')}"
            connection.close()
            if answer.status != 503:
                return answer.status, text
            time.sleep(0.3)
        raise AssertionError(f"{path} is unavailable")

    def crawl(self, seeds: tuple[str, ...]) -> dict[str, tuple[int, str]]:
        """Follow all links from some paths on; gives what was answered on each path."""
        found: dict[str, tuple[int, str]] = {}
        waiting = [*seeds]
        while waiting and len(found) < MOST:
            path = waiting.pop()
            if path in found or path.startswith("/assets/"):
                continue
            found[path] = status, text = self.get(path)
            if status in (200, 300, 302, 303, 308, 410):
                links = [
                    html.unescape(link).removeprefix(BASE[:-1]) for link in LINKS.findall(text)
                ]
                links += re.findall(r"Location: (\S+)", text)
                waiting += [link.partition("#")[0] for link in links]
        assert len(found) < MOST
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site in which the person is the only one of the name; tests may copy it."""
    return write_site(tmp_path_factory.mktemp("site") / "site").root


def dated(site: Path) -> list[str]:
    """Give the times of the releases as Accept-Datetime has them."""
    days = [path.name for path in release_folders(site / "releases")]
    return [f"Mon, 23 Nov 2026 {d[9:11]}:00:00 GMT" for d in days if d.startswith("20261123T")]


def named(found: dict[str, tuple[int, str]]) -> set[str]:
    """Choose the paths on which the name was answered; the question itself is none."""
    return {path for path, (_, text) in found.items() if is_named(text.replace(path, ""))}


def test_no_endpoint_has_the_name(site: Path, tmp_path: Path) -> None:
    """Everything that can be asked for is asked for before and after; serving never stops."""
    site = shutil.copytree(site, tmp_path / "site", symlinks=True)
    process, address = start_server(site, workers=1)
    try:
        browser = Browser(address)
        names = [path.name for path in release_folders(site / "releases")]
        steady = tuple(f"{STEM}.{suffix}" for suffix in SUFFIXES)
        steady += tuple(f"{STEM}/version/{name[:16]}" for name in names)
        steady += tuple(f"/res/rapport/{name}.ttl" for name in names)
        before = browser.crawl((*SEEDS, *steady))
        assert {path for path in steady if path in named(before)} >= set(steady[:8])
        for start in ("/sparql", "/feed", "/doc/person/", "/res/rapport/", "/res/andringar/"):
            assert any(path.startswith(start) for path in named(before)), start
        times = dated(site)
        assert all(is_named(browser.get(QUERY, Accept_Datetime=time)[1]) for time in times)

        outcomes, done = watch(browser), erase(site)
        assert outcomes() == {200}
        assert done.returncode == 0, done.stderr
        assert not is_named(done.stdout + done.stderr)
        wait_until(lambda: browser.get(STEM)[0] == 410)

        after = {path: browser.get(path) for path in before} | browser.crawl((*SEEDS, *steady))
        assert named(after) == set()
        assert {after[path][0] for path in steady[:12]} == {410}
        assert browser.get(f"{STEM}/timemap")[0] == 404
        for path in (STEM, *(iri.removeprefix(BASE[:-1]) for iri in gone())):
            status, text = browser.get(path)
            assert status == 410
            assert "timegate" not in text
        for moment in times:
            assert not is_named(browser.get(QUERY, Accept_Datetime=moment)[1])
            assert browser.get(STEM, Accept_Datetime=moment)[0] == 410
        assert "Delete" in browser.get("/feed/1.ttl")[1] + "".join(
            text for path, (_, text) in after.items() if path.startswith("/feed")
        )
        assert all(iri in browser.get("/res/aterkallade.csv")[1] for iri in gone())
    finally:
        process.terminate()
        assert process.wait(120) == 0
    assert holders(site / "releases") == []


def gone() -> tuple[str, ...]:
    """Give the identifiers that have ended."""
    return PERSON, ROLE, SAYING


def erase(site: Path) -> "subprocess.CompletedProcess[str]":
    """Erase the person."""
    return run(site, "--lang", "sv", "erase", "person:rrrrrrrrrrrr", "--reason", "radering")


def watch(browser: Browser) -> Callable[[], set[int]]:
    """Ask for another document all the time; the function given ends it, and tells the answers."""
    stop, found = threading.Event(), set[int]()

    def ask() -> None:
        while not stop.is_set():
            found.add(browser.get(OTHER.removeprefix(BASE[:-1]).replace("/id/", "/doc/"))[0])

    thread = threading.Thread(target=ask)
    thread.start()

    def end() -> set[int]:
        stop.set()
        thread.join()
        return found

    return end


def test_what_is_told(site: Path, tmp_path: Path) -> None:
    """Counts, files and what is left to do are told, never the name; afterwards the state is."""
    site = shutil.copytree(site, tmp_path / "site", symlinks=True)
    assert erase(site).returncode == 0
    release = current_name(site / "releases")
    done = run(site, "--lang", "sv", "erase", PERSON, "--reason", "radering")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Det finns inget kvar att radera" in done.stdout
    assert "  data/people.ttl:" in done.stdout
    assert current_name(site / "releases") == release
    assert "  state: erased" in run(site, "id", PERSON).stdout
    again = run(site, "publish")
    assert again.returncode == 3
    assert "data/people.ttl: holds what was erased" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ((NAMESAKE, "--reason", "radering"), 4, "is in no release that is kept"),
        ((PERSON,), 2, "one of dubblett, sammanslagning, delning"),
        ((PERSON, "--reason", "lust"), 2, "one of dubblett, sammanslagning, delning"),
        (("nobody", "--reason", "radering"), 2, "is no IRI"),
        (("https://w.example/x", "--reason", "radering"), 2, "is no thing of this site"),
        ((f"{BASE}res/kallgraf/people", "--reason", "radering"), 2, "is no thing of this site"),
        ((PERSON, "--value", "namn"), 2, "is no IRI"),
        ((PERSON, "--value", "foaf:name", "--keep-statements"), 2, "not with --value"),
    ],
)
def test_wrong_use(site: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    """What cannot be erased is told, and nothing is changed."""
    release = current_name(site / "releases")
    done = run(site, "erase", *arguments)
    assert done.returncode == code
    assert told in done.stderr
    assert current_name(site / "releases") == release


def test_nothing_published(tmp_path: Path) -> None:
    """Where nothing is published there is nothing to erase."""
    (tmp_path / "samverkan.toml").write_text(f'[site]\nbase = "{BASE}"\n')
    done = run(tmp_path, "erase", PERSON, "--reason", "radering")
    assert done.returncode == 4
    assert "no release is published" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["samverkan.toml"]


def test_value(tmp_path: Path) -> None:
    """An old value is erased by the name of its property, and the thing lives on."""
    config = write_site(tmp_path / "site")
    command = ("erase", PERSON, "--value", "foaf:name")
    done = run(config.root, *command)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Erased earlier values from 1 releases" in done.stdout
    assert "Remove it" not in done.stdout
    assert "  state: current" in run(config.root, "id", PERSON).stdout
    assert NAME in (config.root / "data/people.ttl").read_text()
    assert "No release that is kept has other values" in run(config.root, *command).stdout
