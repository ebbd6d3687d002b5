"""The commands of editors: `init`, `check`, `publish`, `mint`."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverkan_ld.cli.output import Voice, report_json
from samverkan_ld.cli.session import FAULTS, Session
from samverkan_ld.reports import Severity

if TYPE_CHECKING:
    from samverkan_ld.pipeline.publish import Publication
    from samverkan_ld.validation.gate import Judged


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Without the sample data.")
@click.pass_obj
def init(session: Session, folder: Path, empty: bool) -> None:
    """Write a working site into FOLDER: configuration, vocabulary, shapes and data."""
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
@click.pass_obj
def check_command(
    session: Session, paths: tuple[Path, ...], fmt: str, engine: str, timing: bool
) -> None:
    """Validate the sources without publishing; with PATHS, report on those files only."""
    from samverkan_ld.pipeline.check import check
    from samverkan_ld.pipeline.validation import Engine

    if fmt == "turtle" and paths:
        raise click.UsageError("the report as Turtle is of everything: leave out PATHS")
    if timing and engine != Engine.COMPILED:
        raise click.UsageError("pyshacl does not tell how long each shape took: leave out --timing")
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
    if fmt == "json":
        click.echo(report_json(report))
    elif fmt == "turtle":
        from samverkan_ld.formats.turtle import write

        click.echo(write(report.triples, config.iris.prefixes()), nl=False)
    else:
        voice.report(report, severities=frozenset(Severity))
        voice.say("conforms" if report.conforms else "fails_check")
    sys.exit(0 if report.conforms else FAULTS)


@click.command("publish")
@click.option("--full", is_flag=True, help="Make a release even when nothing has changed.")
@click.option("--dry-run", is_flag=True, help="Tell what would be published, and write nothing.")
@_ENGINE
@click.pass_obj
def publish_command(session: Session, full: bool, dry_run: bool, engine: str) -> None:
    """Read the sources, validate them, and make the result the release that is served."""
    from samverkan_ld.pipeline.publish import publish
    from samverkan_ld.pipeline.validation import Engine

    voice = session.voice
    publication = publish(
        session.config,
        datetime.now(UTC),
        full=full,
        dry_run=dry_run,
        engine=Engine(engine),
        progress=voice.progress,
    )
    for name in publication.skipped:
        voice.note("skipped", file=name)
    if not publication.is_judged:
        voice.note("ungated")
    voice.report(publication.report, severities=frozenset([Severity.VIOLATION]))
    if len(publication.report.results) > publication.report.count(Severity.VIOLATION):
        voice.note("hidden")
    if not publication.report.conforms:
        voice.note("fails")
        sys.exit(FAULTS)
    _say_published(voice, publication, dry_run=dry_run)


def _say_published(voice: Voice, publication: "Publication", *, dry_run: bool) -> None:
    if dry_run:
        voice.say("would", count=len(publication.graphs))
        for iri, change in publication.graphs.items():
            click.echo(f"  {voice.text(change)} {iri}")
    elif publication.manifest:
        name = "published" if publication.is_new else "unchanged"
        voice.say(name, id=publication.manifest.id)


@click.command()
@click.argument("count", type=click.IntRange(1, 10_000), default=1)
def mint(count: int) -> None:
    """Mint COUNT opaque keys for new persons, articles, organisations and the like."""
    from samverkan_ld.iris import mint_key

    for _ in range(count):
        click.echo(mint_key())
