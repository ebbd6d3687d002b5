"""The command line, run as a person runs it."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest
from tests.conftest import write_tiny_site
from tests.waiting import wait_until

from samverkan_ld.archive.folder import BUILD

FIRST, LATER = "2026-01-01", "2099-01-01"
TWO_NAMES = (
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> . "
    '<https://tiny.example/id/person/abcdefabcdef> a foaf:Person ; foaf:name "A" , "B" .'
)
NEWCOMER = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix person: <https://tiny.example/id/person/> .
person:bbbbbbbbbbbb a foaf:Person ; foaf:name "Bo Exempelsson" ;
    foaf:knows person:abcdefabcdef , person:bbbbbbbbbbbb ; foaf:interest person:bbbbbbbbbbbb\\/a .
person:bbbbbbbbbbbb\\/a foaf:title 1 .
<https://tiny.example/id/medlemskap/mmmmmmmmmmmm>
    <http://www.w3.org/ns/org#organization> person:abcdefabcdef ;
    <http://www.w3.org/ns/org#member> person:bbbbbbbbbbbb .
"""
LACKING = "The catalogue (DCAT-AP-SE) lacks in samverkan.toml: publisher.iri, publisher.type"
QUERY = "SELECT ?n { ?s <http://xmlns.com/foaf/0.1/name> ?n }"


def run(folder, *arguments, text=None, language="C"):
    """Run a command in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan_ld", *arguments],
        cwd=folder,
        input=text,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": language, "PYTHONIOENCODING": "utf-8"},
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A site that is published once; tests may copy it only."""
    site = write_tiny_site(tmp_path_factory.mktemp("published") / "site")
    assert run(site, "publish").returncode == 0
    return site


@pytest.fixture
def site(published, tmp_path):
    """A site that is published once, in a folder of its own."""
    return shutil.copytree(published, tmp_path / "site", symlinks=True)


def current(site):
    """Give the id of the current release."""
    return (site / "releases" / "current").readlink().name


def test_publish(tiny_site):
    """A publication names the release, and a second one says that nothing has changed."""
    first = run(tiny_site, "publish")
    second = run(tiny_site, "--lang", "sv", "publish")

    told = f"0 violations, 0 warnings, 0 infos\nPublished {current(tiny_site)}\n"
    assert first.stdout == f"{told}{LACKING}\n"
    assert "Inget har ändrats" in second.stdout
    assert (first.returncode, second.returncode, first.stderr, second.stderr) == (0, 0, "", "")


def test_dry_run(tiny_site):
    """A dry run tells what would change, fact by fact, and leaves no trace."""
    done = run(tiny_site, "publish", "--dry-run")

    assert "Would publish 2 new, 0 updated and 0 withdrawn things" in done.stdout
    assert not (tiny_site / "releases").exists()
    run(tiny_site, "publish")
    person = tiny_site / "data/person.ttl"
    person.write_text(person.read_text().replace("Ada Exempelsson", "Ada Provsson"))
    done = run(tiny_site, "publish", "--dry-run")

    assert done.stdout.splitlines() == [
        "0 violations, 0 warnings, 0 infos",
        "Ada Exempelsson  person:abcdefabcdef  (updated)",
        '  - foaf:name "Ada Exempelsson"',
        '  + foaf:name "Ada Provsson"',
        "",
        "Would publish 0 new, 1 updated and 0 withdrawn things",
    ]
    assert len([*(tiny_site / "releases").glob("2*")]) == 1


