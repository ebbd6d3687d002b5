"""UM-10 to UM-12: identifiers that have ended.

DIGG, Profil för beständiga identifierare
(https://www.dataportal.se/profil-for-bestandiga-identifierare). From outside nobody can see that an
identifier is not used again; that part of UM-10 is left to who mints them.
"""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.rules import Level, Outcome, Rule, failed, kept, untested
from samverkan_ld.selftest.service import Service

SUCCESSOR: Final = "successor-version"
"""The relation to what came in the place of something (RFC 5829)."""

_GONE: Final = 410
_REPLACED: Final = 308
_SEVERAL: Final = 300


def um_10(service: Service) -> Iterator[Outcome]:
    """UM-10: an identifier that no longer exists shall answer 410."""
    for iri in service.ended.gone:
        answer = service.get(iri)
        yield kept(iri) if answer.status == _GONE else _wrong(iri, answer, _GONE)
    if not service.ended.gone:
        yield _unnamed("--gone")


def um_11(service: Service) -> Iterator[Outcome]:
    """UM-11: one that was replaced shall answer 308, and Location lead to what replaced it."""
    for iri in service.ended.replaced:
        answer = service.get(iri)
        if answer.status != _REPLACED:
            yield _wrong(iri, answer, _REPLACED)
        elif answer.location in ("", service.at(iri), iri):
            yield failed(
                iri, "308 utan Location till något annat", "308 without Location to another"
            )
        else:
            yield kept(iri)
    if not service.ended.replaced:
        yield _unnamed("--replaced")


def um_12(service: Service) -> Iterator[Outcome]:
    """UM-12: one whose thing was merged or split shall answer 300, and should link successors."""
    for iri in service.ended.merged:
        answer = service.get(iri)
        if answer.status != _SEVERAL:
            yield _wrong(iri, answer, _SEVERAL)
        elif not answer.targets(SUCCESSOR):
            yield failed(iri, f"ingen Link med rel={SUCCESSOR}", f"no Link with rel={SUCCESSOR}")
        else:
            yield kept(iri)
    if not service.ended.merged:
        yield _unnamed("--merged")


def _wrong(iri: str, answer: Answer, status: int) -> Outcome:
    told = answer.fault or answer.status
    return failed(iri, f"svarar {told}, ska svara {status}", f"answers {told}, not {status}")


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
