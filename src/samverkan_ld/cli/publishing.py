"""The commands of editors: `init`, `check`, `publish`, `mint`."""

import gc
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from samverkan_ld.cli.output import Voice, report_json
from samverkan_ld.cli.results import compact
from samverkan_ld.cli.session import FAULTS, Session
from samverkan_ld.cli.staleness import say_stale
from samverkan_ld.reports import Report, Severity

if TYPE_CHECKING:
    from samverkan_ld.config import Config
    from samverkan_ld.pipeline.publish import Publication
    from samverkan_ld.validation.gate import Judged

_SECOND: Final = timedelta(seconds=1)
_LISTED: Final = 20


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Without the sample data.")
@click.pass_obj
def init(session: Session, folder: Path, empty: bool) -> None:
    """Write a working site into a new folder.

    FOLDER gets a configuration of defaults, vocabulary, shapes, example queries and sample data.
    """
    from samverkan_ld.pipeline.site import write_site

    write_site(folder, empty=empty)
    session.voice.say("written", folder=folder)


_ENGINE = click.option(
    "--engine",
    type=click.Choice(["compiled", "pyshacl"]),
    default="compiled",
    show_default=True,
    help="What validates; pyshacl is the slow reference, with the same report.",
)


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@_ENGINE
@click.option("--timing", is_flag=True, help="Tell how long each shape took, on standard error.")
@click.option(
    "--stale",
    is_flag=True,
    help="Validate nothing: list roles without an end that no source has vouched for in a year.",
)
@click.option(
    "--at", type=click.DateTime(["%Y-%m-%d"]), help="The day of --stale; today unless given."
)
@click.pass_obj
def check_command(
    session: Session,
    paths: tuple[Path, ...],
    fmt: str,
    engine: str,
    timing: bool,
    stale: bool,
    at: datetime | None,
) -> None:
    """Validate the sources without publishing.

    With PATHS, report on those files only.
    """
    if at and not stale:
        raise click.UsageError("--at is the day of --stale: give both")
    if stale:
        if fmt == "turtle" or timing or engine != "compiled":
            raise click.UsageError("--stale validates nothing: it has no Turtle, engine or timing")
        found = say_stale(session, paths, fmt, (at or datetime.now()).date())
        sys.exit(FAULTS if found else 0)
    if fmt == "turtle" and paths:
        raise click.UsageError("the report as Turtle is of everything: leave out PATHS")
    if timing and engine != "compiled":
        raise click.UsageError("pyshacl does not tell how long each shape took: leave out --timing")
    report = _check(session, paths, engine, timing=timing)
    _write_report(session, report, fmt, is_whole=not paths)
    sys.exit(0 if report.conforms else FAULTS)


def _check(session: Session, paths: tuple[Path, ...], engine: str, *, timing: bool) -> Report:
    """Validate, and tell on standard error what is not in the report."""
    from samverkan_ld.pipeline.check import check
    from samverkan_ld.pipeline.validation import Engine

    voice, config = session.voice, session.config
    judged: list[Judged] = []
    dataset, report = check(
        config, paths, engine=Engine(engine), progress=voice.progress, watch=judged.append
    )
    if timing:
        voice.timing(judged, config.iris.prefixes())
    for name in dataset.skipped:
        voice.note("skipped", file=name)
    if not dataset.shapes:
        voice.note("ungated")
    if not paths:
        _note_silence(voice, config)
    return report


def _write_report(session: Session, report: Report, fmt: str, *, is_whole: bool) -> None:
    voice, config = session.voice, session.config
    if fmt == "json":
        click.echo(report_json(report))
    elif fmt == "turtle":
        from samverkan_ld.formats.turtle import write

        click.echo(write(report.triples, config.iris.prefixes()), nl=False)
    else:
        voice.report(report, config.iris.prefixes())
        voice.say("conforms" if report.conforms else "fails_check")
        if is_whole:
            voice.lacking(config, "mandatory", "recommended")


def _note_silence(voice: Voice, config: "Config") -> None:
    """Tell what the page about personal data has to leave open."""
    if not config.privacy.basis_sv or not config.privacy.basis_en:
        voice.note("unfounded")
    if not config.publisher.name or not config.publisher.contact:
        voice.note("unreachable")


