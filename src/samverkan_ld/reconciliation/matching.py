"""Candidates for a query: the things it may mean, with scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest
from operator import itemgetter
from typing import Final

from samverkan_ld.reconciliation.batch import Query, Strictness
from samverkan_ld.reconciliation.conditions import Wanted, find_wanted
from samverkan_ld.reconciliation.likeness import EXACT
from samverkan_ld.reconciliation.naming import Scores, named, named_so
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.reconciliation.types import KINDS, kinds_common, kinds_of
from samverkan_ld.reconciliation.verdicts import Verdicts, find_holders, judge, weight
from samverkan_ld.search.names import identified

_OTHER_TYPE: Final = 0.8
_RELATED: Final = 0.9
"""What a thing was merged into or split up in is not the thing itself."""

_LOWEST: Final = 45.0
_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a query may mean: how likely (0 to 100), and whether that is certain.

    `by_name` is the score without the conditions, `verdicts` tells how far these are met.
    """

    iri: str
    score: float
    by_name: float
    is_match: bool = False
    verdicts: Verdicts = field(default_factory=dict)


def match(things: Things, query: Query) -> list[Candidate]:
    """Find the candidates for a query, the likeliest first.

    One is certain if it alone is called or identified as the query says, and nothing that the query
    asks for besides is unknown or otherwise.

    Raises:
        ReleaseError: the index or the store failed.
    """
    fitting, others = _kinds(query)
    wanted = find_wanted(things, query.conditions)
    found = _candidates(things, _scores(things, query.text, fitting), wanted)
    if not query.text and "person" in fitting:
        found = _holders(things, wanted)
    if not any(candidate.by_name == EXACT for candidate in found):
        apart = named_so(things.release.index, query.text, others) if query.text else {}
        found += map(_lowered, _candidates(things, apart, wanted))
    found.sort(key=lambda candidate: (-candidate.score, candidate.iri))
    return _with_match(found)[: query.limit]


def _kinds(query: Query) -> tuple[Sequence[str], Sequence[str]]:
    """Give the kinds of things that fit the types of a query, and those that may do as well."""
    if not query.types:
        return KINDS, ()
    if query.strictness is Strictness.ALL:
        return kinds_common(query.types), ()
    fitting = kinds_of(query.types)
    if query.strictness is Strictness.ANY:
        return fitting, ()
    return fitting, [kind for kind in KINDS if kind not in fitting]


def _scores(things: Things, text: str, kinds: Sequence[str]) -> Scores:
    if not text:
        return {}
    return _identified(things, text, kinds) or named(things.release.index, text, kinds)


def _candidates(things: Things, scores: Scores, wanted: Wanted) -> list[Candidate]:
    return [
        _judged(things, iri, score, wanted)
        for iri, score in nlargest(_MOST, scores.items(), key=itemgetter(1))
        if score >= _LOWEST and things.exists(iri)
    ]


def _identified(things: Things, text: str, kinds: Iterable[str]) -> Scores:
    """Find what a text names by an id, an IRI, or an identifier such as an organisation number."""
    called, is_same = things.called(text)
    score = EXACT if is_same else EXACT * _RELATED
    scores = {iri: score for iri in called if things.kind(iri) in kinds}
    for hit in identified(things.release.index, text):
        if hit.kind in kinds:
            scores[hit.iri] = EXACT
    return scores


def _holders(things: Things, wanted: Wanted) -> list[Candidate]:
    return [
        Candidate(iri, EXACT * weight(verdicts), EXACT, verdicts=verdicts)
        for iri, verdicts in find_holders(things, wanted).items()
        if things.kind(iri) == "person" and things.exists(iri)
    ]


def _judged(things: Things, iri: str, score: float, wanted: Wanted) -> Candidate:
    verdicts = judge(things, wanted, iri)
    return Candidate(iri, score * weight(verdicts), score, verdicts=verdicts)


def _lowered(candidate: Candidate) -> Candidate:
    return replace(candidate, score=candidate.score * _OTHER_TYPE)


def _with_match(found: list[Candidate]) -> list[Candidate]:
    """Mark the candidate that is certain: a full score, which also says that conditions are met."""
    if [candidate.score for candidate in found].count(EXACT) != 1:
        return found
    return [replace(found[0], is_match=True), *found[1:]]
