"""The command `extract`, run as a person runs it."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from tests.extraction.places import spans

from samverkan_ld.config import read_config
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.interchange import read
from samverkan_ld.pipeline.site import write_site
from samverkan_ld.sources import read_source, source_file

SCHOOL = """\
Norsjö får en ny skola

Publicerad 14 februari 2026

– Det går bra, säger Anna Ek, kommundirektör i Norsjö kommun.

För mer information kontakta:
Bo Alm, pressekreterare, Norsjö kommun
"""
BRIDGE = "Bron är klar\n\n– Nu kan alla gå över, säger Lena Berg, rektor i Malå kommun.\n"
MARKUP = (
    '<html lang="sv"><head><meta property="article:published_time" content="2024-05-03"></head>'
    "<body><main><h1>Bron är klar</h1><p>– Nu kan alla gå över, säger Lena Berg, rektor i Malå "
    "kommun. Bron har byggts under två år.</p></main></body></html>"
)
FILES = {
    "skola.txt": SCHOOL.encode(),
    "bro.txt": BRIDGE.encode("cp1252"),
    "bro.html": MARKUP.encode(),
    "inga.txt": "Biblioteket håller stängt i dag.\n".encode(),
    "tom.txt": b"",
    "blank.txt": b" \n\n",
    "bild.txt": b"\x89PNG\r\n\x1a\n",
    "skrap.txt": b"\0\1\2\3",
    "stor.txt": b"Anna Ek \n" * 600_000,
}


@pytest.fixture
def folder(tmp_path):
    """A folder with pages in it, and no site."""
    for name, data in FILES.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "mapp").mkdir()
    (tmp_path / "slinga.txt").symlink_to("slinga.txt")
    shutil.copy(tmp_path / "skola.txt", tmp_path / "mapp" / "Skola.txt")
    return tmp_path


def run(folder, *arguments, language="en", **environment):
    """Run the command in a folder; what it gives is UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan_ld", "--lang", language, "extract", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
        env=os.environ | {"LC_ALL": "C.UTF-8", **environment},
    )


def persons(found):
    """Give who was found, each with the roles."""
    return {
        person["name"]: [(role["title"], role["organisation"]) for role in person["roles"]]
        for person in found["persons"]
    }


def test_one_file(folder):
    """One file gives one object on standard output and nothing else."""
    done = run(folder, "--format", "json", "skola.txt")
    found = json.loads(done.stdout)

    assert done.returncode == 0
    assert found["title"] == "Norsjö får en ny skola"
    assert (found["published"], found["language"]) == ("2026-02-14", "sv")
    assert persons(found) == {
        "Anna Ek": [("kommundirektör", "Norsjö kommun")],
        "Bo Alm": [("pressekreterare", "Norsjö kommun")],
    }
    assert [person["responsible"] for person in found["persons"]] == [False, True]
    body = found["evidence"]["persons"][0]["roles"][0]["organisation"]
    assert body["iri"].endswith("/id/kommun/2417")


def test_many_files(folder):
    """Several files give an array in their order, whatever encoding and kind they are of."""
    names = ["bro.html", "skola.txt", "bro.txt"]
    found = json.loads(run(folder, "--format", "json", *names).stdout)

    assert [one["evidence"]["file"] for one in found] == names
    assert [one["published"] for one in found] == ["2024-05-03", "2026-02-14", None]
    assert persons(found[0]) == persons(found[2]) == {"Lena Berg": [("rektor", "Malå kommun")]}