def test_dry_run_of_something_new(site):
    """What is new is called by its name, as others are, and a role held by those concerned.

    Parts of a thing stand below it.
    """
    (site / "data/new.ttl").write_text(NEWCOMER)
    done = run(site, "publish", "--dry-run")

    assert done.stdout.splitlines()[1:-1] == [
        "Bo Exempelsson – Ada Exempelsson  medlemskap:mmmmmmmmmmmm  (created)",
        "  + org:member person:bbbbbbbbbbbb (Bo Exempelsson)",
        "  + org:organization person:abcdefabcdef (Ada Exempelsson)",
        "",
        "Bo Exempelsson  person:bbbbbbbbbbbb  (created)",
        "  + rdf:type foaf:Person",
        '  + foaf:name "Bo Exempelsson"',
        "  + foaf:interest /a",
        "  + foaf:knows person:abcdefabcdef (Ada Exempelsson)",
        "  + foaf:knows person:bbbbbbbbbbbb (Bo Exempelsson)",
        "  + /a foaf:title 1",
        "",
    ]
    run(site, "publish")
    (site / "data/more.ttl").write_text(
        "<https://tiny.example/id/medlemskap/mmmmmmmmmmmm> <urn:said> 1 ."
    )
    done = run(site, "publish", "--dry-run")
    assert done.stdout.startswith(
        "0 violations, 0 warnings, 0 infos\nBo Exempelsson – Ada Exempelsson  medlemskap:"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "sv_SE.UTF-8",
            ("FEL  data/person.ttl", "Ett namn.", "egenskap: foaf:name", "följer inte"),
        ),
        (
            "en_GB.UTF-8",
            ("VIOLATION  data/person.ttl", "One name.", "path: foaf:name", "do not conform"),
        ),
    ],
)
def test_not_conforming(site, language, words):
    """`check` and `publish` exit 1 with the result in the user's language; the release stays."""
    before = current(site)
    (site / "data/person.ttl").write_text(TWO_NAMES)
    for command in ("check", "publish"):
        done = run(site, command, language=language)
        assert done.returncode == 1
        assert [word for word in words if word not in done.stdout + done.stderr] == []
        assert ": person:abcdefabcdef\n" in done.stdout
    assert current(site) == before


def test_check_formats(site):
    """A report is text, JSON or Turtle."""
    (site / "data/person.ttl").write_text(TWO_NAMES)
    data = json.loads(run(site, "check", "--format", "json").stdout)
    turtle = run(site, "check", "--format", "turtle").stdout

    assert data["conforms"] is False
    assert data["counts"] == {"violation": 1, "warning": 0, "info": 0}
    assert data["results"][0]["source"] == "data/person.ttl"
    assert "sh:conforms false" in turtle


def test_check_paths(site, tmp_path):
    """With paths, only those files are reported on; one outside the site is read along."""
    (site / "data/person.ttl").write_text(TWO_NAMES)
    outside = tmp_path / "new.ttl"
    outside.write_text(TWO_NAMES.replace("abcdefabcdef", "bbbbbbbbbbbb"))
    (site / "data/good.ttl").write_text("<urn:a> <urn:b> 1 .")

    for paths, files in (
        (["data/good.ttl"], set()),
        (["data"], {"data/person.ttl"}),
        ([str(outside)], {str(outside)}),
    ):
        data = json.loads(run(site, "check", "--format", "json", *paths).stdout)
        assert {result["source"] for result in data["results"]} == files


def test_check_paths_however_they_are_spelt(site, tmp_path):
    """A path with .. in it, or through a link, means the same file."""
    (site / "data/person.ttl").write_text(TWO_NAMES)
    (tmp_path / "link").symlink_to(site)

    for path in ("../site/data/person.ttl", str(tmp_path / "link/data/person.ttl")):
        assert run(site, "check", path).returncode == 1
    assert run(tmp_path, "--config", "link/samverkan.toml", "check", "site/data").returncode == 1


def test_no_shapes(site):
    """Without shapes the commands say that nothing was judged."""
    (site / "shapes/NameShape.ttl").unlink()

    for command in ("check", "publish"):
        assert "No shapes: nothing has been judged" in run(site, command).stderr


FORMATS = (["--format", "text"], ["--format", "json"])


@pytest.mark.parametrize("fmt", FORMATS)
def test_engines_say_the_same(site, fmt):
    """The compiled gate and pySHACL alone give the same results, in the same words."""
    (site / "data" / "more.ttl").write_text(TWO_NAMES)
    compiled = run(site, "check", *fmt)
    reference = run(site, "check", *fmt, "--engine", "pyshacl")

    assert compiled.stdout == reference.stdout
    assert "abcdefabcdef" in compiled.stdout
    assert (compiled.returncode, reference.returncode) == (1, 1)
    assert (compiled.stderr, reference.stderr) == ("", "")


