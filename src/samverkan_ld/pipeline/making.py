"""A release made in its build folder: recorded, built, judged."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from samverkan_ld.archive.endings import Ending
from samverkan_ld.archive.facts import find_fact, write_fact
from samverkan_ld.archive.findings import count_findings, forget_findings, replace_findings
from samverkan_ld.archive.folder import INDEX, MANIFEST, REPORT, STORE
from samverkan_ld.archive.ledger import LEDGER, Ledger, writing_ledger
from samverkan_ld.archive.things import Thing
from samverkan_ld.config import Config
from samverkan_ld.errors import ReleaseError
from samverkan_ld.pipeline.base import Base, find_base
from samverkan_ld.pipeline.building import Counts, archive_graphs, build_on, build_whole
from samverkan_ld.pipeline.dataset import Progress
from samverkan_ld.pipeline.draft import Draft
from samverkan_ld.pipeline.places import place_results
from samverkan_ld.pipeline.recording import Recorded, record
from samverkan_ld.pipeline.reporting import write_report
from samverkan_ld.pipeline.validation import Engine, Judgement, judge_part, judge_whole
from samverkan_ld.releases import Manifest
from samverkan_ld.reports import Report, Result, Severity
from samverkan_ld.validation.recall import memorize, recall

JUDGED: Final = "shapes of the findings"
"""Tells by which shapes the findings in a ledger were made."""

_QUERIES: Final = "queries of the shapes"
"""What was found out about them."""


@dataclass(frozen=True, slots=True)
class Made:
    """A release in its build folder.

    It has no manifest in a trial, nor if the data do not conform. `results` counts the results of
    each severity; the report holds those that were found for this release. `endings` are those
    that it tells for the first time, `unknown` those of them that end what was never released.
    """

    report: Report
    results: Mapping[str, int]
    manifest: Manifest | None
    things: Sequence[Thing]
    endings: Sequence[Ending] = ()
    unknown: Sequence[Ending] = ()


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes one release in a build folder; of a trial nothing is kept."""

    build: Path
    config: Config
    draft: Draft
    engine: Engine
    progress: Progress
    is_trial: bool = False

    def make(self, *, withdraw_missing: bool) -> Made:
        """Make the release; everything is there once its manifest is.

        Raises:
            ShapesError: the shapes are broken.
            VanishedError: identifiers vanished without an event, or are used after their end.
            ReleaseError: something cannot be read or written.
        """
        earlier = self.draft.earlier
        before = earlier.ledger.path if earlier else None
        with writing_ledger(self.build / LEDGER, before) as ledger:
            recorded = record(ledger, self.draft, withdraw_missing=withdraw_missing)
            base = find_base(self.draft)
            built = self._built_on(base, recorded) if base else None
            judgement, counts = self._judged_on(built, ledger) if built else self._whole(ledger)
            results = self._keep(ledger, judgement)
        report = judgement.report
        if not report.conforms:
            report = replace(report, results=self._placed(report))
        made = Made(report, results, None, recorded.things, recorded.endings, recorded.unknown)
        if self.is_trial or not report.conforms:
            return made
        generation = base.generation if base and built else 0
        manifest = self._manifest(results, counts, generation)
        self._carry()
        if judgement.outdated is None:
            write_report(self.build / REPORT, report, manifest)
        (self.build / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        return replace(made, manifest=manifest)

    def _whole(self, ledger: Ledger) -> tuple[Judgement, Counts]:
        judgement = self._judge_whole()
        if self.is_trial or not judgement.report.conforms:
            return judgement, ({}, {})
        archive_graphs(self.config, self.draft, self.progress)
        self.progress("storing", 0, 1)
        counts = build_whole(self.build, self.config, self.draft, ledger)
        self.progress("storing", 1, 1)
        return judgement, counts

    def _built_on(self, base: Base, recorded: Recorded) -> tuple[Store, Counts] | None:
        """Build on a store and index; None where they are damaged."""
        self.progress("storing", 0, 1)
        try:
            built = build_on(self.build, base.folder, self.draft, recorded)
        except ReleaseError:
            shutil.rmtree(self.build / STORE, ignore_errors=True)
            (self.build / INDEX).unlink(missing_ok=True)
            return None
        self.progress("storing", 1, 1)
        return built

    def _judged_on(self, built: tuple[Store, Counts], ledger: Ledger) -> tuple[Judgement, Counts]:
        store, counts = built
        judgement = self._judge_part(store, ledger) or self._judge_whole()
        if judgement.report.conforms and not self.is_trial:
            archive_graphs(self.config, self.draft, self.progress)
        return judgement, counts

    def _judge_whole(self) -> Judgement:
        self.progress("validating", 0, 1)
        judgement = judge_whole(self.draft.dataset, self.engine, workplace=self.build)
        self.progress("validating", 1, 1)
        return judgement

    def _judge_part(self, store: Store, ledger: Ledger) -> Judgement | None:
        draft = self.draft
        shapes = draft.manifest.shapes
        if self.engine is not Engine.COMPILED or find_fact(ledger, JUDGED) != shapes:
            return None
        self.progress("validating", 0, 1)
        recall(find_fact(ledger, _QUERIES))
        found = judge_part(draft.dataset, draft.changes, store, draft.manifest.iris)
        self.progress("validating", 1, 1)
        return found

    def _keep(self, ledger: Ledger, judgement: Judgement) -> Mapping[str, int]:
        """Keep the findings; give how many results there are of each severity."""
        if judgement.outdated is None:
            forget_findings(ledger)
        replace_findings(ledger, judgement.outdated or (), judgement.found or ())
        write_fact(ledger, _QUERIES, memorize())
        if judgement.found is None:
            write_fact(ledger, JUDGED, "")
            return {s.value: judgement.report.count(s) for s in Severity}
        write_fact(ledger, JUDGED, self.draft.manifest.shapes)
        return count_findings(ledger)

    def _placed(self, report: Report) -> tuple[Result, ...]:
        return place_results(report.results, self.draft.dataset, self.config.iris)

    def _manifest(self, results: Mapping[str, int], counts: Counts, generation: int) -> Manifest:
        classes, properties = counts
        return replace(
            self.draft.manifest,
            counts=classes,
            properties=properties,
            report=dict(results),
            generation=generation,
        )

    def _carry(self) -> None:
        """Let the release carry what it was made with."""
        for part, source in (
            ("vocab", self.config.vocab),
            ("shapes", self.config.shapes),
            ("queries", self.config.queries),
        ):
            _copy(source, self.build / part)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_links)
    else:
        target.mkdir()


def _links(folder: str, names: list[str]) -> list[str]:
    # A link could carry a file from anywhere into what is published.
    return [name for name in names if Path(folder, name).is_symlink()]
