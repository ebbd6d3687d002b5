"""The index of a release follows its store."""

import gc
import random
import re
import sqlite3
from contextlib import closing

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store
from tests.fulltext import documents

from samverkan_ld.errors import ReleaseError
from samverkan_ld.iris import Iris
from samverkan_ld.namespaces import (
    ADMS,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TIME,
    XSD,
)
from samverkan_ld.search import index as index_module
from samverkan_ld.search.index import build_index, renew_index, update_index

BASE = "https://data.samverkan.example/"
IRIS = Iris()


def nodes(*names):
    """Make IRIs of the site."""
    return [NamedNode(BASE + name) for name in names]


GRAPHS = [*nodes("res/kallgraf/a", "res/kallgraf/b", "res/kallgraf/register"), DefaultGraph()]
ELSEWHERE = NamedNode("https://elsewhere.example/x")
PERSONS = [*nodes("id/person/p", "id/person/q"), ELSEWHERE]
ORGANISATIONS = [*nodes("id/kommun/2417", "id/region/24", "id/organisation/o"), ELSEWHERE]
ROLES = nodes("def/roll/r", "def/roll/s")
COUNTIES = nodes("id/plats/lan-01", "id/plats/lan-24")
PLACES = nodes("id/plats/kommun-2417", "id/plats/kommun-0180")
MEMBERSHIPS = [*nodes("id/medlemskap/m", "id/medlemskap/n", "id/medlemskap/o"), BlankNode("m")]
PERIODS = nodes("id/medlemskap/m/period", "id/medlemskap/n/period")
INSTANTS = nodes("id/medlemskap/m/iakttagen", "id/medlemskap/n/iakttagen")
ARTICLES = nodes("id/artikel/a", "id/artikel/b")
THINGS = [*PERSONS, *ORGANISATIONS, *PLACES, *ARTICLES, *ROLES, BlankNode("t")]
TEXTS: list[Literal | NamedNode] = [
    Literal(text, language=tag) for text in ("Ek", "Ås") for tag in ("sv", "en", "fi")
]
TEXTS += [Literal("Ek"), Literal("Ö"), Literal(""), NamedNode(BASE + "id/person/p")]
NAMES = [*TEXTS, Literal("EK"), Literal("Ek i Ås"), Literal("ek-ås"), Literal("!")]
IDENTIFIERS = nodes("id/kommun/2417/kommunkod", "id/region/24/kod")
SAME = [ELSEWHERE, NamedNode("http://www.wikidata.org/entity/Q1"), *nodes("id/kommun/2417")]
DATES = [Literal(day, datatype=NamedNode(XSD + "date")) for day in ("2019-01-02", "2020-03-17")]
YEARS = [Literal("2020", datatype=NamedNode(XSD + "gYear")), Literal("2020-03-17")]

STATEMENTS = [
    *[(THINGS, predicate, TEXTS) for predicate in (SCHEMA + "text", SCHEMA + "name")],
    *[(THINGS, predicate, TEXTS) for predicate in (RDFS + "label", SCHEMA + "headline")],
    *[(THINGS, predicate, TEXTS) for predicate in (FOAF + "name", SKOS + "prefLabel")],
    *[(THINGS, predicate, NAMES) for predicate in (SKOS + "altLabel", SCHEMA + "alternateName")],
    *[(ORGANISATIONS, ORG + "identifier", [Literal(code) for code in ("1", "2", "3")])] * 2,
    (ORGANISATIONS, ADMS + "identifier", IDENTIFIERS),
    (ORGANISATIONS, SCHEMA + "identifier", [*IDENTIFIERS, Literal("212000-2417")]),
    (IDENTIFIERS, SKOS + "notation", [Literal(code) for code in ("2417", "2417 ")]),
    (IDENTIFIERS, SCHEMA + "value", [Literal("2417"), Literal("24")]),
    ([*ORGANISATIONS, *ROLES], SKOS + "notation", [Literal("SE-AC")]),
    ([*ORGANISATIONS, *ROLES], OWL + "sameAs", SAME),
    ([*ORGANISATIONS, *ROLES], SKOS + "exactMatch", SAME),
    ([*ORGANISATIONS, *ARTICLES], DCTERMS + "spatial", [*PLACES, *COUNTIES]),
    (PLACES, SCHEMA + "containedInPlace", [*COUNTIES, *PLACES, Literal("lan-24")]),
    (ORGANISATIONS, SCHEMA + "containedInPlace", COUNTIES),
    (ARTICLES, RDF + "type", [NamedNode(SCHEMA + "Article")]),
    (ARTICLES, SCHEMA + "datePublished", DATES),
    *[(MEMBERSHIPS, RDF + "type", [NamedNode(ORG + "Membership")])] * 2,
    *[(MEMBERSHIPS, ORG + "member", [*PERSONS, Literal("Ek")])] * 2,
    *[(MEMBERSHIPS, ORG + "organization", ORGANISATIONS)] * 2,
    *[(MEMBERSHIPS, ORG + "role", ROLES)] * 2,
    *[(MEMBERSHIPS, ORG + "memberDuring", [*PERIODS, Literal("2020")])] * 2,
    (PERIODS, TIME + "inside", INSTANTS),
    (INSTANTS, TIME + "inXSDDate", DATES),
    (MEMBERSHIPS, SCHEMA + "roleName", TEXTS),
    (MEMBERSHIPS, SCHEMA + "startDate", [*YEARS, *DATES]),
    (MEMBERSHIPS, SCHEMA + "endDate", [*YEARS, *DATES]),
    (MEMBERSHIPS, IRIS.term("tidigastFran"), DATES),
    (MEMBERSHIPS, IRIS.term("senastTill"), DATES),
]


