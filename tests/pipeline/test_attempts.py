"""How the last attempt to publish ended, told in the folder of releases."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samverkan_ld.archive.attempts import ATTEMPT, read_attempt, write_attempt
from samverkan_ld.archive.locks import writing
from samverkan_ld.config import read_config
from samverkan_ld.errors import SamverkanError
from samverkan_ld.pipeline.publish import publish

PREFIX = "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
START = datetime(2026, 11, 23, 20, tzinfo=UTC)


def change(site: Path, triples: str) -> None:
    """Say something else of the person."""
    (site / "data" / "person.ttl").write_text(PREFIX + triples)


def person(rest: str) -> str:
    """Write a person down."""
    return f"<https://tiny.example/id/person/abcdefabcdef> a foaf:Person {rest} ."


CASES: dict[str, Callable[[Path], object]] = {
    "unchanged": lambda site: None,
    "published": lambda site: change(site, person('; foaf:name "Bo"')),
    "nonconforming": lambda site: change(site, person('; foaf:name "Bo", "Ada"')),
    "unreadable": lambda site: change(site, "this is no Turtle"),
    "vanished": lambda site: change(site, person("").replace("abcdefabcdef", "bbbbbbbbbbbb")),
    "shapes": lambda site: (site / "shapes" / "Broken.ttl").write_text(
        '@prefix sh: <http://www.w3.org/ns/shacl#> . [] a sh:NodeShape ; sh:pattern "(" ; '
        "sh:targetClass <http://xmlns.com/foaf/0.1/Person> ."
    ),
}


@pytest.mark.parametrize("result", CASES)
def test_result(result: str, tiny_site: Path) -> None:
    """Each end has its word, and the last good one is remembered."""
    config = read_config(tiny_site / "samverkan.toml")
    publish(config, START)
    write_attempt(config.releases, "2026-11-23T20:00:00Z", "published")
    CASES[result](tiny_site)
    before = datetime.now(UTC) - timedelta(seconds=1)
    with suppress(SamverkanError):
        publish(config, START + timedelta(hours=1))

    attempt = read_attempt(config.releases)
    assert attempt is not None and attempt.result == result
    assert before <= datetime.fromisoformat(attempt.moment) <= datetime.now(UTC)
    assert attempt.is_success == (result in ("unchanged", "published"))
    good = attempt.moment if attempt.is_success else "2026-11-23T20:00:00Z"
    assert attempt.succeeded == good


def test_busy_and_trial(tiny_site: Path) -> None:
    """Who is not let in says so; a trial says nothing."""
    config = read_config(tiny_site / "samverkan.toml")
    publish(config, START, dry_run=True)
    assert not config.releases.exists()
    with writing(config.releases), suppress(SamverkanError):
        publish(config, START)

    attempt = read_attempt(config.releases)
    assert attempt is not None and (attempt.result, attempt.succeeded) == ("busy", "")


def test_damage(tmp_path: Path) -> None:
    """A damaged file tells nothing, and the next attempt replaces it."""
    (tmp_path / ATTEMPT).write_text("[]")
    assert read_attempt(tmp_path) is None
    write_attempt(tmp_path, "2026-11-23T20:00:00Z", "busy")

    assert [path.name for path in tmp_path.iterdir()] == [ATTEMPT]
    assert read_attempt(tmp_path) is not None
