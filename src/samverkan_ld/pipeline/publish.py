"""Publishing: from the sources of a site to a release that is served."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from samverkan_ld.archive.attempts import NONCONFORMING, PUBLISHED, UNCHANGED
from samverkan_ld.archive.difference import Comparison
from samverkan_ld.archive.endings import Ending
from samverkan_ld.archive.folder import publishing, seal, switch
from samverkan_ld.archive.things import Thing
from samverkan_ld.config import Config
from samverkan_ld.pipeline.attempting import attempting
from samverkan_ld.pipeline.changes import GraphChange, to_comparison
from samverkan_ld.pipeline.dataset import Progress, silent
from samverkan_ld.pipeline.draft import Draft, make_draft
from samverkan_ld.pipeline.making import Made, Maker
from samverkan_ld.pipeline.redirects import write_redirects
from samverkan_ld.pipeline.validation import Engine
from samverkan_ld.releases import Manifest
from samverkan_ld.reports import Report


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication came to.

    `report` holds the results that were found anew, `results` counts those of the whole release.
    `is_judged` tells whether there were shapes. `manifest` is the release made, or the current one
    when nothing had changed, or None when the data do not conform or nothing was to be written.
    `changes` are the graphs that differ from the release before, `things` the things; `comparison`
    is of both, where there was a release before. `endings` tell how identifiers end with it, and
    `unknown` which of them were never released. `notes` tells what was wrong with earlier
    releases.
    """

    report: Report
    results: Mapping[str, int]
    is_judged: bool
    manifest: Manifest | None
    is_new: bool
    changes: Sequence[GraphChange]
    things: Sequence[Thing]
    endings: Sequence[Ending]
    unknown: Sequence[Ending]
    comparison: Comparison | None
    skipped: tuple[str, ...]
    notes: tuple[str, ...] = ()


def publish(
    config: Config,
    now: datetime,
    *,
    full: bool = False,
    dry_run: bool = False,
    withdraw_missing: bool = False,
    rebase: Sequence[str] = (),
    engine: Engine = Engine.COMPILED,
    progress: Progress = silent,
) -> Publication:
    """Publish a site: read, validate, build a release, and switch to it.

    What has not changed since the release before is neither read, validated nor built again. Data
    that do not conform are not published: the release before stays, and the report tells why.
    How it ended is told in the folder of releases, also when it failed.

    Args:
        config: the configuration of the site.
        now: the time of the release.
        full: do everything again, even when nothing has changed.
        dry_run: keep nothing of what is made.
        withdraw_missing: withdraw identifiers that vanished from the sources without an event.
        rebase: the addresses (`site.base`, `site.terms`) that the site leaves, if it moves.
        engine: how the dataset is validated.
        progress: told about each step.

    Raises:
        SourcesError: files cannot be read.
        ConfigError: the site does not leave the addresses that it is said to leave.
        ShapesError: the shapes are broken.
        BusyError: another process is publishing.
        VanishedError: identifiers vanished without an event, or are used after their end.
        ReleaseError: the release cannot be written, a newer version of this program made the one
            before, or the site leaves an address unsaid.
    """
    with (
        attempting(config.releases, is_trial=dry_run) as attempt,
        _workplace(config, dry_run=dry_run) as build,
    ):
        draft = make_draft(config, now, full=full, rebase=rebase, progress=progress)
        if draft.is_unchanged and not full:
            attempt.result = UNCHANGED
            return _unchanged(draft)
        maker = Maker(build, config, draft, engine, progress, is_trial=dry_run)
        made = maker.make(withdraw_missing=withdraw_missing)
        if made.manifest is None:
            attempt.result = NONCONFORMING
            return _outcome(draft, made)
        seal(build, config.releases, made.manifest.id)
        write_redirects(config.releases, made.manifest.iris)
        switch(config.releases, made.manifest.id)
        attempt.result = PUBLISHED
        return _outcome(draft, made, is_new=True)


@contextmanager
def _workplace(config: Config, *, dry_run: bool) -> Iterator[Path]:
    """Give a folder to build in; a dry run of a first publication leaves no trace."""
    if dry_run and not config.releases.exists():
        with TemporaryDirectory(prefix="samverkan-ld-") as folder:
            yield Path(folder)
    else:
        with publishing(config.releases) as build:
            yield build


def _unchanged(draft: Draft) -> Publication:
    manifest = draft.earlier.manifest if draft.earlier else None
    return _outcome(draft, Made(Report(), {}, manifest, ()))


def _comparison(draft: Draft) -> Comparison | None:
    if draft.earlier is None:
        return None
    return to_comparison(draft.changes, draft.earlier, draft.manifest.iris)


def _outcome(draft: Draft, made: Made, *, is_new: bool = False) -> Publication:
    return Publication(
        report=made.report,
        results=made.results,
        is_judged=bool(draft.dataset.shapes),
        manifest=made.manifest,
        is_new=is_new,
        changes=draft.changes,
        things=made.things,
        endings=made.endings,
        unknown=made.unknown if draft.earlier else (),
        comparison=_comparison(draft),
        skipped=draft.dataset.skipped,
        notes=draft.notes,
    )
