"""What follows a publication, while the release is served already: reports, dumps, a new base."""

import shutil
from contextlib import suppress
from pathlib import Path

from samverkan_ld.archive.dumps import FOLDER, has_dumps
from samverkan_ld.archive.folder import (
    FINISH,
    INDEX,
    RENEWED,
    REPORT,
    current_folder,
    read_manifest,
    release_folders,
    sync_tree,
    workplace,
)
from samverkan_ld.archive.locks import finishing
from samverkan_ld.config import Config
from samverkan_ld.errors import BusyError, ReleaseError
from samverkan_ld.pipeline.dataset import Progress, silent
from samverkan_ld.pipeline.dumping import write_dumps
from samverkan_ld.pipeline.reporting import rewrite_report
from samverkan_ld.pipeline.restoring import rebuild_store
from samverkan_ld.search.index import renew_index


def finish(config: Config, progress: Progress = silent) -> None:
    """Write the report and the dumps of the current release, and in its turn a base for the next.

    Publishing goes on meanwhile; when another process does this already, nothing is done. Only the
    newest releases keep their dumps, as many as the configuration says.

    Raises:
        ReleaseError: the release is damaged, or nothing can be written.
    """
    with suppress(BusyError), finishing(config.releases):
        done = ""
        while done != (folder := current_folder(config.releases)).name:
            _finish(config, folder, progress)
            done = folder.name


def _finish(config: Config, folder: Path, progress: Progress) -> None:
    manifest = read_manifest(folder)
    _write_reports(config, folder)
    if not has_dumps(folder):
        with workplace(config.releases, FINISH) as build:
            write_dumps(config.releases, folder, build, progress)
            sync_tree(build)
            shutil.rmtree(folder / FOLDER, ignore_errors=True)
            (build / FOLDER).rename(folder / FOLDER)
    fresh = config.releases / f"{RENEWED}{manifest.id}"
    if manifest.generation >= config.limits.generations and not fresh.exists():
        progress("renewing", 0, 1)
        _renew(config, folder, fresh)
        progress("renewing", 1, 1)
    _tidy(config, folder, fresh)


def _renew(config: Config, folder: Path, fresh: Path) -> None:
    """Make a store and an index like those of a release, without what they once held."""
    with workplace(config.releases, FINISH) as build:
        base = build / fresh.name
        base.mkdir()
        rebuild_store(config.releases, folder, base, limits=config.limits)
        shutil.copyfile(folder / INDEX, base / INDEX)
        renew_index(base / INDEX)
        sync_tree(build)
        base.rename(fresh)


def _write_reports(config: Config, current: Path) -> None:
    """Write the reports that are missing; a release that is damaged goes without."""
    for folder in release_folders(config.releases):
        if (folder / REPORT).exists():
            continue
        try:
            _write_report(config, folder)
        except ReleaseError:
            if folder == current:
                raise


def _write_report(config: Config, folder: Path) -> None:
    with workplace(config.releases, FINISH) as build:
        rewrite_report(folder, build, config.limits)
        sync_tree(build)
        (build / REPORT).rename(folder / REPORT)


def _tidy(config: Config, current: Path, fresh: Path) -> None:
    """Remove renewed bases and dumps that are not needed any longer."""
    for path in config.releases.glob(f"{RENEWED}*"):
        if path != fresh:
            shutil.rmtree(path, ignore_errors=True)
    others = [folder for folder in release_folders(config.releases) if folder != current]
    kept = config.retention.dumps - 1
    for folder in [*filter(has_dumps, others)][: -kept or None]:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
