"""Erasing a person, or an old value, from everything that was published."""

import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from pyoxigraph import Literal, NamedNode
from tests.erased import (
    ARTICLE,
    BASE,
    NAME,
    NAMESAKE,
    NOW,
    OFFICE,
    OLD,
    OTHER,
    PERSON,
    ROLE,
    SAYING,
    clean_sources,
    holders,
    write,
    write_site,
)
from tests.fulltext import documents

from samverkan_ld.archive.endings import all_endings
from samverkan_ld.archive.facts import find_fact, write_fact
from samverkan_ld.archive.folder import (
    INDEX,
    STORE,
    current_folder,
    publishing,
    read_manifest,
    release_folders,
)
from samverkan_ld.archive.journal import Request
from samverkan_ld.archive.ledger import LEDGER, forget_removed, open_ledger, writing_ledger
from samverkan_ld.archive.locks import finishing
from samverkan_ld.archive.objects import object_path
from samverkan_ld.archive.things import things_of_page
from samverkan_ld.config import read_config
from samverkan_ld.errors import BusyError, NotFoundError, ReleaseError, SourcesError, VanishedError
from samverkan_ld.pipeline.counts import count_classes, count_properties
from samverkan_ld.pipeline.erasing import erasure, exchange
from samverkan_ld.pipeline.finishing import finish
from samverkan_ld.pipeline.history import rollback
from samverkan_ld.pipeline.making import JUDGED
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.search.index import build_index
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.release import open_release