@click.command("publish")
@click.option("--full", is_flag=True, help="Read, validate and build everything again.")
@click.option("--dry-run", is_flag=True, help="Tell what would change, and publish nothing.")
@click.option(
    "--withdraw-missing",
    is_flag=True,
    help="Withdraw identifiers that vanished from the sources; else that stops the publication.",
)
@click.option(
    "--rebase",
    multiple=True,
    metavar="OLD",
    help="The site moves from this address (site.base or site.terms); may be given for both.",
)
@_ENGINE
@click.pass_obj
def publish_command(
    session: Session,
    full: bool,
    dry_run: bool,
    withdraw_missing: bool,
    rebase: tuple[str, ...],
    engine: str,
) -> None:
    """Make a release of the sources, and switch to it.

    What changed is read and validated. What violates a shape, and identifiers that vanished, stop
    it; then the release before stays.
    """
    gc.set_threshold(50_000, 20, 50)  # what is imported alone would set off hundreds of collections
    from samverkan_ld.pipeline.finishing import finish
    from samverkan_ld.pipeline.publish import publish
    from samverkan_ld.pipeline.redirects import MAP
    from samverkan_ld.pipeline.validation import Engine

    voice, config, now = session.voice, session.config, datetime.now(UTC)
    publication = publish(
        config,
        now,
        full=full,
        dry_run=dry_run,
        withdraw_missing=withdraw_missing,
        rebase=rebase,
        engine=Engine(engine),
        progress=voice.progress,
    )
    _say_report(voice, publication, config.iris.prefixes())
    if not publication.report.conforms:
        voice.note("fails")
        sys.exit(FAULTS)
    _say_endings(voice, publication, config.iris.prefixes())
    if dry_run:
        _say_changes(voice, publication, config)
        return
    _say_published(voice, publication, config, now)
    if rebase:
        voice.say("moved", file=config.releases / MAP)
    sys.stdout.flush()
    finish(config, voice.progress)


def _say_report(voice: Voice, publication: "Publication", prefixes: Mapping[str, str]) -> None:
    for note in publication.notes:
        click.echo(note, err=True)
    for name in publication.skipped:
        voice.note("skipped", file=name)
    if not publication.is_judged:
        voice.note("ungated")
    voice.results(publication.report, frozenset([Severity.VIOLATION]), prefixes)
    if publication.results:
        voice.say("counts", **publication.results)
    if publication.results.get("warning") or publication.results.get("info"):
        voice.note("hidden")


def _say_endings(voice: Voice, publication: "Publication", prefixes: Mapping[str, str]) -> None:
    for ending in publication.endings[:_LISTED]:
        successors = ", ".join(compact(iri, prefixes) for iri in ending.successors)
        voice.say(
            "ended",
            iri=compact(ending.iri, prefixes),
            kind=voice.text(f"ended_{ending.kind.value}"),
            reason=ending.reason.rpartition("/")[2],
            successors=f" → {successors}" if successors else "",
        )
    if len(publication.endings) > _LISTED:
        voice.say("ended_more", count=len(publication.endings) - _LISTED)
    for ending in publication.unknown:
        voice.note("unknown", iri=compact(ending.iri, prefixes), source=ending.source)


def _say_published(
    voice: Voice, publication: "Publication", config: "Config", now: datetime
) -> None:
    from samverkan_ld.releases import timestamp

    manifest = publication.manifest
    if manifest is None:
        return
    voice.say("published" if publication.is_new else "unchanged", id=manifest.id)
    if publication.is_new:
        voice.lacking(config, "mandatory")
    if publication.is_new and manifest.created > timestamp(now + _SECOND):
        voice.note("clock", created=manifest.created)


def _say_changes(voice: Voice, publication: "Publication", config: "Config") -> None:
    """Tell what a publication would change; of a first one only how much."""
    from samverkan_ld.archive.difference import list_changes, read_changes
    from samverkan_ld.archive.folder import current_folder, read_manifest
    from samverkan_ld.cli.changes import say_differences
    from samverkan_ld.pipeline.naming import names_in, names_with_new

    comparison = publication.comparison
    if comparison is not None:
        known = names_in(config.releases, read_manifest(current_folder(config.releases)))
        name = names_with_new(comparison, known)
        found = read_changes(comparison, list_changes(comparison))
        say_differences(voice, found, name, comparison.iris.prefixes())
    counts = Counter(thing.change.value for thing in publication.things)
    voice.say("would", **{name: counts[name] for name in ("created", "updated", "withdrawn")})


@click.command()
@click.argument("count", type=click.IntRange(1, 10_000), default=1)
def mint(count: int) -> None:
    """Mint COUNT opaque keys for new things."""
    from samverkan_ld.iris import mint_key

    for _ in range(count):
        click.echo(mint_key())
