"""`samverkan-ld`: from words on a command line to one use case and an exit code.

0 fine; 1 data do not conform, or a check found faults; 2 usage or configuration; 3 a source cannot
be read; 4 a release problem; 5 a fault of this program. What a command needs is imported when it
runs, so that help comes at once.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

import click

from samverkan_ld.cli.output import LANGUAGES, Voice, default_language, report_json
from samverkan_ld.config import FILE_NAME, Config, read_config
from samverkan_ld.errors import (
    ConfigError,
    EntangledError,
    FormatError,
    NotFoundError,
    QueryError,
    ReleaseError,
    SamverkanError,
    ShapesError,
    SourceError,
    SourcesError,
)
from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS
from samverkan_ld.reports import Severity

if TYPE_CHECKING:
    from samverkan_ld.pipeline.publish import Publication

FAULTS: Final = 1
EXIT_CODES: Final[dict[type[SamverkanError], int]] = {
    ConfigError: 2,
    QueryError: 2,
    FormatError: 2,
    SourceError: 3,
    SourcesError: 3,
    EntangledError: 3,
    ShapesError: 3,
    ReleaseError: 4,
    NotFoundError: 4,
}
BUG: Final = 5


class Session:
    """What the options before the command say."""

    def __init__(self, config_path: Path, language: str) -> None:
        self.config_path = config_path
        self.voice = Voice(language)

    @property
    def config(self) -> Config:
        """The configuration, read when a command needs it."""
        return read_config(self.config_path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=FILE_NAME,
    show_default=True,
    help="The configuration of the site.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=default_language,
    help="Language of results and messages; else that of the environment.",
)
@click.option("--debug", is_flag=True, help="Show where an error arose.")
@click.version_option(package_name="samverkan-ld")
@click.pass_context
def cli(context: click.Context, config_path: Path, lang: str, debug: bool) -> None:
    """Publish Swedish public-sector articles and registers as linked data."""
    context.obj = Session(config_path, lang)


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--empty", is_flag=True, help="Without the sample data.")
@click.pass_obj
def init(session: Session, folder: Path, empty: bool) -> None:
    """Write a working site into FOLDER: configuration, vocabulary, shapes and data."""
    from samverkan_ld.pipeline.site import write_site

    write_site(folder, empty=empty)
    session.voice.say("written", folder=folder)


@cli.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json", "turtle"]),
    default="text",
    show_default=True,
    help="How the report is written.",
)
@click.pass_obj
def check_command(session: Session, paths: tuple[Path, ...], fmt: str) -> None:
    """Validate the sources without publishing; with PATHS, report on those files only."""
    from samverkan_ld.pipeline.check import check

    voice, config = session.voice, session.config
    dataset, report = check(config, paths, progress=voice.progress)
    for name in dataset.skipped:
        voice.note("skipped", file=name)
    if fmt == "json":
        click.echo(report_json(report))
    elif fmt == "turtle":
        from samverkan_ld.formats.turtle import write

        click.echo(write(report.triples, config.iris.prefixes()), nl=False)
    else:
        voice.report(report, severities=frozenset(Severity))
        voice.say("conforms" if report.conforms else "fails_check")
    sys.exit(0 if report.conforms else FAULTS)


@cli.command("publish")
@click.option("--full", is_flag=True, help="Make a release even when nothing has changed.")
@click.option("--dry-run", is_flag=True, help="Tell what would be published, and write nothing.")
@click.pass_obj
def publish_command(session: Session, full: bool, dry_run: bool) -> None:
    """Read the sources, validate them, and make the result the release that is served."""
    from samverkan_ld.pipeline.publish import publish

    voice = session.voice
    publication = publish(
        session.config, datetime.now(UTC), full=full, dry_run=dry_run, progress=voice.progress
    )
    for name in publication.skipped:
        voice.note("skipped", file=name)
    voice.report(publication.report, severities=frozenset([Severity.VIOLATION]))
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


@cli.group(invoke_without_command=True)
@click.pass_context
def releases(context: click.Context) -> None:
    """List, show, verify, roll back or prune the releases that are kept."""
    if context.invoked_subcommand is None:
        context.invoke(list_releases)


@releases.command("list")
@click.pass_obj
def list_releases(session: Session) -> None:
    """List the releases that are kept, the newest first."""
    from samverkan_ld.archive.folder import current_folder
    from samverkan_ld.pipeline.history import manifests

    folder, voice = session.config.releases, session.voice
    current = current_folder(folder).name
    for manifest in manifests(folder):
        size = voice.text(
            "graphs",
            quads=sum(entry.quads for entry in manifest.graphs.values()),
            graphs=len(manifest.graphs),
        )
        mark = f"  ← {voice.text('current')}" if manifest.id == current else ""
        click.echo(f"{manifest.id}  {size}{mark}")


@releases.command()
@click.argument("name", metavar="[ID]", required=False)
@click.pass_obj
def show(session: Session, name: str | None) -> None:
    """Print the manifest of a release; the current one without ID."""
    from samverkan_ld.archive.folder import read_manifest, release_folder

    click.echo(read_manifest(release_folder(session.config.releases, name)).to_json(), nl=False)


@releases.command("verify")
@click.argument("name", metavar="[ID]", required=False)
@click.pass_obj
def verify_command(session: Session, name: str | None) -> None:
    """Compare a release with its digests; a lost store is rebuilt."""
    from samverkan_ld.archive.folder import release_folder
    from samverkan_ld.pipeline.verify import verify

    folder = session.config.releases
    release = release_folder(folder, name)
    faults = verify(folder, release, progress=session.voice.progress)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(FAULTS)
    session.voice.say("verified", id=release.name)


@releases.command("rollback")
@click.argument("name", metavar="[ID]", required=False)
@click.pass_obj
def rollback_command(session: Session, name: str | None) -> None:
    """Make an earlier release current again; the one before the current without ID."""
    from samverkan_ld.pipeline.history import rollback

    session.voice.say("rolled_back", id=rollback(session.config.releases, name).id)


@releases.command("prune")
@click.pass_obj
def prune_command(session: Session) -> None:
    """Remove the releases that the configuration no longer keeps."""
    from samverkan_ld.archive.retention import prune

    config = session.config
    gone = prune(
        config.releases,
        datetime.now(UTC),
        days=config.retention.days,
        monthly=config.retention.monthly,
    )
    session.voice.say("pruned", count=len(gone))


@cli.command("query")
@click.argument("file", type=click.File(encoding="utf-8"), default="-")
@click.option(
    "--format",
    "fmt",
    type=click.Choice([fmt.name for fmt in (*RESULTS_FORMATS, *GRAPH_FORMATS)]),
    help="How the answer is written; else CSV, or Turtle for a graph.",
)
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Ask the release that was current at the end of that day.",
)
@click.pass_obj
def query_command(session: Session, file: TextIO, fmt: str | None, at: datetime | None) -> None:
    """Answer the SPARQL query in FILE, or from standard input."""
    from samverkan_ld.pipeline.query import run_query

    text = file.read()
    day = at.date() if at else None
    run_query(session.config, text, sys.stdout.buffer, fmt=fmt, at=day)


@cli.command("serve")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1), help="Server processes.")
@click.pass_obj
def serve_command(
    session: Session, host: str | None, port: int | None, workers: int | None
) -> None:
    """Serve the current release, and each new one as soon as it is published."""
    from samverkan_ld.archive.folder import current_folder
    from samverkan_ld.web.server import serve

    config = session.config
    current_folder(config.releases)
    serve(
        config,
        host=host or config.serve.host,
        port=port or config.serve.port,
        workers=workers or config.serve.workers,
    )


@cli.command()
@click.argument("count", type=click.IntRange(1, 10_000), default=1)
def mint(count: int) -> None:
    """Mint COUNT opaque keys for new persons, articles, organisations and the like."""
    from samverkan_ld.iris import mint_key

    for _ in range(count):
        click.echo(mint_key())


def main() -> NoReturn:
    """Run the command line."""
    debug = "--debug" in sys.argv
    try:
        code = cli.main(standalone_mode=False, prog_name="samverkan-ld")
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except SamverkanError as error:
        _fail(error, _exit_code(error), debug=debug)
    except Exception as error:
        _fail(error, BUG, debug=debug)


def _fail(error: Exception, code: int, *, debug: bool) -> NoReturn:
    if debug:
        raise error
    if code == BUG:
        click.echo(f"samverkan-ld: a fault of this program: {error!r}", err=True)
        click.echo("Run again with --debug and report what it prints.", err=True)
    else:
        click.echo(str(error), err=True)
    sys.exit(code)


def _exit_code(error: SamverkanError) -> int:
    return next(EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES)