def test_publish_by_the_reference(tiny_site):
    """A site is published by pySHACL alone, too."""
    done = run(tiny_site, "publish", "--engine", "pyshacl")

    assert (done.returncode, done.stderr) == (0, "")
    assert current(tiny_site) in done.stdout


@pytest.mark.parametrize(
    ("language", "head", "foot"),
    [
        ("sv", "hitta s  döma s  prövade  brister  form", "sammanlagt"),
        ("en", " find s  judge s   tried   failing  shape", "in all"),
    ],
)
def test_timing(site, language, head, foot):
    """Asked for, the time of each shape stands beside the results, in the user's language."""
    (site / "data" / "more.ttl").write_text(TWO_NAMES)
    done = run(site, "--lang", language, "check", "--timing", "--format", "json")
    lines = done.stderr.splitlines()

    assert lines[0] == head
    assert lines[-1].split(maxsplit=2)[2] == foot
    row = next(line for line in lines if line.endswith("NameShape"))
    assert re.fullmatch(r" +[0-9]+[.][0-9]{3} +[0-9]+[.][0-9]{3} +1 +1  \S+", row)
    assert json.loads(done.stdout)["counts"]["violation"] == 1


def test_timing_is_the_gate_s(site):
    """pySHACL alone does not tell the time of each shape, and says so."""
    done = run(site, "check", "--timing", "--engine", "pyshacl")

    assert done.returncode == 2
    assert "leave out --timing" in done.stderr


def test_closed_pipe(site):
    """Whoever has read enough of an answer ends it without complaint."""
    (site / "q.rq").write_text("SELECT * { VALUES ?a { %s } }" % ("1 " * 200_000))
    command = f"{sys.executable} -m samverkan_ld query q.rq | head -1"
    done = subprocess.run(command, shell=True, cwd=site, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("a\n", "")


def test_interruption(site):
    """Ctrl-C at any moment ends a publication with 130, no stack trace, and the release stays."""

    def is_building() -> bool:
        return process.poll() is not None or any((site / "releases").glob(f"{BUILD}*"))

    before = current(site)
    lines = (f'<urn:{number}> <urn:p> "{number}" .\n' for number in range(60_000))
    (site / "data/many.nt").write_text("".join(lines))
    for delay in (0, 0.3, 0.6, 0.9):
        command = [sys.executable, "-m", "samverkan_ld", "publish"]
        with subprocess.Popen(command, cwd=site, stderr=subprocess.PIPE) as process:
            wait_until(is_building)
            time.sleep(delay)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate()
        assert process.returncode in (0, 130, -signal.SIGINT)
        assert b"Traceback" not in said or process.returncode == -signal.SIGINT
        assert process.returncode == 0 or current(site) == before
        if process.returncode == 0:
            break


def test_unreadable_sources(site):
    """All faulty files are named in one run, with exit code 3, and the release stays."""
    before = current(site)
    (site / "data/a.ttl").write_text("<urn:a>\n<urn:b>")
    (site / "data/b.yaml").write_text("a: [")
    for command in ("check", "publish"):
        done = run(site, command)
        assert done.returncode == 3
        assert re.search(r"^data/a.ttl:2: ", done.stderr, re.M)
        assert re.search(r"^data/b.yaml:\d+: ", done.stderr, re.M)
        assert "Traceback" not in done.stderr
    assert current(site) == before


def test_releases(site):
    """Releases are listed, shown, rolled back to and verified."""
    first = current(site)
    (site / "data/more.ttl").write_text("<urn:a> <urn:b> 1 .")
    assert run(site, "publish").returncode == 0
    second = current(site)

    listed = run(site, "releases").stdout.splitlines()
    assert [line.split()[0] for line in listed] == sorted([first, second], reverse=True)
    assert [line.endswith("← current") for line in listed if second in line] == [True]
    assert json.loads(run(site, "releases", "show", first).stdout)["id"] == first
    assert run(site, "releases", "rollback").stdout == f"{first} is current now\n"
    assert current(site) == first
    assert run(site, "releases", "rollback", second).returncode == 0
    assert run(site, "releases", "verify").stdout == f"{second}: all is well\n"
    assert run(site, "releases", "prune").stdout == "Removed 0 releases\n"


def test_verify_finds_faults(site):
    """A release that was tampered with makes `verify` exit 1 and say what is wrong."""
    (site / "releases/current/shapes/NameShape.ttl").write_text("<urn:a> <urn:b> 1 .")
    done = run(site, "releases", "verify")

    assert done.returncode == 1
    assert "the shapes are not those" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "text", "output"),
    [
        (["query"], QUERY, "n\nAda Exempelsson\n"),
        (["query", "--format", "tsv"], QUERY, '?n\n"Ada Exempelsson"\n'),
        (["query", "--at", LATER], QUERY, "n\nAda Exempelsson\n"),
        (["query"], "ASK {}", "true\n"),
        (["query", "--format", "nt"], "CONSTRUCT WHERE { ?s foaf:name ?n }", None),
    ],
)
def test_query(site, arguments, text, output):
    """A query is answered in the format asked for, also from a file."""
    text = text if output else f"PREFIX foaf: <http://xmlns.com/foaf/0.1/> {text}"
    (site / "q.rq").write_text(text)
    output = output or (
        "<https://tiny.example/id/person/abcdefabcdef> <http://xmlns.com/foaf/0.1/name> "
        '"Ada Exempelsson" .\n'
    )

    assert run(site, *arguments, text=text).stdout == output
    assert run(site, *arguments, "q.rq").stdout == output


