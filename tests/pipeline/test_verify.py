"""Verifying a release, and rebuilding a store that is lost."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from samverkan_ld.archive.folder import current_folder
from samverkan_ld.archive.locks import restoring, writing
from samverkan_ld.archive.objects import object_path
from samverkan_ld.config import read_config
from samverkan_ld.errors import BusyError, ReleaseError
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.verify import verify

NOW = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
GRAPH = "https://tiny.example/res/kallgraf/person"


@pytest.fixture
def release(tiny_site):
    """A release whose literals a store rewrites, and its site."""
    (tiny_site / "data/forms.ttl").write_text(
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
        '<urn:a> <urn:p> 1.50 , "01"^^xsd:int , "x"@sv-SE , [ <urn:q> true ] .'
    )
    manifest = publish(read_config(tiny_site / "samverkan.toml"), NOW).manifest
    return tiny_site / "releases" / manifest.id, manifest


def add_to_store(folder, graph):
    """Add a quad to the store of a release."""
    store = Store(str(folder / "store"))
    store.add(Quad(NamedNode("urn:x"), NamedNode("urn:p"), Literal("x"), NamedNode(graph)))
    store.flush()


def tamper_manifest(folder, _manifest):
    """Change a digest in the manifest."""
    path = folder / "manifest.json"
    text = path.read_text()
    path.write_text(text.replace('"digest": "', '"digest": "0', 1))


TAMPERINGS = {
    "object missing": (
        lambda f, m: object_path(f.parent, m.graphs[GRAPH].digest).unlink(),
        "is missing",
    ),
    "object damaged": (
        lambda f, m: object_path(f.parent, m.graphs[GRAPH].digest).write_bytes(b"x"),
        "is damaged",
    ),
    "store with more in a graph": (
        lambda f, m: add_to_store(f, GRAPH),
        f"something else in {GRAPH}",
    ),
    "store with another graph": (lambda f, m: add_to_store(f, "urn:g"), "a graph urn:g that"),
    "store with other metadata": (
        lambda f, m: add_to_store(f, "https://tiny.example/res/metadata"),
        "res/metadata than the manifest",
    ),
    "shapes changed": (
        lambda f, m: (f / "shapes/NameShape.ttl").write_text("<urn:a> <urn:b> 1 ."),
        "the shapes are not those",
    ),
    "manifest changed": (tamper_manifest, "digest"),
}


def test_sound(release):
    """A release as it was sealed has no faults, though its store rewrote literals."""
    folder, _ = release

    assert verify(folder.parent, folder) == []


@pytest.mark.parametrize(("tamper", "words"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_faults(release, tamper, words):
    """Whatever is changed afterwards is found and named."""
    tamper(*release)

    faults = verify(release[0].parent, release[0])
    assert any(words in fault for fault in faults), faults


@pytest.mark.parametrize("part", ["store", "search.sqlite"])
def test_lost_part_is_rebuilt(release, part):
    """A lost store or index is rebuilt from the objects, and then all is well."""
    folder, _ = release
    path = folder / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()

    assert verify(folder.parent, folder) == []
    assert path.exists()
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".build")] == []


def test_lost_store_and_object(release):
    """What cannot be rebuilt is an error that names what is missing."""
    folder, manifest = release
    shutil.rmtree(folder / "store")
    object_path(folder.parent, manifest.graphs[GRAPH].digest).unlink()

    with pytest.raises(ReleaseError, match="is missing; restore it from a back-up"):
        verify(folder.parent, folder)
    assert current_folder(folder.parent) == folder


def test_rebuilding_and_publishing_do_not_wait_for_each_other(release):
    """A visitor who asks for an old release whose store is gone does not stop an editor."""
    folder, _ = release
    with restoring(folder.parent):
        (folder.parent.parent / "data/more.ttl").write_text("<urn:a> <urn:b> 1 .")
        config = read_config(folder.parent.parent / "samverkan.toml")
        assert publish(config, NOW + timedelta(days=1)).is_new
    shutil.rmtree(folder / "store")
    with writing(folder.parent):
        assert verify(folder.parent, folder) == []
    shutil.rmtree(folder / "store")
    with restoring(folder.parent), pytest.raises(BusyError, match="rebuilding a release"):
        verify(folder.parent, folder)
