"""`samverkan-ld`: from words on a command line to one use case and an exit code.

0 fine; 1 data do not conform, or a check found faults; 2 usage or configuration; 3 a source cannot
be read; 4 a release problem; 5 a fault of this program; 130 interrupted. What a command needs is
imported when it runs, so that help comes at once.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import Final, NoReturn

import click

from samverkan_ld.cli.erasing import erase_command
from samverkan_ld.cli.exporting import export_command
from samverkan_ld.cli.extracting import extract_command
from samverkan_ld.cli.history import diff_command
from samverkan_ld.cli.identifiers import id_command
from samverkan_ld.cli.output import default_language
from samverkan_ld.cli.publishing import check_command, init, mint, publish_command
from samverkan_ld.cli.reading import query_command, serve_command
from samverkan_ld.cli.releases import releases
from samverkan_ld.cli.reviewing import review_command
from samverkan_ld.cli.selftesting import selftest_command
from samverkan_ld.cli.session import Session
from samverkan_ld.config import FILE_NAME
from samverkan_ld.errors import (
    ConfigError,
    EntangledError,
    FormatError,
    NotFoundError,
    NothingToTestError,
    QueryError,
    ReleaseError,
    ShapesError,
    SourceError,
    SourcesError,
)
from samverkan_ld.languages import LANGUAGES

EXIT_CODES: Final[dict[type, int]] = {
    ConfigError: 2,
    QueryError: 2,
    FormatError: 2,
    NothingToTestError: 2,
    SourceError: 3,
    SourcesError: 3,
    EntangledError: 3,
    ShapesError: 3,
    ReleaseError: 4,
    NotFoundError: 4,
}
BUG: Final = 5
INTERRUPTED: Final = 130


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
@click.option("--debug", is_flag=True, expose_value=False, help="Show where an error arose.")
@click.version_option(package_name="samverkan-ld")
@click.pass_context
def cli(context: click.Context, config_path: Path, lang: str) -> None:
    """Publish Swedish public-sector articles and registers as linked data."""
    context.obj = Session(config_path, lang)


for command in (
    init,
    extract_command,
    review_command,
    check_command,
    publish_command,
    releases,
    query_command,
    serve_command,
    mint,
    diff_command,
    id_command,
    erase_command,
    export_command,
    selftest_command,
):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line."""
    debug = "--debug" in sys.argv  # asked before click has read anything that may fail
    try:
        code = cli.main(standalone_mode=False, prog_name="samverkan-ld")
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has enough; Python would complain when it flushes the rest.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if _is_interrupted(error):
            sys.exit(INTERRUPTED)
        _fail(error, _exit_code(error), debug=debug)


def _fail(error: Exception, code: int, *, debug: bool) -> NoReturn:
    if debug:
        traceback.print_exception(error)
    if code == BUG:
        click.echo(f"samverkan-ld: a fault of this program: {error!r}", err=True)
        click.echo("Run again with --debug and report what it prints.", err=True)
    else:
        click.echo(str(error), err=True)
    sys.exit(code)


def _is_interrupted(error: BaseException | None) -> bool:
    # A library may wrap an interruption that comes while it works.
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _exit_code(error: Exception) -> int:
    return next((EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES), BUG)
