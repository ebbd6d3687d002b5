"""Verifying: is a release still what it was when it was sealed?"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.archive.endings import all_endings
from samverkan_ld.archive.folder import STORE, read_manifest
from samverkan_ld.archive.ledger import LEDGER, Ledger, open_ledger
from samverkan_ld.archive.locks import restoring
from samverkan_ld.archive.objects import read_object
from samverkan_ld.canonical import canonical_nquads, digest, read_nquads
from samverkan_ld.config import LimitsConfig
from samverkan_ld.errors import ReleaseError
from samverkan_ld.pipeline.dataset import Progress, silent
from samverkan_ld.pipeline.metadata import system_quads
from samverkan_ld.pipeline.restoring import DEFAULT_LIMITS, carried, is_whole, restore
from samverkan_ld.releases import Manifest, dataset_digest
from samverkan_ld.store.disk import open_store

_Carried = tuple[tuple[Quad, ...], tuple[Quad, ...]]


def verify(
    releases: Path,
    folder: Path,
    *,
    limits: LimitsConfig = DEFAULT_LIMITS,
    progress: Progress = silent,
) -> list[str]:
    """Compare a release with its manifest; a store or index that is gone is rebuilt.

    Returns:
        What is wrong, one sentence each; nothing when all is well.

    Raises:
        ReleaseError: the manifest cannot be read, or what must be rebuilt cannot be.
        BusyError: something must be rebuilt, and another process is rebuilding.
    """
    manifest = read_manifest(folder)
    if not is_whole(folder):
        with restoring(releases):
            restore(releases, folder, limits=limits)
    ledger = open_ledger(folder / LEDGER)
    carried_quads = carried(folder, manifest, limits)
    system = [*system_quads(manifest, *carried_quads, all_endings(ledger))]
    faults = [*_digest_faults(manifest, folder, carried_quads, limits)]
    faults += _ledger_faults(ledger, manifest)
    return [*faults, *_graph_faults(releases, folder, manifest, system, progress)]


def _digest_faults(
    manifest: Manifest, folder: Path, carried_quads: _Carried, limits: LimitsConfig
) -> Iterator[str]:
    found = dataset_digest({iri: entry.digest for iri, entry in manifest.graphs.items()})
    if found != manifest.digest:
        yield f"the manifest names the digest {manifest.digest}, its graphs give {found}"
    named = manifest.redacted[0].digest if manifest.redacted else manifest.digest
    if not manifest.id.endswith(named[:8]) or folder.name != manifest.id:
        yield f"the folder {folder.name} holds the release {manifest.id}"
    shapes, queries = (
        digest(canonical_nquads(quads, seconds=limits.canonical_seconds)) for quads in carried_quads
    )
    if shapes != manifest.shapes:
        yield "the shapes are not those that the release was validated with"
    if manifest.queries and queries != manifest.queries:
        yield "the example queries are not those that the release was made with"


def _ledger_faults(ledger: Ledger, manifest: Manifest) -> Iterator[str]:
    counted = ledger.rows("SELECT total(quads) FROM thing")[0][0]
    quads = sum(entry.quads for entry in manifest.graphs.values()) + len(manifest.graphs)
    if counted != quads:
        yield f"the ledger counts {counted:.0f} quads and graphs, the manifest {quads}"


def _graph_faults(
    releases: Path,
    folder: Path,
    manifest: Manifest,
    system: Sequence[Quad],
    progress: Progress,
) -> Iterator[str]:
    store = open_store(folder / STORE)
    for number, (iri, entry) in enumerate(sorted(manifest.graphs.items()), start=1):
        progress("verifying", number, len(manifest.graphs))
        try:
            data = read_object(releases, entry.digest)
        except ReleaseError as error:
            yield str(error)
            continue
        if digest(data) != entry.digest:
            yield f"the object of {iri} has another digest than {entry.digest}"
        elif not _holds(store, iri, read_nquads(data)):
            yield f"the store holds something else in {iri} than the object {entry.digest}"
    yield from _system_faults(store, manifest, system)


def _system_faults(store: Store, manifest: Manifest, system: Iterable[Quad]) -> Iterator[str]:
    graphs = {str(quad.graph_name).strip("<>") for quad in system}
    for graph in sorted(graphs):
        if not _holds(store, graph, (q for q in system if q.graph_name == NamedNode(graph))):
            yield f"the store holds something else in {graph} than the manifest tells"
    for found in store.named_graphs():
        if found.value not in graphs and found.value not in manifest.graphs:
            yield f"the store holds a graph {found.value} that the manifest does not name"


def _holds(store: Store, graph: str, quads: Iterable[Quad]) -> bool:
    # Through a store of its own, since a store rewrites some literals.
    wanted = Store()
    wanted.extend(quads)
    found = store.quads_for_pattern(None, None, None, NamedNode(graph))
    return canonical_nquads(wanted) == canonical_nquads(found)
