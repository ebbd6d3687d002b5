"""Publishing a site."""

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from pyoxigraph import NamedNode

from samverkan_ld.archive.folder import current_folder, release_folders
from samverkan_ld.archive.locks import writing
from samverkan_ld.config import read_config
from samverkan_ld.errors import BusyError, ReleaseError, ShapesError, SourcesError
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify
from samverkan_ld.store.release import open_release

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
NAME = NamedNode("http://xmlns.com/foaf/0.1/name")


def published(site, now=NOW, **options):
    """Publish a site."""
    return publish(read_config(site / "samverkan.toml"), now, **options)


def graphs(outcome):
    """Tell which graphs there were before and are now."""
    return {c.iri: (c.before is not None, c.after is not None) for c in outcome.changes}


def names(site):
    """Read the names that the current release holds."""
    store = open_release(current_folder(site / "releases")).store
    return sorted(quad.object.value for quad in store.quads_for_pattern(None, NAME, None, None))


def write(site, name, text):
    """Write a file of a site."""
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def person(name, key="abcdefabcdef"):
    """Write a person as Turtle."""
    return (
        "@prefix foaf: <http://xmlns.com/foaf/0.1/> . "
        f'<https://tiny.example/id/person/{key}> a foaf:Person ; foaf:name "{name}" .'
    )


def test_release(tiny_site):
    """A publication makes a release with everything in it, and makes it current."""
    outcome = published(tiny_site)

    folder = current_folder(tiny_site / "releases")
    assert folder.name == outcome.manifest.id == f"20261123T120000Z-{outcome.manifest.digest[:8]}"
    assert sorted(path.name for path in folder.iterdir()) == [
        "ledger.sqlite",
        "manifest.json",
        "queries",
        "report.ttl",
        "search.sqlite",
        "shapes",
        "store",
        "vocab",
    ]
    assert names(tiny_site) == ["Ada Exempelsson"]
    assert graphs(outcome) == {"https://tiny.example/res/kallgraf/person": (False, True)}
    assert verify(tiny_site / "releases", folder) == []


def test_unchanged(tiny_site):
    """Unchanged sources make no new release, unless everything is to be done again."""
    first = published(tiny_site)
    again = published(tiny_site, NOW + timedelta(days=1))
    full = published(tiny_site, NOW + timedelta(days=2), full=True)

    assert not again.is_new
    assert again.manifest == first.manifest
    assert full.is_new
    assert full.manifest.digest == first.manifest.digest
    assert full.manifest.previous == first.manifest.id
    assert [entry.modified for entry in full.manifest.graphs.values()] == ["2026-11-23T12:00:00Z"]


def test_change(tiny_site):
    """A changed source makes a new release that tells what changed and when."""
    write(tiny_site, "data/other.ttl", person("Bo Exempelsson", "bbbbbbbbbbbb"))
    published(tiny_site)
    write(tiny_site, "data/person.ttl", person("Ada Provsson"))
    outcome = published(tiny_site, NOW + timedelta(hours=1))

    graph = "https://tiny.example/res/kallgraf/"
    assert graphs(outcome) == {f"{graph}person": (True, True)}
    assert outcome.manifest.graphs[f"{graph}person"].modified == "2026-11-23T13:00:00Z"
    assert outcome.manifest.graphs[f"{graph}other"].modified == "2026-11-23T12:00:00Z"
    assert names(tiny_site) == ["Ada Provsson", "Bo Exempelsson"]


def test_dry_run(tiny_site):
    """A dry run tells what would change and writes nothing."""
    outcome = published(tiny_site, dry_run=True)

    assert graphs(outcome) == {"https://tiny.example/res/kallgraf/person": (False, True)}
    assert outcome.manifest is None
    assert not (tiny_site / "releases").exists()


def test_not_conforming(tiny_site):
    """Data that do not conform stop; the report names file, node, path and value."""
    published(tiny_site)
    write(tiny_site, "data/person.ttl", person('Ada" , "Eva'))
    outcome = published(tiny_site, NOW + timedelta(hours=1))

    (result,) = outcome.report.results
    assert outcome.manifest is None
    assert result.source == "data/person.ttl"
    assert result.focus == "<https://tiny.example/id/person/abcdefabcdef>"
    assert result.path == "<http://xmlns.com/foaf/0.1/name>"
    assert result.messages == {"sv": "Ett namn.", "en": "One name."}
    assert names(tiny_site) == ["Ada Exempelsson"]
    assert len(release_folders(tiny_site / "releases")) == 1


