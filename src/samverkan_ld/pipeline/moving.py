"""A site that moves to another address: what things were called there leads to what they are now.

Their keys stay. What ended before has ended at the new address too, and has the same history.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from samverkan_ld.archive.endings import (
    Ending,
    EndingKind,
    all_endings,
    find_ending,
    remove_ending,
    write_endings,
)
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.archive.things import Change, Thing, find_thing, things_below, write_things
from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError, ReleaseError
from samverkan_ld.iris import Iris, sections
from samverkan_ld.life.identifiers import Reason, is_ours, reason_iri
from samverkan_ld.pipeline.earlier import Earlier, find_earlier


@dataclass(frozen=True, slots=True)
class Move:
    """A move of a site: its addresses before, and after."""

    before: Iris
    after: Iris

    def target(self, iri: str) -> str | None:
        """Give what an identifier of the site is called after the move; None if it stays."""
        moved = self.after.rebase(iri)
        return moved if moved != iri and is_ours(iri, self.before) else None


def find_move(earlier: Earlier | None, config: Config, named: Sequence[str]) -> Move | None:
    """Tell whether a site moves, and whether that is meant.

    Args:
        earlier: the release before.
        config: the configuration, as `remember` gives it.
        named: the addresses that it is said to leave.

    Raises:
        ConfigError: it is not these that it leaves.
        ReleaseError: it leaves an address, and nobody said so.
    """
    left = _left(earlier, config.iris) if earlier else []
    if earlier is not None and left and not named:
        raise ReleaseError(_unsaid(earlier, config, left))
    if set(named) != set(left):
        raise ConfigError(_misnamed(earlier, left, named))
    return Move(earlier.manifest.iris, config.iris) if earlier and left else None


def remember(config: Config, earlier: Earlier | None) -> Config:
    """Let a configuration know the addresses that the site had before."""
    if earlier is None:
        return config
    old, new = earlier.manifest.iris, config.iris
    starts = {*old.former}
    starts |= {*sections(old.base, "id", "res")} if old.base != new.base else set()
    starts |= {*sections(old.terms, "def", "spec")} if _moves_terms(earlier, new) else set()
    present = {*sections(new.base, "id", "res"), *sections(new.terms, "def", "spec")}
    return replace(config, former=tuple(sorted(starts - present)))


def remembering(config: Config) -> Config:
    """Let a configuration know the former addresses that releases tell of, if they can be read."""
    with suppress(ReleaseError):
        return remember(config, find_earlier(config.releases)[0])
    return config


def _left(earlier: Earlier, iris: Iris) -> list[str]:
    """Give the addresses that a site leaves, each once."""
    old = earlier.manifest.iris
    left = [old.base] if old.base != iris.base else []
    left += [old.terms] if _moves_terms(earlier, iris) else []
    return list(dict.fromkeys(left))


def _moves_terms(earlier: Earlier, iris: Iris) -> bool:
    """Tell whether concepts and terms that were released get other addresses.

    A site that never had any may name the address of any others.
    """
    terms = earlier.manifest.terms
    starts = sections(terms, "def", "spec") if terms != iris.terms else ()
    return any(things_below(earlier.ledger, start, most=1) for start in starts)


def _unsaid(earlier: Earlier, config: Config, left: Sequence[str]) -> str:
    old, new = earlier.manifest, config.iris
    changes = [("site.base", old.base, new.base), ("site.terms", old.terms, new.terms)]
    told = "; ".join(
        f"{key} was {before} and is now {after}"
        for key, before, after in changes
        if before in left and before != after
    )
    options = " ".join(f"--rebase {home}" for home in left)
    return (
        f"{config.root / config.file_name}: {told}: identifiers that others keep would break. If "
        f"the site moves, publish with: samverkan-ld publish {options}. Else put the setting back; "
        "if nobody uses these identifiers, begin anew with an empty folder of releases"
    )


def _misnamed(earlier: Earlier | None, left: Sequence[str], named: Sequence[str]) -> str:
    given = " ".join(f"--rebase {home}" for home in named)
    if earlier is None:
        return f"{given}: nothing is published yet, so nothing moves: leave it out"
    if not left:
        return (
            f"{given}: the address is that of the current release, {earlier.manifest.base}: leave "
            "it out, or set the new one in the configuration first"
        )
    options = " ".join(f"--rebase {home}" for home in left)
    return f"{given}: what the site leaves is another address: publish with {options}"


def carry(ledger: Ledger, move: Move, moment: str) -> list[Thing]:
    """Let a ledger know, by their new names, the things and endings that it knows by the old ones.

    Args:
        ledger: the ledger being written; it has counted what came and went already.
        move: the move.
        moment: the time of the release.

    Returns:
        The things, by their new names, that vanished on the way: no source describes them now.
    """
    _carry_endings(ledger, move)
    pairs = [*_pairs(ledger, move)]
    carried = [_carried(thing, find_thing(ledger, target), target) for thing, target in pairs]
    lost = [
        replace(new, changed=moment, change=Change.WITHDRAWN)
        for (old, _), new in zip(pairs, carried, strict=True)
        if old.changed == moment and not new.is_described
    ]
    write_things(ledger, [*carried, *lost])
    return lost


def moved_endings(move: Move, things: Iterable[Thing], moment: str) -> Iterator[Ending]:
    """Give how the old names of things end: by what comes in their place.

    Args:
        move: the move.
        things: the things that the release changes.
        moment: its time.
    """
    reason = reason_iri(Reason.MOVED, move.after)
    for thing in things:
        target = move.target(thing.iri)
        if target is not None:
            yield Ending(thing.iri, EndingKind.REPLACED, moment, reason, (target,))


def _pairs(ledger: Ledger, move: Move) -> Iterator[tuple[Thing, str]]:
    """Give the things that have another name after the move, and these names."""
    old = move.before
    starts = (*sections(old.base, "id", "res"), *sections(old.terms, "def", "spec"))
    for thing in (thing for start in starts for thing in things_below(ledger, start)):
        target = move.target(thing.iri)
        if target is not None:
            yield thing, target


def _carried(old: Thing, known: Thing | None, target: str) -> Thing:
    if known is None:
        return Thing(target, 0, old.released, old.changed, Change.WITHDRAWN, None)
    return replace(known, released=min(known.released, old.released))


def _carry_endings(ledger: Ledger, move: Move) -> None:
    known = [*all_endings(ledger)]
    for ending in known:
        # A site that moves back takes up again the names that led away from there.
        if ending.iri in map(move.target, ending.successors):
            remove_ending(ledger, ending.iri)
    for ending in known:
        told = replace(ending, reason=move.after.rebase(ending.reason))
        target = move.target(ending.iri)
        if target is not None:
            successors = tuple(map(move.after.rebase, ending.successors))
            write_endings(ledger, [replace(told, iri=target, successors=successors)])
        if told != ending and find_ending(ledger, ending.iri) == ending:
            write_endings(ledger, [told])
