"""Publishing: from the sources of a site to a release that is served."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from samverkan_ld.archive.folder import (
    DUMP,
    INDEX,
    MANIFEST,
    REPORT,
    STORE,
    current_folder,
    publishing,
    read_manifest,
    seal,
    switch,
)
from samverkan_ld.archive.objects import concatenate, sync_objects, write_object
from samverkan_ld.canonical import canonical_nquads, digest
from samverkan_ld.config import Config
from samverkan_ld.errors import DamagedError, NoReleaseError
from samverkan_ld.formats.turtle import write as write_turtle
from samverkan_ld.pipeline.check import judge
from samverkan_ld.pipeline.counts import count_classes, count_properties
from samverkan_ld.pipeline.dataset import Dataset, Progress, read_dataset, silent
from samverkan_ld.pipeline.metadata import system_quads
from samverkan_ld.pipeline.report import published_report
from samverkan_ld.pipeline.validation import Engine
from samverkan_ld.releases import GraphEntry, Manifest, release_id, timestamp
from samverkan_ld.reports import Report, Severity
from samverkan_ld.search.index import build_index
from samverkan_ld.store.disk import build_store, open_store


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication came to.

    `is_judged` tells whether there were shapes. `manifest` is the release made, or the current one
    when nothing had changed, or None when the data do not conform or nothing was to be written.
    `graphs` names the graphs that differ from the release before: "created", "updated" or
    "withdrawn".
    """

    report: Report
    is_judged: bool
    manifest: Manifest | None
    is_new: bool
    graphs: Mapping[str, str]
    skipped: tuple[str, ...]


def publish(
    config: Config,
    now: datetime,
    *,
    full: bool = False,
    dry_run: bool = False,
    engine: Engine = Engine.COMPILED,
    progress: Progress = silent,
) -> Publication:
    """Publish a site: read, validate, build a release, and switch to it.

    Data that do not conform are not published: the release before stays, and the report tells why.

    Args:
        config: the configuration of the site.
        now: the time of the release.
        full: make a release even when nothing has changed.
        dry_run: stop before anything is written.
        engine: how the dataset is validated.
        progress: told about each step.

    Raises:
        SourcesError: files cannot be read.
        ShapesError: the shapes are broken.
        BusyError: another process is publishing.
        ReleaseError: the release cannot be written.
    """
    if dry_run:
        return _prepare(config, now, engine, progress).outcome
    with publishing(config.releases) as build:
        draft = _prepare(config, now, engine, progress)
        if not draft.outcome.report.conforms:
            return draft.outcome
        if draft.previous and not full and _is_same(draft.manifest, draft.previous):
            return replace(draft.outcome, manifest=draft.previous)
        manifest = _build(build, config, draft, progress)
        seal(build, config.releases, manifest.id)
        switch(config.releases, manifest.id)
    return replace(draft.outcome, manifest=manifest, is_new=True)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A release that is not built yet."""

    dataset: Dataset
    manifest: Manifest
    previous: Manifest | None
    outcome: Publication


def _prepare(config: Config, now: datetime, engine: Engine, progress: Progress) -> _Draft:
    previous = _previous(config)
    dataset = read_dataset(config, progress=progress)
    report = judge(dataset, config.iris, engine=engine, progress=progress)
    manifest = _manifest(config, dataset, report, previous, now)
    graphs = _differences(manifest, previous)
    outcome = Publication(report, bool(dataset.shapes), None, False, graphs, dataset.skipped)
    return _Draft(dataset, manifest, previous, outcome)


def _previous(config: Config) -> Manifest | None:
    try:
        return read_manifest(current_folder(config.releases))
    except (NoReleaseError, DamagedError):
        return None  # the next release takes its place


def _manifest(
    config: Config, dataset: Dataset, report: Report, previous: Manifest | None, now: datetime
) -> Manifest:
    iris = config.iris
    created = timestamp(now)
    before = previous.graphs if previous else {}
    entries = {}
    for iri, graph in dataset.graphs.items():
        old = before.get(iri)
        modified = old.modified if old and old.digest == graph.digest else created
        entries[iri] = GraphEntry(graph.digest, graph.quads, graph.source, modified)
    return Manifest(
        id=release_id(now, dataset.digest),
        created=created,
        previous=previous.id if previous else None,
        base=iris.base,
        terms=iris.terms,
        register=iris.register,
        digest=dataset.digest,
        shapes=digest(canonical_nquads(dataset.shapes, seconds=config.limits.canonical_seconds)),
        contexts=_contexts_digest(config.vocab),
        queries=digest(canonical_nquads(dataset.queries, seconds=config.limits.canonical_seconds)),
        tool=f"samverkan-ld {version('samverkan-ld')}",
        graphs=entries,
        report={severity.value: report.count(severity) for severity in Severity},
    )


def _contexts_digest(folder: Path) -> str:
    # Contexts are no sources, but a release that carries others answers otherwise.
    files = sorted(path for path in folder.glob("**/*.jsonld") if path.is_file())
    return digest(b"".join(path.name.encode() + b"\0" + path.read_bytes() for path in files))


def _is_same(draft: Manifest, previous: Manifest) -> bool:
    clocked = replace(draft, id=previous.id, created=previous.created, previous=previous.previous)
    counted = replace(clocked, counts=previous.counts, properties=previous.properties)
    return counted == previous


def _differences(draft: Manifest, previous: Manifest | None) -> dict[str, str]:
    before = previous.graphs if previous else {}
    found = dict.fromkeys(draft.graphs.keys() - before.keys(), "created")
    found |= dict.fromkeys(before.keys() - draft.graphs.keys(), "withdrawn")
    for iri in draft.graphs.keys() & before.keys():
        if draft.graphs[iri].digest != before[iri].digest:
            found[iri] = "updated"
    return dict(sorted(found.items()))


def _build(build: Path, config: Config, draft: _Draft, progress: Progress) -> Manifest:
    """Fill a build folder; the manifest is written last and says that everything is there."""
    graphs = sorted(draft.dataset.graphs.items())
    for number, (_, graph) in enumerate(graphs, start=1):
        write_object(config.releases, graph.digest, graph.packed)
        progress("archiving", number, len(graphs))
    sync_objects()
    concatenate(config.releases, (graph.digest for _, graph in graphs), build / DUMP)
    progress("storing", 0, 1)
    system = system_quads(draft.manifest, draft.dataset.shapes, draft.dataset.queries)
    build_store(build / STORE, build / DUMP, system)
    store = open_store(build / STORE)
    build_index(build / INDEX, store, config.iris)
    counts, properties = count_classes(store), count_properties(store)
    progress("storing", 1, 1)
    manifest = replace(draft.manifest, counts=counts, properties=properties)
    _copy(config.vocab, build / "vocab")
    _copy(config.shapes, build / "shapes")
    _copy(config.queries, build / "queries")
    (build / REPORT).write_text(_report(draft.outcome.report, manifest), encoding="utf-8")
    (build / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def _report(report: Report, manifest: Manifest) -> str:
    first = f"{manifest.base}res/rapport/{manifest.id}"
    return write_turtle(published_report(report, manifest), manifest.iris.prefixes(), first=first)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=_links)
    else:
        target.mkdir()


def _links(folder: str, names: list[str]) -> list[str]:
    # A link could carry a file from anywhere into what is published.
    return [name for name in names if Path(folder, name).is_symlink()]
