"""The sample article as it was copied from its page: all that it says of people is found."""

from collections.abc import Mapping
from typing import Final

import pytest
from tests.extraction.places import spans

from samverkan_ld.extraction.article import extract
from samverkan_ld.extraction.interchange import write
from samverkan_ld.extraction.linking import link
from samverkan_ld.extraction.pages.page import read_page
from samverkan_ld.extraction.register import packaged_register

Role = tuple[str | None, str | None, str | None, str | None]

NORRBOTTEN: Final = "Norrbottens e-nämnd"

# Each person's roles: title, organisation, from, to.
ROLES: Final[Mapping[str, set[Role]]] = {
    "Anders Knape": {("ordförande", "SKR", None, None)},
    "Vesna Jovic": {("VD", "SKR", "2017", "2019")},
    "Mikael Lindfors": {("KSO", "Norsjö kommun", None, None)},
    # The page spells it so; the record keeps what the source has.
    "Marie Larsson": {("avdeningschef", "Skellefteå kommun", None, None)},
    "Daniel Ahlqvist": {(None, "Luleå kommun", None, None), (None, NORRBOTTEN, None, None)},
    "Kerstin Westerberg": {
        (None, "Cesam ÖST", None, None),
        (None, "Norrköpings kommun", None, None),
    },
    "Marcus Matteby": {("IT-direktör", "Sundsvalls kommun", None, None)},
    "Anders Nordh": {("Handläggare", None, None, None)},
    "Lena Langlet": {("Handläggare", None, None, None)},
}

# What the register links them to.
LINKS: Final = {
    "SKR": "organisation/q7m2kd8f4t3w",
    "Norsjö kommun": "kommun/2417",
    "Skellefteå kommun": "kommun/2482",
    NORRBOTTEN: "organisation/v5n8hs2j6r9c",
    "Luleå kommun": "kommun/2580",
    "Cesam ÖST": None,
    "Norrköpings kommun": "kommun/0581",
    "Sundsvalls kommun": "kommun/2281",
}

CONCEPTS: Final = {
    "ordförande": "ordforande",
    "VD": "vd",
    "KSO": "kso",
    "avdeningschef": None,
    "IT-direktör": "it-direktor",
    "Handläggare": "handlaggare",
}


@pytest.fixture(scope="module")
def found(project):
    """What is found in the sample article."""
    path = project.parent / "shared" / "seed" / "sju-roster.txt"
    if not path.is_file():
        pytest.skip(f"no sample article at {path}")
    page = read_page(path.read_bytes(), path.name)
    return write(link(extract(page), packaged_register()))


def evidence(found):
    """Give each role with its evidence."""
    for person, shown in zip(found["persons"], found["evidence"]["persons"], strict=True):
        yield from zip(person["roles"], shown["roles"], strict=True)


def test_article(found):
    """Headline, day and language are those of the page."""
    assert found["title"] == "Sju röster om vikten av att samverka"
    assert (found["published"], found["language"]) == ("2020-03-17", "sv")


def test_persons(found):
    """All nine are found and nobody else, with every role, organisation and time."""
    keys = ("title", "organisation", "from", "to")
    roles = {
        person["name"]: {tuple(role[key] for key in keys) for role in person["roles"]}
        for person in found["persons"]
    }
    assert roles == ROLES
    assert [*roles] == [*ROLES]
    assert [len(person["roles"]) for person in found["persons"]] == [*map(len, ROLES.values())]


def test_responsible(found):
    """Two answer for the page."""
    responsible = [person["name"] for person in found["persons"] if person["responsible"]]
    assert responsible == ["Anders Nordh", "Lena Langlet"]
    shown = [person["responsible"] for person in found["evidence"]["persons"]]
    assert [one["quote"] for one in shown if one] == ["Informationsansvarig"] * 2


def test_links(found):
    """Organisations are those of the register, and titles those of the role scheme."""
    organisations = {
        role["organisation"]: shown["organisation"]["iri"]
        for role, shown in evidence(found)
        if role["organisation"]
    }
    concepts = {role["title"]: shown["concept"] for role, shown in evidence(found) if role["title"]}
    home = "https://data.samverkan.example"
    assert organisations == {name: key and f"{home}/id/{key}" for name, key in LINKS.items()}
    assert concepts == {title: key and f"{home}/def/roll/{key}" for title, key in CONCEPTS.items()}


def test_evidence(found):
    """Every value is shown where it stands, within the person's own entry."""
    text = found["evidence"]["text"]
    for place in spans(found["evidence"]):
        assert text[place["start"] : place["end"]] == place["quote"]
    names = [text.index(person["name"]) for person in found["persons"]] + [len(text)]
    for number, person in enumerate(found["evidence"]["persons"]):
        for role in person["roles"]:
            for place in spans(role):
                assert names[number] < place["start"] < names[number + 1]
