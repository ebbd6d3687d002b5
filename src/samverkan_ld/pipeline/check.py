"""Checking: the sources of a site against its shapes, without publishing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.dataset import Dataset, Progress, read_dataset, silent
from samverkan_ld.records import SourceFile
from samverkan_ld.reports import Report, Result
from samverkan_ld.sources import READERS, source_file
from samverkan_ld.validation.gate import validate


def check(
    config: Config, paths: Sequence[Path] = (), *, progress: Progress = silent
) -> tuple[Dataset, Report]:
    """Read and validate a site.

    Args:
        config: the configuration of the site.
        paths: files or folders that the report is to be limited to; files outside the site are
            read along with it. None: everything.
        progress: told about each step.

    Returns:
        The dataset, and the report with the file and line of each focus node.

    Raises:
        ConfigError: a path does not exist, or nothing reads such files.
        SourcesError: files cannot be read.
        ShapesError: the shapes are broken.
    """
    files = [file for path in paths for file in _files(path, config)]
    dataset = read_dataset(config, extra=files, progress=progress)
    report = judge(dataset, config.iris, progress=progress)
    if paths:
        names = {file.name for file in files}
        results = tuple(result for result in report.results if result.source in names)
        report = replace(report, results=results)
    return dataset, report


def judge(dataset: Dataset, iris: Iris, *, progress: Progress = silent) -> Report:
    """Validate a dataset and find the file and line of each result's focus node."""
    progress("validating", 0, 1)
    report = validate(dataset.quads(), dataset.shapes)
    progress("validating", 1, 1)
    if not report.results:
        return report
    places = _places(dataset, report)
    return replace(
        report, results=tuple(_placed(result, places, dataset, iris) for result in report.results)
    )


def _files(path: Path, config: Config) -> list[SourceFile]:
    if path.is_dir():
        inside = sorted(item for item in path.rglob("*") if item.suffix in READERS)
        return [source_file(item.absolute(), config) for item in inside]
    if not path.exists():
        raise ConfigError(f"{path}: no such file or folder")
    if path.suffix not in READERS:
        raise ConfigError(
            f"{path}: nothing reads {path.suffix or 'such'} files; known are {', '.join(READERS)}"
        )
    return [source_file(path.absolute(), config)]


def _places(dataset: Dataset, report: Report) -> dict[str, str]:
    """Tell which file each focus node is described in: the first by name of several."""
    wanted = {result.focus for result in report.results}
    wanted |= {result.value for result in report.results}
    found: dict[str, str] = {}
    for _, graph in sorted(dataset.graphs.items()):
        for quad in graph.read():
            subject = str(quad.subject)
            if subject in wanted:
                found.setdefault(subject, graph.source)
    return found


def _placed(result: Result, places: dict[str, str], dataset: Dataset, iris: Iris) -> Result:
    focus = result.focus if result.focus in places else result.value
    source = places.get(focus, "")
    name, line = dataset.lines.get(focus.strip("<>"), (source, None))
    if line is None or name != source:
        parent = _parent(focus.strip("<>"), iris)
        name, line = dataset.lines.get(parent, (source, None))
    return replace(result, source=source, line=line if name == source else None)


def _parent(iri: str, iris: Iris) -> str:
    """Give the thing that a sub-node belongs to."""
    things = f"{iris.base}id/"
    if not iri.startswith(things):
        return iri
    return things + "/".join(iri[len(things) :].split("/")[:2])
