"""Things found by what they are called or identified by."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import SCHEMA
from samverkan_ld.search import names
from samverkan_ld.search.folding import chunks, fold_code, plain, spell
from samverkan_ld.search.index import build_index
from samverkan_ld.search.lists import open_index
from samverkan_ld.search.names import Match, find, identified, names_of
from samverkan_ld.search.terms import answers

BASE = "https://data.samverkan.example/"
DATA = """
BASE <https://data.samverkan.example/>
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

<id/kommun/2321> skos:prefLabel "Åre kommun"@sv , "Åre Municipality"@en ;
  schema:alternateName "Åre"@sv ; org:identifier "2120002486" .
<id/kommun/0180> skos:prefLabel "Stockholms kommun"@sv ; schema:alternateName "Stockholms stad" ;
  adms:identifier <id/kommun/0180/kommunkod> ;
  schema:sameAs <http://www.wikidata.org/entity/Q506250> .
<id/kommun/0180/kommunkod> skos:notation "0180" .
<id/kommun/0980> skos:prefLabel "Gotlands kommun"@sv ; org:identifier "2120000803" .
<id/region/09> skos:prefLabel "Region Gotland"@sv ; org:identifier "212000-0803" .
<id/region/01> skos:prefLabel "Region Stockholm"@sv .
<id/plats/kommun-2321> skos:prefLabel "Åre kommun"@sv .
<id/organisation/aaaaaaaaaaaa> skos:prefLabel "Norrbottens e-nämnd"@sv ;
  skos:altLabel "Enämnden"@sv ;
  skos:exactMatch <https://other.example/x> ; owl:sameAs <id/organisation/bbbbbbbbbbbb> .
<id/organisation/cccccccccccc> schema:name "Arenan" .
<id/organisation/dddddddddddd> schema:name "Nya Ärenden AB" .
<id/organisation/eeeeeeeeeeee> schema:legalName "Bara ett namn" .
<id/person/pppppppppppp> foaf:name "Anna-Karin Öst" .
<id/person/qqqqqqqqqqqq> foaf:name "Anna Karin Ost" .
<id/artikel/tttttttttttt> schema:headline "Anna leder Åre"@sv .
<id/medlemskap/mmmmmmmmmmmm> rdfs:label "Anna Karin Ost, chef" .
<id/uttalande/uuuuuuuuuuuu> schema:text "Anna vill samverka." .
<def/roll/kso> skos:prefLabel "kommunstyrelsens ordförande"@sv ; skos:altLabel "KSO"@sv ;
  skos:notation "kso" .
<def/roll> skos:prefLabel "Roller"@sv .
<spec/samverkan/Kommun> rdfs:label "Kommun"@sv .
"""
ÅRE, STOCKHOLM, REGION = "kommun/2321", "kommun/0180", "region/01"
NÄMND, ÖST, OST = "organisation/aaaaaaaaaaaa", "person/pppppppppppp", "person/qqqqqqqqqqqq"
ARENAN, ÄRENDEN = "organisation/cccccccccccc", "organisation/dddddddddddd"
PLACE, ARTICLE = "plats/kommun-2321", "artikel/tttttttttttt"


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """An index of some things with names."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TURTLE)
    return built(store, tmp_path_factory.mktemp("names"))


def built(store, folder):
    """Build the index of a store."""
    build_index(folder / "search.sqlite", store, Iris())
    return open_index(folder / "search.sqlite")


def keys(hits):
    """Give the ends of the IRIs that were found."""
    return [hit.iri.removeprefix(BASE).removeprefix("id/") for hit in hits]


