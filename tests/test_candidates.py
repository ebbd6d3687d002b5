"""Candidates among the persons who are published."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.erased import NAME, PERSON, write_site
from tests.erased import NOW as ERASED

from samverkan_ld.archive.folder import current_folder, release_folders
from samverkan_ld.archive.journal import Request
from samverkan_ld.candidates import offer
from samverkan_ld.config import read_config
from samverkan_ld.drafts import Candidate, Draft, DraftPerson, Value
from samverkan_ld.errors import ReleaseError
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.pipeline.erasing import erasure, exchange
from samverkan_ld.pipeline.history import rollback
from samverkan_ld.pipeline.publish import publish

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ARTICLE = "artikel 2020-03-17 (Sju röster om vikten av att samverka)"


def candidates(site, name, releases="releases"):
    """Offer candidates for a name."""
    draft = Draft("a.txt", name, persons=(DraftPerson(Value(name)),))
    ((person,),) = (found.persons for found in offer([draft], site / releases))
    return list(person.candidates)


def iris(site, name):
    """Give the keys of the candidates for a name."""
    return [found.iri.rpartition("/")[2] for found in candidates(site, name)]


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("Mikael Lindfors", ["KSO, Norsjö kommun"]),
        (
            "Daniel Ahlqvist",
            ["Luleå kommun", "Norrbottens e-nämnd"],
        ),
        ("Lena Langlet", ["Handläggare, Sveriges Kommuner och Regioner"]),
    ],
)
def test_facts(name, facts, sample_site):
    """A candidate has the roles that are published of the person, and where they are from."""
    (found,) = candidates(sample_site, name)

    assert found.label == name
    assert found.iri.startswith(f"{SOURCE_BASE}id/person/")
    assert sorted(found.facts) == [f"{fact} · enligt {ARTICLE}" for fact in facts]


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("MIKAEL  LINDFORS", True),
        ("Mikael-Lindfors", True),
        ("Mikael\u00a0Lind\u00adfors", True),
        ("Mikael Lindfors", True),
        ("Mikael", False),
        ("Mikael Lindfors Ek", False),
        ("Lindfors", False),
        ("%", False),
        ("' OR 1=1 --", False),
        ("", False),
    ],
)
def test_same_name(name, is_known, sample_site):
    """The same name is the same whatever way it is typed, and no other name is like it."""
    assert bool(candidates(sample_site, name)) is is_known


def person(key, name, base="https://tiny.example/"):
    """Write a person as Turtle."""
    return f'<{base}id/person/{key * 12}> a foaf:Person ; foaf:name "{name}" .\n'


def published(site, *persons, moment=0, **options):
    """Publish a site with some persons."""
    text = "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n" + "".join(persons)
    (site / "data/person.ttl").write_text(text, encoding="utf-8")
    config = read_config(site / "samverkan.toml")
    publish(config, NOW + timedelta(hours=moment), **options)


def test_namesakes(tiny_site):
    """All persons of a name are offered; nothing that is published tells them apart here."""
    (tiny_site / "shapes/NameShape.ttl").unlink()
    published(
        tiny_site,
        person("a", "Anna-Karin Ek"),
        person("b", "Anna Karin Ek"),
        person("c", "Åsa Ek"),
        person("d", "A\u030asa Ek"),
        person("e", "Anna Ek"),
    )

    assert candidates(tiny_site, "Anna Karin Ek") == [
        Candidate(f"{SOURCE_BASE}id/person/{key * 12}", label)
        for key, label in (("b", "Anna Karin Ek"), ("a", "Anna-Karin Ek"))
    ]
    assert sorted(iris(tiny_site, "ÅSA EK")) == ["c" * 12, "d" * 12]
    assert iris(tiny_site, "Anna Ek") == ["e" * 12]


def test_facts_come_latest_first(tiny_site):
    """Roles stand in the order of their articles, the latest first, each once."""
    (tiny_site / "shapes/NameShape.ttl").unlink()
    for year, keys in (("2019", "ab"), ("2021", "c"), ("2020", "d")):
        held = "".join(
            f"<https://tiny.example/id/medlemskap/{key * 12}> a org:Membership ; "
            f'org:member <https://tiny.example/id/person/{"p" * 12}> ; schema:roleName "chef"@sv .'
            for key in keys
        )
        (tiny_site / f"data/{year}.ttl").write_text(
            "@prefix org: <http://www.w3.org/ns/org#> . @prefix schema: <http://schema.org/> . "
            f"<https://tiny.example/id/artikel/{keys[0] * 12}> a schema:Article ; "
            f'schema:headline "År {year}"@sv ; schema:datePublished "{year}-05-03" . {held}'
        )
    published(tiny_site, person("p", "Bo Asp"))
    (found,) = candidates(tiny_site, "Bo Asp")

    assert found.facts == tuple(
        f"chef · enligt artikel {year}-05-03 (År {year})" for year in (2021, 2020, 2019)
    )


def test_each_person_has_candidates_of_its_own(sample_site):
    """Every person of a draft is looked up; the rest of the draft stays as it is."""
    names = ("Marie Larsson", "Ada Nyman", "Anders Nordh")
    draft = Draft("a.txt", "text", persons=tuple(DraftPerson(Value(name)) for name in names))
    (found,) = offer([draft], sample_site / "releases")

    assert [[c.label for c in p.candidates] for p in found.persons] == [
        ["Marie Larsson"],
        [],
        ["Anders Nordh"],
    ]
    assert replace(found, persons=draft.persons) == draft


def test_nothing_published(tiny_site):
    """Where nothing is published there are no candidates."""
    assert candidates(tiny_site, "Ada Exempelsson") == []
    assert candidates(tiny_site, "Ada Exempelsson", releases="nowhere/at/all") == []


def test_who_has_ended_is_not_offered(tiny_site):
    """A person who was withdrawn is not offered, also where an earlier release is current again."""
    (tiny_site / "shapes/NameShape.ttl").unlink()
    published(tiny_site, person("a", "Bo Asp"), person("b", "Bo Asp"))
    assert iris(tiny_site, "Bo Asp") == ["a" * 12, "b" * 12]
    published(tiny_site, person("b", "Bo Asp"), moment=1, withdraw_missing=True)
    assert iris(tiny_site, "Bo Asp") == ["b" * 12]

    rollback(tiny_site / "releases", release_folders(tiny_site / "releases")[0].name)
    assert current_folder(tiny_site / "releases") == release_folders(tiny_site / "releases")[0]
    assert iris(tiny_site, "Bo Asp") == ["b" * 12]


def test_who_was_erased_is_not_offered(tmp_path, monkeypatch):
    """Of a person who was erased nothing is left to offer."""
    monkeypatch.setattr(exchange, "FOLLOWED", 0.0)
    config = write_site(tmp_path / "site")
    (found,) = candidates(config.root, NAME)
    assert found == Candidate(
        f"{SOURCE_BASE}id/person/rrrrrrrrrrrr", NAME, ("Verket · enligt annan källa",)
    )
    erasure.erase(config, Request(PERSON, "radering"), ERASED + timedelta(days=1))

    assert candidates(config.root, NAME) == []


def test_damaged_release(sample_site, tmp_path):
    """A release that cannot be read is told."""
    shutil.copytree(sample_site, tmp_path / "site", symlinks=True)
    (current_folder(tmp_path / "site/releases") / "search.sqlite").write_bytes(b"no index")

    with pytest.raises(ReleaseError, match=r"search\.sqlite"):
        candidates(tmp_path / "site", "Mikael Lindfors")
