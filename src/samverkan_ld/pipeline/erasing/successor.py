"""The release that an erasure makes in the place of the current one."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad, Store

from samverkan_ld.archive.endings import Ending, EndingKind, find_ending, write_endings
from samverkan_ld.archive.folder import INDEX, MANIFEST, STORE
from samverkan_ld.archive.ledger import LEDGER, forget_removed, writing_ledger
from samverkan_ld.archive.pages import append_changes
from samverkan_ld.archive.things import touch_things
from samverkan_ld.config import Config
from samverkan_ld.errors import ReleaseError
from samverkan_ld.iris import Iris
from samverkan_ld.life.identifiers import Reason, ends_by_itself, is_ours, reason_iri
from samverkan_ld.pipeline.changes import GraphChange, touched_things
from samverkan_ld.pipeline.counts import count_classes, count_properties
from samverkan_ld.pipeline.erasing.blotting import Blotting, blot_ledger, carry, write_told
from samverkan_ld.pipeline.erasing.retained import Kept, Retained
from samverkan_ld.pipeline.recording import horizon
from samverkan_ld.pipeline.restoring import rebuild_store
from samverkan_ld.releases import Manifest, dataset_digest, release_id, timestamp
from samverkan_ld.search.index import build_index, renew_index, update_index
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.revision import stored


def make_successor(kept: Kept, target: Path, blotting: Blotting, config: Config) -> Manifest:
    """Make a release like the current one without what is erased; no source is read.

    Its store is built anew: it would forget no string that it ever held. Its index is brought up to
    the change and cleaned.

    Args:
        kept: the current release.
        target: the folder to make it in.
        blotting: what the erasure does.
        config: the configuration of the site.

    Raises:
        ReleaseError: the current release is damaged, or nothing can be written.
    """
    target.mkdir()
    limits = config.limits
    manifest = _manifest(kept.manifest, blotting)
    queries = carry(kept.folder, target, manifest, blotting.scope, limits)
    manifest = replace(manifest, queries=queries)
    (target / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    _write_ledger(kept, target / LEDGER, blotting)
    rebuild_store(config.releases, target, target, limits=limits)
    store = open_store(target / STORE)
    _write_index(kept, target / INDEX, blotting, store)
    manifest = replace(manifest, counts=count_classes(store), properties=count_properties(store))
    return write_told(kept, target, manifest, blotting.scope, limits)


def end_things(
    retained: Retained, things: Iterable[str], moment: datetime, reason: Reason
) -> Iterator[Ending]:
    """Tell how erased things end; what came in the place of one, or was declared, stays true."""
    iris = retained.current.manifest.iris
    for iri in sorted(things):
        before = find_ending(retained.current.ledger, iri)
        if before is not None and (before.source or before.successors):
            yield replace(before, is_erased=True)
        elif is_ours(iri, iris) and iris.owner(iri) == iri:
            yield _erased(iri, moment, reason, iris)


def _erased(iri: str, moment: datetime, reason: Reason, iris: Iris) -> Ending:
    named = reason_iri(reason, iris)
    return Ending(iri, EndingKind.WITHDRAWN, timestamp(moment), named, is_erased=True)


def _write_index(kept: Kept, path: Path, blotting: Blotting, store: Store) -> None:
    iris = kept.manifest.iris
    changes = [*_quads(blotting.of(kept.manifest))]
    try:
        shutil.copyfile(kept.folder / INDEX, path)
        update_index(path, store, iris, changes)
        renew_index(path)
    except (FileNotFoundError, ReleaseError):  # it is gone or damaged
        path.unlink(missing_ok=True)
        build_index(path, store, iris)


def _quads(changes: Iterable[GraphChange]) -> Iterator[Quad]:
    """Give the quads of changes as stores hold them; of some graphs, those that stay too."""
    for change in changes:
        if change.is_plain:
            yield from chain(*change.quads())
        else:
            yield from stored(chain(*(graph.read() for graph in change.graphs)))


def _manifest(before: Manifest, blotting: Blotting) -> Manifest:
    graphs = blotting.graphs(before, timestamp(blotting.moment))
    digest = dataset_digest({iri: entry.digest for iri, entry in graphs.items()})
    return replace(
        before,
        id=release_id(blotting.moment, digest),
        created=timestamp(blotting.moment),
        previous=before.id,
        graphs=graphs,
        digest=digest,
        generation=0,
        redacted=(),
    )


def _write_ledger(kept: Kept, path: Path, blotting: Blotting) -> None:
    iris, moment = kept.manifest.iris, timestamp(blotting.moment)
    touched = touched_things(blotting.of(kept.manifest), iris)
    with writing_ledger(path, kept.ledger.path) as ledger:
        things = touch_things(ledger, touched, moment)
        append_changes(ledger, things, moment, horizon(moment))
        gone = (thing.iri for thing in things if not thing.is_described)
        write_endings(ledger, _others(gone, blotting, iris))
        blot_ledger(ledger, blotting, moment)
    forget_removed(path)


def _others(gone: Iterable[str], blotting: Blotting, iris: Iris) -> Iterator[Ending]:
    """Tell how other things end of which nothing is said any longer."""
    for iri in gone:
        if not is_ours(iri, iris) or blotting.scope.covers(iri):
            continue
        if ends_by_itself(iri, iris):
            moment, reason = timestamp(blotting.moment), reason_iri(Reason.EXPIRED, iris)
            yield Ending(iri, EndingKind.WITHDRAWN, moment, reason)
        else:
            yield _erased(iri, blotting.moment, blotting.reason, iris)
