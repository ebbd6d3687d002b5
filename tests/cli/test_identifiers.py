"""The life of identifiers on the command line, run as a person runs it."""

import os
import subprocess
import sys

import pytest

BASE = "https://tiny.example/"
PERSON = f"{BASE}id/person/abcdefabcdef"
PEOPLE = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://tiny.example/res/kallgraf/people> skos:note "People." .
<https://data.samverkan.example/def/roll/vd> skos:prefLabel "vd"@sv .
"""
NEW = """
<https://tiny.example/id/person/bbbbbbbbbbbb> a foaf:Person ; foaf:name "Bo Exempelsson" .
<https://tiny.example/id/person/cccccccccccc> a foaf:Person ; foaf:name "Cecilia Exempelsson" .
"""
LAST = """
<https://tiny.example/id/person/dddddddddddd> a foaf:Person ; foaf:name "Bo Exempelsson" .
<https://tiny.example/id/medlemskap/m> skos:related <https://tiny.example/id/medlemskap/m/period> .
"""
REPLACED = """
- {replaced: person:abcdefabcdef, by: person:bbbbbbbbbbbb, date: 2026-11-20, reason: dubblett}
"""
CIRCLE = """
- {replaced: person:dddddddddddd, by: person:abcdefabcdef, date: 2026-11-22, reason: flyttad}
"""
LATER = """
- {replaced: person:bbbbbbbbbbbb, by: person:dddddddddddd, date: 2026-11-21, reason: dubblett}
- {withdrawn: person:cccccccccccc, date: 2026-11-21, reason: felaktig}
"""


def run(folder, *arguments):
    """Run a command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan_ld", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of three releases, in which persons came and ended."""
    site = tmp_path_factory.mktemp("site")
    for name, text in {
        "samverkan.toml": '[site]\nbase = "https://tiny.example/"\n',
        "shapes/.keep": "",
        "vocab/context.jsonld": '{"@context": {}}',
        "data/person.ttl": f'<{PERSON}> <http://xmlns.com/foaf/0.1/name> "Ada Exempelsson" .',
        "data/people.ttl": PEOPLE,
        "data/identifiers/README.md": "Nothing yet.",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    assert run(site, "publish").returncode == 0
    (site / "data/person.ttl").unlink()
    (site / "data/people.ttl").write_text(PEOPLE + NEW)
    (site / "data/identifiers/a.yaml").write_text(REPLACED)
    assert run(site, "publish").returncode == 0
    (site / "data/people.ttl").write_text(PEOPLE + LAST)
    (site / "data/identifiers/b.yaml").write_text(LATER)
    done = run(site, "publish")
    assert done.returncode == 0, done.stderr
    return site


def told(done):
    """Read what a life is told as: pairs of words, the times of releases left out."""
    pairs = [tuple(line.strip().split(": ", 1)) for line in done.stdout.splitlines()[1:]]
    return [pair for pair in pairs if pair[0] not in ("first released", "last changed")]


@pytest.mark.parametrize(
    ("key", "life"),
    [
        (
            "person/abcdefabcdef",
            [
                ("state", "replaced"),
                ("ended", "2026-11-20T00:00:00Z"),
                ("reason", "https://data.samverkan.example/def/avslut/dubblett"),
                ("declared in", "data/identifiers/a.yaml"),
                ("succeeded by", f"{BASE}id/person/bbbbbbbbbbbb"),
                ("by now by", f"{BASE}id/person/dddddddddddd"),
            ],
        ),
        (
            "person/bbbbbbbbbbbb",
            [
                ("state", "replaced"),
                ("ended", "2026-11-21T00:00:00Z"),
                ("reason", "https://data.samverkan.example/def/avslut/dubblett"),
                ("declared in", "data/identifiers/b.yaml"),
                ("succeeded by", f"{BASE}id/person/dddddddddddd"),
                ("comes in the place of", PERSON),
            ],
        ),
        (
            "person/cccccccccccc",
            [
                ("state", "withdrawn"),
                ("ended", "2026-11-21T00:00:00Z"),
                ("reason", "https://data.samverkan.example/def/avslut/felaktig"),
                ("declared in", "data/identifiers/b.yaml"),
            ],
        ),
        (
            "person/dddddddddddd",
            [
                ("name", "Bo Exempelsson"),
                ("state", "current"),
                ("comes in the place of", f"{BASE}id/person/bbbbbbbbbbbb"),
                ("described in", f"{BASE}res/kallgraf/people (data/people.ttl)"),
            ],
        ),
        (
            "medlemskap/m",
            [
                ("state", "current"),
                ("described in", f"{BASE}res/kallgraf/people (data/people.ttl)"),
            ],
        ),
    ],
)
def test_life(site, key, life):
    """The life of an identifier is told, whether it goes on or has ended."""
    done = run(site, "id", f"{BASE}id/{key}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{BASE}id/{key}\n")
    assert told(done) == life


def test_times(site):
    """When something was first released and last changed are the times of those releases."""
    releases = sorted(path.name for path in (site / "releases").glob("2*"))
    moments = [f"{n[:4]}-{n[4:6]}-{n[6:8]}T{n[9:11]}:{n[11:13]}:{n[13:16]}" for n in releases]
    lines = run(site, "id", PERSON).stdout.splitlines()
    assert f"  first released: {moments[0]}" in lines
    assert f"  last changed: {moments[1]}" in lines


@pytest.mark.parametrize(
    "text",
    [
        "person:dddddddddddd",
        "/id/person/dddddddddddd",
        "/doc/person/dddddddddddd",
        "https://data.samverkan.example/id/person/dddddddddddd",
        "person:dddddddddddd/part",
    ],
)
def test_spellings(site, text):
    """An identifier may be written in full, with a prefix or as a path; a part is its thing."""
    done = run(site, "id", text)
    assert done.stdout.startswith(
        f"{BASE}id/person/dddddddddddd\n  name: Bo Exempelsson\n  state: current\n"
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("roll:vd", "https://data.samverkan.example/def/roll/vd\n  name: vd"),
        ("/def/roll/vd", "https://data.samverkan.example/def/roll/vd\n  name: vd"),
        ("/res/kallgraf/people", f"{BASE}res/kallgraf/people"),
    ],
)
def test_other_identifiers(site, text, told):
    """Concepts and graphs have a life too."""
    assert run(site, "id", text).stdout.startswith(f"{told}\n  state: current\n")


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("person:nobody", 4, f"{BASE}id/person/nobody was never released"),
        ("nobody", 2, "write an IRI in full"),
        ("people:x", 2, "write an IRI in full"),
    ],
)
def test_unknown(site, text, code, words):
    """What never existed, or is no identifier, is told so."""
    done = run(site, "id", text)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr


def test_swedish(site):
    """The life is told in Swedish where that is asked for."""
    done = run(site, "--lang", "sv", "id", PERSON)
    assert "  tillstånd: ersatt\n" in done.stdout
    assert f"  numera av: {BASE}id/person/dddddddddddd\n" in done.stdout


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ("", f"  {BASE}id/person/dddddddddddd\nPut them back"),
        ("- {withdrawn: person:dddddddddddd}", "a.yaml:1: the key 'date' is missing"),
        (CIRCLE, "in a circle: "),
    ],
)
def test_stops_publication(site, tmp_path, declared, words):
    """What vanishes without a word, or is declared wrongly, stops the publication."""
    copy = tmp_path / "site"
    subprocess.run(["cp", "-a", str(site), str(copy)], check=True)
    before = (copy / "releases/current").readlink()
    (copy / "data/people.ttl").write_text(PEOPLE)
    (copy / "data/identifiers/a.yaml").write_text(declared + REPLACED)

    done = run(copy, "publish")

    assert done.returncode in (3, 4)
    assert words in done.stderr
    assert (copy / "releases/current").readlink() == before
