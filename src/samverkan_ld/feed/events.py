"""The members of the feed: what happened to a thing last, and when."""

from dataclasses import dataclass

from samverkan_ld.archive.endings import find_ending
from samverkan_ld.archive.ledger import Ledger
from samverkan_ld.archive.things import Change, Thing, find_thing
from samverkan_ld.feed.addresses import event_iri, read_event
from samverkan_ld.iris import Iris


@dataclass(frozen=True, slots=True)
class Event:
    """The last change of a thing; `successors` are what came in place of one that is withdrawn."""

    iri: str
    thing: Thing
    successors: tuple[str, ...] = ()


def event_of(ledger: Ledger, iris: Iris, thing: Thing) -> Event:
    """Make the event that changed a thing last."""
    is_gone = thing.change is Change.WITHDRAWN
    ending = find_ending(ledger, thing.iri) if is_gone else None
    iri = event_iri(iris, thing.iri, thing.changed)
    return Event(iri, thing, ending.successors if ending else ())


def find_event(ledger: Ledger, iris: Iris, key: str) -> Event | None:
    """Find an event by the end of its IRI; None when it is not told any longer, or never was."""
    thing, moment = _read(ledger, iris, key)
    if thing is None or thing.page is None or thing.changed != moment:
        return None
    return event_of(ledger, iris, thing)


def was_event(ledger: Ledger, iris: Iris, key: str) -> bool:
    """Tell whether an event may have been told once: its thing was known at that time."""
    thing, moment = _read(ledger, iris, key)
    return thing is not None and thing.released <= moment <= thing.changed


def _read(ledger: Ledger, iris: Iris, key: str) -> tuple[Thing | None, str]:
    iri, moment = read_event(iris, key) or ("", "")
    return find_thing(ledger, iri), moment