FOAF_NAME = "http://xmlns.com/foaf/0.1/name"
REQUEST = Request(PERSON, "radering")
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    """No server follows the switch here."""
    monkeypatch.setattr(exchange, "FOLLOWED", 0.0)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The folder of a site in which the person is the only one of the name; it is copied."""
    return write_site(tmp_path_factory.mktemp("published")).root


@pytest.fixture
def config(published, tmp_path):
    """A site of its own in which the person is the only one of the name."""
    shutil.copytree(published, tmp_path / "site", symlinks=True)
    return read_config(tmp_path / "site" / "samverkan.toml")


def erased(config, request=REQUEST, now=LATER):
    """Erase, and do what follows."""
    outcome = erasure.erase(config, request, now)
    finish(config)
    return outcome


def current(config):
    """Open the current release."""
    return open_release(current_folder(config.releases))


def texts(config, iri):
    """Give the literals that the current release has about a thing, sorted."""
    quads = current(config).store.quads_for_pattern(NamedNode(iri), None, None, None)
    return sorted(quad.object.value for quad in quads if isinstance(quad.object, Literal))


def faults(config):
    """Verify all releases; stores that are gone are rebuilt."""
    return [fault for f in release_folders(config.releases) for fault in verify(config.releases, f)]


def test_name_is_nowhere(config):
    """After an erasure nothing below the folder of releases has the name, in any spelling."""
    places = " ".join(holders(config.releases))
    for part in ("store", "search.sqlite", "ledger.sqlite", "report.ttl", "dump", "objects"):
        assert part in places
    for dump in ("samverkan.nq.gz", "samverkan.trig.gz", "samverkan.jsonld.gz", "person.csv.gz"):
        assert places.count(dump) > 1  # those of earlier releases, too
    before = {path.name: read_manifest(path) for path in release_folders(config.releases)}
    outcome = erased(config)

    assert (outcome.things, outcome.releases) == (3, 4)
    assert holders(config.releases) == []
    assert faults(config) == []
    assert holders(config.releases) == []
    for folder in release_folders(config.releases)[:-1]:
        manifest = read_manifest(folder)
        assert manifest.digest != before[folder.name].digest == manifest.redacted[0].digest
        assert manifest.created == before[folder.name].created


def test_ledger_forgets(tmp_path):
    """What was removed from a ledger is not left in its file."""
    path = tmp_path / LEDGER
    with writing_ledger(path, None) as ledger:
        ledger.database.execute("PRAGMA secure_delete = OFF")
        write_fact(ledger, "name", NAME)
        ledger.database.commit()
        ledger.database.execute("DELETE FROM fact")
    assert NAME.encode() in path.read_bytes()
    forget_removed(path)

    assert NAME.encode() not in path.read_bytes()
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("before", ["whole", "gone", "damaged", "made by other rules"])
def test_index_is_as_new(config, tmp_path, before):
    """The index of the new release is what a fresh one would be: nothing is left of the name."""
    assert has_word(config, "rené")
    spoil(current_folder(config.releases) / INDEX, before)
    erased(config)

    assert not has_word(config, "rené")
    release, fresh = current(config), tmp_path / "fresh.sqlite"
    build_index(fresh, release.store, release.iris)
    assert blocks(release.index.path) == blocks(fresh)
    assert held_rows(release.index.path) == held_rows(fresh)


def spoil(path, state):
    """Let an index be gone, damaged, or of an earlier version."""
    if state == "gone":
        path.unlink()
    elif state == "damaged":
        path.write_bytes(path.read_bytes()[:5000] + b"x" * 9000)
    elif state != "whole":
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA user_version = 7")
            database.commit()


def held_rows(path):
    """Give the rows of the tables of an index."""
    with closing(sqlite3.connect(path)) as database:
        return [
            sorted(database.execute(f"SELECT * FROM {table}"))
            for table in ("thing", "membership", "name", "identifier")
        ]


def blocks(path):
    """Give what the full-text index of a release keeps, as it stands in the file."""
    with closing(sqlite3.connect(path)) as database:
        return database.execute("SELECT id, block FROM term_data ORDER BY id").fetchall()


def has_word(config, word):
    """Tell whether a word leads to anything in the full-text index of the current release."""
    with closing(sqlite3.connect(current(config).index.path)) as database:
        return any(f"c{word}" in terms for terms in documents(database).values())


def test_store_is_built_anew(config):
    """No file of the new store is shared with a store before: those hold removed strings."""
    assert read_manifest(current_folder(config.releases)).generation == 3
    erased(config)

    folder = current_folder(config.releases)
    assert read_manifest(folder).generation == 0
    tables = [*(folder / STORE).glob("*.sst")]
    assert {path.stat().st_nlink for path in tables} == {1}
    stores = {path.parent.resolve() for path in config.releases.glob("*/store")}
    assert stores == {folder}


def test_hidden_files_are_gone(config):
    """What was made for later releases goes too, and nothing of the work is left."""
    for name in (".renewed-x", ".finish", ".restore", ".build-x", ".erasure"):
        (config.releases / name).mkdir()
    erased(config)

    names = {path.name for path in config.releases.iterdir() if path.name.startswith(".")}
    assert names == {".lock", ".finishing-lock", ".restoring-lock"}


def test_counts_agree(config):
    """The counts of a release are those of the store that is rebuilt from its objects."""
    erased(config)
    assert faults(config) == []
    for folder in release_folders(config.releases):
        manifest, store = read_manifest(folder), open_store(folder / STORE)
        assert manifest.counts == count_classes(store)
        assert manifest.properties == count_properties(store)


def test_everything_is_judged_next(config):
    """What the gate found before counts as unknown: the data have changed without it."""
    assert find_fact(current(config).ledger, JUDGED)
    erased(config)
    for folder in release_folders(config.releases):
        assert find_fact(open_ledger(folder / LEDGER), JUDGED) == ""


def test_person_has_ended(config):
    """The person ends with memberships and statements, in every release; the feed tells it."""
    outcome = erased(config)
    reason = "https://data.samverkan.example/def/avslut/radering"
    for folder in release_folders(config.releases):
        assert faults(config) == []
        endings = [*all_endings(open_release(folder).ledger)]
        assert [e.iri for e in endings] == sorted([PERSON, ROLE, SAYING])
        assert {(e.kind, e.reason, e.is_erased) for e in endings} == {("withdrawn", reason, True)}
    ledger = current(config).ledger
    moment = read_manifest(config.releases / outcome.release).created
    found = things_of_page(ledger, 1)
    changed = {thing.iri: (thing.change, thing.page) for thing in found if thing.changed == moment}
    assert changed == {
        PERSON: ("withdrawn", 1),
        ROLE: ("withdrawn", 1),
        SAYING: ("withdrawn", 1),
        OTHER: ("updated", 1),
        ARTICLE: ("updated", 1),
    }


def test_others_stay(config):
    """What is said of others stays, with the name written over."""
    erased(config)

    assert texts(config, OTHER) == ["Bo Exempelsson"]
    assert texts(config, OFFICE) == ["Verket"]
    marks = "[namn borttaget]"
    assert texts(config, ARTICLE) == [
        "Interview with [name removed]",
        f"Intervju med {marks}",
        f"{marks}\n ord, fil {marks}.txt, {marks}, {marks}",
    ]
    store = current(config).store
    for iri in (PERSON, ROLE, f"{ROLE}/tid", f"{PERSON}/adress"):
        left = store.quads_for_pattern(NamedNode(iri), None, None, None)
        assert {quad.graph_name.value for quad in left} <= {f"{BASE}res/identifierare"}


def test_statements_may_stay(config):
    """Statements that are kept are attributed to the organisation that was spoken for."""
    outcome = erased(config, Request(PERSON, "radering", keeps_statements=True))

    assert outcome.things == 2
    assert holders(config.releases) == []
    attributed = NamedNode("http://www.w3.org/ns/prov#wasAttributedTo")
    for folder in release_folders(config.releases):
        assert verify(config.releases, folder) == []
        store = open_store(folder / STORE)
        (quad,) = store.quads_for_pattern(NamedNode(SAYING), attributed, None, None)
        assert quad.object == NamedNode(OFFICE)
        assert next(store.quads_for_pattern(None, None, NamedNode(ROLE), None), None) is None
    assert texts(config, SAYING) == ["[namn borttaget] vill samverka."]


def test_namesake_is_untouched(tmp_path):
    """Another person of the same name keeps it, in the same graph and in another one."""
    config = write_site(tmp_path / "site", namesakes=True)
    third = f"{BASE}id/person/gggggggggggg"
    outcome = erased(config)

    for iri in (NAMESAKE, third):
        assert texts(config, iri) == [NAME]
    assert texts(config, f"{BASE}id/medlemskap/nnnnnnnnnnnn") == [f"{NAME}, lärare"] * 2
    assert faults(config) == []
    report = (current_folder(config.releases) / "report.ttl").read_text()
    assert report.count(f'sh:value "{NAME}"') == 2
    assert [left.name for left in outcome.leftovers if not left.is_refused] == [
        "data/namesakes.ttl"
    ]


def test_files_that_hold_it(config):
    """Files are told with their lines; they are published again once they are clean."""
    outcome = erased(config)

    assert [left.name for left in outcome.leftovers] == ["data/article.ttl", "data/people.ttl"]
    lines = (config.root / "data/people.ttl").read_text().splitlines()
    people = outcome.leftovers[1]
    told = {line for line in people.lines if 'foaf:name "' in lines[line - 1]}
    assert {lines[line - 1].partition(" ;")[0] for line in told} >= {f"<{PERSON}> a foaf:Person"}
    for full in (False, True):
        with pytest.raises(SourcesError, match=r"data/article.ttl: holds what was erased"):
            publish(config, LATER + timedelta(days=1), full=full)
    clean_sources(config.root)
    published = publish(config, LATER + timedelta(days=1))
    assert published.is_new
    assert holders(config.releases) == []
    write(config.root, "data/again.ttl", f'<{PERSON}> <{FOAF_NAME}> "Ny" .')
    with pytest.raises(VanishedError, match="was erased"):
        publish(config, LATER + timedelta(days=2))


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        (f"<{PERSON}> <urn:p> 1 .", True),
        (f"<{ROLE}/tid> <urn:p> 1 .", True),
        (
            "@prefix p: <https://data.samverkan.example/id/person/> . p:rrrrrrrrrrrr <urn:p> 1 .",
            True,
        ),
        (f'<urn:s> <urn:p> "{NAME}" .', False),
        ('<urn:s> <urn:p> "Ren\\u00e9 Exempelsson" .', False),
        ("<urn:s> <urn:p> 1 .", None),
    ],
)
def test_unpublished_files(config, text, is_refused):
    """A file that was never published is refused if it has the identifier, not for a name alone."""
    clean_sources(config.root)
    write(config.root, "data/new.ttl", text)
    found = {left.name: (left.lines, left.is_refused) for left in erased(config).leftovers}
    assert found == ({} if is_refused is None else {"data/new.ttl": ([1], is_refused)})


def test_clean_before(config):
    """Files that were cleaned before the erasure are published after it."""
    clean_sources(config.root)
    outcome = erased(config)

    assert outcome.leftovers == () or outcome.leftovers == []
    assert publish(config, LATER + timedelta(days=1)).is_new
    assert holders(config.releases) == []


def test_rollback_brings_nothing_back(config):
    """A release that is made current again has been erased from too."""
    erased(config)
    first = release_folders(config.releases)[0]
    rollback(config.releases, first.name)

    assert PERSON in {ending.iri for ending in all_endings(current(config).ledger)}
    with pytest.raises(SourcesError, match="holds what was erased"):
        publish(config, LATER + timedelta(days=1))
    assert holders(config.releases) == []


def test_again(config):
    """To erase again makes no release."""
    first = erased(config)
    again = erased(config)

    assert not again.is_ready
    assert current_folder(config.releases).name == first.release


def test_carried_files(config):
    """Files that a release carries go from it if they hold the name, and are refused."""
    write(config.root, "vocab/more.ttl", f'<{PERSON}> <{FOAF_NAME}> "{NAME}" .')
    heads = ("title-sv: Vad", "title-en: What", f"about-sv: {NAME}", "about-en: -", "position: 1")
    head = "".join(f"# {line}\n" for line in heads)
    write(config.root, "queries/vad.rq", f'{head}\nSELECT * {{ ?s ?p "{NAME}" }}\n')
    assert publish(config, NOW + timedelta(hours=5)).is_new
    assert any("queries" in place for place in holders(config.releases))
    outcome = erased(config)

    assert holders(config.releases) == []
    assert faults(config) == []
    told = {left.name: left.is_refused for left in outcome.leftovers}
    assert (told["vocab/more.ttl"], told["queries/vad.rq"]) == (True, True)
    clean_sources(config.root)
    (config.root / "vocab/more.ttl").unlink()
    with pytest.raises(SourcesError, match=r"^queries/vad.rq: holds what was erased"):
        publish(config, LATER + timedelta(days=1))


def test_former_identifier(config):
    """An identifier that the person had before goes along, and stays declared as it was."""
    old = f"{BASE}id/person/ffffffffffff"
    write(config.root, "data/old.ttl", f'<{old}> <{FOAF_NAME}> "R. Exempelsson" .')
    publish(config, NOW + timedelta(hours=5))
    (config.root / "data/old.ttl").unlink()
    declared = f"- {{replaced: {old}, by: {PERSON}, date: 2026-11-23, reason: dubblett}}"
    write(config.root, "data/identifiers/a.yaml", declared)
    publish(config, NOW + timedelta(hours=6))
    with pytest.raises(ReleaseError, match="was replaced by"):
        erased(config, Request(old, "radering"))
    assert erased(config).things == 4

    assert holders(config.releases, "R. Exempelsson") == []
    assert faults(config) == []
    endings = [e for e in all_endings(current(config).ledger) if "/id/" in e.iri]
    assert {e.iri: (e.kind, e.is_erased) for e in endings} == {
        old: ("replaced", True),
        **dict.fromkeys((PERSON, ROLE, SAYING), ("withdrawn", True)),
    }
    clean_sources(config.root)
    assert publish(config, LATER + timedelta(days=1)).is_new


def test_site_that_has_moved(config):
    """What the person was called at a former address of the site goes too."""
    write(config.root, "samverkan.toml", '[site]\nbase = "https://new.example/"\n')
    moved = read_config(config.root / "samverkan.toml")
    assert publish(moved, NOW + timedelta(hours=5), rebase=[BASE]).is_new
    person = PERSON.replace(BASE, "https://new.example/")
    assert erased(moved, Request(person, "radering")).releases == 5

    assert holders(config.releases) == []
    assert faults(moved) == []
    erased_iris = {e.iri for e in all_endings(current(moved).ledger) if e.is_erased}
    assert {person, PERSON} <= erased_iris
    assert [left.name for left in erased(moved, Request(person, "radering")).leftovers] == [
        "data/article.ttl",
        "data/people.ttl",
    ]


def test_other_things(config):
    """Any other thing can be erased too; its name elsewhere stays, and so do its parts."""
    outcome = erased(config, Request(ARTICLE, "felaktig"))

    assert outcome.things == 1
    assert texts(config, ARTICLE) != []  # the moment of the tombstone
    assert texts(config, SAYING) == [f"{NAME} vill samverka."]
    assert faults(config) == []


def test_whoever_finishes_is_waited_for(config):
    """What follows a publication ends first: it may be writing what is to be erased."""
    with ThreadPoolExecutor() as others:
        with finishing(config.releases):
            work = others.submit(erasure.erase, config, REQUEST, LATER)
            time.sleep(0.5)
            assert not work.done()
            assert not (config.releases / ".erasure.json").exists()
        assert work.result(300).things == 3


def test_one_at_a_time(config):
    """While somebody publishes, nothing is erased."""
    with publishing(config.releases), pytest.raises(BusyError):
        erased(config)


def test_unknown(config):
    """What was never released is told, and nothing is changed."""
    names = sorted(path.name for path in config.releases.rglob("*") if "lock" not in path.name)
    with pytest.raises(NotFoundError, match="is in no release"):
        erased(config, Request(f"{BASE}id/person/xxxxxxxxxxxx", "radering"))
    found = sorted(path.name for path in config.releases.rglob("*") if "lock" not in path.name)
    assert found == names


def test_objects_that_nobody_names(config):
    """Objects are kept as long as a release names them, and no longer."""
    erased(config)
    manifests = [read_manifest(folder) for folder in release_folders(config.releases)]
    named = {entry.digest for manifest in manifests for entry in manifest.graphs.values()}
    there = {path.name.removesuffix(".nq.gz") for path in config.releases.glob("objects/*/*")}
    assert there == named
    assert all(object_path(config.releases, name).exists() for name in named)


def test_old_value(config):
    """An old value of a property is nowhere; the present one and the thing stay."""
    assert holders(config.releases, OLD)
    outcome = erased(config, Request(PERSON, "rattelse", prop=FOAF_NAME))

    assert outcome.releases == 1
    assert holders(config.releases, OLD) == []
    assert faults(config) == []
    assert holders(config.releases, OLD) == []
    assert NAME in texts(config, PERSON)
    assert [*all_endings(current(config).ledger)] == []
    assert not publish(config, LATER + timedelta(days=1)).is_new


KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
from samverkan_ld.archive.locks import finishing
from samverkan_ld.archive.journal import Request
from samverkan_ld.archive.ledger import LEDGER, forget_removed, open_ledger, writing_ledger
from samverkan_ld.config import read_config
from samverkan_ld.pipeline.erasing import erasure, exchange
name, number = sys.argv[1], int(sys.argv[2])
module = exchange if hasattr(exchange, name) else erasure
before = getattr(module, name)
def dying(*arguments, **options):
    global number
    number -= 1
    if not number:
        os._exit(9)
    return before(*arguments, **options)
setattr(module, name, dying)
exchange.FOLLOWED = 0
config = read_config(Path("samverkan.toml"))
erasure.erase(config, Request(sys.argv[3], "radering"), datetime.fromisoformat(sys.argv[4]))
"""


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("find_leftovers", 1),
        ("make_successor", 1),
        ("blot_release", 2),
        ("write_journal", 2),
        ("sync_objects", 1),
        ("seal", 1),
        ("switch", 1),
        ("release_folders", 1),
        ("_discard", 1),
        ("_discard", 5),
        ("_replace", 3),
        ("_replace", 4),
        ("remove_objects", 1),
        ("switch", 2),
        ("end", 1),
    ],
)
def test_killed(config, name, number):
    """After a kill a whole release is served, nobody else writes, and the same command ends it."""
    driver = [sys.executable, "-c", KILLED, name, str(number), PERSON, LATER.isoformat()]
    done = subprocess.run(driver, cwd=config.root, capture_output=True, encoding="utf-8")
    assert done.returncode == 9, done.stderr

    assert texts(config, OTHER) == ["Bo Exempelsson"]
    for other in (
        lambda: publish(config, LATER),
        lambda: rollback(config.releases, None),
        lambda: erased(config, Request(OTHER, "radering")),
    ):
        with pytest.raises(ReleaseError, match=f"interrupted; finish.*erase {PERSON} --reason"):
            other()
    assert erased(config).things == 3
    assert holders(config.releases) == []
    assert faults(config) == []
    assert len(release_folders(config.releases)) == 5
    names = {path.name for path in config.releases.iterdir() if path.name.startswith(".")}
    assert names == {".lock", ".finishing-lock", ".restoring-lock"}


