"""`check --stale`: roles that no source has vouched for lately."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.stale import find_stale

PREFIXES = """
@prefix : <https://tiny.example/id/> .
@prefix m: <https://tiny.example/id/medlemskap/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <http://schema.org/> .
@prefix time: <http://www.w3.org/2006/time#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ARTICLE = """
</id/artikel/a> a schema:Article ; schema:datePublished "2025-06-01"^^xsd:date .
"""
ROLES = {
    "observed": 'time:inside "2025-03-01"',
    "ended": 'time:hasBeginning "2011" ; time:hasEnd "2019-05"',
    "ends": 'time:hasBeginning "2023" ; time:hasEnd "2027"',
    "endless": 'time:hasBeginning "2011-02"',
    "vouched": 'time:hasBeginning "2011" ; time:inside "2025-09-01"',
}
"""Roles in a source without a date: when they were held."""


@pytest.fixture
def site(tiny_site: Path) -> Path:
    """A site with a register of roles, one in an article, and one without any time."""
    person = ":p a foaf:Person ; foaf:name 'Ada Ek' . :o schema:name 'Verket' ."
    held = "a org:Membership ; org:member :p ; org:organization :o ; schema:roleName"
    roles = "".join(
        f"m:{name} {held} '{name}' ; org:memberDuring [ {time} ] .\n"
        for name, time in ROLES.items()
    )
    timeless = f"m:timeless {held} 'timeless' ."
    told = f"m:told {held} 'told' ; org:memberDuring [ time:hasBeginning '2019' ] ."
    (tiny_site / "data/register.ttl").write_text(PREFIXES + person + roles + timeless)
    (tiny_site / "data/article.ttl").write_text(PREFIXES + ARTICLE + told)
    return tiny_site


def check(site: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """List what is stale in a site."""
    return subprocess.run(
        [sys.executable, "-m", "samverkan_ld", *arguments],
        cwd=site,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_days(site: Path) -> None:
    """A role is stale the day after the year is over, unless an end is known."""
    config = read_config(site / "samverkan.toml")
    days = {
        "2012-02-29": [],
        "2026-03-01": ["endless"],
        "2026-03-02": ["endless", "observed"],
        "2026-06-02": ["endless", "observed", "told"],
        "2026-09-02": ["endless", "observed", "told", "vouched"],
    }
    found = {day: [one.role for one in find_stale(config, date.fromisoformat(day))] for day in days}
    assert found == days


def test_table(site: Path) -> None:
    """The table tells day, kind, holder, role, organisation and file, in the language asked for."""
    done = check(site, "--lang", "sv", "check", "--stale", "--at", "2026-04-01")

    head, *rows = [line.split() for line in done.stdout.splitlines()]
    assert head == ["dag", "uppgift", "vem", "roll", "organisation", "källa"]
    assert rows == [
        ["2011-02-28", "utan", "slut", "Ada", "Ek", "endless", "Verket", "data/register.ttl"],
        ["2025-03-01", "iakttagen", "Ada", "Ek", "observed", "Verket", "data/register.ttl"],
    ]
    assert "2 roller har ingen källa styrkt" in done.stderr
    assert done.returncode == 1


def test_paths(site: Path) -> None:
    """With a path, the list is of that file only; nothing stale is fine."""
    for day, roles in {"2026-06-01": [], "2026-06-02": ["told"]}.items():
        arguments = ("--at", day, "--format", "json", "data/article.ttl")
        done = check(site, "check", "--stale", *arguments)
        found = json.loads(done.stdout)
        assert found["at"] == day
        assert [one["role"] for one in found["stale"]] == roles
        assert done.returncode == len(roles)


@pytest.mark.parametrize("wrong", [["--at", "2026-01-01"], ["--stale", "--format", "turtle"]])
def test_wrong_options(site: Path, wrong: list[str]) -> None:
    """Options that do not go together are refused."""
    done = check(site, "check", *wrong)

    assert (done.returncode, done.stdout) == (2, "")
    assert "--stale" in done.stderr
