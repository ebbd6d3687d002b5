"""Persons of whom only the role is published: what is left of a source without them."""

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from samverkan_ld.canonical import canonical_nquads
from samverkan_ld.errors import SourceError
from samverkan_ld.iris import Iris
from samverkan_ld.mapping.withholding import Withholding, withhold
from samverkan_ld.privacy import PersonClass
from samverkan_ld.records import Source, SourceFile

PREFIXES = """
BASE <https://data.samverkan.example/id/>
PREFIX roll: <https://data.samverkan.example/def/roll/>
PREFIX sam: <https://data.samverkan.example/spec/samverkan/>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <http://schema.org/>
PREFIX time: <http://www.w3.org/2006/time#>
"""
ELECTED = frozenset(["https://data.samverkan.example/def/roll/kso"])
CONTACTS = Withholding(frozenset([PersonClass.CONTACTS]))
SPEAKERS = Withholding(frozenset([PersonClass.CONTACTS, PersonClass.OFFICIALS]), ELECTED)

ADA = '<person/ada> a foaf:Person , schema:Person ; foaf:name "Ada Ek" ; schema:name "Ada Ek" .'
ANSWERS = """
<artikel/a> schema:publisher <organisation/p> ; prov:qualifiedAttribution <artikel/a/ansvar-1> .
<artikel/a/ansvar-1> a prov:Attribution ; dcat:hadRole roll:informationsansvarig ;
  prov:agent <person/ada> .
"""
ORGANISED = """
<artikel/a> schema:publisher <organisation/p> ; prov:qualifiedAttribution <artikel/a/ansvar-1> .
<artikel/a/ansvar-1> a prov:Attribution ; dcat:hadRole roll:informationsansvarig ;
"""
HELD = """
<medlemskap/m> a org:Membership ; org:member <person/ada> ; org:organization <kommun/2417> ;
  org:role roll:handlaggare ; schema:roleName "Handläggare"@sv ; org:memberDuring _:t .
_:t time:inside "2020-03-17" .
"""
SAYS = "<uttalande/u> prov:wasAttributedTo <person/ada> ; sam:talarSom <medlemskap/m> ."

CASES = {
    "the organisation answers in the role": (
        CONTACTS,
        ADA + ANSWERS + HELD + "<artikel/a> schema:mentions <person/ada> .",
        ORGANISED
        + """prov:agent <kommun/2417> ; dcat:hadRole roll:handlaggare ;
          schema:roleName "Handläggare"@sv .""",
    ),
    "a second organisation answers, too": (
        CONTACTS,
        ADA
        + ANSWERS
        + HELD
        + "<medlemskap/n> org:member <person/ada> ; org:organization <kommun/2418> .",
        ORGANISED
        + """prov:agent <kommun/2417> ; dcat:hadRole roll:handlaggare ;
          schema:roleName "Handläggare"@sv .
        <artikel/a> prov:qualifiedAttribution <artikel/a/ansvar-1/2> .
        <artikel/a/ansvar-1/2> a prov:Attribution ; dcat:hadRole roll:informationsansvarig ;
          prov:agent <kommun/2418> .""",
    ),
    "the publisher answers where no organisation is stated": (
        CONTACTS,
        ADA + ANSWERS,
        ORGANISED + "prov:agent <organisation/p> .",
    ),
    "nobody answers where there is no publisher": (
        CONTACTS,
        ADA + ANSWERS.replace("schema:publisher <organisation/p> ; ", "schema:headline 'A' ; "),
        "<artikel/a> schema:headline 'A' .",
    ),
    "a person described in another source is known by the address": (
        CONTACTS,
        ANSWERS,
        ORGANISED + "prov:agent <organisation/p> .",
    ),
    "a person without an address is known by the class": (
        CONTACTS,
        (ADA + ANSWERS + HELD).replace("<person/ada>", "_:ada"),
        ORGANISED
        + """prov:agent <kommun/2417> ; dcat:hadRole roll:handlaggare ;
          schema:roleName "Handläggare"@sv .""",
    ),
    "what belongs to the person goes along": (
        CONTACTS,
        ADA
        + ANSWERS
        + "<person/ada> schema:knows [ foaf:name 'Bo Ek' ] ; schema:address <person/ada/adress> ."
        + "<person/ada/adress> schema:name 'Hemma' .",
        ORGANISED + "prov:agent <organisation/p> .",
    ),
    "who speaks is no mere contact": (CONTACTS, *2 * (ADA + ANSWERS + HELD + SAYS,)),
    "who is in a film is no mere contact": (
        CONTACTS,
        *2 * (ADA + ANSWERS + "<film/f> schema:contributor <person/ada> .",),
    ),
    "an organisation that answers stays": (
        CONTACTS,
        *2 * (ORGANISED + "prov:agent <kommun/2417> .",),
    ),
    "who holds a role and is no contact stays": (CONTACTS, *2 * (ADA + HELD,)),
    "nothing goes unless something is withheld": (Withholding(), *2 * (ADA + ANSWERS + HELD,)),
    "the organisation says what an official said": (
        SPEAKERS,
        ADA + HELD + SAYS + "<film/f> schema:contributor <person/ada> ; schema:name 'F'.",
        """<uttalande/u> prov:wasAttributedTo <kommun/2417> ;
          prov:qualifiedAttribution <uttalande/u/roll-1> .
        <uttalande/u/roll-1> a prov:Attribution ; prov:agent <kommun/2417> ;
          dcat:hadRole roll:handlaggare ; schema:roleName "Handläggare"@sv .
        <film/f> schema:name 'F' .""",
    ),
    "it is the organisation that the official spoke for": (
        SPEAKERS,
        ADA
        + HELD
        + "<medlemskap/n> org:member <person/ada> ; org:organization <kommun/2418> ."
        + "<uttalande/u> prov:wasAttributedTo <person/ada> ; sam:talarSom <medlemskap/n> .",
        "<uttalande/u> prov:wasAttributedTo <kommun/2418> .",
    ),
    "an official of another source is not mentioned either": (
        SPEAKERS,
        "<artikel/a> schema:mentions <person/ada> , <kommun/2417> .",
        "<artikel/a> schema:mentions <kommun/2417> .",
    ),
    "elected persons stay": (
        SPEAKERS,
        *2 * (ADA + HELD.replace("roll:handlaggare", "roll:kso") + SAYS,),
    ),
    "a cooperation's members are no persons": (
        SPEAKERS,
        *2 * ("<medlemskap/m> org:member <kommun/2417> ; org:organization <organisation/s> .",),
    ),
}


