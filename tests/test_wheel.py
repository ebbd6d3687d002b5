"""The wheel, installed where there is no checkout."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

import pytest
from tests.ports import free_port

BIN = Path(sys.executable).parent


def run(*command, cwd=None):
    """Run a command that must succeed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(project, tmp_path_factory):
    """The wheel of this project."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (BIN / "uv", "build", "--wheel", "--no-build-isolation", "--python", sys.executable)
    run(*build, "-q", "-o", folder, cwd=project)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def command(project, wheel, tmp_path_factory):
    """The command of a clean environment that the wheel is installed in."""
    folder = tmp_path_factory.mktemp("clean") / "venv"
    python = folder / "bin" / "python"
    run(BIN / "uv", "venv", "-q", "--python", sys.executable, folder)
    locked = project / "requirements.txt"
    run(BIN / "uv", "pip", "install", "-q", "--python", python, "--require-hashes", "-r", locked)
    run(BIN / "uv", "pip", "install", "-q", "--python", python, "--no-deps", wheel)
    return folder / "bin" / "samverkan-ld"


def test_contents(project, wheel):
    """The wheel carries the sample site, templates and styles, and nothing generated."""
    names = zipfile.ZipFile(wheel).namelist()

    for folder in ("vocab", "shapes", "queries", "data"):
        files = [path for path in (project / folder).rglob("*") if path.is_file()]
        inside = [name for name in names if name.startswith(f"samverkan_ld/site/{folder}/")]
        assert len(inside) == len(files) > 0
    assert any(name.endswith(".html") for name in names)
    assert any(name.endswith(".css") for name in names)
    assert "samverkan_ld/py.typed" in names
    assert [name for name in names if "releases" in name.split("/")] == []
    for folder in ("extraction/grammar/words", "review/static", "review/templates"):
        files = [path.name for path in (project / "src" / "samverkan_ld" / folder).iterdir()]
        inside = [name for name in names if name.startswith(f"samverkan_ld/{folder}/")]
        assert sorted(name.rpartition("/")[2] for name in inside) == sorted(files) != []


def test_init_publish_serve(command, tmp_path):
    """Outside a checkout, `init`, `publish` and `serve` make a service that answers."""
    site = tmp_path / "site"
    run(command, "init", site)
    assert "Published" in run(command, "--lang", "en", "publish", cwd=site)
    port = free_port()
    server = subprocess.Popen([command, "serve", "--port", str(port), "--workers", "1"], cwd=site)
    try:
        text = fetch(f"http://127.0.0.1:{port}/id/kommun/2417")
    finally:
        server.terminate()
        assert server.wait(120) == 0
    assert "Norsjö kommun" in text


def test_extract(command, tmp_path):
    """Outside a checkout, and without a site, `extract` has its words and the register."""
    text = "Ny bro\n\n– Det går bra, säger Anna Ek, kommundirektör i Norsjö kommun.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = json.loads(run(command, "extract", "--format", "json", "a.txt", cwd=tmp_path))
    (person,) = found["persons"]
    role = {
        "title": "kommundirektör",
        "organisation": "Norsjö kommun",
        "from": None,
        "to": None,
    }
    assert person == {"name": "Anna Ek", "responsible": False, "roles": [role]}
    (shown,) = found["evidence"]["persons"][0]["roles"]
    assert shown["organisation"]["iri"].endswith("/id/kommun/2417")
    assert shown["concept"].endswith("/def/roll/kommundirektor")


def fetch(url):
    """Fetch a page as Turtle, from a server that is just starting."""
    request = urllib.request.Request(url, headers={"Accept": "text/turtle"})
    for _ in range(300):
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.read().decode()
        except (ConnectionError, urllib.error.URLError):
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer")
