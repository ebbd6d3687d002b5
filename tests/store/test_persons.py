"""How far the persons of a store are published: their class, by all that sources tell of them."""

from itertools import product

import pytest
from pyoxigraph import RdfFormat, Store

from samverkan_ld.config import PrivacyConfig
from samverkan_ld.iris import Iris
from samverkan_ld.privacy import Level, PersonClass
from samverkan_ld.store.persons import Persons

IRIS = Iris("https://a.example/", "https://t.example/")
ADA = "https://a.example/id/person/ada"
PREFIXES = """
BASE <https://a.example/id/>
PREFIX g: <https://a.example/res/kallgraf/>
PREFIX roll: <https://t.example/def/roll/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
g:vocab { roll:fortroendevalda-och-hogsta-chefer skos:member roll:kso , roll:vd }
g:a { <person/ada> a foaf:Person . <kommun/2417> a org:FormalOrganization }
"""
ANSWERS = "<artikel/a/ansvar-1> prov:agent <person/ada> ."
OFFICIAL = "<medlemskap/o> a org:Membership ; org:member <person/ada> ; org:role roll:handlaggare ."
ELECTED = "<medlemskap/e> org:member <person/ada> ; org:role roll:kso ."
SAYS = "<uttalande/u> a schema:Statement ; prov:wasAttributedTo <person/ada> ."

CLASSES = {
    "a contact": ([ANSWERS], PersonClass.CONTACTS),
    "a contact with a role": ([ANSWERS + OFFICIAL], PersonClass.CONTACTS),
    "a contact in an elected role": ([ANSWERS + ELECTED], PersonClass.CONTACTS),
    "a contact whom the article mentions": (
        [f"{ANSWERS} <artikel/a> schema:mentions <person/ada> ."],
        PersonClass.CONTACTS,
    ),
    "a contact here who speaks there": ([ANSWERS, SAYS], PersonClass.OFFICIALS),
    "a contact here who speaks there, elected": ([ANSWERS + ELECTED, SAYS], PersonClass.ELECTED),
    "an official": ([OFFICIAL], PersonClass.OFFICIALS),
    "a role that is not stated": ([SAYS], PersonClass.OFFICIALS),
    "nothing but a name": ([""], PersonClass.OFFICIALS),
    "elected": ([ELECTED], PersonClass.ELECTED),
    "an official here who is elected there": ([OFFICIAL, ELECTED], PersonClass.ELECTED),
}


def persons(sources: list[str], privacy: PrivacyConfig) -> Persons:
    """Load sources into a store, each into a graph."""
    store = Store()
    graphs = "".join(f"g:s{number} {{ {text} }}" for number, text in enumerate(sources))
    store.load(PREFIXES + graphs, format=RdfFormat.TRIG)
    return Persons.of(store, privacy, IRIS)


@pytest.mark.parametrize(("sources", "kind"), CLASSES.values(), ids=CLASSES)
def test_class(sources: list[str], kind: PersonClass) -> None:
    """The most that all sources together tell decides, in whatever order they are."""
    for given in (sources, sources[::-1]):
        assert persons(given, PrivacyConfig()).kind(ADA) is kind


def test_without_the_collection() -> None:
    """A site whose vocabulary does not list elected roles has no elected persons."""
    store = Store()
    text = PREFIXES.replace("skos:member", "skos:related") + f"g:s {{ {ELECTED} }}"
    store.load(text, format=RdfFormat.TRIG)

    assert Persons.of(store, PrivacyConfig(), IRIS).kind(ADA) is PersonClass.OFFICIALS


@pytest.mark.parametrize(("level", "is_hidden"), [*product(Level, (False, True))])
def test_level(level: Level, is_hidden: bool) -> None:
    """The level of the class holds; a person who is to be left out is at most not indexed."""
    noindex = ("https://data.samverkan.example/id/person/ada",) if is_hidden else ()
    privacy = PrivacyConfig(elected="noindex", officials=level, contacts="noindex", noindex=noindex)

    found = persons([OFFICIAL + SAYS], privacy)

    hidden = level is Level.INDEXED and is_hidden
    assert found.level(ADA) is (Level.NOINDEX if hidden else level)
    is_listed = level is Level.INDEXED and not is_hidden
    for thing in ("person/ada", "medlemskap/o", "uttalande/u"):
        assert found.is_indexed(f"https://a.example/id/{thing}") is is_listed


def test_other_things() -> None:
    """What is no person, and what organisations hold or say, is always listed."""
    party = "<medlemskap/p> a org:Membership ; org:member <kommun/2417> ."
    said = "<uttalande/u> a schema:Statement ; prov:wasAttributedTo <kommun/2417> ."
    closed = PrivacyConfig(elected="role", officials="role", contacts="role")

    found = persons([party, said], closed)

    for thing in ("kommun/2417", "medlemskap/p", "uttalande/u", "artikel/unknown"):
        assert found.is_indexed(f"https://a.example/id/{thing}")


@pytest.mark.parametrize("hidden", [(), ("https://a.example/id/person/bea",)])
@pytest.mark.parametrize("open_class", PersonClass)
@pytest.mark.parametrize("sources", [sources for sources, _ in CLASSES.values()], ids=CLASSES)
def test_all_at_once(sources: list[str], open_class: PersonClass, hidden: tuple[str, ...]) -> None:
    """All who are not listed are those who are told to be when each is asked about."""
    others = [source.replace("ada", "bea") for source in [SAYS, ELECTED]]
    everybody = "<person/bea> a schema:Person . <person/c> a foaf:Person , schema:Person ."
    levels = {kind.value: "indexed" if kind is open_class else "noindex" for kind in PersonClass}
    found = persons([*sources, *others, everybody], PrivacyConfig(**levels, noindex=hidden))

    asked = {f"https://a.example/id/person/{name}" for name in ("ada", "bea", "c")}
    assert found.unlisted() == {iri for iri in asked if not found.is_indexed(iri)}
