"""Checking: the sources of a site against its shapes, without publishing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.dataset import Dataset, Progress, read_dataset, silent
from samverkan_ld.pipeline.validation import Engine, validate_dataset
from samverkan_ld.records import SourceFile
from samverkan_ld.reports import Report, Result
from samverkan_ld.sources import READERS, find_sources, reader_of, source_file
from samverkan_ld.validation.gate import Watch


def check(
    config: Config,
    paths: Sequence[Path] = (),
    *,
    engine: Engine = Engine.COMPILED,
    progress: Progress = silent,
    watch: Watch | None = None,
) -> tuple[Dataset, Report]:
    """Read and validate a site.

    Args:
        config: the configuration of the site.
        paths: files or folders that the report is to be limited to; files outside the site are
            read along with it. None: everything.
        engine: how the dataset is validated.
        progress: told about each step.
        watch: told how each shape was judged, by the compiled gate.

    Returns:
        The dataset, and the report with the file and line of each focus node.

    Raises:
        ConfigError: a path does not exist, or nothing reads such files.
        SourcesError: files cannot be read.
        ShapesError: the shapes are broken.
    """
    files = [file for path in paths for file in _files(path.resolve(), config)]
    dataset = read_dataset(config, extra=files, progress=progress)
    report = judge(dataset, config.iris, engine=engine, progress=progress, watch=watch)
    if paths:
        names = {file.name for file in files}
        results = tuple(result for result in report.results if result.source in names)
        report = replace(report, results=results)
    return dataset, report


def judge(
    dataset: Dataset,
    iris: Iris,
    *,
    engine: Engine = Engine.COMPILED,
    progress: Progress = silent,
    watch: Watch | None = None,
) -> Report:
    """Validate a dataset and find the file and line of each result's focus node.

    Args:
        dataset: the dataset, with its shapes.
        iris: the addresses of the site.
        engine: how it is validated; both ways give the same report.
        progress: told about the beginning and the end.
        watch: told how each shape was judged, by the compiled gate.

    Raises:
        ShapesError: the shapes are broken.
    """
    progress("validating", 0, 1)
    report = validate_dataset(dataset, engine, watch)
    progress("validating", 1, 1)
    if not report.results:
        return report
    places = _places(dataset, report)
    return replace(
        report, results=tuple(_placed(result, places, dataset, iris) for result in report.results)
    )


def _files(path: Path, config: Config) -> list[SourceFile]:
    """List the sources at a resolved path: those of the site, else files from outside."""
    if not path.exists():
        raise ConfigError(f"{path}: no such file or folder")
    own = [file for file in find_sources(config).files if _is_at(file.path, path)]
    if own or _is_at(path, config.root):
        if not own:
            raise ConfigError(f"{path}: holds no source of this site")
        return own
    outside = sorted(path.rglob("*")) if path.is_dir() else [path]
    found = [source_file(item, config) for item in outside if reader_of(item) and item.is_file()]
    if not found:
        raise ConfigError(f"{path}: nothing reads such files; known are {', '.join(READERS)}")
    return found


def _is_at(path: Path, place: Path) -> bool:
    return path.resolve().is_relative_to(place.resolve())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something is said of a node: a file, and the thing that it is said with."""

    source: str
    thing: str


def _places(dataset: Dataset, report: Report) -> dict[str, _Place]:
    """Tell where each node of a report is described; where it is not, who links to it."""
    wanted = {text for result in report.results for text in (result.focus, result.value)}
    described: dict[str, _Place] = {}
    linked: dict[str, _Place] = {}
    for _, graph in sorted(dataset.graphs.items()):
        for quad in graph.read():
            subject, value = str(quad.subject), str(quad.object)
            place = _Place(graph.source, subject.strip("<>"))
            if subject in wanted:
                described.setdefault(subject, place)
            if value in wanted:
                linked.setdefault(value, place)
    return linked | described


def _placed(result: Result, places: dict[str, _Place], dataset: Dataset, iris: Iris) -> Result:
    place = places.get(result.focus) or places.get(result.value)
    if place is None:
        return result
    for iri in (place.thing, _parent(place.thing, iris)):
        name, line = dataset.lines.get(iri, ("", None))
        if name == place.source:
            return replace(result, source=name, line=line)
    return replace(result, source=place.source)


def _parent(iri: str, iris: Iris) -> str:
    """Give the thing that a sub-node belongs to."""
    things = f"{iris.base}id/"
    if not iri.startswith(things):
        return iri
    return things + "/".join(iri[len(things) :].split("/")[:2])
