"""The recipes for the route without a shell, as far as they can be tried without a forge."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from samverkan_ld.cli.main import cli

RECIPES = ("github", "forgejo")
BROKEN = (
    '<https://tiny.example/id/person/abcdefabcdef> foaf:name "Ada @everyone <script>`x`[y](z)" .'
)


def run(site: Path, folder: Path) -> str:
    """Check a site as the recipes do, and write the comment."""
    command = [sys.executable, "-m", "samverkan_ld", "check", "--format", "json"]
    told = subprocess.run(command, cwd=site, capture_output=True, text=True, check=False)
    (folder / "report.json").write_text(told.stdout)
    (folder / "faults.txt").write_text(told.stderr)
    script = Path(__file__).parents[2] / "deploy/ci/comment.py"
    names = [str(folder / "report.json"), str(folder / "faults.txt"), str(told.returncode)]
    return subprocess.run(
        [sys.executable, "-P", str(script), *names], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def script(project: Path) -> dict[str, Any]:
    """What the script that writes comments defines."""
    return runpy.run_path(str(project / "deploy/ci/comment.py"))


@pytest.mark.parametrize("name", RECIPES)
def test_recipe(project: Path, name: str) -> None:
    """A recipe is YAML, asks on changes only, and runs commands that there are."""
    text = (project / f"deploy/ci/{name}.yml").read_text(encoding="utf-8")
    recipe = yaml.safe_load(text)
    assert list(recipe[True]) == ["pull_request"]  # YAML 1.1 reads `on` so
    scripts = [step["run"] for step in recipe["jobs"]["check"]["steps"] if "run" in step]
    for script in scripts:
        plain = re.sub(r"\$\{\{.*?\}\}", "x", script)
        subprocess.run(["bash", "-n"], input=plain, text=True, check=True)
    commands = re.findall(r"^ *samverkan-ld ([a-z]+)", "\n".join(scripts), re.M)
    assert commands == ["check"]
    assert set(commands) <= set(cli.commands)
    assert "comment.py report.json faults.txt" in text


def test_conforming(script: dict[str, Any]) -> None:
    """What conforms is told in a line."""
    assert script["comment"]('{"results": [], "counts": {"info": 0}}', "", "0").count("\n") == 1


def test_violation(tiny_site: Path, tmp_path: Path) -> None:
    """What does not conform is told with its file, in both languages, and as no mark-up."""
    with (tiny_site / "data/person.ttl").open("a") as file:
        file.write(BROKEN)

    told = run(tiny_site, tmp_path)

    assert told.startswith("### ❌ Uppgifterna följer inte formerna.")
    assert "1 violation" in told
    assert "- ❌ `data/person.ttl`" in told
    assert "Ett namn." in told
    assert "One name." in told


def test_warnings_of_a_register(script: dict[str, Any]) -> None:
    """What all rows of a register have in common is told once, so that a change is seen beside."""
    row = {"severity": "warning", "path": "<urn:p>", "messages": {"sv": "Saknas."}, "focus": "<a>"}
    results = [row | {"source": "register.csv", "line": line} for line in range(2, 200)]
    results.append(row | {"source": "ny.yaml", "line": 7, "messages": {"sv": "Annat."}})
    told = script["comment"](json.dumps({"results": results, "counts": {"warning": 199}}), "", "0")

    assert told.count("Saknas.") == told.count("Annat.") == 1
    assert "`register.csv:2`" in told
    assert "`register.csv:12`, … 187 till / more" in told
    assert "`ny.yaml:7`" in told


def test_unreadable(tiny_site: Path, tmp_path: Path) -> None:
    """What cannot be read is told with its line."""
    (tiny_site / "data/person.ttl").write_text("<a> <b> .\n")

    told = run(tiny_site, tmp_path)

    assert told.startswith("### ❌ Kontrollen gick inte att göra.")
    assert "data/person.ttl:1" in told


def test_harmless(script: dict[str, Any]) -> None:
    """Texts from records are shown, never followed."""
    assert script["plain"]("@all <b>[x](y)`z`") == "@\N{ZERO WIDTH SPACE}all &lt;b>\\[x](y)'z'"
    assert script["code"]("a`b\nc") == "`a'b c`"
