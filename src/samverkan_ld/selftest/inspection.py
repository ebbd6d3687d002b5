"""All rules, and a service judged by them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from samverkan_ld.selftest import contract, endings, identifiers, information, things
from samverkan_ld.selftest.rules import Judgement, Rule, or_else, untested
from samverkan_ld.selftest.service import Service

RULES: Final[tuple[Rule, ...]] = (
    *identifiers.RULES,
    *things.BEFORE,
    *information.RULES,
    *things.RULES,
    *endings.RULES,
    *contract.RULES,
)
"""The rules, in the order of the profile, ours last."""

Watch = Callable[[int, int], None]
"""Told how many rules are judged, and of how many."""


def inspect(
    service: Service, *, families: Sequence[str] = (), watch: Watch = lambda _done, _all: None
) -> tuple[Judgement, ...]:
    """Judge a service by all rules, or by those of some families: BI, UM and SAM."""
    rules = [rule for rule in RULES if not families or rule.name.partition("-")[0] in families]
    return tuple(_judged(service, rules, watch))


def _judged(service: Service, rules: Sequence[Rule], watch: Watch) -> Iterator[Judgement]:
    for number, rule in enumerate(rules, start=1):
        found = or_else(rule.judge(service), _NOTHING)
        watch(number, len(rules))
        yield Judgement(rule, found)


_NOTHING: Final = untested("inget svar att pröva den på", "no answer to try it on")
