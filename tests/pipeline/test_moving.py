"""A site that moves to another address."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from pyoxigraph import NamedNode, Store

from samverkan_ld.archive.difference import compare, list_changes
from samverkan_ld.archive.endings import Ending, EndingKind, find_ending
from samverkan_ld.archive.folder import current_folder, read_manifest, release_folders
from samverkan_ld.archive.ledger import LEDGER, open_ledger
from samverkan_ld.archive.pages import feed_pages
from samverkan_ld.archive.things import Change, find_thing, things_of_page
from samverkan_ld.config import read_config
from samverkan_ld.errors import ConfigError, ReleaseError, VanishedError
from samverkan_ld.feed.events import event_of
from samverkan_ld.iris import SOURCE_BASE, Iris
from samverkan_ld.life.succession import final_successors
from samverkan_ld.pipeline.check import check
from samverkan_ld.pipeline.history import rollback
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.redirects import redirects
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.web.app import create_app
from samverkan_ld.web.current import Current

START = datetime(2026, 11, 1, 8, tzinfo=UTC)
A, B, C = "https://a.example/", "https://b.example/", "https://c.example/"
ADA, BO, CIA, DAN = (f"id/person/{letter * 12}" for letter in "abcd")
ROLE, OLD_ROLE = "id/medlemskap/mmmmmmmmmmmm", "id/medlemskap/nnnnnnnnnnnn"
THEME = "def/amne/klimat"

HEAD = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
PEOPLE = f"""{HEAD}
<{ADA}> a foaf:Person ; foaf:name "Ada Exempelsson" ; foaf:knows <{A}{BO}> .
<{A}{BO}> a foaf:Person ; foaf:name "Bo Exempelsson" .
"""
ROLES = f"""{HEAD}
<{ROLE}> org:member <{ADA}> ; org:memberDuring <{ROLE}/tid> .
<{ROLE}/tid> foaf:name "2020" .
"""
FORMER_ROLE = f"<{OLD_ROLE}> org:member <{BO}> .\n"
THEMES = f'{HEAD} <{THEME}> a skos:Concept ; skos:prefLabel "klimat"@sv .'
SHAPE = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<{A}spec/samverkan/NamedShape> a sh:NodeShape ; sh:targetNode <{A}{ADA}> ;
  sh:property <{A}spec/samverkan/NameShape> .
<{A}spec/samverkan/NameShape> sh:path foaf:name ; sh:minCount 1 ; sh:severity sh:Violation ;
  sh:message "Ett namn."@sv , "A name."@en .
"""
QUERY = f"""# title-sv: Bo
# title-en: Bo
# about-sv: Vad som sägs.
# about-en: What is said.
# position: 1
SELECT * WHERE {{ <{A}{BO}> ?p ?o }}
"""
ENDED = f"""
- replaced: person:{CIA[-12:]}
  by: person:{ADA[-12:]}
  date: 2026-10-01
  reason: dubblett
- withdrawn: person:{DAN[-12:]}
  date: 2026-10-02
  reason: felaktig
"""


def configure(site, base, terms=None):
    """Let a site have these addresses."""
    settings = f'[site]\nbase = "{base}"\nterms = "{terms or base}"\n'
    (site / "samverkan.toml").write_text(settings, encoding="utf-8")
    return read_config(site / "samverkan.toml")


def day(number):
    """Give the time of the release of a day."""
    return START + timedelta(days=number)


def move(site, number, old, new, **settings):
    """Move a site, on a day."""
    return publish(configure(site, new), day(number), rebase=[old], **settings)


@contextmanager
def ledger_of(site):
    """Open the ledger of the current release."""
    ledger = open_ledger(current_folder(site / "releases") / LEDGER)
    with closing(ledger.database):
        yield ledger


def ending(site, iri):
    """Find how an identifier ended."""
    with ledger_of(site) as ledger:
        return find_ending(ledger, iri)


def graph(site, name):
    """Read a graph of the current release, as triples of text."""
    store = Store.read_only(str(current_folder(site / "releases") / "store"))
    found = store.quads_for_pattern(None, None, None, NamedNode(name))
    return {tuple(str(term).strip("<>") for term in quad.triple) for quad in found}


def told(site):
    """Read the feed: what happened last to each thing."""
    with ledger_of(site) as ledger:
        pages = feed_pages(ledger)
        return {t.iri: t.change for page in pages for t in things_of_page(ledger, page.number)}


