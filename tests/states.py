"""A little site with four releases, and what changed from one to the next."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from samverkan_ld.config import Config, read_config
from samverkan_ld.pipeline.publish import publish

BASE: Final = "https://states.example/"
CONFIG: Final = f'[site]\nbase = "{BASE}"\nterms = "{BASE}"\n[limits]\npage_size = 3\n'
HEAD: Final = f"""
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <http://schema.org/> .
@base <{BASE}id/> .
"""
ADA, BO, CIA = "person/aaaaaaaaaaaa", "person/bbbbbbbbbbbb", "person/cccccccccccc"
OFFICE, ROLE = "organisation/dddddddddddd", "medlemskap/mmmmmmmmmmmm"

_BO: Final = f'<{BO}> a foaf:Person ; foaf:name "Bo Exempelsson" .'
_CIA: Final = f'<{CIA}> a foaf:Person ; foaf:name "Cia Exempelsson" .'
_OFFICE: Final = f'<{OFFICE}> a org:Organization ; schema:name "Verket"@sv , "The Office"@en .'
_ROLE: Final = (
    f"<{ROLE}> a org:Membership ; org:member <{ADA}> ; org:organization <{OFFICE}> ; "
    f'org:memberDuring <{ROLE}/tid> . <{ROLE}/tid> schema:name "2020" .'
)


def _ada(name: str) -> str:
    return f'<{ADA}> a foaf:Person ; foaf:name "{name}" .'


STATES: Final = (
    (_ada("Ada Ett"), _BO, _OFFICE, _ROLE),
    (_ada("Ada Två"), _BO, _OFFICE, _ROLE),
    (_ada("Ada Två"),),
    (_ada("Ada Två"), _CIA, _ROLE),
)
"""What the file `people.ttl` says in each release; `office.ttl` always tells of the office."""

TIMES: Final = tuple(f"202610{day:02}T080000Z" for day in range(1, len(STATES) + 1))


def make_states(root: Path, *, states: int = len(STATES)) -> Config:
    """Make the site in a folder, published so many times: at eight on the first days of October."""
    (root / "shapes").mkdir(parents=True)
    for name, text in {
        "samverkan.toml": CONFIG,
        "data/office.ttl": f'{HEAD}<{OFFICE}> schema:url "https://office.example/" .',
        "vocab/context.jsonld": '{"@context": {"foaf": "http://xmlns.com/foaf/0.1/"}}',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    config = read_config(root / "samverkan.toml")
    for day, state in enumerate(STATES[:states], start=1):
        (root / "data/people.ttl").write_text(HEAD + "\n".join(state), encoding="utf-8")
        moment = datetime(2026, 10, day, 8, tzinfo=UTC)
        assert publish(config, moment, withdraw_missing=True).is_new
    return config
