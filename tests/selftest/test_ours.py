"""Our own service keeps every rule, with identifiers that have ended and without."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.conftest import start_server

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.selftest.inspection import RULES, inspect
from samverkan_ld.selftest.rules import Verdict
from samverkan_ld.selftest.survey import survey

BASE = "https://data.livet.example/"
IRIS = (f"{BASE}id/person/ada", f"{BASE}res/kallgraf/nu", f"{BASE}def/avslut/dubblett")
HEAD = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <http://schema.org/> .
@prefix : <https://data.samverkan.example/id/person/> .
<https://data.samverkan.example/id/organisation/verket> a org:Organization ;
  schema:name "Verket"@sv .
"""
BEFORE = ("ada", "beata", "cesar", "disa", "erik", "frida")
AFTER = ("ada", "erik")
DECLARED = """
- {replaced: person:beata, by: person:ada, date: 2026-11-20, reason: dubblett}
- {withdrawn: person:cesar, date: 2026-11-21, reason: felaktig}
- {merged: [person:disa], into: person:erik, date: 2026-11-22, reason: sammanslagning}
- {split: person:frida, into: [person:ada, person:erik], date: 2026-11-22, reason: delning}
"""
UNUSED = {"UM-5", "UM-6", "UM-9"}
"""What the profile lets a service do, and ours does not."""


@pytest.fixture(scope="module")
def lively(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a site in which identifiers have ended in every way."""
    root = tmp_path_factory.mktemp("lively")
    for name in ("data/identifiers", "shapes"):
        (root / name).mkdir(parents=True)
    shutil.copytree(project / "vocab", root / "vocab")
    (root / "samverkan.toml").write_text(f'[site]\nbase = "{BASE}"\nterms = "{BASE}"\n')
    config = read_config(root / "samverkan.toml")
    for day, (people, declared) in enumerate(((BEFORE, ""), (AFTER, DECLARED)), start=23):
        facts = [f':{name} a foaf:Person ; foaf:name "{name.title()} X" .' for name in people]
        (config.data / "nu.ttl").write_text(HEAD + "\n".join(facts))
        if declared:
            (config.identifiers / "2026.yaml").write_text(declared)
        publish(config, datetime(2026, 11, day, tzinfo=UTC))
    process, address = start_server(root, workers=1)
    yield address
    process.terminate()
    assert process.wait(120) == 0


@pytest.mark.parametrize("iris", [(), IRIS], ids=["void", "named"])
def test_life(lively: str, iris: tuple[str, ...]):
    """Every rule is kept, those of what has ended among them, by what the service tells of it."""
    service = survey(lively, iris=iris)
    judged = inspect(service)

    assert service.iris == (iris or (f"{BASE}id/organisation/verket",))
    assert all((service.ended.gone, service.ended.replaced, service.ended.merged))
    assert [one for one in judged if one.verdict is Verdict.FAILED] == []
    assert {one.rule.name for one in judged if one.verdict is Verdict.OK} == {
        rule.name for rule in RULES if rule.name not in UNUSED
    }


def test_sample(sample_server: str):
    """The sample site keeps every rule that can be tried on it."""
    judged = inspect(survey(sample_server))

    assert {one.verdict for one in judged if one.rule.name.startswith(("BI", "SAM"))} == {
        Verdict.OK
    }
    assert [one for one in judged if one.verdict is Verdict.FAILED] == []