def client(site):
    """Give a client of the application that serves a site."""
    config = read_config(site / "samverkan.toml")
    return create_app(config, Current(config.releases)).test_client()


@pytest.fixture(scope="session")
def published(tmp_path_factory):
    """A site at A with two releases: a membership that ended by itself, and two ended persons."""
    site = tmp_path_factory.mktemp("moving") / "site"
    for name, text in {
        "data/people.ttl": PEOPLE,
        "data/roles.ttl": ROLES + FORMER_ROLE,
        "data/identifiers/ended.yaml": ENDED,
        "shapes/NamedShape.ttl": SHAPE,
        "queries/bo.rq": QUERY,
        "vocab/themes.ttl": THEMES,
        "vocab/context.jsonld": '{"@context": {"foaf": "http://xmlns.com/foaf/0.1/"}}',
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    publish(configure(site, A), day(0))
    (site / "data/roles.ttl").write_text(ROLES, encoding="utf-8")
    publish(configure(site, A), day(1))
    return site


@pytest.fixture(scope="session")
def moved_once(published, tmp_path_factory):
    """The same site after its move to B; tests may read it only."""
    site = tmp_path_factory.mktemp("moved") / "site"
    shutil.copytree(published, site, symlinks=True)
    assert move(site, 2, A, B).is_new
    return site


@pytest.fixture
def at_a(published, tmp_path):
    """The site at A, to be changed."""
    return shutil.copytree(published, tmp_path / "site", symlinks=True)


@pytest.fixture
def at_b(moved_once, tmp_path):
    """The site at B, to be changed."""
    return shutil.copytree(moved_once, tmp_path / "site", symlinks=True)


@pytest.mark.parametrize(
    ("base", "terms", "named", "error", "words"),
    [
        (B, B, [], ReleaseError, ["site.base was", A, B, f"--rebase {A}", "would break"]),
        (A, B, [], ReleaseError, ["site.terms was", f"--rebase {A}"]),
        (B, A, [], ReleaseError, ["site.base was", f"--rebase {A}"]),
        (B, B, [C], ConfigError, [f"--rebase {C}:", f"publish with --rebase {A}"]),
        (B, B, [A, C], ConfigError, [f"publish with --rebase {A}"]),
        (B, B, [A.rstrip("/")], ConfigError, [f"publish with --rebase {A}"]),
        (A, A, [A], ConfigError, ["leave it out", A]),
    ],
)
def test_refused(at_a, base, terms, named, error, words):
    """A site that leaves its address unsaid, or says another, is not published."""
    before = current_folder(at_a / "releases")
    with pytest.raises(error) as caught:
        publish(configure(at_a, base, terms), day(2), rebase=named)

    assert all(word in str(caught.value) for word in words)
    assert current_folder(at_a / "releases") == before
    assert not (at_a / "releases/moved.map").exists()


def test_command(at_a):
    """The command stops with a code that tells why, and says where the map for nginx lies."""
    configure(at_a, B)
    for arguments, code, words in (
        ([], 4, f"samverkan-ld publish --rebase {A}"),
        (["--rebase", C], 2, f"publish with --rebase {A}"),
        (["--rebase", A], 0, "releases/moved.map"),
        (["--rebase", A], 2, "leave it out"),
        ([], 0, "stays current"),
    ):
        command = [sys.executable, "-m", "samverkan_ld", "--lang", "en", "publish", *arguments]
        done = subprocess.run(command, cwd=at_a, capture_output=True, encoding="utf-8")
        assert (arguments, done.returncode) == (arguments, code)
        assert words in done.stdout + done.stderr


def test_refused_at_first(tmp_path, published):
    """Nothing moves while nothing is published."""
    site = tmp_path / "site"
    shutil.copytree(published, site, ignore=shutil.ignore_patterns("releases"))
    with pytest.raises(ConfigError, match="nothing is published yet"):
        move(site, 0, A, B)


def test_terms_of_others(at_a):
    """A site without concepts and terms of its own may name the address of any others."""
    shutil.rmtree(at_a / "releases")
    (at_a / "vocab/themes.ttl").unlink()
    publish(configure(at_a, A, SOURCE_BASE), day(0))

    assert publish(configure(at_a, A, C), day(1)).is_new


def test_dry_run(at_a):
    """What a move would change is told, and nothing is kept."""
    before = current_folder(at_a / "releases")
    things = {thing.iri: thing.change for thing in move(at_a, 2, A, B, dry_run=True).things}

    assert (things[A + ADA], things[B + ADA]) == (Change.WITHDRAWN, Change.CREATED)
    assert current_folder(at_a / "releases") == before
    assert not (at_a / "releases/moved.map").exists()


def test_things(moved_once, published):
    """Things have the same keys at the new address, whichever way sources name them."""
    with ledger_of(moved_once) as ledger, ledger_of(published) as before:
        for path in (ADA, BO, ROLE, THEME):
            old, new = find_thing(ledger, A + path), find_thing(ledger, B + path)
            assert (old.quads, new.quads) == (0, find_thing(before, A + path).quads)
            assert old.released == new.released == "2026-11-01T08:00:00Z"
            assert new.changed == "2026-11-03T08:00:00Z"
        assert not ledger.rows("SELECT iri FROM thing WHERE quads < 0")
        assert not ledger.rows("SELECT iri FROM thing WHERE quads > 0 AND iri LIKE ?", A + "%")

    people = graph(moved_once, f"{B}res/kallgraf/people")
    assert (B + ADA, "http://xmlns.com/foaf/0.1/knows", B + BO) in people
    for name in ("kallgraf/people", "shapes", "queries"):
        triples = graph(moved_once, f"{B}res/{name}")
        assert triples
        assert not [triple for triple in triples if A in "".join(triple)]


def test_old_names(moved_once):
    """The old names lead to the new ones, in the ledger, in the store and in the feed."""
    reason = f"{B}def/avslut/flyttad"
    moment = "2026-11-03T08:00:00Z"
    triples = graph(moved_once, f"{B}res/identifierare")
    feed = told(moved_once)
    for path in (ADA, BO, ROLE, THEME, "res/kallgraf/people"):
        assert ending(moved_once, A + path) == Ending(
            A + path, EndingKind.REPLACED, moment, reason, (B + path,)
        )
        assert (B + path, "http://www.w3.org/2002/07/owl#sameAs", A + path) in triples
        assert (A + path, "http://purl.org/dc/terms/isReplacedBy", B + path) in triples
        assert (feed[A + path], feed[B + path]) == (Change.WITHDRAWN, Change.CREATED)
        with ledger_of(moved_once) as ledger:
            thing = find_thing(ledger, A + path)
            assert thing is not None
            assert event_of(ledger, Iris(B), thing).successors == (B + path,)
        assert ending(moved_once, B + path) is None


def test_ended_before(moved_once):
    """What had ended has ended at the new address in the same way."""
    old, new = ending(moved_once, A + CIA), ending(moved_once, B + CIA)
    assert (old.kind, old.successors) == (EndingKind.REPLACED, (A + ADA,))
    assert (new.kind, new.successors) == (EndingKind.REPLACED, (B + ADA,))
    assert (new.moment, new.source) == (old.moment, old.source)
    assert new.reason == old.reason == f"{B}def/avslut/dubblett"
    for base in (A, B):
        assert ending(moved_once, base + DAN).reason == f"{B}def/avslut/felaktig"
        assert ending(moved_once, base + OLD_ROLE).reason == f"{B}def/avslut/utgatt"
    with ledger_of(moved_once) as ledger:
        assert final_successors(ledger, A + CIA) == (B + ADA,)
        assert find_thing(ledger, B + OLD_ROLE).released == "2026-11-01T08:00:00Z"


def test_ended_and_declared_no_longer(at_a):
    """What has ended stays so in a move, whether it is still declared or not."""
    (at_a / "data/identifiers/ended.yaml").unlink()
    move(at_a, 2, A, B)

    assert ending(at_a, B + CIA).successors == (B + ADA,)
    assert ending(at_a, A + CIA).successors == (A + ADA,)
    assert ending(at_a, B + DAN).kind is EndingKind.WITHDRAWN


def test_goes_on(at_b):
    """After a move publishing goes on as ever; sources may name either address."""
    assert verify(at_b / "releases", current_folder(at_b / "releases")) == []
    assert not publish(configure(at_b, B), day(3)).is_new

    text = (at_b / "data/people.ttl").read_text().replace("Ada", f'Åsa" , "{A}')
    (at_b / "data/people.ttl").write_text(text.replace(f"<{ADA}>", f"<{B}{ADA}>"))
    outcome = publish(configure(at_b, B), day(3))
    assert [thing.iri for thing in outcome.things] == [B + ADA]
    assert read_manifest(current_folder(at_b / "releases")).generation == 1
    assert verify(at_b / "releases", current_folder(at_b / "releases")) == []


def test_check_knows(at_b, published):
    """What `check` reads, also before a move, has the names of the new address."""
    for site, base in ((at_b, B), (published, B)):
        config = configure(shutil.copytree(site, at_b.parent / site.parent.name), base)
        assert not [iri for iri in check(config)[0].graphs if not iri.startswith(B)]
        assert f"<{B}{BO}>" in " ".join(str(quad) for quad in check(config)[0].quads())


def test_vanished_on_the_way(at_a):
    """What vanishes in a move needs an event, unless it ends by itself."""
    (at_a / "data/roles.ttl").unlink()
    assert move(at_a, 2, A, B).is_new
    assert ending(at_a, B + ROLE).reason == f"{B}def/avslut/utgatt"
    assert ending(at_a, A + ROLE).successors == (B + ROLE,)
    with ledger_of(at_a) as ledger:
        assert final_successors(ledger, A + ROLE) == ()


def test_vanished_without_event(at_a):
    """An identifier that vanishes in a move stops it, is withdrawn on demand, or has an event."""
    text = PEOPLE.rpartition("<" + A)[0]
    (at_a / "data/people.ttl").write_text(text)
    with pytest.raises(VanishedError, match=B + BO):
        move(at_a, 2, A, B)

    declared = at_a / "data/identifiers/more.yaml"
    declared.write_text(f"- withdrawn: {A}{BO}\n  date: 2026-11-02\n  reason: felaktig\n")
    assert move(at_a, 2, A, B, dry_run=True).report.conforms
    declared.unlink()
    move(at_a, 2, A, B, withdraw_missing=True)
    assert ending(at_a, B + BO).reason == f"{B}def/avslut/saknas"
    assert ending(at_a, A + BO).successors == (B + BO,)


def test_reused_on_the_way(at_a):
    """What has ended is not taken up again by a move."""
    with (at_a / "data/people.ttl").open("a") as file:
        file.write(f'<{DAN}> a foaf:Person ; foaf:name "Dan Exempelsson" .')
    (at_a / "data/identifiers/ended.yaml").unlink()
    with pytest.raises(VanishedError, match=f"{B}{DAN} is described"):
        move(at_a, 2, A, B)


def test_erased_stays_erased(at_a):
    """Of what was erased, no earlier state is shown at the new address either."""
    path = current_folder(at_a / "releases") / LEDGER
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE ending SET is_erased = 1 WHERE iri = ?", (A + DAN,))
        database.execute("INSERT INTO refused_source VALUES ('0', 'x')")
    move(at_a, 2, A, B)

    assert ending(at_a, B + DAN).is_erased
    with ledger_of(at_a) as ledger:
        assert ledger.rows("SELECT * FROM refused_source") == [("0", "x")]


def test_twice(at_b):
    """After a second move all former names lead to the newest."""
    move(at_b, 3, B, C)
    triples = graph(at_b, f"{C}res/identifierare")
    with ledger_of(at_b) as ledger:
        for path in (ADA, BO, ROLE, THEME):
            assert final_successors(ledger, A + path) == (C + path,)
            assert final_successors(ledger, B + path) == (C + path,)
            assert find_thing(ledger, C + path).released == "2026-11-01T08:00:00Z"
            for base in (A, B):
                assert (C + path, "http://www.w3.org/2002/07/owl#sameAs", base + path) in triples
        assert final_successors(ledger, A + CIA) == (C + ADA,)
        assert find_ending(ledger, C + DAN).kind is EndingKind.WITHDRAWN
    assert verify(at_b / "releases", current_folder(at_b / "releases")) == []
    lines = (at_b / "releases/moved.map").read_text().splitlines()[1:]
    assert all(f'"{C}$' in line for line in lines)
    assert not publish(configure(at_b, C), day(4)).is_new


def test_there_and_back(at_b):
    """A site that moves back takes up its old names again."""
    move(at_b, 3, B, A)

    for path in (ADA, BO, ROLE, THEME):
        assert ending(at_b, A + path) is None
        assert ending(at_b, B + path).successors == (A + path,)
        assert told(at_b)[A + path] is Change.CREATED
    assert ending(at_b, A + DAN).kind is EndingKind.WITHDRAWN
    assert ending(at_b, A + CIA).successors == (A + ADA,)
    triples = graph(at_b, f"{A}res/identifierare")
    assert (A + ADA, "http://www.w3.org/2002/07/owl#sameAs", B + ADA) in triples
    assert not [triple for triple in triples if triple[0] == triple[2]]
    assert read_manifest(current_folder(at_b / "releases")).former == (
        f"{B}def/",
        f"{B}id/",
        f"{B}res/",
        f"{B}spec/",
    )
    assert not publish(configure(at_b, A), day(4)).is_new


def test_terms_alone(at_a):
    """Concepts may move alone."""
    publish(configure(at_a, A, C), day(2), rebase=[A])

    assert ending(at_a, A + THEME).successors == (C + THEME,)
    assert ending(at_a, A + ADA) is None
    assert told(at_a)[C + THEME] is Change.CREATED
    assert ending(at_a, A + DAN).reason == f"{C}def/avslut/felaktig"
    with pytest.raises(ReleaseError, match=f"--rebase {A} --rebase {C}"):
        publish(configure(at_a, B, B), day(3))
    publish(configure(at_a, B, B), day(3), rebase=[C, A])
    with ledger_of(at_a) as ledger:
        assert final_successors(ledger, A + THEME) == (B + THEME,)
        assert final_successors(ledger, A + ADA) == (B + ADA,)


def test_differences(moved_once):
    """What differs from a release of the old address is told of things, not of their parts."""
    releases = moved_once / "releases"
    before, after = map(read_manifest, release_folders(releases)[1:])
    changes = {c.iri: c.change for c in list_changes(compare(releases, before, after))}

    for path in (ADA, ROLE, THEME):
        assert (changes[A + path], changes[B + path]) == (Change.WITHDRAWN, Change.CREATED)
    assert not [iri for iri in changes if iri.endswith("/tid")]


@pytest.mark.parametrize("register", ["", A, C])
def test_another_register(at_a, register):
    """What is said of municipalities is counted right when another site keeps the register."""
    kommun = (
        '<id/kommun/0114> foaf:page <id/kommun/0114/del> . <id/kommun/0114/del> foaf:name "x" .'
    )
    (at_a / "data/people.ttl").write_text(PEOPLE + kommun, encoding="utf-8")
    config = configure(at_a, A)
    publish(replace(config, site=replace(config.site, register=B)), day(2))
    publish(replace(config, site=replace(config.site, register=register)), day(3))

    with ledger_of(at_a) as ledger:
        assert find_thing(ledger, f"{register or A}id/kommun/0114").quads == 2
        assert find_thing(ledger, f"{B}id/kommun/0114").quads == 0
        assert not ledger.rows("SELECT iri FROM thing WHERE quads < 0")


def test_register_given_away(at_a):
    """A site that leaves the register to another declares what replaces its own identifiers."""
    kommun = '<id/kommun/0114> foaf:name "x" .'
    (at_a / "data/people.ttl").write_text(PEOPLE + kommun, encoding="utf-8")
    config = configure(at_a, A)
    publish(config, day(2))
    config = replace(config, site=replace(config.site, register=C))
    with pytest.raises(VanishedError, match=f"{A}id/kommun/0114"):
        publish(config, day(3))

    (at_a / "data/identifiers/register.yaml").write_text(
        f"- replaced: {A}id/kommun/0114\n  by: kommun:0114\n  date: 2026-11-03\n  reason: flyttad\n"
    )
    assert publish(config, day(3)).is_new
    assert ending(at_a, f"{A}id/kommun/0114").successors == (f"{C}id/kommun/0114",)
    assert client(at_a).get("/id/kommun/0114").headers["Location"] == f"{C}id/kommun/0114"


def test_back_to_an_old_release(at_b):
    """A release of the old address can be made current again; a publication there moves back."""
    rollback(at_b / "releases", None)
    assert client(at_b).get("/doc/" + ADA[3:] + ".nt").status_code == 200
    config = configure(at_b, A)
    with pytest.raises(ReleaseError, match=r"site\.base was"):
        publish(config, day(3))
    assert publish(config, day(3), rebase=[B]).manifest.base == A
    assert ending(at_b, f"{B}{ADA}").successors == (f"{A}{ADA}",)


def test_served(moved_once):
    """The server answers at the new address, and tells the states of the old one."""
    web = client(moved_once)
    document = "/doc/" + ADA[3:]
    assert web.get("/" + ADA).headers["Location"] == document
    now = web.get(document + ".nt").get_data(as_text=True)
    assert f"<{B}{ADA}>" in now
    assert web.get("/" + CIA).status_code == 308
    assert [web.get("/" + path).status_code for path in (DAN, OLD_ROLE)] == [410, 410]

    states = web.get(document + "/timemap").get_data(as_text=True)
    assert states.count("/version/") == 3
    old = web.get(document + "/version/20261101T080000Z.nt")
    assert (old.status_code, f"<{A}{ADA}>" in old.get_data(as_text=True)) == (200, True)
    for path in ("", ".ttl", ".jsonld"):
        assert web.get(f"{document}/version/20261102T080000Z{path}").status_code == 200
    asked = web.get(document, headers={"Accept-Datetime": "Sun, 01 Nov 2026 09:00:00 GMT"})
    assert asked.headers["Location"].startswith(f"{document}/version/20261101T080000Z")
    ids = [folder.name for folder in sorted((moved_once / "releases").glob("2026*"))]
    for path in ("", f"/{ids[0]}"):
        assert web.get(f"/res/andringar{path}/{ids[-1]}").status_code == 200
    for path in ("/res/aterkallade", "/feed", f"/res/utgava/{ids[0]}", "/res/kallgraf/people"):
        assert web.get(path).status_code == 200, path


FORMER = Iris(B, C, B, (f"{A}id/", f"{A}res/", f"{A}x/def/"))


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{A}{ADA}", f"{B}{ADA}"),
        (f"{A}res/kallgraf/x", f"{B}res/kallgraf/x"),
        (f"{A}x/def/amne/y", f"{C}def/amne/y"),
        (f"{A}def/amne/y", None),
        (f"{A}om", None),
        (f"{A}x/id/person/y", None),
        (f"{SOURCE_BASE}def/amne/y", f"{C}def/amne/y"),
        (f"{B}{ADA}", None),
    ],
)
def test_former_addresses(iri, expected):
    """Former addresses are moved, alone and in texts, section by section; others stay."""
    assert FORMER.rebase(iri) == (expected or iri)
    text = "PREFIX x: <{}> SELECT * {{ ?x a <{}> }}"
    moved = FORMER.rebase_text(text.format(iri, iri))
    assert moved == text.format(expected or iri, expected or iri)
    assert not FORMER.is_source
    assert not Iris(former=FORMER.former).is_source


