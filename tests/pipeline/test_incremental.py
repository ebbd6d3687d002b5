"""Publishing what changed gives what publishing everything gives."""

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from pyoxigraph import RdfFormat, Store, parse

from samverkan_ld.archive.folder import current_folder, read_manifest
from samverkan_ld.canonical import canonical_nquads
from samverkan_ld.config import read_config
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
BASE = "https://tiny.example/id"
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix : <urn:> .
:Named a sh:NodeShape ; sh:targetClass :Person , foaf:Person ; sh:severity sh:Warning ;
  sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:severity sh:Warning ] ;
  sh:property [ sh:path [ sh:alternativePath ( :knows :likes ) ] ; sh:class foaf:Person ;
    sh:severity sh:Info ] .
:Known a sh:NodeShape ; sh:targetObjectsOf :knows ;
  sh:property [ sh:path [ sh:inversePath :knows ] ; sh:maxCount 2 ; sh:severity sh:Warning ] ;
  sh:property [ sh:path :age ; sh:maxCount 1 ; sh:datatype <http://www.w3.org/2001/XMLSchema#int> ;
    sh:severity sh:Warning ] .
:Liked a sh:NodeShape ; sh:targetSubjectsOf :likes ; sh:severity sh:Warning ;
  sh:sparql [ a sh:SPARQLConstraint ; sh:select
    "SELECT $this ?value WHERE { $this <urn:likes> ?value . ?value <urn:likes> $this }" ] .
"""
TABLES = {
    "ledger.sqlite": ("thing", "page", "ending", "successor", "finding", "source"),
    "search.sqlite": ("thing", "membership"),
}
UNCOMPARED = {"stamp", "content"}
"""Columns that tell of the file system, or hold labels of blank nodes that nothing fixes."""


PREFIXES = "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix : <urn:> . "


def sources(rng):
    """Write random sources: names and texts of files below `data/`."""
    return {f"data/{letter}.ttl": facts(rng) for letter in "abcdef" if rng.random() < 0.8}


def facts(rng):
    """Write random facts as Turtle, a few of them about blank nodes or in odd spellings."""
    return PREFIXES + " ".join(fact(rng) for _ in range(rng.randrange(1, 6)))


def fact(rng, odd=1):
    """Write a random fact; `odd` weighs facts that a store does not give back as written."""
    one, other = (
        f"<{BASE}/medlemskap/{rng.choice('abcdefghjkmnpqrstvwxyz') * 12}>" for _ in range(2)
    )
    number = rng.choice(("1", "01", "'7'^^<http://www.w3.org/2001/XMLSchema#int>"))
    return rng.choices(
        (
            f"{one} a foaf:Person .",
            f"{one} foaf:name '{rng.choice(('Ada', 'Bo', 'Åsa'))}' .",
            f"{one} :knows {other} .",
            f"{one} :likes {other} .",
            f"{one} :age {number} .",
            f"{one} :knows [ foaf:name 'Nils' ] .",
            ":Person <http://www.w3.org/2000/01/rdf-schema#subClassOf> foaf:Agent .",
        ),
        (8, 6, 6, 5, 3 * odd, 0.2 * odd, 0.1 * odd),
    )[0]


def edit(rng, files):
    """Change, add or remove one or two files."""
    edited = dict(files)
    for _ in range(rng.randrange(1, 3)):
        name = f"data/{rng.choice('abcdef')}.ttl"
        if name in edited and rng.random() < 0.25:
            del edited[name]
        else:
            edited[name] = facts(rng)
    return edited


def write(site, files):
    """Let a site have these sources."""
    for path in site.glob("data/*.ttl"):
        if f"data/{path.name}" not in files:
            path.unlink()
    for name, text in files.items():
        path = site / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)


def rows(path, table):
    """Read a table, by column, without what need not be the same."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        found = [dict(row) for row in database.execute(f"SELECT * FROM {table}")]
    return [{k: v for k, v in row.items() if k not in UNCOMPARED} for row in found]


def tables(folder):
    """Read all tables of a release."""
    return {
        (name, table): rows(folder / name, table) for name, some in TABLES.items() for table in some
    }


def report(folder):
    """Read the report of a release, in a form that can be compared."""
    return canonical_nquads(parse(path=str(folder / "report.ttl"), format=RdfFormat.TURTLE))


def manifest(folder):
    """Read the manifest of a release, but for how often its store was built on."""
    return replace(read_manifest(folder), generation=0)


def graphs(folder):
    """Read the graphs of a store, in a form that can be compared."""
    store = Store.read_only(str(folder / "store"))
    return {str(name): canonical_nquads(graph_of(store, name)) for name in store.named_graphs()}


def config(site):
    """Read the configuration of a site."""
    return read_config(site / "samverkan.toml")


def graph_of(store, name):
    """Give the quads of a graph."""
    return store.quads_for_pattern(None, None, None, name)


@pytest.fixture
def site(tiny_site):
    """A site without the sample person, with shapes that warn."""
    (tiny_site / "data/person.ttl").unlink()
    (tiny_site / "shapes/NameShape.ttl").write_text(SHAPES)
    steady = " ".join(fact(random.Random(number), odd=0) for number in range(150))
    (tiny_site / "data/steady.trig").write_text(PREFIXES + steady)
    return tiny_site


@pytest.mark.parametrize("seed", range(6))
def test_same_as_everything(site, tmp_path, seed):
    """After each of many random edits both ways say the same, down to the rows of their files."""
    rng = random.Random(seed)
    whole = tmp_path / "whole"
    shutil.copytree(site, whole)
    files, generations = sources(rng), []
    for number in range(10):
        moment = START + timedelta(hours=number)
        write(site, files)
        write(whole, files)
        outcome = publish(config(site), moment, withdraw_missing=True)
        if outcome.is_new:
            publish(config(whole), moment, full=True, withdraw_missing=True)
            finish(config(site))
            generations.append(outcome.manifest.generation)
            changed, everything = (current_folder(place / "releases") for place in (site, whole))
            assert manifest(changed) == manifest(everything)
            assert report(changed) == report(everything)
            assert graphs(changed) == graphs(everything)
            assert tables(changed) == tables(everything)
            assert verify(site / "releases", changed) == []
        files = edit(rng, files)
    assert sum(generation > 0 for generation in generations) >= 5


def stores(folder):
    """Tell which files a store consists of, wherever else they are linked."""
    return {path.stat().st_ino for path in (folder / "store").glob("*.sst")}


def test_a_store_built_anew(site):
    """After some publications the next store is built from the objects, and shares no file."""
    settings = site / "samverkan.toml"
    settings.write_text(settings.read_text() + "[limits]\ngenerations = 2\n")
    files, folders = {"data/a.ttl": f"<{BASE}/medlemskap/{'a' * 12}> <urn:p> 0 ."}, []
    for number in range(6):
        files["data/b.ttl"] = f"<{BASE}/medlemskap/{'b' * 12}> <urn:p> {number} ."
        write(site, files)
        publish(config(site), START + timedelta(hours=number))
        finish(config(site))
        folders.append(current_folder(site / "releases"))

    assert [read_manifest(folder).generation for folder in folders] == [0, 1, 2, 1, 2, 1]
    shared = [bool(stores(a) & stores(b)) for a, b in pairwise(folders)]
    assert shared == [True, True, False, True, False]
    assert len([*(site / "releases").glob(".fresh-*")]) == 0
    assert [verify(site / "releases", folder) for folder in folders] == [[]] * 6
    assert [(folder / "dump").exists() for folder in folders] == [False] * 5 + [True]
    assert all((folder / "report.ttl").exists() for folder in folders)