def quads(text: str) -> list[Quad]:
    """Parse Turtle."""
    return [*parse(PREFIXES + text, format=RdfFormat.TURTLE)]


def source(text: str) -> Source:
    """Make a source of Turtle; the lines are those of what it says of an article."""
    file = SourceFile(Path("a.ttl"), "data/a.ttl", "https://data.samverkan.example/res/kallgraf/a")
    return Source(file, quads(text), {"https://data.samverkan.example/id/artikel/a": 7})


@pytest.mark.parametrize(("rule", "before", "after"), CASES.values(), ids=CASES)
def test_withhold(rule: Withholding, before: str, after: str) -> None:
    """Nothing of the person is left, and the role stays with the organisation."""
    kept = withhold(source(before), rule, Iris())

    assert canonical_nquads(kept) == canonical_nquads(quads(after))


def test_addresses_of_a_site_that_moved() -> None:
    """Persons and roles are known by whatever address a source may be written with."""
    iris = Iris("https://a.example/", "https://t.example/", former=("https://old.example/id/",))
    moved = (ANSWERS + HELD).replace("<person/", "<https://old.example/id/person/")
    rule = Withholding(
        SPEAKERS.classes, frozenset(r.replace("data.samverkan", "t") for r in ELECTED)
    )

    assert not [q for q in withhold(source(moved), rule, iris) if "person" in str(q)]
    elected = (HELD + SAYS).replace("handlaggare", "kso")
    assert [*withhold(source(elected), rule, iris)] == quads(elected)


@pytest.mark.parametrize("text", ["Fråga Ada Ek.", "ada ek svarar", "Ada\nEks svar"])
def test_name_left_in_a_text(text: str) -> None:
    """A text that still has the name is refused, with its place, and the name is not repeated."""
    given = source(f'{ADA}{ANSWERS}<artikel/a> schema:headline """{text}""" .')

    with pytest.raises(SourceError, match=r"data/a.ttl:7 \(.*/artikel/a\).*headline") as refusal:
        withhold(given, CONTACTS, Iris())
    assert "Ada" not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Ada Ek", "https://x.example/kontakt/ada-ek.html"),
        ("Ada Ek", "https://x.example/Ada%20Ek"),
        ("Åsa Öst", "https://x.example/?q=asa_ost"),
        ("Åsa Öst", "https://x.example/%C3%85sa.%C3%96st/"),
    ],
)
def test_name_left_in_an_address(name: str, address: str) -> None:
    """Addresses of pages hold names, too, and mostly without accents."""
    named = ADA.replace("Ada Ek", name)
    given = source(f"{named}{ANSWERS}<artikel/a> schema:url <{address}> .")

    with pytest.raises(SourceError, match=r"data/a.ttl:7 \(.*/artikel/a\).*schema.org/url"):
        withhold(given, CONTACTS, Iris())


@pytest.mark.parametrize("path", ["ada-ekman", "fada-ek", "ada/x/ek", "ek", "canada-eken"])
def test_other_addresses(path: str) -> None:
    """What is a part of a name, or has it inside longer words, is nobody's."""
    given = source(f"{ADA}{ANSWERS}<artikel/a> schema:url <https://x.example/{path}> .")

    assert withhold(given, CONTACTS, Iris())


@pytest.mark.parametrize(
    "text", ["Ada Ekman svarar", "Ada svarar", "Ek svarar"], ids=["longer", "given", "family"]
)
def test_other_names(text: str) -> None:
    """A longer name is another's, and a part of a name is nobody's."""
    given = source(f'{ADA}{ANSWERS}<artikel/a> schema:headline "{text}" .')

    assert withhold(given, CONTACTS, Iris())


def test_namesake() -> None:
    """A name that a person who stays has, too, is taken for that person's."""
    other = '<person/b> a foaf:Person ; foaf:name "Ada Ek" . <uttalande/u> schema:text "Ada Ek" .'

    kept = withhold(source(ADA + ANSWERS + other), CONTACTS, Iris())

    assert {*quads(other)} <= {*kept}
