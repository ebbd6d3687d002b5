"""Roles held that nobody has vouched for lately.

Personal data are to be accurate and kept up to date (GDPR, article 5.1 d:
https://eur-lex.europa.eu/eli/reg/2016/679/oj). What a source observed, or said to go on, was true
then; a year later somebody has to look.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Store

from samverkan_ld.config import Config
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.check import files_at
from samverkan_ld.pipeline.dataset import Dataset, Progress, read_dataset, silent
from samverkan_ld.pipeline.validation import loaded
from samverkan_ld.search.rows import Rows
from samverkan_ld.search.schema import MEMBERSHIP_COLUMNS
from samverkan_ld.search.values import MEMBERSHIP, TYPE, look_up

_COLUMNS: Final = len(MEMBERSHIP_COLUMNS)


@dataclass(frozen=True, slots=True)
class Stale:
    """A role held without a known end, and the last day (YYYY-MM-DD) that a source vouches for.

    `observed` tells that the day is all that the source tells; else it tells when the role began.
    `holder` is a person or, in a cooperation, an organisation. `line` is from 1, where known.
    """

    day: str
    observed: bool
    holder: str
    role: str
    organisation: str
    source: str
    line: int | None
    iri: str


def find_stale(
    config: Config, day: date, paths: Sequence[Path] = (), *, progress: Progress = silent
) -> list[Stale]:
    """List the tenures without an end and the observations that are older than a year.

    Args:
        config: the configuration of the site.
        day: the day on which their age is told.
        paths: files or folders that the list is limited to. None: everything.
        progress: told about each step.

    Returns:
        The oldest first.

    Raises:
        ConfigError: a path does not exist, or nothing reads such files.
        SourcesError: files cannot be read.
    """
    files = [file for path in paths for file in files_at(path.resolve(), config)]
    dataset = read_dataset(config, extra=files, progress=progress)
    names = {file.name for file in files}
    limit = _year_before(day)
    with loaded(dataset) as data:
        found = [*_held(data.store, dataset, config.iris)]
    stale = (one for one in found if one.day < limit and (not paths or one.source in names))
    return sorted(stale, key=lambda one: (one.day, one.holder, one.iri))


def _year_before(day: date) -> str:
    try:
        return day.replace(year=day.year - 1).isoformat()
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - 1, day=28).isoformat()


def _held(store: Store, dataset: Dataset, iris: Iris) -> Iterator[Stale]:
    """Give the roles held that have no end, and have a day."""
    rows = Rows(store, iris, look_up(store))
    graphs: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, TYPE, MEMBERSHIP, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
            graph = quad.graph_name.value
            graphs[quad.subject.value] = min(graph, graphs.get(quad.subject.value, graph))
    for iri, graph in graphs.items():
        row = rows.membership(iri)
        told = dict(zip(MEMBERSHIP_COLUMNS, row[-_COLUMNS:], strict=True)) if row else {}
        # an article vouches for what it tells on the day when it is published
        day = max(told["tidigast_till"], told["source_date"]) or told["senast_fran"]
        if told["senast_till"] or not day:
            continue
        source, line = dataset.lines.get(iri, (dataset.graphs[graph].source, None))
        yield Stale(
            day=day,
            observed=not told["tidigast_fran"],
            holder=told["person"],
            role=told["role_as_written"] or told["role"],
            organisation=told["organisation"],
            source=source,
            line=line,
            iri=iri,
        )
