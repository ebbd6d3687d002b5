"""What tests of the server may use."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from samverkan_ld.archive.folder import INDEX, MANIFEST, STORE, switch
from samverkan_ld.iris import SOURCE_BASE, Iris
from samverkan_ld.releases import Manifest
from samverkan_ld.search.index import build_index

Publish = Callable[[str], Path]


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """An empty folder of releases."""
    folder = tmp_path / "releases"
    folder.mkdir()
    return folder


@pytest.fixture
def publish(releases: Path) -> Publish:
    """Make an empty release of a name and switch to it; gives its folder."""

    def make(name: str) -> Path:
        folder = releases / name
        folder.mkdir()
        store = Store(str(folder / STORE))
        store.flush()
        build_index(folder / INDEX, store, Iris())
        manifest = Manifest(
            id=name,
            created="2026-11-23T20:00:00Z",
            previous=None,
            base=SOURCE_BASE,
            terms=SOURCE_BASE,
            register=SOURCE_BASE,
            digest="0" * 64,
            shapes="0" * 64,
            tool="test",
            graphs={},
        )
        (folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        switch(releases, name)
        return folder

    return make