def test_evidence(folder):
    """Every span is a true slice of the text, which for a text is the file's."""
    for name in ("skola.txt", "bro.html"):
        done = run(folder, "--format", "json", name)
        evidence = json.loads(done.stdout)["evidence"]
        places = [*spans(evidence)]

        assert len(places) > 5
        for place in places:
            assert place["quote"] == evidence["text"][place["start"] : place["end"]] != ""
        assert name != "skola.txt" or evidence["text"] == SCHOOL
        assert read(json.loads(done.stdout), name).text == evidence["text"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "sv",
            [
                "skola.txt: Norsjö får en ny skola (2026-02-14, sv)",
                "person roll organisation tid tecken och ordalydelse",
                "Anna Ek kommundirektör Norsjö kommun",
                "Bo Alm pressekreterare Norsjö kommun",
                "kontakt eller ansvarig",
                "inga.txt: Biblioteket håller stängt i dag. (inget datum, sv)",
                "Inga personer hittades",
            ],
        ),
        (
            "en",
            [
                "skola.txt: Norsjö får en ny skola (2026-02-14, sv)",
                "person role organisation time characters and wording",
                "Anna Ek kommundirektör Norsjö kommun",
                "Bo Alm pressekreterare Norsjö kommun",
                "contact or responsible",
                "inga.txt: Biblioteket håller stängt i dag. (no date, sv)",
                "No persons were found",
            ],
        ),
    ],
)
def test_table(folder, language, lines):
    """What was found is shown as a table on standard error, with the words that say it."""
    done = run(folder, "--format", "json", "skola.txt", "inga.txt", language=language)
    shown = [" ".join(line.split()) for line in done.stderr.splitlines() if line]

    assert len(shown) == len(lines)
    for line, start in zip(shown, lines, strict=True):
        assert line.startswith(start)
    start = SCHOOL.index("kommundirektör")
    assert f"{start}–{start + len('kommundirektör')} ”" in shown[2]
    assert "säger Anna Ek, kommundirektör i Norsjö kommun.”" in shown[2]


@pytest.mark.parametrize(
    ("language", "unlinked", "unsure"),
    [
        ("sv", "? finns inte i registret", "Vivvi Ek är kanske ingen person"),
        ("en", "? is not in the register", "Vivvi Ek may be no person"),
    ],
)
def test_notices(folder, language, unlinked, unsure):
    """What is not in the register, and who may be no person, is told below the table."""
    text = "– Bra, säger Vivvi Ek, rektor i Sju Åars räddningsförbund.\n"
    (folder / "osaker.txt").write_text(text, encoding="utf-8")
    shown = run(folder, "osaker.txt", language=language).stderr

    assert "Sju Åars räddningsförbund ?" in shown
    assert unlinked in shown
    assert unsure in shown
    assert unlinked not in run(folder, "skola.txt", language=language).stderr


def test_terminal(folder):
    """What a terminal would obey is not shown to it, and stays in the draft."""
    text = "Nytt \x1b[31mrött\n\n– Det går \x1b]0;bra\x1b\\, säger Anna Ek, rektor i Malå kommun.\n"
    (folder / "farlig.txt").write_text(text, encoding="utf-8")
    done = run(folder, "--format", "json", "farlig.txt")

    assert "\x1b" not in done.stderr
    assert json.loads(done.stdout)["evidence"]["text"] == text


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("borta.txt", "borta.txt: cannot be read: No such file or directory"),
        ("tom.txt", "tom.txt: is empty"),
        ("blank.txt", "blank.txt: has no text"),
        ("bild.txt", "bild.txt: seems to be an image: save the page as HTML or copy its text"),
        ("skrap.txt", "skrap.txt: is no text that can be read: save the page as HTML"),
        ("stor.txt", "stor.txt: has 5400000 bytes, and a page may have 5242880: copy the"),
        ("mapp", "mapp: is a folder: give the pages in it"),
        ("slinga.txt", "slinga.txt: cannot be read: "),
        ("skola.txt/x", "skola.txt/x: cannot be read: Not a directory"),
    ],
)
def test_unreadable(folder, name, reason):
    """What cannot be read is named, with what to do; the others are printed all the same."""
    alone = run(folder, "--format", "json", name)
    among = run(folder, "--format", "json", "bro.txt", name, "skola.txt")

    assert (alone.returncode, alone.stdout) == (3, "")
    assert alone.stderr.startswith(reason)
    assert among.returncode == 3
    assert [one["evidence"]["file"] for one in json.loads(among.stdout)] == ["bro.txt", "skola.txt"]
    assert among.stderr.splitlines()[-1].startswith(reason)


def test_all_unreadable(folder):
    """Of several files that cannot be read each is named, and the array is empty."""
    done = run(folder, "--format", "json", "tom.txt", "borta.txt")

    assert (done.returncode, done.stdout) == (3, "[]\n")
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["tom.txt", "borta.txt"]


def test_no_file(folder):
    """Without a file the command says how it is used."""
    done = run(folder)

    assert (done.returncode, done.stdout) == (2, "")
    assert "FILES" in done.stderr


