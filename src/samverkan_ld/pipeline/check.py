"""Checking: the sources of a site against its shapes, without publishing."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError
from samverkan_ld.iris import Iris
from samverkan_ld.pipeline.dataset import Dataset, Progress, read_dataset, silent
from samverkan_ld.pipeline.moving import remembering
from samverkan_ld.pipeline.places import place_results
from samverkan_ld.pipeline.validation import Engine, validate_dataset
from samverkan_ld.records import SourceFile
from samverkan_ld.reports import Report
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
    config = remembering(config)
    files = [file for path in paths for file in files_at(path.resolve(), config)]
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
    return replace(report, results=place_results(report.results, dataset, iris))


def files_at(path: Path, config: Config) -> list[SourceFile]:
    """List the sources at a resolved path: those of the site, else files from outside.

    Raises:
        ConfigError: the path does not exist, or nothing reads such files.
    """
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