def test_failure_changes_nothing(config, monkeypatch):
    """An erasure that fails while it is made ready leaves everything as it was."""

    def fail(*_):
        raise ReleaseError("no room")

    monkeypatch.setattr(erasure, "blot_release", fail)
    before = current_folder(config.releases)
    with pytest.raises(ReleaseError, match="no room"):
        erased(config)

    assert current_folder(config.releases) == before
    assert not (config.releases / ".erasure.json").exists()
    write(config.root, "data/news.ttl", f"<{BASE}id/film/f> <http://schema.org/position> 9 .")
    assert publish(config, LATER).is_new


def test_a_property_that_never_was(config):
    """A property without any value, now or before, is told; nothing is changed."""
    before = current_folder(config.releases)
    with pytest.raises(NotFoundError, match="never had a value of"):
        erased(config, Request(PERSON, "rattelse", prop="http://xmlns.com/foaf/0.1/nick"))

    assert current_folder(config.releases) == before


def test_what_others_said_too_stays(config):
    """A statement of several stays with the others; only the erased is taken out of it."""
    people = config.data / "people.ttl"
    speakers = f"prov:wasAttributedTo <{PERSON}>"
    assert speakers in people.read_text()
    people.write_text(people.read_text().replace(speakers, f"{speakers} , <{OTHER}>"))
    publish(config, LATER)
    erased(config, now=LATER + timedelta(days=1))
    quads = current(config).store.quads_for_pattern(NamedNode(SAYING), None, None, None)
    links = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}

    assert OTHER in links
    assert not links & {PERSON, ROLE}
    assert [*holders(config.releases)] == []
    assert faults(config) == []


