"""What a rule is, and what is told of a service by it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from samverkan_ld.languages import Pair

if TYPE_CHECKING:
    from samverkan_ld.selftest.service import Service


class Level(StrEnum):
    """How much a rule demands, as DIGG's profile has it (SKALL, BÖR, KAN)."""

    SHALL = "SHALL"
    SHOULD = "SHOULD"
    MAY = "MAY"


class Verdict(StrEnum):
    """What became of a rule."""

    OK = "ok"
    FAILED = "failed"
    INAPPLICABLE = "not applicable"
    UNTESTED = "not tested"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule says of one address; `iri` is empty where it is about the whole service."""

    verdict: Verdict
    iri: str = ""
    reason: Pair = ("", "")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, how much it demands, what it demands in a few words, and who judges it."""

    name: str
    level: Level
    title: Pair
    judge: Callable[["Service"], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule, and what it says of a service.

    It has failed if it failed anywhere, and is kept if it was kept anywhere else.
    """

    rule: Rule
    outcomes: Sequence[Outcome]

    @property
    def verdict(self) -> Verdict:
        """What became of the rule in all."""
        found = {outcome.verdict for outcome in self.outcomes}
        return next((verdict for verdict in _ORDER if verdict in found), Verdict.UNTESTED)

    @property
    def telling(self) -> tuple[Outcome, ...]:
        """The outcomes that the verdict is from."""
        return tuple(outcome for outcome in self.outcomes if outcome.verdict is self.verdict)


_ORDER = (Verdict.FAILED, Verdict.OK, Verdict.INAPPLICABLE, Verdict.UNTESTED)


def kept(iri: str = "") -> Outcome:
    """Tell that a rule is kept."""
    return Outcome(Verdict.OK, iri)


def failed(iri: str, swedish: str, english: str) -> Outcome:
    """Tell that a rule is broken, and how."""
    return Outcome(Verdict.FAILED, iri, (swedish, english))


def inapplicable(swedish: str, english: str, iri: str = "") -> Outcome:
    """Tell that a rule asks for nothing here, and why."""
    return Outcome(Verdict.INAPPLICABLE, iri, (swedish, english))


def untested(swedish: str, english: str, iri: str = "") -> Outcome:
    """Tell that a rule could not be tried, and why."""
    return Outcome(Verdict.UNTESTED, iri, (swedish, english))


def wrong(iri: str, told: object, right: object) -> Outcome:
    """Tell that an address answers otherwise than it shall."""
    return failed(iri, f"svarar {told}, ska svara {right}", f"answers {told}, not {right}")


def or_else(found: Iterable[Outcome], instead: Outcome) -> tuple[Outcome, ...]:
    """Give the outcomes that there are or, where there are none, another in their place."""
    return tuple(found) or (instead,)
