"""How the command line speaks: texts, reports and progress on a terminal."""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from samverkan_ld.cli.results import compact, tell_results
from samverkan_ld.cli.texts import TEXTS
from samverkan_ld.languages import in_language
from samverkan_ld.reports import Report, Severity

if TYPE_CHECKING:
    from samverkan_ld.config import Config
    from samverkan_ld.validation.gate import Judged


def default_language() -> str:
    """Choose the language of the environment: Swedish where it is asked for, else English."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "sv" if next((name for name in names if name), "").startswith("sv") else "en"


class Voice:
    """Speaks to the user in one language; progress is shown on a terminal only."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._shown = ("", 0.0)

    def text(self, name: str, **values: object) -> str:
        """Give a text with its values filled in."""
        return in_language(TEXTS[name], self.language).format(**values)

    def say(self, name: str, **values: object) -> None:
        """Print a text."""
        click.echo(self.text(name, **values))

    def note(self, name: str, **values: object) -> None:
        """Print a text beside the output proper."""
        click.echo(self.text(name, **values), err=True)

    def progress(self, what: str, done: int, total: int) -> None:
        """Show how far a long work has come: each step once, then ten times a second at most."""
        now = time.monotonic()
        is_new = what != self._shown[0]
        if not sys.stderr.isatty() or (not is_new and done != total and now - self._shown[1] < 0.1):
            return
        self._shown = (what, now)
        line = f"\r\033[K{self.text(what)} {done}/{total}"
        click.echo(line if is_new or done != total else "\r\033[K", err=True, nl=False)

    def report(self, report: Report, prefixes: Mapping[str, str]) -> None:
        """Print all results, and their counts."""
        self.results(report, frozenset(Severity), prefixes)
        counts = {severity.value: report.count(severity) for severity in Severity}
        self.say("counts", **counts)

    def lacking(self, config: "Config", *names: str) -> None:
        """Tell which keys the catalogue of a site still lacks: mandatory or recommended ones."""
        from samverkan_ld.catalog.lacking import lacking

        for name, keys in zip(("mandatory", "recommended"), lacking(config), strict=True):
            if keys and name in names:
                self.say(f"lacking_{name}", file=config.file_name, keys=", ".join(keys))

    def results(
        self, report: Report, severities: frozenset[Severity], prefixes: Mapping[str, str]
    ) -> None:
        """Print the results of the given severities."""
        chosen = (result for result in report.results if result.severity in severities)
        for told in tell_results(chosen, self.language, self.text, prefixes):
            click.echo(told)

    def timing(self, judged: Sequence["Judged"], prefixes: Mapping[str, str]) -> None:
        """Tell how each shape was judged, beside the output proper, the slowest first."""
        self.note("timing")
        for row in sorted(judged, key=lambda row: -row.seconds):
            click.echo(_timing(row, compact(row.plan.name, prefixes)), err=True)
            for reason in row.plan.compiled.remainder:
                self.note("left", reason=reason)
        finding = sum(row.finding_seconds for row in judged)
        judging = sum(row.judging_seconds for row in judged)
        click.echo(f"{finding:7.3f}  {judging:7.3f}{'':20}{self.text('timing_total')}", err=True)


def report_json(report: Report) -> str:
    """Write a report as JSON text: whether it conforms, counts, and results."""
    counts = {severity.value: report.count(severity) for severity in Severity}
    results = [asdict(result) for result in report.results]
    data = {"conforms": report.conforms, "counts": counts, "results": results}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _timing(row: "Judged", name: str) -> str:
    return (
        f"{row.finding_seconds:7.3f}  {row.judging_seconds:7.3f}  {row.candidates:7}  "
        f"{row.findings:7}  {name}"
    )
