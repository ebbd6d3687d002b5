"""Verifying: is a release still what it was when it was sealed?"""

import secrets
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, Store

from samverkan_ld.archive.folder import DUMP, INDEX, STORE, read_manifest, sync, writing
from samverkan_ld.archive.objects import concatenate, read_object
from samverkan_ld.canonical import canonical_nquads, digest, read_nquads
from samverkan_ld.config import Config, LimitsConfig, SiteConfig
from samverkan_ld.errors import ReleaseError, SourcesError
from samverkan_ld.pipeline.dataset import Progress, read_carried, silent
from samverkan_ld.pipeline.metadata import system_quads
from samverkan_ld.releases import Manifest, dataset_digest
from samverkan_ld.search.index import build_index
from samverkan_ld.store.disk import build_store, open_store

DEFAULT_LIMITS: Final = LimitsConfig()

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
        BusyError: something must be rebuilt while another process is publishing.
    """
    manifest = read_manifest(folder)
    if not _is_whole(folder):
        with writing(releases):
            restore(releases, folder, limits=limits)
    carried = _carried(folder, manifest, limits)
    faults = [*_digest_faults(manifest, folder, carried, limits)]
    return [*faults, *_graph_faults(releases, folder, manifest, carried, progress)]


def restore(releases: Path, folder: Path, *, limits: LimitsConfig = DEFAULT_LIMITS) -> None:
    """Rebuild the store and index of a release from the objects, where they are gone.

    Each appears whole or not at all. The caller holds the lock.

    Raises:
        ReleaseError: an object is gone, or the store cannot be written.
    """
    if _is_whole(folder):
        return
    manifest = read_manifest(folder)
    build = releases / f".build-{secrets.token_hex(8)}"
    build.mkdir()
    try:
        graphs = sorted(manifest.graphs.items())
        concatenate(releases, (entry.digest for _, entry in graphs), build / DUMP)
        system = system_quads(manifest, *_carried(folder, manifest, limits))
        build_store(build / STORE, build / DUMP, system)
        build_index(build / INDEX, open_store(build / STORE), manifest.iris)
        for part in (STORE, INDEX):
            if not (folder / part).exists():
                (build / part).rename(folder / part)
        sync(folder)
    except OSError as error:
        raise ReleaseError(f"{folder / STORE}: cannot be rebuilt: {error}") from error
    finally:
        shutil.rmtree(build, ignore_errors=True)


def _is_whole(folder: Path) -> bool:
    return (folder / STORE).exists() and (folder / INDEX).exists()


def _carried(folder: Path, manifest: Manifest, limits: LimitsConfig) -> _Carried:
    site = SiteConfig(manifest.base, manifest.terms, manifest.register)
    try:
        return read_carried(Config(folder, site, limits=limits))
    except SourcesError as error:
        raise ReleaseError(f"{folder}: its shapes or queries cannot be read: {error}") from error


def _digest_faults(
    manifest: Manifest, folder: Path, carried: _Carried, limits: LimitsConfig
) -> Iterator[str]:
    found = dataset_digest({iri: entry.digest for iri, entry in manifest.graphs.items()})
    if found != manifest.digest:
        yield f"the manifest names the digest {manifest.digest}, its graphs give {found}"
    if not manifest.id.endswith(manifest.digest[:8]) or folder.name != manifest.id:
        yield f"the folder {folder.name} holds the release {manifest.id}"
    shapes, queries = (
        digest(canonical_nquads(quads, seconds=limits.canonical_seconds)) for quads in carried
    )
    if shapes != manifest.shapes:
        yield "the shapes are not those that the release was validated with"
    if manifest.queries and queries != manifest.queries:
        yield "the example queries are not those that the release was made with"


def _graph_faults(
    releases: Path, folder: Path, manifest: Manifest, carried: _Carried, progress: Progress
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
    yield from _system_faults(store, manifest, [*system_quads(manifest, *carried)])


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
