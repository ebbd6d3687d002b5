"""Publishing what changed gives what publishing everything gives."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Store, parse
from tests.conftest import TINY_CONFIG
from tests.fulltext import documents

from samverkan_ld.archive.folder import INDEX, current_folder, read_manifest
from samverkan_ld.canonical import canonical_nquads
from samverkan_ld.config import read_config
from samverkan_ld.namespaces import FOAF
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify

START = datetime(2026, 11, 23, 12, tzinfo=UTC)
BASE = "https://tiny.example/id"
OFFICE = f"<{BASE}/organisation/{'k' * 12}>"
"""It is always there, so it may have other names at any time."""

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
    "search.sqlite": ("thing", "membership", "name", "identifier"),
}
UNCOMPARED = {"stamp", "content"}
"""Columns that tell of the file system, or hold labels of blank nodes that nothing fixes."""


PREFIXES = (
    "@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> . "
    "@prefix prov: <http://www.w3.org/ns/prov#> . @prefix : <urn:> . "
)
XSD_INT = "'7'^^<http://www.w3.org/2001/XMLSchema#int>"
SUBCLASS = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>"


LINKS = ("org:member", "org:organization", "prov:wasAttributedTo", "prov:qualifiedAttribution")


def roles(letters):
    """Choose a thing: memberships end by themselves, so they may come and go."""
    return st.sampled_from(letters).map(lambda key: f"<{BASE}/medlemskap/{key * 12}>")


def facts(letters):
    """Choose a fact that a store gives back as it was written."""
    one, other = roles(letters), roles(letters)
    names = st.sampled_from(("Ada", "Bo", "Åsa"))
    return st.one_of(
        one.map("{} a foaf:Person .".format),
        st.builds("{} foaf:name '{}' .".format, one, names),
        names.map((OFFICE + " <http://schema.org/alternateName> '{}' .").format),
        st.builds("{} :knows {} .".format, one, other),
        st.builds("{} :likes {} .".format, one, other),
        st.builds("{} prov:agent {} .".format, one, other),
        st.builds("{} {} {} .".format, one, st.sampled_from(LINKS), other),
    )


ODD = st.one_of(
    st.builds("{} :age {} .".format, roles("abcd"), st.sampled_from(("1", "01", XSD_INT))),
    roles("abcd").map("{} :knows [ foaf:name 'Nils' ] .".format),
    st.just(f":Person {SUBCLASS} foaf:Agent ."),
)
"""Facts that take more than the usual way."""

SAID = st.lists(st.one_of(facts("abcdef"), facts("abcdef"), ODD), min_size=1, max_size=4)
"""What a graph says."""

STATES = st.fixed_dictionaries({letter: st.tuples(SAID, st.just("x")) for letter in "abcd"})
"""What there is at first: for each graph what it says, and a part of the name of its file."""

LEVELS = st.tuples(*2 * (st.sampled_from(("noindex", "role")),))
"""How persons are published who are contacts, and officials."""

EDITS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(("say", "say", "rename", "remove")), st.sampled_from("abcd"), SAID
        ),
        st.tuples(st.just("level"), st.just("levels"), LEVELS),
    ),
    min_size=1,
    max_size=2,
)
"""What is done between two publications."""


def edited(state, edits):
    """Do edits to a state."""
    state = dict(state)
    for deed, letter, said in edits:
        if deed == "level":
            state[letter] = said
            continue
        old, part = state.pop(letter, (said, "x"))
        if deed == "say":
            state[letter] = said, part
        elif deed == "rename":
            state[letter] = old, "y" if part == "x" else "x"
    return state


def files_of(state):
    """Write the files of a state; a graph keeps its name when its file is renamed."""
    state = dict(state)
    contacts, officials = state.pop("levels", ("role", "noindex"))
    privacy = f'contacts = "{contacts}"\nofficials = "{officials}"\n'
    return {"samverkan.toml": f"{TINY_CONFIG}{privacy}"} | {
        f"data/{letter}-{part}.trig": (
            f"{PREFIXES} <{BASE[:-2]}res/kallgraf/{letter}> {{ {' '.join(said)} }}"
        )
        for letter, (said, part) in state.items()
    }


def write(site, files):
    """Let a site have these sources."""
    for path in site.glob("data/?-*.t*"):
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


def full_text(folder):
    """Read the full-text index of a release."""
    with closing(sqlite3.connect(folder / "search.sqlite")) as database:
        return documents(database)


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
    """A site without the sample person, with shapes that warn, and many facts that stay."""
    (tiny_site / "data/person.ttl").unlink()
    (tiny_site / "shapes/NameShape.ttl").write_text(SHAPES)
    letters = "ghjkmnpqrstvwxyz"
    steady = "".join(
        f"<{BASE}/medlemskap/{one * 12}> a foaf:Person ; :knows <{BASE}/medlemskap/{other * 12}> ; "
        f"foaf:name '{one}{other}' ; :likes <{BASE}/medlemskap/{one * 12}> .\n"
        for one in letters
        for other in letters[:4]
    )
    steady += f"{OFFICE} <http://schema.org/name> 'Verket' ."
    (tiny_site / "data/steady.ttl").write_text(PREFIXES + steady)
    return tiny_site


UNSHRUNK = settings(
    phases=[Phase.reuse, Phase.generate],  # to shrink an example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
STEPS = st.lists(EDITS, min_size=3, max_size=5)


@settings(UNSHRUNK, max_examples=6)
@given(state=STATES, steps=STEPS)
def test_same_as_everything(site, state, steps):
    """After each edit, publishing what changed says what publishing everything says.

    They are compared down to the rows of their files.
    """
    follow(site, state, steps)


@pytest.mark.long
@settings(UNSHRUNK, max_examples=40)
@given(state=STATES, steps=STEPS)
def test_same_as_everything_at_length(site, state, steps):
    """The same, many times more."""
    follow(site, state, steps)


def follow(site, state, steps):
    """Publish a site after each of some edits, both ways, and compare."""
    with TemporaryDirectory() as folder:
        changing, whole = Path(folder, "changing"), Path(folder, "whole")
        shutil.copytree(site, changing)
        shutil.copytree(site, whole)
        for number, edits in enumerate(([], *steps)):
            moment = START + timedelta(hours=number)
            state = edited(state, edits)
            files = files_of(state)
            write(changing, files)
            write(whole, files)
            outcome = publish(config(changing), moment, withdraw_missing=True)
            if outcome.is_new:
                publish(config(whole), moment, full=True, withdraw_missing=True)
                finish(config(changing))
                event(f"generation {outcome.manifest.generation}")
                compare(changing, whole)


def compare(changing, whole):
    """Compare the current releases of two sites."""
    one, other = (current_folder(place / "releases") for place in (changing, whole))
    assert manifest(one) == manifest(other)
    assert report(one) == report(other)
    assert graphs(one) == graphs(other)
    assert tables(one) == tables(other)
    assert full_text(one) == full_text(other)
    assert verify(changing / "releases", one) == []


def stores(folder):
    """Tell which files a store consists of, wherever else they are linked."""
    return {path.stat().st_ino for path in (folder / "store").glob("*.sst")}


def test_a_base_made_anew(site):
    """After some publications the next store is built from the objects, and shares no file.

    The index that goes with it holds nothing either of what was removed before.
    """
    settings = site / "samverkan.toml"
    settings.write_text(settings.read_text() + "[limits]\ngenerations = 2\n")
    files, folders = {"data/a-x.ttl": f"<{BASE}/medlemskap/{'a' * 12}> <urn:p> 0 ."}, []
    for number in range(6):
        name = "Avlagda Namnet" if number == 0 else "Nya Namnet"
        files["data/b-x.ttl"] = (
            f"<{BASE}/person/{'b' * 12}> <{FOAF}name> '{name}' ; <urn:p> {number} ."
        )
        write(site, files)
        publish(config(site), START + timedelta(hours=number))
        finish(config(site))
        folders.append(current_folder(site / "releases"))

    held = [b"avlagda" in (folder / INDEX).read_bytes().lower() for folder in folders]
    assert held == [True, True, True, False, False, False]
    assert [read_manifest(folder).generation for folder in folders] == [0, 1, 2, 1, 2, 1]
    shared = [bool(stores(a) & stores(b)) for a, b in pairwise(folders)]
    assert shared == [True, True, False, True, False]
    assert len([*(site / "releases").glob(".renewed-*")]) == 0
    assert [verify(site / "releases", folder) for folder in folders] == [[]] * 6
    assert [(folder / "dump").exists() for folder in folders] == [False] * 3 + [True] * 3
    assert all((folder / "report.ttl").exists() for folder in folders)
