"""A release without what an erasure takes away: its ledger, report and counts, in another folder.

Store, index and dumps are not made: they are made of the objects when they are asked for.
"""

import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from samverkan_ld.archive.dumps import FOLDER as DUMPS
from samverkan_ld.archive.endings import Ending, all_endings, write_endings
from samverkan_ld.archive.facts import write_fact
from samverkan_ld.archive.findings import replace_findings, told_findings
from samverkan_ld.archive.folder import INDEX, MANIFEST, REPORT, STORE
from samverkan_ld.archive.ledger import LEDGER, Ledger, forget_removed, writing_ledger
from samverkan_ld.archive.pages import forget_things
from samverkan_ld.archive.readings import Reading, refuse_readings
from samverkan_ld.archive.things import recount_things
from samverkan_ld.canonical import canonical_nquads, digest
from samverkan_ld.config import LimitsConfig
from samverkan_ld.life.identifiers import Reason
from samverkan_ld.life.statements import ending_quads
from samverkan_ld.pipeline.changes import GraphChange, touched_things
from samverkan_ld.pipeline.erasing.excerpt import read_excerpt
from samverkan_ld.pipeline.erasing.recount import Recount
from samverkan_ld.pipeline.erasing.retained import Kept
from samverkan_ld.pipeline.erasing.scope import Scope
from samverkan_ld.pipeline.making import JUDGED
from samverkan_ld.pipeline.metadata import graph_quads
from samverkan_ld.pipeline.reporting import rewrite_report, write_report
from samverkan_ld.pipeline.restoring import carried
from samverkan_ld.releases import GraphEntry, Manifest, Redaction, dataset_digest, timestamp
from samverkan_ld.reports import Severity

_CARRIED: Final = ("vocab", "shapes", "queries")
"""What a release carries of the site's files."""

PARTS: Final = (*_CARRIED, REPORT, LEDGER, MANIFEST)
"""What is replaced in a release that is kept, in this order."""

DERIVED: Final = (STORE, INDEX, DUMPS)
"""What can be made anew of the rest of a release."""

_IRI: Final = re.compile(r'<([^<>"\\]+)')

Changes = Mapping[tuple[str, str], GraphChange]
"""How versions of graphs change, by the graph and the digest that the version had."""


@dataclass(frozen=True, slots=True)
class Blotting:
    """What an erasure does to every release: what it takes away, how graphs change, what ended.

    `refused` are files whose present content must not be published again; `moment` and `reason`
    tell when and why.
    """

    scope: Scope
    changes: Changes
    endings: Sequence[Ending]
    refused: Sequence[Reading]
    moment: datetime
    reason: Reason

    def of(self, manifest: Manifest) -> list[GraphChange]:
        """Give the changes of a release's graphs."""
        found = (self.changes.get((iri, e.digest)) for iri, e in manifest.graphs.items())
        return [change for change in found if change is not None]

    def graphs(self, manifest: Manifest, modified: str = "") -> dict[str, GraphEntry]:
        """Give the graphs of a release as they are then; those that change get a time, if given."""
        graphs = dict(manifest.graphs)
        for change in self.of(manifest):
            before = graphs.pop(change.iri)
            if change.after is not None:
                graphs[change.iri] = change.after.entry(modified or before.modified)
        return graphs


def blot_release(kept: Kept, target: Path, blotting: Blotting, limits: LimitsConfig) -> None:
    """Write what replaces the parts of a release that is kept.

    Raises:
        ReleaseError: the release is damaged, or nothing can be written.
    """
    manifest, changes = kept.manifest, blotting.of(kept.manifest)
    target.mkdir()
    queries = carry(kept.folder, target, manifest, blotting.scope, limits)
    before = {*ending_quads(all_endings(kept.ledger), manifest.iris)}
    with writing_ledger(target / LEDGER, kept.ledger.path) as ledger:
        recount_things(ledger, touched_things(changes, manifest.iris))
        blot_ledger(ledger, blotting, manifest.created)
        after = {*ending_quads(all_endings(ledger), manifest.iris)}
    forget_removed(target / LEDGER)
    graphs = blotting.graphs(manifest)
    gone = [iri for iri in manifest.graphs if iri not in graphs]
    metadata = {q for iri in gone for q in graph_quads(manifest.iris, iri, manifest.graphs[iri])}
    recount = Recount.of([*before, *metadata], after, changes)
    told = replace(
        manifest,
        queries=queries,
        counts=recount.classes(manifest.counts),
        properties=recount.properties(manifest.properties),
    )
    if changes:
        names = {iri: entry.digest for iri, entry in graphs.items()}
        redacted = (*manifest.redacted, Redaction(timestamp(blotting.moment), manifest.digest))
        told = replace(told, graphs=graphs, digest=dataset_digest(names), redacted=redacted)
    write_told(kept, target, told, blotting.scope, limits)


def write_told(
    kept: Kept, target: Path, manifest: Manifest, scope: Scope, limits: LimitsConfig
) -> Manifest:
    """Write the report of a release, as far as it may be told, and the manifest with its counts.

    Raises:
        ReleaseError: the release is damaged, or nothing can be written.
    """
    source = kept.folder
    if not (source / REPORT).exists():
        rewrite_report(kept.folder, target, limits)
        source = target
    report = read_excerpt(source / REPORT, scope)
    manifest = replace(manifest, report={s.value: report.count(s) for s in Severity})
    write_report(target / REPORT, report, manifest)
    (target / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    return manifest


def blot_ledger(ledger: Ledger, blotting: Blotting, moment: str) -> None:
    """Take out of a ledger what must not be known any longer, and write how it ended.

    What the gate found counts as unknown then, so that the next publication judges everything.

    Args:
        ledger: the ledger being written.
        blotting: what an erasure does.
        moment: the time of the release.
    """
    scope = blotting.scope
    write_endings(ledger, blotting.endings)
    refuse_readings(ledger, blotting.refused)
    gone = [
        (shape, focus)
        for shape, focus, content in told_findings(ledger)
        if _is_told(focus, content, scope)
    ]
    replace_findings(ledger, gone, ())
    write_fact(ledger, JUDGED, "")
    gone_things = ledger.rows("SELECT iri FROM thing WHERE quads = 0")
    forget_things(ledger, [iri for (iri,) in gone_things if scope.blot.is_on(iri)], moment)


def carry(
    source: Path, target: Path, manifest: Manifest, scope: Scope, limits: LimitsConfig
) -> str:
    """Copy what a release carries, without files that hold what is erased.

    Returns:
        The digest of the example queries that are left.

    Raises:
        ReleaseError: they cannot be read.
    """
    left = 0
    for part in _CARRIED:
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part)
            left += _remove_told(target / part, scope)
    if not left:
        return manifest.queries
    _, queries = carried(target, manifest, limits)
    return digest(canonical_nquads(queries, seconds=limits.canonical_seconds))


def _remove_told(folder: Path, scope: Scope) -> int:
    paths = [path for path in folder.rglob("*") if path.is_file()]
    told = [path for path in paths if scope.blot.is_on(path.read_text("utf-8", "replace"))]
    for path in told:
        path.unlink()
    return len(told)


def _is_told(focus: str, content: str, scope: Scope) -> bool:
    if any(scope.covers(iri) for iri in _IRI.findall(f"{focus} {content}")):
        return True
    return scope.blot.is_on(content) and not scope.spares(focus.strip("<>"))
