"""UM-10 to UM-12: identifiers that have ended.

DIGG, Profil för beständiga identifierare
(https://www.dataportal.se/profil-for-bestandiga-identifierare). From outside nobody can see that an
identifier is not used again; that part of UM-10 is left to who mints them.
"""

from collections.abc import Iterable
from typing import Final

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.rules import Level, Outcome, Rule, failed, kept, or_else, untested, wrong
from samverkan_ld.selftest.service import Service

SUCCESSOR: Final = "successor-version"
"""The relation to what came in the place of something (RFC 5829)."""

_GONE: Final = 410
_REPLACED: Final = 308
_SEVERAL: Final = 300


def um_10(service: Service) -> Iterable[Outcome]:
    """UM-10: an identifier that no longer exists shall answer 410."""
    return or_else((_gone(iri, service.get(iri)) for iri in service.ended.gone), _unnamed("--gone"))


def um_11(service: Service) -> Iterable[Outcome]:
    """UM-11: one that was replaced shall answer 308, and Location lead to what replaced it."""
    judged = (_replaced(service, iri, service.get(iri)) for iri in service.ended.replaced)
    return or_else(judged, _unnamed("--replaced"))


def um_12(service: Service) -> Iterable[Outcome]:
    """UM-12: one whose thing was merged or split shall answer 300, and should link successors."""
    judged = (_merged(iri, service.get(iri)) for iri in service.ended.merged)
    return or_else(judged, _unnamed("--merged"))


def _gone(iri: str, answer: Answer) -> Outcome:
    return kept(iri) if answer.status == _GONE else wrong(iri, answer.told, _GONE)


def _replaced(service: Service, iri: str, answer: Answer) -> Outcome:
    if answer.status != _REPLACED:
        return wrong(iri, answer.told, _REPLACED)
    if answer.location in ("", service.at(iri), iri):
        return failed(iri, "308 utan Location till något annat", "308 without Location to another")
    return kept(iri)


def _merged(iri: str, answer: Answer) -> Outcome:
    if answer.status != _SEVERAL:
        return wrong(iri, answer.told, _SEVERAL)
    if not answer.targets(SUCCESSOR):
        return failed(iri, f"ingen Link med rel={SUCCESSOR}", f"no Link with rel={SUCCESSOR}")
    return kept(iri)


def _unnamed(option: str) -> Outcome:
    return untested(
        f"tjänsten nämner ingen; ange en med {option}",
        f"the service names none; name one by {option}",
    )


RULES: Final = (
    Rule("UM-10", Level.SHALL, ("upphörda svarar 410", "what is gone answers 410"), um_10),
    Rule("UM-11", Level.SHALL, ("utbytta svarar 308", "what is replaced answers 308"), um_11),
    Rule(
        "UM-12",
        Level.SHALL,
        ("sammanslagna och delade svarar 300", "what is merged or split answers 300"),
        um_12,
    ),
)
