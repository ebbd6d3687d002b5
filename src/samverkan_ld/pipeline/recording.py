"""What a publication writes into the ledger before anything is built."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pyoxigraph import Quad

from samverkan_ld.archive.endings import Ending, remove_ending, write_endings
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.archive.pages import append_changes, renumber_pages
from samverkan_ld.archive.readings import write_readings
from samverkan_ld.archive.things import Thing, find_thing, retell_withdrawn, touch_things
from samverkan_ld.errors import VanishedError
from samverkan_ld.iris import Iris
from samverkan_ld.life.course import Verdict, judge_life
from samverkan_ld.life.statements import near, quads_of
from samverkan_ld.pipeline.changes import touched_things
from samverkan_ld.pipeline.draft import Draft
from samverkan_ld.pipeline.moving import carry, moved_endings
from samverkan_ld.releases import Manifest, timestamp

TOLD: Final = timedelta(days=365)
"""How long the feed tells that something was withdrawn."""

_LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a release changes: things, how identifiers ended, and quads about that.

    `unknown` names endings of identifiers that were never released.
    """

    things: Sequence[Thing]
    endings: Sequence[Ending]
    unknown: Sequence[Ending]
    removed: frozenset[Quad]
    added: frozenset[Quad]


def record(ledger: Ledger, draft: Draft, *, withdraw_missing: bool) -> Recorded:
    """Write what a release changes into its ledger.

    Raises:
        VanishedError: identifiers vanished without an event, or are used after their end.
    """
    manifest, move = draft.manifest, draft.move
    moment = manifest.created
    before = draft.earlier.manifest.iris if draft.earlier else None
    things = touch_things(ledger, touched_things(draft.changes, manifest.iris, before), moment)
    if move:
        things += carry(ledger, move, moment)
    verdict = judge_life(
        ledger,
        draft.declared,
        things,
        manifest.iris,
        moment,
        withdraw_missing=withdraw_missing,
    )
    _refuse(verdict, draft)
    removed, added = _write_life(ledger, verdict, manifest.iris)
    if move:
        write_endings(ledger, moved_endings(move, things, moment))
    told = retell_withdrawn(ledger, (ending.iri for ending in verdict.endings), moment)
    append_changes(ledger, [*things, *told], moment, horizon(moment))
    if draft.is_fresh:
        renumber_pages(ledger, moment)
    write_readings(ledger, draft.dataset.readings)
    unknown = [ending for ending in verdict.endings if find_thing(ledger, ending.iri) is None]
    return Recorded(things, verdict.endings, unknown, removed, added)


def _write_life(
    ledger: Ledger, verdict: Verdict, iris: Iris
) -> tuple[frozenset[Quad], frozenset[Quad]]:
    """Write how identifiers ended; give the quads that this takes away, and those that it adds."""
    changed = [*verdict.resumed, *(ending.iri for ending in verdict.endings)]
    close = near(ledger, changed)
    before = quads_of(ledger, close, iris)
    for iri in verdict.resumed:
        remove_ending(ledger, iri)
    write_endings(ledger, verdict.endings)
    after = quads_of(ledger, close | near(ledger, changed), iris)
    return frozenset(before - after), frozenset(after - before)


def _refuse(verdict: Verdict, draft: Draft) -> None:
    if verdict.faults:
        raise VanishedError("\n".join(verdict.faults))
    missing = verdict.missing
    if missing:
        before = draft.earlier.manifest.id if draft.earlier else ""
        shown = "\n".join(f"  {iri}" for iri in missing[:_LISTED])
        more = f"\n  and {len(missing) - _LISTED} more" if len(missing) > _LISTED else ""
        counted = f"{len(missing)} identifiers are" if len(missing) > 1 else "1 identifier is"
        raise VanishedError(
            f"{counted} in release {before} and in no source any more:\n"
            f"{shown}{more}\n"
            "Put them back, or tell in data/identifiers/ what became of them; to withdraw them "
            f"all: samverkan-ld publish --withdraw-missing{_about_persons(missing, draft.manifest)}"
        )


def _about_persons(missing: Sequence[str], manifest: Manifest) -> str:
    """Tell what else to do where persons vanished because only their role is published."""
    persons = manifest.iris.thing("person", "")
    if not manifest.withheld or not any(iri.startswith(persons) for iri in missing):
        return ""
    return (
        "\nPersons are among them, and the levels in [privacy] of the configuration let only the "
        "role of some classes be published. A person who is left out so has to be withdrawn: "
        "declare it (reason: radering), or let --withdraw-missing do it. Earlier releases still "
        "hold the name; to purge it from them too, before you publish: samverkan-ld erase IRI "
        "--reason radering"
    )


def horizon(moment: str) -> str:
    """Give the time before which withdrawals are not told any longer, in a release of a time."""
    return timestamp(datetime.fromisoformat(moment) - TOLD)
