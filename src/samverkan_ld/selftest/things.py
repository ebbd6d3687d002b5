"""UM-1, UM-2 and UM-7 to UM-9: how identifiers and things are looked up.

DIGG, Profil för beständiga identifierare
(https://www.dataportal.se/profil-for-bestandiga-identifierare).
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.head import same_head
from samverkan_ld.selftest.lookup import ANSWERED, OK, SEE_OTHER, described, looked_up, things
from samverkan_ld.selftest.rdf import ACCEPT, read_rdf
from samverkan_ld.selftest.rules import (
    Level,
    Outcome,
    Rule,
    failed,
    inapplicable,
    kept,
    or_else,
    wrong,
)
from samverkan_ld.selftest.service import Service

_SAME: Final = ("location", "link", "content-type")
_NO_THINGS: Final = inapplicable("inga företeelser att slå upp", "no things to look up")
_NO_DESCRIPTIONS: Final = inapplicable(
    "inga fler beskrivningar länkas", "no further descriptions are linked"
)
_NO_SERVICE: Final = inapplicable(
    "ingen annan uppslagningstjänst länkas", "no other look-up service is linked"
)


def um_1(service: Service) -> Iterator[Outcome]:
    """UM-1: they shall be looked up by DNS, and then by HTTP at the server of the domain."""
    for iri in service.iris:
        answer = service.get(iri)
        if answer.fault:
            yield failed(iri, f"inget svar: {answer.fault}", f"no answer: {answer.fault}")
        elif answer.status not in ANSWERED:
            yield failed(
                iri,
                f"svarar {answer.status}, vilket inte säger något om den",
                f"answers {answer.status}, which tells nothing of it",
            )
        else:
            yield kept(iri)


def um_2(service: Service) -> Iterator[Outcome]:
    """UM-2: HEAD shall tell of an identifier what GET tells, in headers."""
    for iri, answer in looked_up(service):
        yield same_head(service, iri, answer, _SAME)


def um_7(service: Service) -> Iterable[Outcome]:
    """UM-7: a thing shall answer 303, and Location lead to a description of it."""
    return or_else((_sent(service, *found) for found in things(service)), _NO_THINGS)


def um_8(service: Service) -> Iterable[Outcome]:
    """UM-8: further descriptions should be linked by describedby; those here must be there."""
    linked = (
        _described_at(service, iri, target, answer.location)
        for iri, answer in described(service)
        for target in answer.targets("describedby")
    )
    return or_else(linked, _NO_DESCRIPTIONS)


def um_9(service: Service) -> Iterable[Outcome]:
    """UM-9: an identifier in a service of descriptions shall be linked, and link back."""
    linked = (
        _linked_back(service, iri, target, answer.location)
        for iri, answer in described(service)
        for target in answer.targets("alternate")
    )
    return or_else(linked, _NO_SERVICE)


def _sent(service: Service, iri: str, answer: Answer) -> Outcome:
    target = answer.location
    if answer.status != SEE_OTHER:
        return wrong(iri, answer.told, SEE_OTHER)
    if not target:
        return failed(iri, "303 utan Location", "303 without Location")
    if not _names(service, iri, target):
        return failed(iri, f"{target} säger inget om den", f"{target} says nothing of it")
    return kept(iri)


def _names(service: Service, iri: str, address: str) -> bool:
    """Tell whether a description names what it describes, as far as RDF lets us see."""
    quads = read_rdf(service.settle(address, Accept=ACCEPT))
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    return not quads or any(isinstance(term, NamedNode) and term.value == iri for term in terms)


def _described_at(service: Service, iri: str, target: str, canonical: str) -> Outcome:
    """Judge a description that is linked: whether the canonical one is there, UM-3 tells."""
    if target == canonical or not service.has(target):
        return kept(iri)
    found = service.settle(target)
    if found.status == OK:
        return kept(iri)
    return failed(
        iri,
        f"beskrivningen {target} svarar {found.told}",
        f"the description {target} answers {found.told}",
    )


def _linked_back(service: Service, iri: str, target: str, canonical: str) -> Outcome:
    back = service.get(target).targets("canonical")
    if not {iri, service.at(iri), canonical}.isdisjoint(back):
        return kept(iri)
    return failed(
        iri,
        f"{target} länkar inte tillbaka med rel=canonical",
        f"{target} does not link back by rel=canonical",
    )


BEFORE: Final = (
    Rule("UM-1", Level.SHALL, ("slås upp med DNS och HTTP", "are looked up by DNS and HTTP"), um_1),
    Rule("UM-2", Level.SHALL, ("HEAD svarar som GET", "HEAD tells what GET tells"), um_2),
)
"""The rules of everything that is looked up."""

RULES: Final = (
    Rule(
        "UM-7",
        Level.SHALL,
        ("företeelser svarar 303 till en beskrivning", "things answer 303 to a description"),
        um_7,
    ),
    Rule("UM-8", Level.SHOULD, ("fler beskrivningar länkas", "further descriptions linked"), um_8),
    Rule(
        "UM-9",
        Level.MAY,
        ("uppslagningstjänster länkar tillbaka", "look-up services link back"),
        um_9,
    ),
)
"""The rules of things."""
