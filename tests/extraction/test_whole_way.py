"""The whole way of an article: from its page, by an editor's hands, to what the public gets."""

import os
import re
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from tests.conftest import start_server
from tests.review.test_command import reviewing

PAGE = """\
<!DOCTYPE html>
<html lang="sv">
<head>
<title>Ny bro över Malån - Skogsbygdens kommun</title>
<meta property="article:published_time" content="2026-02-14T08:00:00+01:00">
</head>
<body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/bygga">Bygga och bo</a></li></ul></nav>
<main>
<h1>Ny bro över Malån</h1>
<p>Bron är klar efter två år, och i dag gick de första över den.</p>
<p>– Nu är det nära till skolan, säger Signe Wallgren, kommundirektör i Norsjö kommun.</p>
<p>För mer information kontakta:<br>Ebba Ståhlnacke, handläggare, Norsjö kommun</p>
</main>
<footer>Kakor</footer>
</body>
</html>
"""
PARAPHRASE = "Med bron har barnen fått en kort väg till skolan."


def run(folder, *arguments):
    """Run a command of the program in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan_ld", *arguments],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )


def succeed(folder, *arguments):
    """Run a command that must succeed."""
    done = run(folder, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr


def key_of(record, name):
    """Give the key of the person of a name in a record."""
    (key,) = re.findall(rf'"@id": person:(\w+)\n(?: +.*\n)*? +fullName: {name}\b', record)
    return key


def turtle(address):
    """Fetch a thing as Turtle."""
    request = urllib.request.Request(address, headers={"Accept": "text/turtle"})
    with urllib.request.urlopen(request, timeout=120) as answer:
        assert answer.headers.get_content_type() == "text/turtle"
        return answer.read().decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A new site, with a page beside it and what was extracted from that."""
    folder = tmp_path_factory.mktemp("way")
    succeed(folder, "init", "site")
    (folder / "bro.html").write_text(PAGE, encoding="utf-8")
    succeed(folder / "site", "extract", "-o", "../utkast", "../bro.html")
    return folder / "site"


def test_unreviewed_is_refused(site):
    """A record that nobody has reviewed is not published: its file and the way out are told."""
    record = site / "data" / "articles" / "bro.yaml"
    record.write_bytes((site.parent / "utkast" / "bro.yaml").read_bytes())
    done = run(site, "publish")
    record.unlink()

    assert done.returncode == 3
    (told,) = done.stderr.splitlines()
    assert told.startswith("data/articles/bro.yaml:")
    assert "nobody has reviewed it: run samverkan-ld review" in told
    assert not (site / "releases" / "current").exists()


def test_whole_way(site):
    """A page is extracted, reviewed, published and served: who speaks has an address then."""
    with reviewing(site, "../utkast/bro.yaml") as (client, _):
        given = client.get("/review/1/draft").json
        said = [said for person in given["choices"]["persons"] for said in person["statements"]]
        said[0]["text"] = PARAPHRASE
        checked = client.post("/review/1/check", given).json
        assert checked["report"]["conforms"]
        given["choices"]["accepted"] = checked["waiting"]
        saved = client.post("/review/1/save", given)
        assert (saved.status, saved.json["report"]["conforms"]) == (201, True)
    record = (site / saved.json["file"]).read_text(encoding="utf-8")
    assert "reviewed:" in record
    assert "nära till skolan" not in record
    succeed(site, "publish")

    (article_key, *_) = re.findall(r"artikel:(\w+)", record)
    server, address = start_server(site, workers=1)
    try:
        director = turtle(f"{address}/id/person/{key_of(record, 'Signe Wallgren')}")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            turtle(f"{address}/id/person/{key_of(record, 'Ebba Ståhlnacke')}")
        article = turtle(f"{address}/id/artikel/{article_key}")
        municipality = turtle(f"{address}/id/kommun/2417")
    finally:
        server.terminate()
        assert server.wait(120) == 0

    assert '"Signe Wallgren"' in director
    assert '"kommundirektör"@sv' in director
    assert "kommun:2417" in director or "/id/kommun/2417>" in director
    assert '"handläggare"@sv' in article
    assert "roll:informationsansvarig" in article
    assert "Ståhlnacke" not in article + municipality
    assert PARAPHRASE in director
    assert "Norsjö kommun" in municipality
