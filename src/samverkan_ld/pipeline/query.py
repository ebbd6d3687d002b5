"""Queries on a release, for people at a command line."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

from samverkan_ld.archive.folder import STORE, read_manifest
from samverkan_ld.archive.history import release_at
from samverkan_ld.config import Config
from samverkan_ld.errors import QueryError
from samverkan_ld.formats.table import (
    GRAPH_FORMATS,
    RESULTS_CSV,
    RESULTS_FORMATS,
    TURTLE,
    Format,
    by_name,
)
from samverkan_ld.iris import Iris
from samverkan_ld.sparql.engine import Graph, Request, Source, answer
from samverkan_ld.sparql.writing import Dress, write_graph, write_solutions
from samverkan_ld.store.disk import open_store
from samverkan_ld.store.release import describe_whole


def run_query(
    config: Config, text: str, output: IO[bytes], *, fmt: str | None = None, at: date | None = None
) -> None:
    """Answer a query on the current release, or on the one that was current at the end of a day.

    Args:
        config: the configuration of the site.
        text: a SPARQL query.
        output: where the answer is written.
        fmt: the name of a format; CSV or Turtle when not given.
        at: the day.

    Raises:
        NoReleaseError: nothing was published by then.
        QueryError: the query is wrong, or its answer cannot be written in that format.
    """
    folder = release_at(config.releases, at)
    iris = read_manifest(folder).iris
    found = answer(_source(folder, iris), Request(text))
    if isinstance(found, Graph):
        write_graph(found, _choose(fmt, GRAPH_FORMATS, TURTLE), output, Dress(folder, iris))
    else:
        write_solutions(found, _choose(fmt, RESULTS_FORMATS, RESULTS_CSV), output)


def _source(folder: Path, iris: Iris) -> Source:
    store = open_store(folder / STORE)
    return Source(store, iris.base, partial(describe_whole, folder, store))


def _choose(name: str | None, formats: tuple[Format, ...], default: Format) -> Format:
    chosen = default if name is None else by_name(name, formats)
    if chosen is None:
        names = ", ".join(fmt.name for fmt in formats)
        raise QueryError(f"this kind of answer cannot be written as {name}; choose {names}")
    return chosen
