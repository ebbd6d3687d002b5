"""Erasing: what is erased is in no release, store, index, dump or report afterwards.

GDPR, article 17 (https://eur-lex.europa.eu/eli/reg/2016/679/oj). All that replaces what there is
is made ready first, while nothing changes for anybody. Then files are only moved, so that an
erasure that is interrupted is finished by the same command.
"""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from samverkan_ld.archive.endings import find_ending
from samverkan_ld.archive.folder import clean, current_name, sync, sync_tree
from samverkan_ld.archive.journal import (
    Journal,
    Request,
    find_journal,
    refuse_unfinished,
    write_journal,
)
from samverkan_ld.archive.locks import erasing
from samverkan_ld.archive.objects import read_object, sync_objects, write_object
from samverkan_ld.archive.readings import read_readings
from samverkan_ld.config import Config
from samverkan_ld.errors import ReleaseError
from samverkan_ld.life.identifiers import Reason
from samverkan_ld.pipeline.changes import GraphChange
from samverkan_ld.pipeline.dataset import Progress, silent
from samverkan_ld.pipeline.draft import next_moment
from samverkan_ld.pipeline.erasing.blotting import Blotting, blot_release
from samverkan_ld.pipeline.erasing.exchange import NEW, WORKPLACE, end, exchange
from samverkan_ld.pipeline.erasing.leftovers import find_leftovers
from samverkan_ld.pipeline.erasing.redaction import redact
from samverkan_ld.pipeline.erasing.retained import Retained, read_retained
from samverkan_ld.pipeline.erasing.scope import Scope
from samverkan_ld.pipeline.erasing.successor import end_things, make_successor
from samverkan_ld.pipeline.erasing.targeting import find_scope
from samverkan_ld.pipeline.graph import Graph


def erase(config: Config, request: Request, now: datetime, progress: Progress = silent) -> Journal:
    """Erase a thing, or old values of one, from all releases that are kept.

    A release takes the place of the current one, without that any source is read. One that was
    interrupted goes on.

    Args:
        config: the configuration of the site.
        request: what is to be erased.
        now: the time of the release.
        progress: told about each step.

    Returns:
        What was done; it names no release where nothing was left to be erased.

    Raises:
        NotFoundError: the thing was never released.
        BusyError: another process is publishing.
        ReleaseError: a release is damaged, nothing can be written, the person has another
            identifier now, or another erasure is not finished.
        EntangledError: a graph has blank nodes that cannot be told apart any longer.
    """
    releases = config.releases
    current_name(releases)
    with erasing(releases), _translated(releases):
        journal = find_journal(releases)
        if journal is not None and journal.request != request:
            refuse_unfinished(releases)
        if journal is None or not journal.is_ready:
            journal = _prepare(config, request, now, progress)
        if journal.is_ready:
            exchange(releases, journal)
        return journal


@contextmanager
def _translated(releases: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        where = error.filename or releases
        raise ReleaseError(f"{where}: cannot be written: {error.strerror}") from error


def _prepare(config: Config, request: Request, now: datetime, progress: Progress) -> Journal:
    """Make ready what replaces the present releases; a failure leaves everything as it was."""
    releases = config.releases
    clean(releases)
    progress("erasing", 0, 1)
    retained = read_retained(releases)
    scope = find_scope(retained, request)
    try:
        write_journal(releases, Journal(request))
        shutil.rmtree(releases / WORKPLACE, ignore_errors=True)
        (releases / WORKPLACE).mkdir()
        journal = _make(config, request, now, retained, scope)
        if journal.is_ready:
            sync_tree(releases / WORKPLACE)
            sync_objects()
            write_journal(releases, journal)
            sync(releases)
        else:
            end(releases)
    except BaseException:
        end(releases)
        raise
    progress("erasing", 1, 1)
    return journal


def _make(
    config: Config, request: Request, now: datetime, retained: Retained, scope: Scope
) -> Journal:
    changes = dict(_changes(retained, scope, config))
    manifest = retained.current.manifest
    touched = {
        entry.source for iri, entry in manifest.graphs.items() if (iri, entry.digest) in changes
    }
    known = read_readings(retained.current.ledger)
    leftovers, refused = find_leftovers(config, manifest.iris, scope, touched, known)
    if not changes and _is_done(retained, request):
        return Journal(request, leftovers=leftovers)
    moment = next_moment(config.releases, now)
    reason = Reason(request.reason)
    endings = end_things(retained, scope.things, moment, reason)
    blotting = Blotting(scope, changes, tuple(endings), tuple(refused), moment, reason)
    work = config.releases / WORKPLACE
    with ThreadPoolExecutor(max_workers=1) as beside:
        # The engine builds the store by itself: its thread leaves the processor to this one.
        successor = beside.submit(make_successor, retained.current, work / NEW, blotting, config)
        for kept in retained.kept:
            blot_release(kept, work / kept.folder.name, blotting, config.limits)
        manifest = successor.result()
    return Journal(
        request,
        release=manifest.id,
        things=sum(ending.is_erased for ending in blotting.endings),
        releases=sum(bool(blotting.of(kept.manifest)) for kept in retained.kept),
        leftovers=leftovers,
    )


def _changes(
    retained: Retained, scope: Scope, config: Config
) -> Iterator[tuple[tuple[str, str], GraphChange]]:
    """Redact every version of the graphs concerned, and keep what is left as objects."""
    releases, seconds = config.releases, config.limits.canonical_seconds
    versions = retained.versions()
    for iri in sorted(scope.graphs):
        for name, entry in sorted(versions[iri].items()):
            data = read_object(releases, name)
            left = redact(data, scope, seconds=seconds)
            if left == data:
                continue
            after = Graph.of(left, entry.source) if left else None
            if after is not None:
                write_object(releases, after.digest, after.packed)
            yield (iri, name), GraphChange(iri, Graph.kept(entry, releases), after)


def _is_done(retained: Retained, request: Request) -> bool:
    """Tell whether all that was asked for has been done before."""
    if request.prop:
        # a store that was built on others holds what they held
        return all(kept.manifest.generation == 0 for kept in retained.kept)
    endings = (find_ending(kept.ledger, request.iri) for kept in retained.kept)
    return all(ending is not None and ending.is_erased for ending in endings)
