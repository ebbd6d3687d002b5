"""What a service tells of itself: its address space, identifiers to try, and some that ended.

The first two stand in its VoID description (https://www.w3.org/TR/void/#discovery). The places are
found by asking: a service that is tried at another address than its data has may lie there with
the path of its address space, or without.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from samverkan_ld.errors import NothingToTestError
from samverkan_ld.namespaces import VOID
from samverkan_ld.selftest.client import Answer, Client
from samverkan_ld.selftest.rdf import ACCEPT, read_rdf
from samverkan_ld.selftest.service import Ended, Service, origin

DESCRIPTION: Final = ".well-known/void"
ROLL: Final = "res/aterkallade.csv"
"""Where our services list the identifiers that have ended."""

MOST: Final = 5
"""So many examples are tried."""

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_STEPS: Final = 5
_UNKNOWN: Final = (0, 404)
_ENDED_EACH: Final = 2
_COLUMNS: Final = ("iri", "kind")
_NONE: Final = Ended()
_SPACE: Final = NamedNode(VOID + "uriSpace")
_EXAMPLE: Final = NamedNode(VOID + "exampleResource")


@dataclass(frozen=True, slots=True)
class Told:
    """What a VoID description tells: what IRIs begin with, and examples of them."""

    spaces: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


def survey(url: str, *, iris: Iterable[str] = (), ended: Ended = _NONE) -> Service:
    """Find out what a service is to be tested by.

    Args:
        url: where it is asked.
        iris: the identifiers to try; without any, the examples of its description are.
        ended: identifiers that have ended; kinds without any are taken from the service's list,
            if it has one.

    Raises:
        NothingToTestError: neither the caller nor the service names any identifier.
    """
    root = url if url.endswith("/") else f"{url}/"
    service = Service(root, Client(), tuple(dict.fromkeys(iris)))
    answer = _description(service)
    told = _told(answer)
    if not service.iris:
        service = replace(service, iris=told.examples[:MOST])
    if not service.iris:
        raise NothingToTestError(_advice(answer))
    for iri in service.iris:
        service = _place(service, iri, told.spaces)
    return _with_ended(service, ended, told.spaces)


def _advice(answer: Answer) -> str:
    if answer.fault:
        return f"{answer.url}: {answer.fault}; check the address, or name identifiers by --iri"
    return (
        f"{answer.url} (status {answer.status}) names no void:exampleResource: add some there, "
        "or name identifiers by --iri"
    )


def _description(service: Service) -> Answer:
    """Ask for the description, and go where it is, as long as that is in this service."""
    address = origin(service.url) + DESCRIPTION
    answer = service.get(address, Accept=ACCEPT)
    for _ in range(_STEPS):
        if answer.status not in _REDIRECTS or not answer.location:
            break
        path = answer.location.removeprefix(origin(answer.location))
        answer = service.get(origin(service.url) + path, Accept=ACCEPT)
    return answer


def _told(answer: Answer) -> Told:
    quads = read_rdf(answer) if answer.status == 200 else []
    return Told(
        tuple(sorted(_values(quads, _SPACE), key=len, reverse=True)),
        tuple(sorted(_values(quads, _EXAMPLE))),
    )


def _values(quads: Iterable[Quad], predicate: NamedNode) -> set[str]:
    found = (quad.object for quad in quads if quad.predicate == predicate)
    return {term.value for term in found if isinstance(term, Literal | NamedNode)}


def _place(service: Service, iri: str, spaces: Iterable[str]) -> Service:
    """Find where an identifier, and all that begin as it does, are asked.

    That is where any of them is known; else where the server has the same paths.
    """
    if service.at(iri) != iri or iri.startswith(service.url):
        return service
    starts = [*(space for space in spaces if iri.startswith(space)), origin(iri)]
    found = [service.moved(start, service.url) for start in starts]
    return next(filter(_knows, found), found[-1])


def _knows(service: Service) -> bool:
    start, _ = service.places[-1]
    tried = (iri for iri in service.iris if iri.startswith(start))
    return any(service.get(iri).status not in _UNKNOWN for iri in tried)


def _with_ended(service: Service, ended: Ended, spaces: Iterable[str]) -> Service:
    listed = _listed(service)
    whole = Ended(
        ended.gone or listed.gone,
        ended.replaced or listed.replaced,
        ended.merged or listed.merged,
    )
    for iri in (*whole.gone, *whole.replaced, *whole.merged):
        service = _place(service, iri, spaces)
    return replace(service, ended=whole)


def _listed(service: Service) -> Ended:
    """Read some identifiers of each kind from the list of a service, if it has our list."""
    answer = service.get(service.url + ROLL)
    if answer.status != 200 or answer.media_type != "text/csv":
        return Ended()
    lines = answer.body.decode("utf-8", errors="replace").splitlines()
    if not lines or not lines[0].startswith(",".join(_COLUMNS)):
        return Ended()
    try:
        rows = [*csv.DictReader(lines)]
    except csv.Error:
        return Ended()
    return Ended(
        tuple(_kinds(rows, "withdrawn")),
        tuple(_kinds(rows, "replaced")),
        tuple(_kinds(rows, "merged", "split")),
    )


def _kinds(rows: Iterable[dict[str, str]], *kinds: str) -> Iterator[str]:
    return islice((row["iri"] for row in rows if row.get("kind") in kinds), _ENDED_EACH)