LINES = {
    "moved whole": (
        Iris(B, B, B, (f"{A}def/", f"{A}id/", f"{A}res/", f"{A}spec/")),
        [
            ("^a\\.example/(?<samverkan_path>def/.*)$", B),
            ("^a\\.example/(?<samverkan_path>spec/.*)$", B),
            ("^a\\.example/(?<samverkan_path>.*)$", B),
        ],
    ),
    "terms stay": (
        Iris(B, A, B, (f"{A}id/", f"{A}res/")),
        [
            ("^a\\.example/(?<samverkan_path>def/.*)$", ""),
            ("^a\\.example/(?<samverkan_path>spec/.*)$", ""),
            ("^a\\.example/(?<samverkan_path>.*)$", B),
        ],
    ),
    "terms alone": (
        Iris(A, C, A, (f"{A}def/", f"{A}spec/")),
        [
            ("^a\\.example/(?<samverkan_path>def/.*)$", C),
            ("^a\\.example/(?<samverkan_path>spec/.*)$", C),
        ],
    ),
    "below the old one, another's register": (
        Iris(f"{A}data/", C, C, (f"{A}id/", f"{A}res/")),
        [
            ("^a\\.example/data/(?<samverkan_path>.*)$", ""),
            ("^a\\.example/(?<samverkan_path>id/(?:kommun|region|plats)/.*)$", C),
            ("^a\\.example/(?<samverkan_path>.*)$", f"{A}data/"),
        ],
    ),
    "never": (Iris(A, A, A), []),
}


@pytest.mark.parametrize(("iris", "expected"), LINES.values(), ids=LINES)
def test_map(iris, expected):
    """The first line that fits an address leads to where the same path is now."""
    lines = [line.rstrip(";\n").split() for line in redirects(iris) if not line.startswith("#")]

    assert lines == [
        [f'"~{pattern}"', f'"{home}$samverkan_path"' if home else '""']
        for pattern, home in expected
    ]
