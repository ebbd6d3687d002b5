"""The command `review`, run as a person runs it."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import pytest
from tests.ports import free_port
from tests.review.articles import cooperation
from tests.review.client import Client

from samverkan_ld.extraction import interchange
from samverkan_ld.review.intake import open_file

COMMAND = [sys.executable, "-m", "samverkan_ld"]


def run(folder, *arguments):
    """Run the command where it ends by itself."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
    )


@contextmanager
def reviewing(folder, *arguments, language="sv", ends=signal.SIGINT):
    """Run a review; gives a client that has been let in, and what was printed."""
    process = subprocess.Popen(
        [*COMMAND, "--lang", language, "review", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )
    printed = process.stdout.readline() + process.stdout.readline()
    try:
        once = next(word for word in printed.split() if word.startswith("http://"))
        client = Client(once.partition("/?")[0])
        client.enter(once)
        yield client, printed
    finally:
        process.send_signal(ends)
        _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (0, "")


@pytest.fixture
def drafted(tmp_path):
    """A folder with a draft in it, as extract writes it beside a record."""
    (tmp_path / "a.draft.json").write_text(
        json.dumps(interchange.write(cooperation())), encoding="utf-8"
    )
    (tmp_path / "a.yaml").write_text("# utkast\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("ends", [signal.SIGINT, signal.SIGTERM])
def test_without_a_draft(tmp_path, ends):
    """Without a draft, and without a site, the page where one is begun is opened."""
    with reviewing(tmp_path, ends=ends) as (client, printed):
        assert client.get("/").headers["location"] == "/start"
        assert "Granska en artikel" in client.get("/start").body.decode()
        assert client.get("/start").headers["server"] == "samverkan-ld"
    assert printed.startswith("Granska på http://127.0.0.1:")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.draft.json", "a.yaml"])
def test_draft(drafted, name):
    """A draft, or the record that it lies beside, is opened, in the language of the command."""
    with reviewing(drafted, name, language="en") as (client, printed):
        assert client.get("/").headers["location"] == "/review/1"
        assert 'lang="en"' in client.get("/review/1").body.decode()
        given = client.get("/review/1/draft").json
    assert given["draft"]["persons"][0]["name"] == "Signe Wallgren"
    assert printed.startswith("Review on http://127.0.0.1:")


def test_page(tmp_path):
    """A page is extracted at once."""
    text = "Nytt avtal\n\nUlla Berglind, kommundirektör i Malå kommun.\n"
    (tmp_path / "sida.txt").write_text(text, encoding="utf-8")
    with reviewing(tmp_path, "sida.txt") as (client, _):
        given = client.get("/review/1/draft").json["draft"]
    assert given["evidence"]["text"] == text
    assert [person["name"] for person in given["persons"]] == ["Ulla Berglind"]


def test_in_a_site(own_site, drafted, tmp_path):
    """In a site the record is written into it, extracted on the day of the draft."""
    site = tmp_path / "site"
    shutil.copytree(own_site, site)
    os.utime(drafted / "a.draft.json", (1_790_000_000, 1_790_000_000))
    with reviewing(site, str(drafted / "a.yaml")) as (client, _):
        given = client.get("/review/1/draft").json
        given["choices"]["organisations"]["Region Gotland"] = ""
        given["choices"]["accepted"] = client.post("/review/1/check", given).json["waiting"]
        saved = client.post("/review/1/save", given)
    text = (site / saved.json["file"]).read_text(encoding="utf-8")
    assert 'extracted: "2026-09-21"' in text


@pytest.mark.parametrize("away", [2, -3])
def test_day_of_a_draft(drafted, away):
    """A draft was extracted on the day of its file, but never after it is reviewed."""
    draft = drafted / "a.draft.json"
    today = date.today()
    written = datetime.combine(today - timedelta(days=away), time(12)).timestamp()
    os.utime(draft, (written, written))

    found = open_file(draft)[1]
    assert found in (min(today - timedelta(days=away), day) for day in (today, date.today()))


def test_port(tmp_path):
    """The port can be given; one that is taken is told of."""
    port = str(free_port())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(port)))
        taken.listen()
        done = run(tmp_path, "review", "--port", port)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        f"cannot listen on 127.0.0.1 port {port}: Address already in use; "
        "choose another with --port\n"
    )
    with reviewing(tmp_path, "--port", port) as (client, _):
        assert client.port == int(port)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", None, "a.txt: cannot be read: No such file or directory"),
        ("a.yaml", "a: 1\n", "there is no draft of it beside it, a.draft.json: give the draft"),
        ("a.json", "{}", "a.json ($): lacks the key"),
        ("a.json", "{", "a.json:1: is not JSON"),
        ("a.txt", "", "a.txt: is empty"),
    ],
)
def test_no_draft(tmp_path, name, content, reason):
    """What is no draft and no page is told of before anything is served."""
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    done = run(tmp_path, "review", name)

    assert (done.returncode, done.stdout) == (3, "")
    assert reason in done.stderr


def test_refused_until_reviewed(own_site, tmp_path):
    """What a refused record is told to need works: its draft is reviewed, and takes its place."""
    site = tmp_path / "site"
    shutil.copytree(own_site, site)
    (tmp_path / "a.txt").write_text(
        "Nytt avtal\n\nPublicerad 3 maj 2024\n\nUlla Berglind, kommundirektör i Malå kommun.\n",
        encoding="utf-8",
    )
    assert run(site, "extract", "-o", str(tmp_path), str(tmp_path / "a.txt")).returncode == 0
    record = site / "data" / "articles" / "a.yaml"
    shutil.copy(tmp_path / "a.yaml", record)
    refused = run(site, "check")
    lost = run(site, "review", "data/articles/a.yaml")
    with reviewing(site, str(tmp_path / "a.draft.json")) as (client, _):
        given = client.get("/review/1/draft").json
        given["choices"]["replaces"] = "a.yaml"
        given["choices"]["accepted"] = client.post("/review/1/check", given).json["waiting"]
        saved = client.post("/review/1/save", given)

    assert refused.returncode == 3
    assert "with its draft (.draft.json) or the page that it was made of" in refused.stderr
    assert "data/articles/a.draft.json: give the draft where it lies" in lost.stderr
    assert saved.status == 201
    assert not record.exists()
    assert run(site, "check").returncode == 0


def test_no_register(tmp_path):
    """In a site without a register it is told once why nothing is linked: in table and page."""
    assert run(tmp_path, "init", "--empty", "site").returncode == 0
    page = tmp_path / "a.txt"
    page.write_text("Möte\n\nUlla Berglind, kommundirektör i Malå kommun.\n", encoding="utf-8")
    shown = run(tmp_path / "site", "--lang", "sv", "extract", str(page))
    with reviewing(tmp_path / "site", str(page)) as (client, _):
        given = client.get("/review/1/draft").json["draft"]["evidence"]

    assert shown.stderr.count("Webbplatsen har inget register (data/register)") == 1
    assert "# " in shown.stdout
    assert "Registret har ingen organisation" not in shown.stdout
    assert ["no-register", ""] in given["notices"]


def test_no_configuration(tmp_path):
    """A configuration that is asked for has to be there, and to be right."""
    done = run(tmp_path, "--config", "annan.toml", "review")
    (tmp_path / "samverkan.toml").write_text("[sajt]\n", encoding="utf-8")
    wrong = run(tmp_path, "review")

    assert (done.returncode, wrong.returncode) == (2, 2)
    assert "annan.toml: no such file" in done.stderr
    assert "unknown section [sajt]" in wrong.stderr
