"""A store that begins as a checkpoint of another and is changed where the data changed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.namespaces import RDF
from samverkan_ld.records import Subject, Term
from samverkan_ld.store.disk import open_store, translated

_TYPE: Final = NamedNode(RDF + "type")


@dataclass(frozen=True, slots=True)
class Difference:
    """How much more or less there is: things by class, uses by property."""

    classes: Mapping[str, int]
    properties: Mapping[str, int]


def open_checkpoint(path: Path, base: Path) -> Store:
    """Make a checkpoint of a store in a new folder, and open it for writing.

    Its files are links to those of the store it is made of, which it never changes: so it costs the
    same whatever the size.

    Raises:
        ReleaseError: the store it is made of is missing or damaged.
    """
    checkpoint = open_store(base)
    with translated(base):
        checkpoint.backup(str(path))
        return Store(str(path))


def revise(store: Store, removed: Iterable[Quad], added: Iterable[Quad]) -> Difference:
    """Take quads out of a store and put others in; count what that changes.

    Quads that are not in the store, or are in it already, count for nothing.
    """
    going = [quad for quad in dict.fromkeys(removed) if quad in store]
    wanted = [*dict.fromkeys(added)]
    kinds = {(q.subject, q.object) for q in (*going, *wanted) if q.predicate == _TYPE}
    had = _instances(store, kinds)
    for quad in going:
        store.remove(quad)
    coming = [quad for quad in wanted if quad not in store]
    store.extend(coming)
    for graph in {quad.graph_name for quad in going}:
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            store.remove_graph(graph)  # a store remembers the names of empty graphs
    has = _instances(store, kinds)
    classes = Counter(kind for _, kind in has - had)
    classes.subtract(kind for _, kind in had - has)
    properties = Counter(quad.predicate.value for quad in coming)
    properties.subtract(quad.predicate.value for quad in going)
    return Difference(classes, properties)


def _instances(store: Store, pairs: Iterable[tuple[Subject, Term]]) -> set[tuple[Subject, str]]:
    return {
        (subject, kind.value)
        for subject, kind in pairs
        if isinstance(kind, NamedNode)
        and next(store.quads_for_pattern(subject, _TYPE, kind, None), None)
    }


def stored(quads: Iterable[Quad]) -> list[Quad]:
    """Give quads in the form that a store keeps them in."""
    kept = Store()
    kept.extend(quads)
    return [*kept]