def test_longer_names_of_others_stay(config):
    """A name that is a part of another's name is not written over there, nor where it is told."""
    longer = f"Karl {NAME}", f"{NAME}-Lund", f"{NAME}s stiftelse"
    more = "".join(
        f"<{BASE}id/{kind}/{key * 12}> <http://schema.org/name> '{name}' ; {type_} .\n"
        for kind, key, name, type_ in (
            ("person", "c", longer[0], f"<http://xmlns.com/foaf/0.1/knows> <{PERSON}>"),
            ("person", "d", longer[1], "a <http://schema.org/Person>"),
            ("organisation", "e", longer[2], "a <http://schema.org/Organization>"),
        )
    )
    text = f"{NAME} och {longer[0]}, {longer[1]} och {longer[2]}"
    more += f"<{ARTICLE}> <http://schema.org/abstract> '{text}' .\n"
    (config.data / "more.ttl").write_text(more, encoding="utf-8")
    publish(config, LATER)
    erased(config, now=LATER + timedelta(days=1))

    for kind, key, name in zip(("person", "person", "organisation"), "cde", longer, strict=True):
        assert name in texts(config, f"{BASE}id/{kind}/{key * 12}")
    told = f"[namn borttaget] och {longer[0]}, {longer[1]} och {longer[2]}"
    assert told in texts(config, ARTICLE)