def test_place_of_a_broken_link(tiny_site):
    """A node that nobody describes is placed where the link to it stands."""
    write(
        tiny_site,
        "shapes/LinkShape.ttl",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <urn:> . "
        ":L a sh:NodeShape ; sh:targetObjectsOf :knows ; sh:property :T . "
        ":T sh:path :name ; sh:minCount 1 .",
    )
    write(
        tiny_site,
        "data/links.jsonld",
        '{"@context": {"knows": {"@id": "urn:knows", "@type": "@id"}},\n'
        ' "@id": "https://tiny.example/id/person/bbbbbbbbbbbb", "knows": "urn:nobody"}',
    )

    (result,) = published(tiny_site).report.results
    assert (result.focus, result.source, result.line) == ("<urn:nobody>", "data/links.jsonld", 2)


def test_unreadable_sources(tiny_site):
    """Every file that cannot be read is named in one run, and the release before stays."""
    published(tiny_site)
    write(tiny_site, "data/a.ttl", "<urn:a> <urn:b>")
    write(tiny_site, "data/b.jsonld", "{")
    write(tiny_site, "data/c.yaml", b"\xff")
    write(tiny_site, "data/d.csv", "a,b\n1,2\n")

    with pytest.raises(SourcesError) as caught:
        published(tiny_site)
    assert [fault.name for fault in caught.value.faults] == [
        "data/a.ttl",
        "data/b.jsonld",
        "data/c.yaml",
        "data/d.csv",
    ]
    assert names(tiny_site) == ["Ada Exempelsson"]


def test_one_graph_in_two_sources(tiny_site):
    """A graph belongs to one source."""
    trig = "<https://tiny.example/res/kallgraf/x> { <urn:a> <urn:b> <urn:c> }"
    write(tiny_site, "data/a.trig", trig)
    write(tiny_site, "data/b.trig", trig)

    with pytest.raises(SourcesError, match=r"data/b.trig: names the graph .*data/a.trig has"):
        published(tiny_site)


def test_one_graph_name_for_two_files(tiny_site):
    """Two files whose paths give one graph name are told apart by an error."""
    write(tiny_site, "data/a-b.ttl", person("A"))
    write(tiny_site, "data/a/b.ttl", person("B"))

    with pytest.raises(SourcesError, match="the same graph name as"):
        published(tiny_site)


def test_unknown_files_are_skipped(tiny_site):
    """Files that nothing reads are told of and passed over."""
    write(tiny_site, "data/notes.docx", "x")
    write(tiny_site, "data/.hidden.ttl", "not Turtle")

    assert published(tiny_site).skipped == ("data/notes.docx",)


def test_blank_nodes(tiny_site):
    """Blank nodes are kept where the shapes allow them, and do not disturb the digest."""
    write(tiny_site, "data/b.ttl", "[] <urn:p> [ <urn:q> 1 ] .")
    first = published(tiny_site).manifest.digest
    write(tiny_site, "data/b.ttl", "_:z <urn:p> _:y . _:y <urn:q> 1 .")

    assert published(tiny_site, NOW + timedelta(days=1)).manifest.digest == first


def test_no_shapes(tiny_site):
    """An empty folder of shapes means no gate, and the outcome says so."""
    (tiny_site / "shapes" / "NameShape.ttl").unlink()
    write(tiny_site, "data/person.ttl", person('Ada" , "Eva'))

    outcome = published(tiny_site)
    assert (outcome.is_new, outcome.is_judged) == (True, False)


def test_lost_shapes(tiny_site):
    """Shapes that nobody reads stop the publication: the gate must not open by itself."""
    shape = tiny_site / "shapes" / "NameShape.ttl"
    shape.rename(shape.with_suffix(".TTL"))
    assert published(tiny_site, dry_run=True).is_judged
    shape.with_suffix(".TTL").rename(shape.with_suffix(".txt"))
    with pytest.raises(SourcesError, match=r"shapes/NameShape.txt: nothing reads such"):
        published(tiny_site)
    (tiny_site / "shapes").rename(tiny_site / "forms")
    with pytest.raises(SourcesError, match="shapes: there is no such folder"):
        published(tiny_site)


def test_changed_context(tiny_site):
    """A context that changed makes a release, since answers are written with it."""
    first = published(tiny_site)
    write(tiny_site, "vocab/context.jsonld", '{"@context": {}}')
    second = published(tiny_site, NOW + timedelta(days=1))

    assert second.is_new
    assert second.manifest.digest == first.manifest.digest
    assert (tiny_site / "releases/current/vocab/context.jsonld").read_text() == '{"@context": {}}'


def test_links_are_not_carried_into_a_release(tiny_site, tmp_path):
    """A link in the folder of vocabulary leads nothing from elsewhere into what is published."""
    (tmp_path / "secret.txt").write_text("secret")
    (tiny_site / "vocab/notes.txt").symlink_to(tmp_path / "secret.txt")
    published(tiny_site)

    assert not (tiny_site / "releases/current/vocab/notes.txt").exists()