FAULTS = [
    (["publish", "--nothing"], 2, "No such option"),
    (["fly"], 2, "No such command"),
    (["--config", "none.toml", "publish"], 2, "none.toml: no such file"),
    (["check", "none.ttl"], 2, "none.ttl: no such file"),
    (["check", "samverkan.toml"], 2, "holds no source of this site"),
    (["check", "shapes"], 2, "holds no source of this site"),
    (["check", "/etc/hostname"], 2, "nothing reads such files; known are .csv"),
    (["check", "--format", "turtle", "data"], 2, "leave out PATHS"),
    (["query", "latin.rq"], 2, "the query is not UTF-8"),
    (["releases", "show", ""], 4, "no release is called"),
    (["--debug", "releases", "show", "2099"], 4, "no release is called 2099"),
    (["query", "none.rq"], 2, "none.rq"),
    (["query", "--format", "ttl", "ask.rq"], 2, "cannot be written as ttl; choose json"),
    (["query", "--at", "i går", "ask.rq"], 2, "does not match"),
    (["query", "--at", FIRST, "ask.rq"], 4, "nothing was published by 2026-01-01"),
    (["query", "bad.rq"], 2, "ends too early"),
    (["query", "service.rq"], 2, "SERVICE is refused"),
    (["releases", "show", "2099"], 4, "no release is called 2099"),
    (["releases", "rollback"], 4, "there is none before it"),
    (["mint", "0"], 2, "not in the range"),
    (["init", "."], 2, "is not empty"),
    (["serve", "--port", "0"], 2, "not in the range"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), FAULTS)
def test_faults(site, arguments, code, words):
    """What goes wrong has its exit code, a message that helps, and no stack trace."""
    (site / "ask.rq").write_text("ASK {}")
    (site / "latin.rq").write_bytes(b"ASK { ?s ?p '\xe5' }")
    (site / "bad.rq").write_text("ASK {")
    (site / "service.rq").write_text("ASK { SERVICE <http://127.0.0.1:9/> {} }")
    done = run(site, *arguments)

    assert done.returncode == code
    assert words in done.stderr
    assert ("Traceback" in done.stderr) is ("--debug" in arguments)


def test_nothing_published(tiny_site):
    """Before the first publication commands say how to make one."""
    for command in (["serve"], ["releases"], ["query"], ["releases", "verify"]):
        done = run(tiny_site, *command, text="ASK {}")
        assert (done.returncode, "samverkan-ld publish" in done.stderr) == (4, True)


