"""What the rules of looking up are tried on: identifiers, things, and information resources.

A thing (`företeelse`) is told from an information resource by its answer: 303 describes it
elsewhere. One that answers otherwise is taken for a thing where its path has one of the sections
that DIGG proposes for things.
"""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.service import TEMPORARY, Service

OK: Final = 200
SEE_OTHER: Final = 303
ENDED: Final = (300, 308, 410)
"""What is answered for identifiers that have ended."""

MOVED: Final = (301, 302, SEE_OTHER)
"""Redirects that say nothing of an information resource (UM-6)."""

ANSWERED: Final = (OK, *MOVED, TEMPORARY, *ENDED)
"""The statuses that tell something of an identifier."""

_THINGS: Final = frozenset(("id", "def", "spec"))
_RESOURCES: Final = frozenset(("res", "doc"))


def looked_up(service: Service) -> Iterator[tuple[str, Answer]]:
    """Give the identifiers that are answered at all (UM-1), with their answers."""
    for iri in service.iris:
        answer = service.get(iri)
        if answer.status in ANSWERED:
            yield iri, answer


def things(service: Service) -> Iterator[tuple[str, Answer]]:
    """Give the identifiers of things, with their answers."""
    return (found for found in looked_up(service) if _is_thing(*found))


def described(service: Service) -> Iterator[tuple[str, Answer]]:
    """Give the identifiers that are described elsewhere, with their answers."""
    return ((iri, answer) for iri, answer in looked_up(service) if answer.status == SEE_OTHER)


def resources(service: Service) -> Iterator[str]:
    """Give the addresses of information resources: descriptions, and identifiers that are some."""
    found: dict[str, None] = {}
    for iri, answer in looked_up(service):
        if _is_resource(iri) or answer.status in (OK, TEMPORARY):
            found[iri] = None
        elif answer.status == SEE_OTHER and answer.location:
            found[answer.location] = None
    yield from found


def representations(service: Service) -> Iterator[tuple[str, Answer]]:
    """Give the addresses of information resources that are represented (UM-3), and how."""
    for address in resources(service):
        answer = service.settle(address)
        if answer.status == OK:
            yield address, answer


def _is_thing(iri: str, answer: Answer) -> bool:
    if answer.status in ENDED or _is_resource(iri):
        return False
    return answer.status in MOVED or not _THINGS.isdisjoint(_sections(iri))


def _is_resource(iri: str) -> bool:
    return not _RESOURCES.isdisjoint(_sections(iri))


def _sections(iri: str) -> list[str]:
    return iri.split("/")[3:]