def test_record(folder):
    """A record is refused by the reader of sources until it is reviewed."""
    done = run(folder, "skola.txt")
    write_site(folder / "site")
    path = folder / "site" / "data" / "articles" / "ny.yaml"
    config = read_config(folder / "site" / "samverkan.toml")
    path.write_text(done.stdout, encoding="utf-8")
    drafted = read_source(source_file(path, config), config)
    (extracted,) = re.findall(r"\n *extracted: .*", done.stdout)
    reviewed = extracted + extracted.replace("extracted", "reviewed")
    path.write_text(done.stdout.replace(extracted, reviewed), encoding="utf-8")
    accepted = read_source(source_file(path, config), config)

    assert isinstance(drafted, SourceError)
    assert "samverkan-ld review" in str(drafted)
    assert not isinstance(accepted, SourceError), accepted
    names = {quad.object.value for quad in accepted.quads if quad.predicate.value.endswith("/name")}
    assert {"Anna Ek", "Bo Alm"} <= names


def test_record_has_no_sentence(folder):
    """A record has positions in the text, and none of its sentences."""
    record = run(folder, "skola.txt").stdout
    start = SCHOOL.index("– Det går bra")

    assert f"tecken {start}–{SCHOOL.index('.', start) + 1}" in record
    assert "går bra" not in record
    assert "säger Anna" not in record


def test_records(folder):
    """Several records are a stream, each with keys of its own."""
    done = run(folder, "skola.txt", "bro.txt")
    keys = re.findall(r'"@id": person:(\w+)', done.stdout)

    assert len(done.stdout.split("\n---\n")) == 2
    assert len(keys) == len(set(keys)) == 3


def test_output(folder):
    """In a folder each page has its record and, beside it, its draft; the next step is told."""
    done = run(folder, "-o", "nytt/ut", "skola.txt", "bro.html")
    out = folder / "nytt" / "ut"
    names = ["bro.draft.json", "bro.yaml", "skola.draft.json", "skola.yaml"]

    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(path.name for path in out.iterdir()) == names
    assert (
        "Wrote nytt/ut/skola.yaml (review it with: samverkan-ld review nytt/ut/skola.draft.json)"
        in done.stderr.splitlines()
    )
    draft = json.loads((out / "skola.draft.json").read_text(encoding="utf-8"))
    assert draft == json.loads(run(folder, "--format", "json", "skola.txt").stdout)
    assert "extracted:" in (out / "skola.yaml").read_text(encoding="utf-8")


def test_output_of_drafts(folder):
    """Drafts alone are written where those are asked for."""
    run(folder, "-o", "ut", "--format", "json", "skola.txt")

    assert [path.name for path in (folder / "ut").iterdir()] == ["skola.draft.json"]


@pytest.mark.parametrize("taken", ["skola.draft.json", "skola.yaml"])
def test_nothing_is_overwritten(folder, taken):
    """What is there already stays, no half of a pair is written beside it, and the others are."""
    (folder / "ut").mkdir()
    (folder / "ut" / taken).write_text("mitt", encoding="utf-8")
    done = run(folder, "-o", "ut", "skola.txt", "tom.txt", "bro.txt")

    assert done.returncode == 3
    assert done.stderr.splitlines()[-2:] == [
        "tom.txt: is empty: write something in it or remove it",
        f"ut/{taken}: is there already: remove it, or choose another folder with -o",
    ]
    assert (folder / "ut" / taken).read_text(encoding="utf-8") == "mitt"
    names = sorted(path.name for path in (folder / "ut").iterdir())
    assert names == sorted(["bro.draft.json", "bro.yaml", taken])


def test_nothing_is_written_through_a_link(folder):
    """A link that leads nowhere is there already, too."""
    (folder / "ut").mkdir()
    (folder / "ut" / "skola.yaml").symlink_to("../annan.yaml")
    done = run(folder, "-o", "ut", "skola.txt")

    assert done.returncode == 3
    assert "ut/skola.yaml: is there already" in done.stderr
    assert not (folder / "annan.yaml").exists()
    assert [path.name for path in (folder / "ut").iterdir()] == ["skola.yaml"]


@pytest.mark.parametrize("other", ["mapp/Skola.txt", "bro.html"])
def test_namesakes(folder, other):
    """Pages that would be written to the same files are refused before anything is written."""
    first = "skola.txt" if "Skola" in other else "bro.txt"
    done = run(folder, "-o", "ut", first, other)

    assert done.returncode == 3
    assert done.stderr == (
        f"{other}: would be written to the same files as {first}: rename one of them\n"
    )
    assert not (folder / "ut").exists()


