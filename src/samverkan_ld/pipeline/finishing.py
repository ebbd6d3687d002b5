"""What follows a publication, while the release is served already: report, dump, a fresh store."""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from samverkan_ld.archive.folder import (
    DUMP,
    FINISH,
    RENEWED,
    REPORT,
    STORE,
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
from samverkan_ld.pipeline.reporting import rewrite_report
from samverkan_ld.pipeline.restoring import rebuild_store, write_dump

_DUMP: Final = Path(DUMP).parent


def finish(config: Config, progress: Progress = silent) -> None:
    """Write the report and the dump of the current release, and in its turn a store for the next.

    Publishing goes on meanwhile; when another process does this already, nothing is done. Only the
    current release keeps a dump: that of any release is made of its objects.

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
    if not (folder / DUMP).exists():
        progress("dumping", 0, 1)
        with workplace(config.releases, FINISH) as build:
            write_dump(config.releases, manifest, build)
            sync_tree(build)
            (build / _DUMP).rename(folder / _DUMP)
        progress("dumping", 1, 1)
    fresh = config.releases / f"{RENEWED}{manifest.id}"
    if manifest.generation >= config.limits.generations and not fresh.exists():
        progress("renewing", 0, 1)
        with workplace(config.releases, FINISH) as build:
            rebuild_store(config.releases, folder, build, limits=config.limits)
            sync_tree(build)
            (build / STORE).rename(fresh)
        progress("renewing", 1, 1)
    _tidy(config.releases, folder, fresh)


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


def _tidy(releases: Path, folder: Path, fresh: Path) -> None:
    for path in releases.glob(f"{RENEWED}*"):
        if path != fresh:
            shutil.rmtree(path, ignore_errors=True)
    for other in release_folders(releases):
        if other != folder:
            shutil.rmtree(other / _DUMP, ignore_errors=True)