FOUND = [
    # spelled so, then but for diacritics, then longer names, then names with the word inside
    ("åre", [ÅRE, PLACE, ARTICLE, ARENAN, ÄRENDEN]),
    ("ÅRE", [ÅRE, PLACE, ARTICLE, ARENAN, ÄRENDEN]),
    ("A\u030are", [ÅRE, PLACE, ARTICLE, ARENAN, ÄRENDEN]),
    ("are", [ÅRE, ARENAN, PLACE, ARTICLE, ÄRENDEN]),
    ("åre kommun", [ÅRE, PLACE]),
    ("kommun åre", [ÅRE, PLACE]),
    ("stockholm kommun", [STOCKHOLM]),
    ("stockholm", [STOCKHOLM, REGION]),
    ("Stockholms stad", [STOCKHOLM]),
    ("region", ["region/09", REGION]),
    ("e-nämnd", [NÄMND]),
    ("e nämnd", [NÄMND]),
    ("enämnd", [NÄMND]),
    ("E\u2011NAMND", [NÄMND]),
    ("anna-karin öst", [ÖST, OST]),
    ("Anna Karin Ost", [OST, ÖST]),
    ("annakarin", [ÖST]),
    ("ost", [OST, ÖST]),
    ("kso", ["def/roll/kso"]),
    ("ordförande", ["def/roll/kso"]),
    ("bara ett namn", []),
    ("roller", []),
    ("samverka", []),
    ("chef", []),
    ("0180", [STOCKHOLM]),
    ("212000-2486", [ÅRE]),
    ("Q506250", [STOCKHOLM]),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(index, text, expected):
    """What is spelled so comes first, then what is but for diacritics, then longer names."""
    assert keys(find(index, text, limit=10)) == expected


@pytest.mark.parametrize("few", [1, 3, 1000])
@pytest.mark.parametrize("prefix", [True, False])
def test_few(index, monkeypatch, few, prefix):
    """Whether the index puts names in order or not, they come in the same."""
    texts = [*(text for text, _ in FOUND), "a", "o", "k", "anna", "kommun", "å"]
    wanted = [find(index, text, prefix=prefix, limit=20) for text in texts]
    monkeypatch.setattr(names, "_FEW", few)

    assert [find(index, text, prefix=prefix, limit=20) for text in texts] == wanted


KINDS = [
    ("åre", ["kommun"], [ÅRE]),
    ("åre", ["plats", "artikel"], [PLACE, ARTICLE]),
    ("a", ["artikel"], [ARTICLE]),
    ("o", ["def/roll"], ["def/roll/kso"]),
    ("2120000803", ["region"], ["region/09"]),
    ("åre", ["nothing"], []),
    ("åre", ['" OR "'], []),
]


@pytest.mark.parametrize(("text", "kinds", "expected"), KINDS)
def test_kinds(index, text, kinds, expected):
    """Only things of the kinds asked for are found."""
    assert keys(find(index, text, kinds=kinds, limit=10)) == expected


def test_whole_words(index):
    """Where beginnings of words do not count, only whole words do."""
    assert keys(find(index, "stockholm", prefix=False, limit=10)) == [REGION]
    assert keys(find(index, "nämnd", prefix=False, limit=10)) == [NÄMND]


def test_hits(index):
    """A hit tells the labels, what answered as it is written, and how well."""
    (hit,) = find(index, "STOCKHOLMS STAD", limit=1)
    assert (hit.label("sv"), hit.kind) == ("Stockholms kommun", "kommun")
    assert (hit.matched, hit.match) == ("Stockholms stad", Match.EXACT)

    matches = {hit.matched: hit.match for hit in find(index, "are", limit=10)}
    assert matches == {
        "Åre": Match.FOLDED,
        "Arenan": Match.BEGINNING,
        "Åre kommun": Match.BEGINNING,
        "Anna leder Åre": Match.WITHIN,
        "Nya Ärenden AB": Match.WITHIN,
    }
    assert [hit.matched for hit in find(index, "212000-0803", limit=2)] == [
        "2120000803",
        "212000-0803",
    ]
    assert find(index, "åre", limit=1)[0].label("en") == "Åre Municipality"


def test_pages(index):
    """Pages follow one another without gap or overlap."""
    whole = find(index, "a", limit=50)
    pages = [find(index, "a", limit=2, start=start) for start in range(0, 12, 2)]

    assert len(whole) > 6
    assert tuple(hit for page in pages for hit in page) == whole


IDENTIFIERS = [
    ("212000-2486", [ÅRE]),
    (" 2120002486 ", [ÅRE]),
    ("212000 2486", [ÅRE]),
    ("2120000803", ["kommun/0980", "region/09"]),
    ("212000\u20110803", ["kommun/0980", "region/09"]),
    ("0180", [STOCKHOLM]),
    ("180", []),
    ("q506250", [STOCKHOLM]),
    ("http://www.wikidata.org/entity/Q506250", [STOCKHOLM]),
    ("https://www.wikidata.org/wiki/Q506250", [STOCKHOLM]),
    ("https://other.example/x", [NÄMND]),
    ("https://other.example/X", []),
    (f"{BASE}id/organisation/bbbbbbbbbbbb", []),
    ("kso", []),
    ("", []),
    ("-", []),
]


@pytest.mark.parametrize(("text", "expected"), IDENTIFIERS)
def test_identified(index, text, expected):
    """An identifier leads to what has it, in any spelling; our own IRIs and notations are none."""
    assert keys(identified(index, text)) == expected


def test_names_of(index):
    """All names of a thing are known, those that differ in typing once."""
    assert names_of(index, f"{BASE}id/{ÅRE}") == ("Åre", "Åre kommun", "Åre Municipality")
    assert names_of(index, f"{BASE}id/medlemskap/mmmmmmmmmmmm") == ()


HOSTILE = [
    '"',
    '""',
    "'; DROP TABLE name; --",
    "a OR b",
    "NOT a",
    "a NEAR b",
    "NEAR(a b)",
    "terms:a",
    "{terms} : a",
    "^a",
    "a*",
    "*",
    "-a",
    "a + b",
    "(a",
    "\0",
    "a\0b",
    "\ud800",
    "%",
    "_",
    "e-",
    "--",
    "ﬁ",
    "²",
    "İ",
    "ß",
    "🙂",
    "a" * 10_000,
    "a " * 5_000,
    "a-" * 5_000,
    "å" * 10_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile(index, text):
    """No text is anything but words."""
    for prefix in (True, False):
        find(index, text, prefix=prefix, limit=10)
    identified(index, text)


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_any_text(index, text):
    """Whatever is typed gets an answer."""
    find(index, text, limit=5)
    identified(index, text)


@settings(max_examples=20)
@given(st.lists(st.text(string.ascii_letters + "åäöÅÄÖé -:'", min_size=1, max_size=30)))
def test_every_name_is_found(tmp_path_factory, names):
    """A name is found by itself, by each of its words and their beginnings, typed in any way."""
    store = Store()
    things = {f"{BASE}id/organisation/{number}": name for number, name in enumerate(names)}
    for iri, name in things.items():
        store.add(Quad(NamedNode(iri), NamedNode(SCHEMA + "name"), Literal(name)))
    index = built(store, tmp_path_factory.mktemp("any"))
    for iri, name in things.items():
        words = [word for chunk in chunks(name) for word in chunk]
        joined = ["".join(chunk) for chunk in chunks(name)]
        asked = [name, name.upper(), *words, *map(plain, words), *(w[:2] for w in words), *joined]
        for text in asked if words else ():
            assert iri in {hit.iri for hit in find(index, text, limit=len(names))}, text


ANSWERS = [
    ("Skellefteå kommun", "kom skelleftea", True),
    ("Skellefteå kommun", "skellefteå stad", False),
    ("Norrbottens e-nämnd", "enam", True),
    ("Norrbottens e-nämnd", "e-nam norr", True),
    ("Enämnden", "e-nämnd", True),
    ("Anna", "nna", False),
    ("Anna", "", True),
]


@pytest.mark.parametrize(("name", "text", "expected"), ANSWERS)
def test_answers(name, text, expected):
    """A name answers to the words that it is found by."""
    assert answers(name, chunks(text)) is expected


FOLDED = [
    ("Nämnden för E\u2011arkiv", "nämnden för e arkiv", "namnden for e arkiv"),
    ("Straße Ⅳ ﬁ", "strasse iv fi", "strasse iv fi"),
    ("A\u030aRE", "åre", "are"),
    ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth", "softhyphen zerowidth"),
    ("Søren Ærø Łódź", "søren ærø łódź", "soren aero lodz"),
    ("S:t Eriks", "s t eriks", "s t eriks"),
    ("_ – !", "", ""),
]


@pytest.mark.parametrize(("text", "spelled", "bare"), FOLDED)
def test_folding(text, spelled, bare):
    """Typing makes no difference to how words are spelled; without diacritics they are plain."""
    assert spell(text) == spelled
    assert plain(spelled) == bare


@given(st.text())
def test_folding_is_done_once(text):
    """What is folded already stays as it is."""
    assert spell(spell(text)) == spell(text)
    assert plain(plain(spell(text))) == plain(spell(text))
    assert fold_code(fold_code(text)) == fold_code(text)
