"""What may not be published of persons stops a publication, and says so in both languages."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from samverkan_ld.config import read_config
from samverkan_ld.pipeline.check import check
from samverkan_ld.reports import Result, Severity

PREFIXES = """
@prefix : <https://data.samverkan.example/id/person/> .
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
FAULTS = {
    "birth": ('schema:birthDate "1970-01-01"', "livsuppgifter", "födelse", "birth"),
    "gender": ('schema:gender "kvinna"', "livsuppgifter", "kön", "gender"),
    "e-mail": ("foaf:mbox <mailto:ada@ek.example>", "kontakt", "Kontaktuppgifter", "contact"),
    "telephone": ('schema:telephone "hemligt"', "kontakt", "Kontaktuppgifter", "contact"),
    "home": ('schema:homeLocation "Ekbyn"', "kontakt", "bostadsort", "residence"),
    "picture": ("foaf:img <https://bild.example/ada.jpg>", "bild", "Bild", "picture"),
    "family": ("schema:spouse :bo000000000b", "relationer", "Familj", "Family"),
    "number": ('adms:identifier "19121212-1212"', "nummer", "nummer", "number"),
    "union": ("schema:memberOf <https://facket.example/>", "tillhorighet", "fack", "union"),
    "party": ('schema:name "Ada Ek (S)"', "parti", "Partitillhörighet", "Party"),
    "a number in a text": (
        'skos:note "Nås som 121212-1212 enligt listan."@sv',
        "personnummer",
        "personnummer",
        "personal or coordination number",
    ),
    "an address in a text": (
        'skos:note "Skriv till ada@ek.example."@sv',
        "kontaktuppgift",
        "e-postadress",
        "e-mail address",
    ),
    "a telephone in a text": (
        'schema:description "Ring 070-123 45 67."@sv',
        "kontaktuppgift",
        "telefonnummer",
        "telephone number",
    ),
}
"""For each fault: what is said of a person, the rule, and a word of its message per language."""


def address(number: int) -> str:
    """Give the key of the person with a fault."""
    return f"ada{number:09}"


@pytest.fixture(scope="module")
def results(
    sample_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, list[Result]]:
    """The results of a check of all faults at once, by the person."""
    path = tmp_path_factory.mktemp("outside") / "faults.ttl"
    said = (
        f':{address(number)} a foaf:Person , schema:Person ; foaf:name "Ada Ek" ; {fault} .'
        for number, (fault, *_) in enumerate(FAULTS.values())
    )
    path.write_text(PREFIXES + "\n".join(said), encoding="utf-8")
    _, report = check(read_config(sample_site / "samverkan.toml"), [path])
    found: dict[str, list[Result]] = {}
    for result in report.results:
        found.setdefault(result.focus.strip("<>").rpartition("/")[2], []).append(result)
    return found


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=FAULTS)
def test_fault(results: Mapping[str, list[Result]], number: int) -> None:
    """The rule is broken as a violation, told in Swedish and English, with the place."""
    _, rule, swedish, english = [*FAULTS.values()][number]

    broken = [r for r in results[address(number)] if r.shape.endswith(f"Shape/{rule}")]

    assert broken, [result.shape for result in results[address(number)]]
    assert broken[0].severity is Severity.VIOLATION
    assert swedish in broken[0].message("sv")
    assert english in broken[0].message("en")
    assert broken[0].source.endswith("faults.ttl")
