"""A release small enough to ask anything of."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from samverkan_ld.archive.folder import STORE


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release that holds nothing but a store of two thousand quads."""
    folder = tmp_path_factory.mktemp("release")
    store = Store(str(folder / STORE))
    graph, predicate = NamedNode("urn:g"), NamedNode("urn:p")
    store.extend(
        Quad(NamedNode(f"urn:s:{number}"), predicate, Literal(number), graph)
        for number in range(2000)
    )
    store.flush()
    return folder
