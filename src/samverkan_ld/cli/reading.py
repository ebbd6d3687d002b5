"""The commands that read a release: `query` and `serve`."""

import sys
from datetime import datetime
from typing import BinaryIO

import click

from samverkan_ld.cli.session import Session
from samverkan_ld.errors import QueryError
from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS


@click.command("query")
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--format",
    "fmt",
    type=click.Choice([fmt.name for fmt in (*RESULTS_FORMATS, *GRAPH_FORMATS)]),
    help="How the answer is written; else CSV, or Turtle for a graph.",
)
@click.option(
    "--at",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Ask the newest release made by the end of that day.",
)
@click.pass_obj
def query_command(session: Session, file: BinaryIO, fmt: str | None, at: datetime | None) -> None:
    """Answer a SPARQL query from a file or standard input."""
    from samverkan_ld.pipeline.query import run_query

    try:
        text = file.read().decode()
    except UnicodeDecodeError as error:
        raise QueryError(f"the query is not UTF-8: {error}") from error
    day = at.date() if at else None
    run_query(session.config, text, sys.stdout.buffer, fmt=fmt, at=day)


@click.command("serve")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1), help="Server processes.")
@click.pass_obj
def serve_command(
    session: Session, host: str | None, port: int | None, workers: int | None
) -> None:
    """Serve the current release, and each new one."""
    from samverkan_ld.archive.folder import current_folder
    from samverkan_ld.web.server import serve

    config = session.config
    current_folder(config.releases)
    asked = config.serve
    serve(
        config,
        host=host or asked.host,
        port=port or asked.port,
        workers=workers or asked.workers,
    )