def test_own_fault(tiny_site):
    """A fault of the program itself is called that, with exit code 5."""
    (tiny_site / "sitecustomize.py").write_text(
        "import samverkan_ld.iris\ndef broken(): raise RuntimeError('odd')\n"
        "samverkan_ld.iris.mint_key = broken\n"
    )
    command = [sys.executable, "-m", "samverkan_ld", "mint"]
    environment = os.environ | {"PYTHONPATH": str(tiny_site)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)

    assert done.returncode == 5
    assert "a fault of this program: RuntimeError('odd')" in done.stderr


def test_mint(tmp_path):
    """Keys are minted one to a line, without a site."""
    lines = run(tmp_path, "mint", "3").stdout.splitlines()

    assert len({*lines}) == 3
    assert all(re.fullmatch("[0-9a-hjkmnp-tv-z]{12}", line) for line in lines)


def test_init(tmp_path):
    """An empty site can be published at once."""
    done = run(tmp_path, "init", "--empty", "site")
    assert "cd site && samverkan-ld publish" in done.stdout

    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == [
        "data",
        "queries",
        "samverkan.toml",
        "shapes",
        "vocab",
    ]
    assert [*(tmp_path / "site/data").iterdir()] == []
    assert run(tmp_path / "site", "publish").returncode == 0


def test_progress_on_a_terminal_only(tiny_site):
    """Long work shows progress on a terminal, and nothing of it stays in a pipe."""
    mine, theirs = pty.openpty()
    command = [sys.executable, "-m", "samverkan_ld", "publish"]
    done = subprocess.run(command, cwd=tiny_site, stderr=theirs, stdout=subprocess.PIPE)
    os.close(theirs)
    shown = os.read(mine, 100_000).decode()
    os.close(mine)

    assert "reading" in shown or "läser" in shown
    assert b"reading" not in done.stdout
    shutil.rmtree(tiny_site / "releases")  # a release of the same second would be in the way
    assert run(tiny_site, "publish").stderr == ""


def test_help_in_a_line():
    """The list of commands says of each in one line what it does, and breaks off nothing."""
    for command in ((), ("releases",)):
        told = run(None, *command, "--help").stdout
        assert "..." not in told.replace("[ARGS]...", "")


def test_help_comes_at_once():
    """Help needs nothing heavy: neither the store, the validator nor the server is imported."""
    script = (
        "import sys; from samverkan_ld.cli.main import cli; "
        "cli.main(['--help'], standalone_mode=False); "
        "print([m for m in ('pyoxigraph', 'rdflib', 'pyshacl', 'flask', 'granian') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_endings_are_told(tiny_site):
    """What ends is listed, before and after publishing; a key that never was is doubted."""
    more = tiny_site / "data/more.ttl"
    more.write_text("<https://tiny.example/id/medlemskap/bbbbbbbbbbbb> <urn:p> 1 .")
    run(tiny_site, "publish")
    more.unlink()
    (tiny_site / "data/identifiers").mkdir()
    (tiny_site / "data/identifiers/2026.yaml").write_text(
        "- withdrawn: person:zzzzzzzzzzzz\n  date: 2026-11-20\n  reason: felaktig\n"
    )
    for options in (("--dry-run",), ()):
        done = run(tiny_site, "publish", *options)
        assert "Ends: medlemskap:bbbbbbbbbbbb (withdrawn, utgatt)" in done.stdout
        assert "Ends: kallgraf:more (withdrawn, utgatt)" in done.stdout
        assert "Ends: person:zzzzzzzzzzzz (withdrawn, felaktig)" in done.stdout
        assert (
            "data/identifiers/2026.yaml: person:zzzzzzzzzzzz was never released here" in done.stderr
        )


def test_what_the_catalogue_lacks(tiny_site):
    """Keys that the catalogue still lacks are named by check and publish, and are no fault."""
    recommended = "Recommended besides in samverkan.toml: publisher.name_en, publisher.identifier"
    for command in ("check", "publish"):
        done = run(tiny_site, command)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"{LACKING}\n" in done.stdout
        assert (recommended in done.stdout) == (command == "check")
    for arguments in (("publish",), ("check", "data"), ("check", "--format", "json")):
        assert "DCAT-AP-SE" not in run(tiny_site, *arguments).stdout
