"""A release before it is built: what was read, and how it differs from the release before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from samverkan_ld.archive.endings import Ending
from samverkan_ld.archive.folder import release_folders
from samverkan_ld.canonical import canonical_nquads, digest, named_nquads
from samverkan_ld.config import Config
from samverkan_ld.life.declarations import read_declarations
from samverkan_ld.pipeline.changes import GraphChange, find_changes
from samverkan_ld.pipeline.dataset import Dataset, Progress, read_dataset
from samverkan_ld.pipeline.earlier import Earlier, find_earlier, reads_alike, tool
from samverkan_ld.pipeline.moving import Move, find_move, remember
from samverkan_ld.releases import Manifest, release_id, timestamp
from samverkan_ld.vocabulary import find_withholding


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that is not built yet.

    The manifest lacks what is counted in the store. `is_fresh` tells that everything was read anew,
    so that nothing of the release before is built on. `move` tells that the site has another
    address than in the release before. `notes` tells what is wrong with releases that should have
    been built on.
    """

    dataset: Dataset
    manifest: Manifest
    earlier: Earlier | None
    changes: tuple[GraphChange, ...]
    declared: Sequence[Ending]
    is_fresh: bool
    move: Move | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the release would say what the one before says."""
        if self.earlier is None or not self.earlier.is_current or self.notes:
            return False
        old = self.earlier.manifest
        same = replace(
            self.manifest,
            id=old.id,
            created=old.created,
            previous=old.previous,
            counts=old.counts,
            properties=old.properties,
            report=old.report,
            generation=old.generation,
            redacted=old.redacted,
        )
        return same == old


def make_draft(
    config: Config, now: datetime, *, full: bool, rebase: Sequence[str], progress: Progress
) -> Draft:
    """Read what has changed since the release before, or everything.

    Raises:
        SourcesError: files cannot be read.
        ConfigError: the site does not leave the addresses that it is said to leave.
        ReleaseError: it leaves an address unsaid, a newer version of this program has published,
            or an object of the release before is missing or damaged.
    """
    earlier, notes = find_earlier(config.releases)
    config = remember(config, earlier)
    move = find_move(earlier, config, rebase)
    contexts, withholding = _contexts_digest(config.vocab), find_withholding(config)
    again = (
        full
        or earlier is None
        or bool(notes)
        or not reads_alike(earlier.manifest, config.iris, contexts, str(withholding))
    )
    dataset = read_dataset(
        config, withholding=withholding, before=earlier, again=again, progress=progress
    )
    declared = read_declarations(config.identifiers, config)
    manifest = _manifest(config, dataset, earlier, contexts, str(withholding), declared, now)
    old = earlier.manifest if earlier else None
    changes = tuple(find_changes(dataset.graphs, old, config.releases))
    if earlier and not earlier.is_current and not notes:
        notes = (f"an earlier release is current again; this goes on from {earlier.manifest.id}",)
    return Draft(dataset, manifest, earlier, changes, declared, again, move, notes)


def next_moment(releases: Path, now: datetime) -> datetime:
    """Give the time of the next release: the present, but after every release there is.

    A clock that was set back must not make history run backwards.
    """
    newest = max((folder.name[:16] for folder in release_folders(releases)), default="")
    if not newest or f"{now:%Y%m%dT%H%M%SZ}" > newest:
        return now
    return datetime.strptime(newest, "%Y%m%dT%H%M%SZ").replace(tzinfo=now.tzinfo) + timedelta(
        seconds=1
    )


def _manifest(
    config: Config,
    dataset: Dataset,
    earlier: Earlier | None,
    contexts: str,
    withheld: str,
    declared: Sequence[Ending],
    now: datetime,
) -> Manifest:
    iris = config.iris
    moment = next_moment(config.releases, now)
    created = timestamp(moment)
    before = earlier.manifest.graphs if earlier else {}
    entries = {}
    for iri, graph in dataset.graphs.items():
        old = before.get(iri)
        is_old = old is not None and old.digest == graph.digest
        entries[iri] = graph.entry(old.modified if old and is_old else created)
    seconds = config.limits.canonical_seconds
    return Manifest(
        id=release_id(moment, dataset.digest),
        created=created,
        previous=earlier.manifest.id if earlier else None,
        base=iris.base,
        terms=iris.terms,
        register=iris.register,
        digest=dataset.digest,
        shapes=digest(named_nquads(dataset.shapes)),
        contexts=contexts,
        queries=digest(canonical_nquads(dataset.queries, seconds=seconds)),
        tool=tool(),
        graphs=entries,
        identifiers=digest(repr(sorted(map(str, declared))).encode()),
        former=iris.former,
        withheld=withheld,
    )


def _contexts_digest(folder: Path) -> str:
    # Contexts are no sources, but a release that carries others answers otherwise.
    files = sorted(path for path in folder.glob("**/*.jsonld") if path.is_file())
    names = (path.relative_to(folder).as_posix().encode() for path in files)
    return digest(
        b"".join(name + b"\0" + path.read_bytes() for name, path in zip(names, files, strict=True))
    )
