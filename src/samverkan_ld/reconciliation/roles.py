"""Which roles a text means: concepts of the list of roles, and wordings of sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.namespaces import SKOS
from samverkan_ld.reconciliation.batch import Value
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.search.memberships import Membership
from samverkan_ld.search.names import Match, find
from samverkan_ld.search.spelling import fold

_NARROWER: Final = NamedNode(SKOS + "broader")
_KIND: Final = "def/roll"
_FOUND: Final = 10
_DEEPEST: Final = 5


@dataclass(frozen=True, slots=True)
class Roles:
    """Roles that are asked for: concepts with those narrower than they, and folded wordings."""

    concepts: frozenset[str]
    wordings: frozenset[str]

    def fit(self, held: Membership) -> bool:
        """Tell whether a role held is one of these."""
        if held.role in self.concepts:
            return True
        return bool(held.role_as_written) and fold(held.role_as_written) in self.wordings


def find_roles(things: Things, values: Iterable[Value]) -> Roles:
    """Find the roles that values mean: by name, notation or address, whatever case."""
    texts = [text for value in values for text in (value.id, value.text) if text]
    named = {iri for text in texts for iri in _concepts(things, text)}
    return Roles(frozenset(_with_narrower(things, named)), frozenset(map(fold, texts)))


def _concepts(things: Things, text: str) -> Iterable[str]:
    scheme = things.release.iris.concept("roll", "")
    notation = text.removeprefix(scheme)
    if notation.isascii() and notation.replace("-", "").isalnum():
        yield scheme + notation.lower()
    for hit in find(things.release.index, text, kinds=(_KIND,), prefix=False, limit=_FOUND):
        if hit.match <= Match.FOLDED:
            yield hit.iri


def _with_narrower(things: Things, concepts: set[str]) -> set[str]:
    found, latest = set(concepts), concepts
    for _ in range(_DEEPEST):
        latest = {
            quad.subject.value
            for concept in latest
            for quad in things.release.store.quads_for_pattern(
                None, _NARROWER, NamedNode(concept), None
            )
            if isinstance(quad.subject, NamedNode)
        } - found
        found |= latest
    return found
