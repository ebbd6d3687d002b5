"""`samverkan-ld diff`, run as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from tests.states import ADA, BASE, BO, CIA, OFFICE, TIMES, make_states

from samverkan_ld.archive.folder import release_folders

SWEDISH = """\
Verket  organisation:dddddddddddd  (ändrad)
  - rdf:type org:Organization
  - schema:name "The Office"@en
  - schema:name "Verket"@sv

Bo Exempelsson  person:bbbbbbbbbbbb  (borttagen)
  - rdf:type foaf:Person
  - foaf:name "Bo Exempelsson"

Cia Exempelsson  person:cccccccccccc  (ny)
  + rdf:type foaf:Person
  + foaf:name "Cia Exempelsson"

Från {} till {}
1 nya, 1 ändrade, 1 borttagna
"""
STREAM = "https://www.w3.org/ns/activitystreams#"
KINDS = {BO: "Delete", CIA: "Create", OFFICE: "Update"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The little site; tests may read it only."""
    return make_states(tmp_path_factory.mktemp("states")).root


def run(site: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in the folder of the site."""
    command = [sys.executable, "-m", "samverkan_ld", *arguments]
    return subprocess.run(command, cwd=site, capture_output=True, encoding="utf-8")


def names(site: Path) -> list[str]:
    """List the ids of the releases."""
    return [folder.name for folder in release_folders(site / "releases")]


def test_text(site: Path) -> None:
    """Each thing has a heading, and below it what went and what came; counts come last."""
    done = run(site, "--lang", "sv", "diff", TIMES[1])

    expected = SWEDISH.format(names(site)[1], names(site)[3])
    assert (done.stdout, done.stderr, done.returncode) == (expected, "", 0)


def test_english(site: Path) -> None:
    """Words are in the language asked for; what went stands before what came in its place."""
    done = run(site, "--lang", "en", "diff", TIMES[0], TIMES[1])

    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "Ada Två  person:aaaaaaaaaaaa  (updated)",
        '  - foaf:name "Ada Ett"',
        '  + foaf:name "Ada Två"',
    ]
    assert lines[-1] == "0 created, 1 updated, 0 withdrawn"


def test_same(site: Path) -> None:
    """A release does not differ from itself."""
    done = run(site, "--lang", "en", "diff", TIMES[2], TIMES[2])

    name = names(site)[2]
    assert done.stdout == f"From {name} to {name}\nNothing differs\n"


def test_json(site: Path) -> None:
    """JSON tells the same to programs, whole terms included."""
    done = run(site, "--lang", "en", "diff", TIMES[0], TIMES[1], "--format", "json")

    told = json.loads(done.stdout)
    fact = {
        "subject": f"<{BASE}id/{ADA}>",
        "predicate": "<http://xmlns.com/foaf/0.1/name>",
        "object": '"Ada Två"',
        "graph": f"<{BASE}res/kallgraf/people>",
    }
    assert told == {
        "before": names(site)[0],
        "after": names(site)[1],
        "counts": {"created": 0, "updated": 1, "withdrawn": 0},
        "things": [
            {
                "iri": f"{BASE}id/{ADA}",
                "label": "Ada Två",
                "change": "updated",
                "added": [fact],
                "removed": [fact | {"object": '"Ada Ett"'}],
            }
        ],
    }


def test_turtle(site: Path) -> None:
    """Turtle has an activity for each thing."""
    done = run(site, "diff", TIMES[1], "--format", "turtle")

    told: dict[str, dict[str, str]] = {}
    for quad in parse(done.stdout, format=RdfFormat.TURTLE):
        name = quad.predicate.value.rpartition("#")[2]
        told.setdefault(str(quad.subject), {})[name] = str(quad.object)
    types = {facts["object"]: facts["type"] for facts in told.values() if "object" in facts}
    assert types == {f"<{BASE}id/{path}>": f"<{STREAM}{kind}>" for path, kind in KINDS.items()}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("2025",), 4, "no release is called 2025; see: samverkan-ld releases"),
        (("202610",), 4, "202610 is the start of several releases"),
        ((), 2, "Missing argument 'A'"),
    ],
)
def test_refused(site: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    """A release that is not kept, or is not named well, is told of."""
    done = run(site, "diff", *arguments)

    assert done.returncode == code
    assert message in done.stderr
