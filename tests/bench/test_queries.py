"""The queries that endpoints are compared by."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from bench.generator import Plan, generate_site
from bench.queries import EVERYTHING, MIX, POINT, RUNAWAY, TURTLE, Query, fill, things
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from samverkan_ld.archive.folder import STORE, current_folder
from samverkan_ld.config import FILE_NAME, read_config
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.store.disk import open_store

THINGS = {kind: f"http://example.org/{kind}" for kind in ("person", "kommun", "artikel", "lan")}


def test_the_mix_is_wide() -> None:
    """There are at least twenty queries, each with a name and a text of its own."""
    assert len(MIX) >= 20
    assert len({query.name for query in MIX}) == len({query.text for query in MIX}) == len(MIX)


@pytest.mark.parametrize("query", MIX, ids=[query.name for query in MIX])
def test_queries_parse(query: Query) -> None:
    """Each query is one, and asks for the format of its kind."""
    found = Store().query(fill(query.text, **THINGS))
    assert isinstance(found, QueryTriples) == (query.accept == TURTLE)


@pytest.mark.parametrize("text", [POINT.format("http://example.org/"), fill(RUNAWAY), EVERYTHING])
def test_other_queries_parse(text: str) -> None:
    """So are those outside the mix."""
    assert isinstance(Store().query(text), QuerySolutions)


def test_things_are_drawn_from_the_site(tmp_path: Path) -> None:
    """The mix asks about things that the site describes: hardly a query comes to nothing."""
    generate_site(tmp_path, Plan(10_000, shapes=False))
    config = read_config(tmp_path / FILE_NAME)
    publish(config, datetime(2026, 11, 23, 12, tzinfo=UTC))
    drawn = things(tmp_path)
    assert drawn.keys() == THINGS.keys()
    store = open_store(current_folder(config.releases) / STORE)
    # in so small a site the municipality may employ nobody, and nobody may bear the name
    certain = [q for q in MIX if "$kommun" not in q.text and q.name != "exact label"]
    assert [q.name for q in certain if _is_empty(store, fill(q.text, **drawn))] == []


def _is_empty(store: Store, text: str) -> bool:
    found = store.query(text, use_default_graph_as_union=True)
    return not (found if isinstance(found, QueryBoolean) else [*found])
