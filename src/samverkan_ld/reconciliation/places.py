"""Where organisations are: their municipalities and counties."""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.namespaces import DCTERMS, ORG, SCHEMA
from samverkan_ld.reconciliation.things import Things
from samverkan_ld.search.names import find

_PLACE: Final = NamedNode(DCTERMS + "spatial")
_WITHIN: Final = NamedNode(SCHEMA + "containedInPlace")
_UNIT_OF: Final = NamedNode(ORG + "unitOf")
_IN_MUNICIPALITY: Final = "/plats/kommun-"
_IN_COUNTY: Final = "/plats/lan-"
_FOUND: Final = 10


def municipalities(things: Things, iri: str) -> tuple[str, ...]:
    """List the municipalities that an organisation is, lies in or belongs to."""
    hosts = [host for host in _links(things, iri, _UNIT_OF) if things.kind(host) == "kommun"]
    own = [iri] if things.kind(iri) == "kommun" else []
    placed = [
        place.replace(_IN_MUNICIPALITY, "/kommun/")
        for place in _links(things, iri, _PLACE)
        if _IN_MUNICIPALITY in place
    ]
    return tuple(dict.fromkeys((*own, *placed, *hosts)))


def counties(things: Things, iri: str) -> tuple[str, ...]:
    """List the places that are the counties of an organisation, or of the one it is a unit of."""
    homes = (iri, *_links(things, iri, _UNIT_OF))
    places = [place for home in homes for place in _links(things, home, _PLACE)]
    around = [wider for place in places for wider in _links(things, place, _WITHIN)]
    return tuple(dict.fromkeys(place for place in (*places, *around) if _IN_COUNTY in place))


def find_counties(things: Things, texts: Iterable[str]) -> frozenset[str]:
    """Find the places that are counties, by code, id or name; `Västerbotten` will do."""
    return frozenset(county for text in texts for county in _counties(things, text))


def _counties(things: Things, text: str) -> Iterator[str]:
    register = things.release.iris.register
    if text.isdecimal():
        yield f"{register}id{_IN_COUNTY}{text.zfill(2)}"
        return
    if _IN_COUNTY in f"/{text}":
        yield f"{register}id/{text}" if "://" not in text else text
        return
    for hit in find(things.release.index, text, kinds=("plats",), limit=_FOUND):
        if _IN_COUNTY in hit.iri:
            yield hit.iri


def _links(things: Things, iri: str, predicate: NamedNode) -> list[str]:
    found = things.values(iri, predicate)
    return [value.value for value in found if isinstance(value, NamedNode)]
