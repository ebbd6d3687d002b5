"""The course of life: which identifiers a release ends, and whether it may.

What is declared and what is described must agree: nothing described has ended, nothing ended is
used again, and nothing vanishes without a word but what ends by itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from samverkan_ld.archive.endings import Ending, EndingKind, find_ending
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.archive.things import Thing, described, find_thing
from samverkan_ld.iris import Iris
from samverkan_ld.life.identifiers import Reason, ends_by_itself, is_ours, reason_iri
from samverkan_ld.life.succession import Succession

_AHEAD: Final = timedelta(days=1)
"""How far a declared date may lie ahead of a release: a day begins earlier in the east."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a release does to the life of identifiers.

    `endings` are new, or other than what was known of the same identifiers; `resumed` are IRIs
    whose ending by itself is over. `missing` are IRIs that vanished without an event. A release
    with `missing` or with `faults`, which are sentences, must not be published.
    """

    endings: tuple[Ending, ...] = ()
    resumed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


def judge_life(
    ledger: Ledger,
    declared: Sequence[Ending],
    changed: Iterable[Thing],
    iris: Iris,
    moment: str,
    *,
    withdraw_missing: bool,
) -> Verdict:
    """Judge what a release does to the life of identifiers, at the cost of what it changes.

    Args:
        ledger: the ledger being written; it has counted what came and went already.
        declared: all that editors declare.
        changed: the things that the release changes.
        iris: the addresses of the site.
        moment: the time of the release (xsd:dateTime).
        withdraw_missing: withdraw what vanished without an event.
    """
    known = {ending.iri: find_ending(ledger, ending.iri) for ending in declared}
    ours = [thing for thing in changed if is_ours(thing.iri, iris) and thing.iri not in known]
    new = [ending for ending in declared if _is_news(ending, known[ending.iri])]
    gone, missing = _vanished(ledger, ours, iris, moment, withdraw_missing=withdraw_missing)
    resumed, reused = _described_again(ledger, ours, iris)
    endings = sorted([*new, *gone], key=lambda ending: ending.iri)
    faults = [
        *_still_described(ledger, declared),
        *reused,
        *_wrong_changes(new, known, moment),
        *_wrong_successors(ledger, new, endings, resumed, iris),
    ]
    return Verdict(tuple(endings), tuple(resumed), tuple(missing), tuple(faults))


def _is_news(ending: Ending, known: Ending | None) -> bool:
    if known is None or not known.is_erased:
        return ending != known
    return _told(ending) != _told(known)


def _told(ending: Ending) -> tuple[object, ...]:
    return ending.kind, ending.moment, ending.reason, ending.successors


def _vanished(
    ledger: Ledger, ours: Iterable[Thing], iris: Iris, moment: str, *, withdraw_missing: bool
) -> tuple[list[Ending], list[str]]:
    """Give how what vanished without an event ends, and what must not vanish so."""
    gone, missing = [], []
    for thing in ours:
        if thing.is_described or find_ending(ledger, thing.iri):
            continue
        by_itself = ends_by_itself(thing.iri, iris)
        if by_itself or withdraw_missing:
            reason = reason_iri(Reason.EXPIRED if by_itself else Reason.MISSING, iris)
            gone.append(Ending(thing.iri, EndingKind.WITHDRAWN, moment, reason))
        else:
            missing.append(thing.iri)
    return gone, missing


def _described_again(
    ledger: Ledger, ours: Iterable[Thing], iris: Iris
) -> tuple[list[str], list[str]]:
    """Give what may be described again, and sentences about what may not."""
    resumed, faults = [], []
    for thing in ours:
        ending = find_ending(ledger, thing.iri) if thing.is_described else None
        if ending is None:
            continue
        expired = ending.reason == reason_iri(Reason.EXPIRED, iris)
        if expired and not ending.source and not ending.is_erased:
            resumed.append(thing.iri)
        else:
            faults.append(_reused(ending))
    return resumed, faults


def _reused(ending: Ending) -> str:
    how = "erased" if ending.is_erased else ending.kind.value
    return (
        f"{ending.iri} is described, but it was {how} ({ending.moment[:10]}): nothing that ended "
        "is used again; give the thing a new key, as samverkan-ld mint makes them"
    )


def _still_described(ledger: Ledger, declared: Iterable[Ending]) -> Iterator[str]:
    for ending in declared:
        thing = find_thing(ledger, ending.iri)
        if thing is not None and thing.is_described:
            yield (
                f"{ending.source}: {ending.iri} is declared as {ending.kind}, but still described: "
                "remove it from the sources, or remove the declaration"
            )


def _wrong_changes(
    new: Iterable[Ending], known: Mapping[str, Ending | None], moment: str
) -> Iterator[str]:
    latest = datetime.fromisoformat(moment) + _AHEAD
    for ending in new:
        before = known[ending.iri]
        if before is not None and before.is_erased:
            yield (
                f"{ending.source}: {ending.iri} was erased ({before.moment[:10]}), which nothing "
                "changes: remove the declaration"
            )
        if datetime.fromisoformat(ending.moment) > latest:
            yield (
                f"{ending.source}: {ending.iri} would end on {ending.moment[:10]}, which is still "
                "to come: declare it when it has happened"
            )


def _wrong_successors(
    ledger: Ledger,
    new: Iterable[Ending],
    endings: Iterable[Ending],
    resumed: Iterable[str],
    iris: Iris,
) -> Iterator[str]:
    altered: dict[str, Ending | None] = dict.fromkeys(resumed)
    altered |= {ending.iri: ending for ending in endings}
    succession = Succession(
        lambda iri: altered[iri] if iri in altered else find_ending(ledger, iri)
    )
    told: set[frozenset[str]] = set()
    for ending in new:
        cycle = succession.cycle(ending.iri)
        if cycle and frozenset(cycle) not in told:
            told.add(frozenset(cycle))
            way = " → ".join(cycle)
            yield f"{ending.source}: these come in each other's place, in a circle: {way}"
        if not cycle:
            yield from _dead_ends(ledger, ending, succession, iris)


def _dead_ends(ledger: Ledger, ending: Ending, succession: Succession, iris: Iris) -> Iterator[str]:
    """Tell of successors that are not there; a merger or a split stays true when they end."""
    for successor in ending.successors:
        if not is_ours(successor, iris) or described(ledger, [successor]):
            continue
        then = succession.ending(successor)
        about = f"{ending.source}: {ending.iri} is {ending.kind}, but {successor}"
        if then is None:
            yield f"{about} is not described: correct it, or add it to the sources"
        elif ending.kind is EndingKind.REPLACED and not succession.final(successor):
            yield f"{about} has ended too, with nothing in its place: declare both as withdrawn"