def draw(chance, count):
    """Draw some quads."""
    found = set()
    for _ in range(count):
        subjects, predicate, values = chance.choice(STATEMENTS)
        terms = chance.choice(subjects), NamedNode(predicate), chance.choice(values)
        found.add(Quad(*terms, chance.choice(GRAPHS)))
    return found


def rows(path):
    """Read everything an index holds."""
    with closing(sqlite3.connect(path)) as database:
        return {
            table: database.execute(f"SELECT * FROM {table} ORDER BY iri").fetchall()
            for table in ("thing", "membership", "name", "identifier")
        } | {"term": documents(database)}


def built(path, quads):
    """Build an index of quads that come in some order, and read it."""
    path.unlink(missing_ok=True)
    store = Store()
    store.extend(quads)
    build_index(path, store, IRIS)
    return rows(path)


@pytest.mark.parametrize("seed", range(20))
def test_random_edits(tmp_path, seed):
    """After any edits, an updated index holds what a new one would."""
    chance = random.Random(seed)
    store = Store()
    store.extend(draw(chance, chance.choice([40, 150, 400])))
    index = tmp_path / "search.sqlite"
    build_index(index, store, IRIS)
    for _ in range(8):
        gone = {quad for quad in store if chance.random() < 0.04}
        come = {*draw(chance, chance.randrange(8))} - {*store}
        for quad in gone:
            store.remove(quad)
        store.extend(come)
        update_index(index, store, IRIS, gone | come)
        assert rows(index) == built(tmp_path / "new.sqlite", store)


def test_other_rules(tmp_path):
    """What was made by other rules, as before an upgrade, is built anew and not mended."""
    store, index = Store(), tmp_path / "search.sqlite"
    store.extend(draw(random.Random(3), 300))
    build_index(index, store, IRIS)
    with closing(sqlite3.connect(index)) as database:
        database.execute("PRAGMA user_version = 7")
        database.execute("UPDATE name SET plain = 'x', key = 'x'")
        database.commit()
    update_index(index, store, IRIS, ())

    assert rows(index) == built(tmp_path / "new.sqlite", store)
    built_at = index.stat().st_ino
    update_index(index, store, IRIS, ())
    assert index.stat().st_ino == built_at, "by the same rules it is kept"


@pytest.mark.parametrize("seed", range(5))
def test_any_order(tmp_path, seed):
    """What an index holds does not depend on the order in which the sources were read."""
    chance = random.Random(seed)
    quads = [*draw(chance, 600)]
    first = built(tmp_path / "search.sqlite", quads)

    assert len(first["membership"]) == 3
    for _ in range(5):
        chance.shuffle(quads)
        assert built(tmp_path / "search.sqlite", quads) == first


@pytest.mark.parametrize("seed", range(5))
def test_renewed(tmp_path, seed, monkeypatch):
    """An index that is renewed holds nothing of what it once held, down to the full-text blocks."""
    monkeypatch.setattr(index_module, "_SETTINGS", "PRAGMA secure_delete = OFF")
    chance, store, index = random.Random(seed), Store(), tmp_path / "search.sqlite"
    quads, once = draw(chance, 300), {named("Försvunna Benämningen", f"id/person/{seed}")}
    once |= {named(f"Försvunnen {number}", f"id/person/x{number}") for number in range(2000)}
    store.extend(quads | once)
    build_index(index, store, IRIS)
    for quad in once:
        store.remove(quad)
    update_index(index, store, IRIS, once)
    assert HELD.search(index.read_bytes()), "else this shows nothing"
    renew_index(index)

    build_index(tmp_path / "new.sqlite", store, IRIS)
    assert rows(index) == rows(tmp_path / "new.sqlite")
    assert blocks(index) == blocks(tmp_path / "new.sqlite")
    assert not HELD.search(index.read_bytes())
    renewed_at = index.stat().st_ino
    update_index(index, store, IRIS, ())
    assert index.stat().st_ino == renewed_at, "it still tells its rules"


HELD = re.compile("f(ö|o)rsvunn".encode(), re.IGNORECASE)


def named(name, path):
    """Call something by a name."""
    return Quad(NamedNode(BASE + path), NamedNode(FOAF + "name"), Literal(name), GRAPHS[0])


def blocks(path):
    """Give what a full-text index keeps, as it stands in the file."""
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT id, block FROM term_data ORDER BY id").fetchall()


@pytest.mark.parametrize("content", [None, b"x" * 4096, b""])
def test_no_index(tmp_path, content):
    """An index that is missing or damaged cannot be updated, and none is made."""
    path = tmp_path / "search.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReleaseError, match=r"search.sqlite: the index failed"):
        update_index(path, Store(), IRIS, draw(random.Random(0), 5))

    assert path.exists() is (content is not None)


def test_only_file(tmp_path):
    """Beside the index nothing is left, so that it can be sealed as it is."""
    path = tmp_path / "search.sqlite"
    built(path, draw(random.Random(1), 99))
    update_index(path, Store(), IRIS, draw(random.Random(1), 99))

    assert [*tmp_path.iterdir()] == [path]
    assert not any(rows(path).values())


def test_lets_go(tmp_path):
    """The store is nowhere held on to, so that it can be opened again at once."""
    store = Store(str(tmp_path / "store"))
    gc.disable()
    try:
        build_index(tmp_path / "search.sqlite", store, IRIS)
        update_index(tmp_path / "search.sqlite", store, IRIS, draw(random.Random(0), 99))
        del store
        Store(str(tmp_path / "store"))
    finally:
        gc.enable()
