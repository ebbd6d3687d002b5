"""Filling the folder of a release: its store and its index."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.archive.endings import all_endings
from samverkan_ld.archive.folder import INDEX, STORE
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.archive.objects import name_apart, sync_objects, write_object
from samverkan_ld.canonical import read_nquads
from samverkan_ld.config import Config
from samverkan_ld.pipeline.changes import GraphChange
from samverkan_ld.pipeline.counts import count_classes, count_properties
from samverkan_ld.pipeline.dataset import Progress
from samverkan_ld.pipeline.draft import Draft
from samverkan_ld.pipeline.metadata import (
    graph_quads,
    release_iri,
    release_quads,
    system_quads,
)
from samverkan_ld.pipeline.recording import Recorded
from samverkan_ld.pipeline.restoring import store_objects
from samverkan_ld.releases import Manifest
from samverkan_ld.search.index import build_index, update_index
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.revision import open_checkpoint, revise, stored

Counts = tuple[Mapping[str, int], Mapping[str, int]]
"""How many things of each class there are, and how often each property is used."""


def archive_graphs(config: Config, draft: Draft, progress: Progress) -> None:
    """Keep the graphs that were read as objects."""
    graphs = [graph for graph in draft.dataset.graphs.values() if graph.archive is None]
    for number, graph in enumerate(graphs, start=1):
        write_object(config.releases, graph.digest, graph.packed)
        progress("archiving", number, len(graphs))
    if graphs:
        sync_objects()


def build_whole(build: Path, config: Config, draft: Draft, ledger: Ledger) -> Counts:
    """Build store and index from the objects.

    Raises:
        ReleaseError: they cannot be written.
    """
    dataset = draft.dataset
    system = system_quads(draft.manifest, dataset.shapes, dataset.queries, all_endings(ledger))
    store_objects(config.releases, draft.manifest, system, build)
    store = open_store(build / STORE)
    build_index(build / INDEX, store, config.iris)
    return count_classes(store), count_properties(store)


def build_on(build: Path, base: Path, draft: Draft, recorded: Recorded) -> tuple[Store, Counts]:
    """Build store and index on others; the store is given read only.

    Args:
        build: the folder of the release.
        base: the folder of a store and an index that hold the release before.
        draft: the release.
        recorded: what it changes.

    Raises:
        ReleaseError: they cannot be read or written.
    """
    earlier = draft.earlier
    assert earlier is not None
    store = open_checkpoint(build / STORE, base / STORE)
    removed, added = _source_quads(store, draft.changes)
    gone, come = _system_quads(store, earlier.manifest, draft)
    difference = revise(
        store, [*removed, *gone, *recorded.removed], [*added, *come, *recorded.added]
    )
    shutil.copyfile(base / INDEX, build / INDEX)
    update_index(build / INDEX, store, draft.manifest.iris, [*removed, *added])
    store.flush()
    del store  # one that may still write would change its files while they are sealed
    counts = (
        _sum(earlier.manifest.counts, difference.classes),
        _sum(earlier.manifest.properties, difference.properties),
    )
    return open_store(build / STORE), counts


def _source_quads(store: Store, changes: Sequence[GraphChange]) -> tuple[list[Quad], list[Quad]]:
    removed: list[Quad] = []
    added: list[Quad] = []
    for change in changes:
        if change.is_plain:
            gone, come = change.quads()
            removed += gone
            added += come
        else:
            removed += _contents(store, change.iri)
            after = change.after
            added += stored(read_nquads(name_apart(after.lines, after.digest))) if after else ()
    return removed, added


def _system_quads(store: Store, old: Manifest, draft: Draft) -> tuple[list[Quad], list[Quad]]:
    new, iris = draft.manifest, draft.manifest.iris
    removed = [*_about(store, iris.metadata_graph, [release_iri(iris, old.id), iris.dataset])]
    others = [
        iri
        for iri in old.graphs.keys() | new.graphs.keys()
        if old.graphs.get(iri) != new.graphs.get(iri)
    ]
    removed += _about(store, iris.metadata_graph, others)
    added = [*release_quads(new)]
    for iri in others:
        if iri in new.graphs:
            added += graph_quads(iris, iri, new.graphs[iri])
    if new.shapes != old.shapes:
        removed += _contents(store, iris.shapes_graph)
        added += draft.dataset.shapes
    if new.queries != old.queries:
        removed += _contents(store, iris.queries_graph)
        added += draft.dataset.queries
    return removed, added


def _about(store: Store, graph: str, subjects: Sequence[str]) -> Iterator[Quad]:
    for subject in subjects:
        yield from store.quads_for_pattern(NamedNode(subject), None, None, NamedNode(graph))


def _contents(store: Store, graph: str) -> Iterator[Quad]:
    return store.quads_for_pattern(None, None, None, NamedNode(graph))


def _sum(before: Mapping[str, int], difference: Mapping[str, int]) -> dict[str, int]:
    found = {
        name: before.get(name, 0) + difference.get(name, 0)
        for name in before.keys() | difference.keys()
    }
    return {name: count for name, count in sorted(found.items()) if count}
