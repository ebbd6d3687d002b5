"""An index tells by which rules it was made, and whoever changes them changes the number."""

import hashlib
import sqlite3
from contextlib import closing

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from tests.fulltext import documents

from samverkan_ld.iris import KINDS, Iris
from samverkan_ld.namespaces import SCHEMA
from samverkan_ld.search.index import build_index
from samverkan_ld.search.schema import RULES

FINGERPRINTS = {
    2: "d47a16241c614ddb",
}
"""What each version of the rules makes of the data below; lines are added, and never changed."""

DATA = """
BASE <https://data.samverkan.example/>
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sam: <https://data.samverkan.example/spec/samverkan/>
PREFIX schema: <http://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX time: <http://www.w3.org/2006/time#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

<res/kallgraf/r> {
  <id/kommun/1283> skos:prefLabel "Helsingborgs kommun"@sv , "Helsingborg Municipality"@en ;
    skos:altLabel "Hälsingborg" , "HELSINGBORGS STAD" , "Helsingborgs k:n" ;
    org:identifier "212000-1157" ; schema:sameAs <http://www.wikidata.org/entity/Q26793> ;
    dcterms:spatial <id/plats/kommun-1283> ; adms:identifier <id/kommun/1283/kod> .
  <id/kommun/1283/kod> skos:notation "1283" .
  <id/plats/kommun-1283> schema:containedInPlace <id/plats/lan-12> .
  <id/region/23> skos:prefLabel "Region Jämtland Härjedalen"@sv ; org:identifier "2321000214" ;
    skos:hiddenLabel "Jämtlands läns landsting" .
  <id/organisation/o> schema:name "Norrbottens e-nämnd" ; schema:alternateName "E\u2011nämnden" .
  <def/roll/kso> skos:prefLabel "kommunstyrelsens ordförande"@sv ; skos:altLabel "KSO" .
}
<res/kallgraf/a> {
  <id/artikel/a> a schema:Article ; schema:headline "Så gör de: välfärd i Wäxjö – 100 %!"@sv ;
    schema:datePublished "2020-03-17"^^xsd:date .
  <id/person/p> foaf:name "Anna-Karin Östlund" , "Anna Karin O\u0308stlund" .
  <id/person/q> foaf:name "Ægir Straße-Łukasz Þórsson" , "Sven\u00adErik Ek" , "李" , "!" .
  <id/person/r> rdfs:label "Éva"@fr ; foaf:name "Eva Bäckström-Axelsson"@sv .
  <id/medlemskap/m> a org:Membership ; rdfs:label "Östlund, ordförande" ;
    org:member <id/person/p> ; org:organization <id/kommun/1283> ; org:role <def/roll/kso> ;
    schema:roleName "ordf." ; schema:startDate "2019"^^xsd:gYear ;
    sam:tidigastFran "2019-01-01"^^xsd:date ; sam:senastFran "2019-12-31"^^xsd:date .
  <id/medlemskap/n> a org:Membership ; org:member <id/person/r> ; org:organization <id/region/23> ;
    org:memberDuring <id/medlemskap/n/period> .
  <id/medlemskap/n/period> time:inside <id/medlemskap/n/dag> .
  <id/medlemskap/n/dag> time:inXSDDate "2020-03-17"^^xsd:date .
}
"""


LETTERS = "abcdefghijklmnopqrstuvwxyzåäöæøœðđþłıéüß"
BESIDE = [
    *("kommun", "kommunen", "kn", "k:n", "k-n", "stad", "stads", "municipality", "city"),
    *("region", "regionen", "län", "landsting", "landstinget", "county council"),
]


def labels():
    """Give kinds of things and names: pairs of letters, what stands beside names, kinds."""
    yield from (("person", " ".join(one + other for other in LETTERS)) for one in LETTERS)
    yield from (("person", f"{one * 2}na {one} i") for one in LETTERS)
    for kind in ("kommun", "region"):
        yield from ((kind, f"{name} {word}") for name in ("Älmhults", "Ås") for word in BESIDE)
        yield from ((kind, f"{word} {name}") for name in ("Älmhult", "Ås") for word in BESIDE)
        yield from ((kind, f"Älmhult{word}") for word in BESIDE)
    yield from ((kind, "Något") for kind in KINDS)


def quads():
    """Give each name to a thing of its own."""
    iris = Iris()
    for number, (kind, name) in enumerate(labels()):
        thing = NamedNode(iris.thing(kind, f"{number:04}"))
        yield Quad(thing, NamedNode(SCHEMA + "name"), Literal(name))


def test_rules(tmp_path):
    """Who changes how rows, ranks, keys or terms are made raises RULES.

    An index that was made by other rules is brought up to a change wrongly otherwise.
    """
    store, path = Store(), tmp_path / "search.sqlite"
    store.load(DATA.encode(), format=RdfFormat.TRIG)
    store.extend(quads())
    build_index(path, store, Iris())

    assert FINGERPRINTS.get(RULES) == fingerprint(path), (
        "the index holds other rows than its rules made before: raise RULES in search/schema.py, "
        "and add what it holds now to FINGERPRINTS"
    )


def fingerprint(path):
    """Give a digest of everything that an index holds, and of its tables."""
    with closing(sqlite3.connect(path)) as database:
        tables = [
            sorted(database.execute(f"SELECT * FROM {table}"))
            for table in ("thing", "membership", "name", "identifier")
        ]
        made = sorted(database.execute("SELECT sql FROM sqlite_master WHERE sql > ''"))
        held = (documents(database), *tables, made)
    assert all(held)
    return hashlib.sha256(repr(held).encode()).hexdigest()[:16]
