"""The counts of a release after quads were taken out of it, without looking at what is left."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Quad

from samverkan_ld.namespaces import RDF
from samverkan_ld.pipeline.changes import GraphChange
from samverkan_ld.records import Subject

_TYPE: Final = NamedNode(RDF + "type")


@dataclass(frozen=True, slots=True)
class Recount:
    """The quads that went and came; what went is in no other graph of the release."""

    removed: tuple[Quad, ...]
    added: tuple[Quad, ...]

    @classmethod
    def of(
        cls, removed: Iterable[Quad], added: Iterable[Quad], changes: Iterable[GraphChange]
    ) -> "Recount":
        """Count changes of graphs, and further quads that went and came."""
        gone, come = dict.fromkeys(removed), dict.fromkeys(added)
        for change in changes:
            removed, added = change.quads()
            gone |= dict.fromkeys(removed)
            come |= dict.fromkeys(added)
        return cls(tuple(gone), tuple(come))

    def classes(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Bring the counts of things by class up to date."""
        removed, added = _instances(self.removed), _instances(self.added)
        return _changed(
            counts, (kind for _, kind in removed - added), (kind for _, kind in added - removed)
        )

    def properties(self, counts: Mapping[str, int]) -> dict[str, int]:
        """Bring the counts of uses by property up to date."""
        removed, added = ((q.predicate.value for q in part) for part in (self.removed, self.added))
        return _changed(counts, removed, added)


def _instances(quads: Iterable[Quad]) -> set[tuple[Subject, str]]:
    return {
        (quad.subject, quad.object.value)
        for quad in quads
        if quad.predicate == _TYPE and isinstance(quad.object, NamedNode)
    }


def _changed(
    counts: Mapping[str, int], removed: Iterable[str], added: Iterable[str]
) -> dict[str, int]:
    found = Counter(counts)
    found.subtract(removed)
    found.update(added)
    return {name: count for name, count in sorted(found.items()) if count > 0}