@pytest.mark.parametrize(
    ("out", "code", "reason"),
    [
        ("skola.txt", 2, "Directory 'skola.txt' is a file"),
        ("skola.txt/ut", 3, "skola.txt/ut: cannot be written to: Not a directory"),
    ],
)
def test_no_folder(folder, out, code, reason):
    """A folder that cannot be is told of."""
    done = run(folder, "-o", out, "bro.txt")

    assert done.returncode == code
    assert reason in done.stderr.splitlines()[-1]


def test_in_a_site(sample_site, folder):
    """In a site the same is found, and namesakes among the published are offered."""
    site = folder / "site"
    shutil.copytree(sample_site, site, symlinks=True)
    name = "Anders Knape"  # of the sample article
    text = f"Nytt avtal\n\n– Det går bra, säger {name}, kommundirektör i Norsjö kommun.\n"
    (site / "a.txt").write_text(text, encoding="utf-8")
    inside = json.loads(run(site, "--format", "json", "a.txt").stdout)
    outside = json.loads(run(folder, "--format", "json", "site/a.txt").stdout)

    assert persons(inside) == persons(outside) == {name: [("kommundirektör", "Norsjö kommun")]}
    (offered,) = inside["evidence"]["persons"][0]["candidates"]
    assert offered["label"] == name
    assert "/id/person/" in offered["iri"]
    assert outside["evidence"]["persons"][0]["candidates"] == []


@pytest.mark.parametrize(
    "out",
    [
        "data",
        "data/articles",
        "data/nytt",
        "utkast/../data/articles",
        "vocab",
        "shapes/nytt",
        "queries",
        "releases",
    ],
)
def test_sources_are_refused(folder, out):
    """Among what a site publishes no draft is written: its sentences would be published too."""
    write_site(folder / "site")
    (folder / "site" / "utkast").mkdir()
    before = sorted((folder / "site").rglob("*"))
    done = run(folder / "site", "-o", out, "../skola.txt")

    assert done.returncode == 3
    assert done.stderr == (
        f"{out}: lies among what the site publishes, where no draft may: choose another folder\n"
    )
    assert sorted((folder / "site").rglob("*")) == before


def test_no_configuration(folder):
    """A configuration that is asked for has to be there."""
    command = [sys.executable, "-m", "samverkan_ld", "--config", "annan.toml", "extract"]
    done = subprocess.run([*command, "bro.txt"], cwd=folder, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("annan.toml: no such file")


def test_same_again(folder):
    """The same page gives the same bytes, in whatever order Python keeps its sets."""
    found = {
        run(folder, "--format", "json", "skola.txt", "bro.html", PYTHONHASHSEED=seed).stdout
        for seed in ("0", "1", "4711", "random")
    }
    assert len(found) == 1


def test_terminal_of_other_encoding(folder):
    """JSON and YAML are UTF-8 also where the terminal is not."""
    for form in ("json", "yaml"):
        done = run(folder, "--format", form, "skola.txt", PYTHONIOENCODING="latin-1")
        assert done.returncode == 0
        assert "Norsjö får en ny skola" in done.stdout


def test_name_of_other_encoding(folder):
    """A file whose name is no UTF-8, as old archives have them, is read and written."""
    name = os.fsdecode(b"sk\xe5p.txt")
    (folder / name).write_text(BRIDGE, encoding="utf-8")
    done = run(folder, "-o", "ut", name)

    assert done.returncode == 0
    assert "sk\ufffdp.txt: Bron är klar" in done.stderr
    assert (folder / "ut" / "sk\ufffdp.yaml").exists()


def test_imports(folder):
    """A text needs none of what is slow to import: that would be most of a cold start."""
    code = (
        "import sys\n"
        "from samverkan_ld.cli.main import cli\n"
        "cli.main(['extract', '--format', 'json', 'skola.txt'], standalone_mode=False)\n"
        "print(*sorted(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    imported = {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split()}

    assert "samverkan_ld" in imported
    assert not imported & {"flask", "werkzeug", "rdflib", "pyshacl", "lxml", "yaml", "sqlite3"}
