"""The report of a release as a file: written of a validation, or of the findings that were kept."""

from pathlib import Path

from samverkan_ld.archive.findings import kept_findings
from samverkan_ld.archive.folder import REPORT, STORE, read_manifest
from samverkan_ld.archive.ledger import LEDGER, open_ledger
from samverkan_ld.config import LimitsConfig
from samverkan_ld.formats.turtle import write as write_turtle
from samverkan_ld.pipeline.report import published_report
from samverkan_ld.pipeline.restoring import carried
from samverkan_ld.releases import Manifest
from samverkan_ld.reports import Report
from samverkan_ld.store.disk import open_store
from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate
from samverkan_ld.validation.keeping import read_finding


def write_report(path: Path, report: Report, manifest: Manifest) -> None:
    """Write the report that a release publishes."""
    first = f"{manifest.base}res/rapport/{manifest.id}"
    triples = published_report(report, manifest)
    path.write_text(write_turtle(triples, manifest.iris.prefixes(), first=first), encoding="utf-8")


def rewrite_report(folder: Path, target: Path, limits: LimitsConfig) -> None:
    """Write the report of a release in another folder, of the findings in its ledger.

    Raises:
        ReleaseError: the release is damaged.
    """
    manifest = read_manifest(folder)
    shapes, _ = carried(folder, manifest, limits)
    findings = map(read_finding, kept_findings(open_ledger(folder / LEDGER)))
    report = Gate(shapes).report(findings, Data(open_store(folder / STORE))) if shapes else Report()
    write_report(target / REPORT, report, manifest)