def test_damaged_current_manifest(tiny_site):
    """A current release that cannot be read is replaced by the next one."""
    first = published(tiny_site)
    path = tiny_site / "releases" / first.manifest.id / "manifest.json"
    path.write_text("{")

    outcome = published(tiny_site, NOW + timedelta(days=1))
    assert (outcome.is_new, outcome.manifest.previous) == (True, None)
    assert re.search(r"manifest.json: is damaged .* choose another release", *outcome.notes)


def test_unwritable_releases(tiny_site):
    """What cannot be written is an error of the release, with the path."""
    (tiny_site / "releases" / "current" / "x").mkdir(parents=True)

    with pytest.raises(ReleaseError, match=r"releases/.current-.*: cannot be written"):
        published(tiny_site)


@pytest.mark.parametrize(
    "shape",
    [
        "<urn:s> a sh:NodeShape ; sh:targetNode <urn:c> ; sh:property [ sh:minCount 1 ] .",
        '<urn:s> a sh:NodeShape ; sh:targetNode <urn:c> ; sh:sparql [ sh:select "SELEC" ] .',
        '<urn:s> a sh:NodeShape ; sh:targetNode <urn:c> ; sh:pattern "(" .',
    ],
)
def test_broken_shapes(tiny_site, shape):
    """A shape that cannot be used is an error that names file and shape, not a result."""
    write(tiny_site, "shapes/s.ttl", f"@prefix sh: <http://www.w3.org/ns/shacl#> . {shape}")

    with pytest.raises(ShapesError, match=r"^shapes/s.ttl: .*<urn:s>"):
        published(tiny_site)


def test_busy(tiny_site):
    """While another process publishes, this one fails clearly."""
    published(tiny_site)

    with writing(tiny_site / "releases"), pytest.raises(BusyError):
        published(tiny_site)


SCRIPT = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from samverkan_ld.config import read_config
from samverkan_ld.pipeline.publish import publish
days = int(sys.argv[2])
moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)
print(publish(read_config(Path(sys.argv[1])), moment).manifest.digest)
"""


def test_digest_is_the_same_everywhere(tiny_site, tmp_path):
    """Another day, hash seed, folder and umask: the same digest."""
    write(tiny_site, "data/b.ttl", "[] <urn:p> [ <urn:q> 1 ] , [ <urn:q> 2 ] .")
    found = set()
    for number in range(3):
        copy = tmp_path / f"copy-{number}" / ("deep" * number) / "site"
        copy.parent.mkdir(parents=True)
        subprocess.run(["cp", "-r", tiny_site, copy], check=True)
        command = [sys.executable, "-c", SCRIPT, copy / "samverkan.toml", str(number)]
        environment = os.environ | {"PYTHONHASHSEED": str(number)}
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        found.add(done.stdout)

    assert len(found) == 1


def test_manifest_is_json_for_others(tiny_site):
    """The manifest is plain JSON with the promised keys."""
    published(tiny_site)

    manifest = json.loads((tiny_site / "releases/current/manifest.json").read_text())
    assert manifest["format"] == 3
    assert manifest["counts"] == {
        "http://rdfs.org/ns/void#Dataset": 1,
        "http://www.w3.org/ns/dcat#Dataset": 1,
        "http://www.w3.org/ns/prov#Entity": 2,
        "http://www.w3.org/ns/shacl#NodeShape": 1,
        "http://xmlns.com/foaf/0.1/Person": 1,
    }
    assert manifest["report"] == {"violation": 0, "warning": 0, "info": 0}


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("?s <urn:a> ?a ; <urn:b> ?b", False),
        ("?s <urn:a> ?o . ?t <urn:b> ?o", False),
        ("?s <urn:a> [ <urn:x> '_:c14n0' ] . ?t <urn:b> [ <urn:x> '_:c14n0' ]", True),
    ],
)
def test_blank_nodes_of_two_sources_stay_two(tiny_site, pattern, found):
    """A blank node belongs to one source; the same shape in another is another node."""
    (tiny_site / "shapes" / "NameShape.ttl").unlink()
    for name in ("a", "b"):
        write(tiny_site, f"data/{name}.ttl", f"[] <urn:{name}> [ <urn:x> '_:c14n0' ] .")
    published(tiny_site)
    folder = current_folder(tiny_site / "releases")
    store = open_release(folder).store

    assert bool(store.query(f"ASK {{ {pattern} }}", use_default_graph_as_union=True)) is found
    assert verify(tiny_site / "releases", folder) == []
