"""The index of a release."""

import sqlite3

import pytest
from pyoxigraph import RdfFormat, Store

from samverkan_ld.errors import ReleaseError
from samverkan_ld.iris import Iris
from samverkan_ld.search.index import build_index
from samverkan_ld.search.lists import open_index
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS, sort_key

BASE = "https://data.samverkan.example/"
DATA = """
BASE <https://data.samverkan.example/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX sam: <https://data.samverkan.example/spec/samverkan/>
<res/kallgraf/register> {
  <id/kommun/2417> skos:prefLabel "Norsjö kommun"@sv , "Norsjö Municipality"@en ;
    schema:name "annat"@sv ; dcterms:spatial <id/plats/kommun-2417> .
  <id/plats/kommun-2417> skos:prefLabel "Norsjö"@sv ; schema:containedInPlace <id/plats/lan-24> .
  <id/kommun/0180> skos:prefLabel "Stockholms kommun"@sv ; dcterms:spatial <id/plats/kommun-0180> .
  <id/plats/kommun-0180> skos:prefLabel "Stockholm"@sv ; schema:containedInPlace <id/plats/lan-01> .
  <id/organisation/oooooooooooo> skos:prefLabel "Myndigheten"@sv ; org:identifier "2021006883" .
  <def/roll/kso> skos:prefLabel "kommunstyrelsens ordförande"@sv .
}
<res/kallgraf/a> {
  <id/artikel/aaaaaaaaaaaa> a schema:Article ; schema:name "Rubrik"@sv ;
    schema:datePublished "2020-03-17"^^xsd:date .
  <id/person/pppppppppppp> foaf:name "Östen Ek" . <id/person/qqqqqqqqqqqq> foaf:name "Ärla Al" .
  <id/person/rrrrrrrrrrrr> foaf:name "Åke Ask" . <id/person/ssssssssssss> foaf:name "ada Zak" .
  <id/medlemskap/m1> a org:Membership ; org:member <id/person/pppppppppppp> ;
    org:organization <id/kommun/2417> ; org:role <def/roll/kso> ; schema:roleName "KSO"@sv ;
    org:memberDuring <id/medlemskap/m1/period> ;
    sam:senastFran "2020-03-17"^^xsd:date ; sam:tidigastTill "2020-03-17"^^xsd:date .
  <id/medlemskap/m1/period> time:inside <id/medlemskap/m1/iakttagen> .
  <id/medlemskap/m1/iakttagen> time:inXSDDate "2020-03-17"^^xsd:date .
  <id/medlemskap/m2> a org:Membership ; org:member <id/person/qqqqqqqqqqqq> ;
    org:organization <id/organisation/oooooooooooo> ; org:memberDuring <id/medlemskap/m2/period> ;
    schema:startDate "2017"^^xsd:gYear ; schema:endDate "2019"^^xsd:gYear ;
    sam:tidigastFran "2017-01-01"^^xsd:date ; sam:senastFran "2017-12-31"^^xsd:date ;
    sam:tidigastTill "2019-01-01"^^xsd:date ; sam:senastTill "2019-12-31"^^xsd:date .
}
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """An index of two municipalities, four persons and two memberships."""
    store = Store()
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    path = tmp_path_factory.mktemp("index") / "search.sqlite"
    build_index(path, store, Iris())
    return open_index(path)


LISTS = [
    ("kommun", {}, ["Stockholms kommun", "Norsjö kommun"]),
    ("kommun", {"county": "24"}, ["Norsjö kommun"]),
    ("kommun", {"county": "99"}, []),
    ("kommun", {"role": "kso"}, ["Norsjö kommun"]),
    ("plats", {"county": "24"}, ["Norsjö"]),
    ("person", {}, ["ada Zak", "Åke Ask", "Ärla Al", "Östen Ek"]),
    ("person", {"role": "kso"}, ["Östen Ek"]),
    ("person", {"role": f"{BASE}def/roll/kso"}, ["Östen Ek"]),
    ("person", {"county": "24"}, ["Östen Ek"]),
    ("person", {"from": "2020-01-01"}, ["Östen Ek"]),
    ("person", {"from": "2018-01-01", "to": "2018-12-31"}, ["Ärla Al", "Östen Ek"]),
    ("person", {"to": "2016-12-31"}, ["Östen Ek"]),
    ("person", {"year": "2020"}, ["Ärla Al", "Östen Ek"]),
    ("artikel", {"year": "2020"}, ["Rubrik"]),
    ("artikel", {"year": "2021"}, []),
    ("medlemskap", {}, ["Ärla Al – Myndigheten", "Östen Ek – Norsjö kommun"]),
    ("medlemskap", {"role": "kso"}, ["Östen Ek – Norsjö kommun"]),
    ("nothing", {}, []),
]


@pytest.mark.parametrize(("kind", "filters", "labels"), LISTS)
def test_lists(index, kind, filters, labels):
    """A list holds what its filters leave, in Swedish order, municipalities by code."""
    page = index.page(kind, filters)

    assert [entry.label_sv for entry in page.entries] == labels
    assert page.total == len(labels)


def test_pages(index):
    """Pages follow one another without gap or overlap, and know how many there are."""
    pages = [index.page("person", {}, number=number, size=3) for number in (1, 2, 3)]

    assert [len(page.entries) for page in pages] == [3, 1, 0]
    assert {page.last for page in pages} == {2}
    assert len({entry.iri for page in pages for entry in page.entries}) == 4


def test_labels_by_language(index):
    """An entry has its English label where there is one, else another."""
    labels = [entry.label("en") for entry in index.page("kommun", {}).entries]

    assert labels == ["Stockholms kommun", "Norsjö Municipality"]


def test_memberships(index):
    """The flat table holds one row for each role held, with the columns that are promised."""
    rows = [dict(zip(MEMBERSHIP_COLUMNS, row, strict=True)) for row in index.memberships({})]

    assert rows[1] == {
        "person": "Östen Ek",
        "person_iri": f"{BASE}id/person/pppppppppppp",
        "role": "kommunstyrelsens ordförande",
        "role_as_written": "KSO",
        "organisation": "Norsjö kommun",
        "organisation_iri": f"{BASE}id/kommun/2417",
        "code": "2417",
        "tidigast_fran": "",
        "senast_fran": "2020-03-17",
        "tidigast_till": "2020-03-17",
        "senast_till": "",
        "observed": "2020-03-17",
        "precision": "observed",
        "source_iri": f"{BASE}id/artikel/aaaaaaaaaaaa",
        "source_date": "2020-03-17",
    }
    assert (rows[0]["precision"], rows[0]["code"], rows[0]["role"]) == ("year", "2021006883", "")


def test_counts(index):
    """Each kind is counted."""
    assert index.counts() == {"artikel": 1, "kommun": 2, "medlemskap": 2, "organisation": 1,
                              "person": 4, "plats": 2, "def/roll": 1}  # fmt: skip


def test_hostile_filters(index):
    """A filter is a value, never a piece of SQL."""
    for value in ("' OR 1=1 --", '"; DROP TABLE thing; --', "%", "\0"):
        assert index.page("kommun", {"county": value}).total == 0


@pytest.mark.parametrize("words", ["Anna", "Åsa", "Örjan", "émile", "Zorn"])
def test_sort_key(words):
    """Swedish letters sort after z, and case does not matter."""
    everybody = sorted(["Zorn", "Örjan", "Åsa", "Anna", "émile", "Ärla"], key=sort_key)

    assert everybody == ["Anna", "émile", "Zorn", "Åsa", "Ärla", "Örjan"]
    assert sort_key(words) == sort_key(words.upper())


def test_no_index(tmp_path):
    """A missing or damaged index is an error that says what to do."""
    with pytest.raises(ReleaseError, match="is missing"):
        open_index(tmp_path / "none.sqlite")
    (tmp_path / "bad.sqlite").write_bytes(b"x" * 4096)
    with pytest.raises(ReleaseError, match="the index failed"):
        open_index(tmp_path / "bad.sqlite")


def test_read_only(index):
    """Nobody can write to the index of a sealed release."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index.database.execute("DELETE FROM thing")
