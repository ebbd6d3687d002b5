"""SAM-1 to SAM-8: what services of this program promise besides (docs/http.md)."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final
from urllib.parse import urlencode

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.head import same_head
from samverkan_ld.selftest.lookup import OK, described, looked_up, representations
from samverkan_ld.selftest.rules import Level, Outcome, Rule, failed, kept, wrong
from samverkan_ld.selftest.service import Service

_TRIED: Final = 2
"""So many documents are tried."""

_SUFFIXES: Final = {"ttl": "text/turtle", "jsonld": "application/ld+json"}
_SAME: Final = ("content-type", "etag", "vary", "link", "content-location", "last-modified")
_UNHEARD_OF: Final = "application/x-selftest"
_RESULTS: Final = "application/sparql-results+json"
_PROBLEM: Final = "application/problem+json"
_MADE_UP: Final = "selftest-0000"


def sam_1(service: Service) -> Iterator[Outcome]:
    """SAM-1: a document has an ETag, and If-None-Match gives 304 (RFC 9110, section 13.1.2)."""
    for address in _documents(service):
        tag = service.get(address).headers.get("etag")
        if not tag:
            yield failed(address, "saknar ETag", "has no ETag")
            continue
        again = service.get(address, If_None_Match=tag)
        yield kept(address) if again.status == 304 else wrong(address, again.told, 304)


def sam_2(service: Service) -> Iterator[Outcome]:
    """SAM-2: Vary names Accept where Accept chooses (RFC 9110, section 12.5.5)."""
    for address in _documents(service):
        vary = service.get(address).headers.get("vary", "").lower()
        if not {"accept", "*"}.isdisjoint(name.strip() for name in vary.split(",")):
            yield kept(address)
        else:
            yield failed(address, "Vary nämner inte Accept", "Vary does not name Accept")


def sam_3(service: Service) -> Iterator[Outcome]:
    """SAM-3: any page may read every answer, errors too (https://fetch.spec.whatwg.org/#http-cors)."""
    addresses = (*(iri for iri, _ in looked_up(service)), *_documents(service), *_unknown(service))
    for address in addresses:
        if service.get(address).headers.get("access-control-allow-origin") == "*":
            yield kept(address)
        else:
            yield failed(
                address,
                "saknar Access-Control-Allow-Origin: *",
                "has no Access-Control-Allow-Origin: *",
            )


def sam_4(service: Service) -> Iterator[Outcome]:
    """SAM-4: an identifier that never existed answers 404 with a problem (RFC 9457)."""
    for address in _unknown(service):
        answer = service.get(address, Accept=_PROBLEM)
        if answer.status != 404:
            yield wrong(address, answer.told, 404)
        elif answer.media_type != _PROBLEM or _read_json(answer).get("status") != 404:
            yield failed(address, f"svarar inte med {_PROBLEM}", f"is not told as {_PROBLEM}")
        else:
            yield kept(address)


def sam_5(service: Service) -> Iterator[Outcome]:
    """SAM-5: what is to be had in no format that Accept names answers 406."""
    for address in _documents(service):
        answer = service.get(address, Accept=_UNHEARD_OF)
        yield kept(address) if answer.status == 406 else wrong(address, answer.told, 406)


def sam_6(service: Service) -> Iterator[Outcome]:
    """SAM-6: a suffix of a document's address chooses a format, whatever Accept says."""
    for address in _documents(service):
        for suffix, media_type in _SUFFIXES.items():
            answer = service.get(f"{address}.{suffix}", Accept="text/html")
            if (answer.status, answer.media_type) == (OK, media_type):
                yield kept(address)
            else:
                told = f"{answer.told} {answer.media_type}".strip()
                yield failed(address, f".{suffix} ger {told}", f".{suffix} gives {told}")


def sam_7(service: Service) -> Iterator[Outcome]:
    """SAM-7: HEAD of a document has the headers of GET (RFC 9110, section 9.3.2)."""
    for address in _documents(service):
        yield same_head(service, address, service.get(address), _SAME)


def sam_8(service: Service) -> Iterator[Outcome]:
    """SAM-8: /sparql answers queries (https://www.w3.org/TR/sparql11-protocol/)."""
    address = f"{service.url}sparql"
    answer = service.get(f"{address}?{urlencode({'query': 'ASK {}'})}", Accept=_RESULTS)
    if answer.status == OK and _read_json(answer).get("boolean") is True:
        yield kept(address)
    else:
        told = f"{answer.told} {answer.media_type}".strip()
        yield failed(address, f"ASK {{}} ger {told}", f"ASK {{}} gives {told}")


def _documents(service: Service) -> Iterator[str]:
    """Give some documents that are served here and chosen by Accept at their own addresses."""
    found = (address for address, _ in representations(service) if service.has(address))
    return islice((address for address in found if service.get(address).status == OK), _TRIED)


def _unknown(service: Service) -> Iterator[str]:
    """Make up an identifier that nobody has given to anything."""
    known = next((iri for iri, _ in described(service)), None)
    if known is not None:
        yield f"{known.rstrip('/').rpartition('/')[0]}/{_MADE_UP}"


def _read_json(answer: Answer) -> Mapping[str, object]:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


RULES: Final = (
    Rule("SAM-1", Level.SHALL, ("ETag och 304", "ETag and 304"), sam_1),
    Rule("SAM-2", Level.SHALL, ("Vary nämner Accept", "Vary names Accept"), sam_2),
    Rule("SAM-3", Level.SHALL, ("läsbart från alla sidor (CORS)", "readable by any page"), sam_3),
    Rule("SAM-4", Level.SHALL, ("okända svarar 404 med problem", "404 with a problem"), sam_4),
    Rule("SAM-5", Level.SHALL, ("406 när inget format duger", "406 when no format will do"), sam_5),
    Rule("SAM-6", Level.SHALL, ("ändelser väljer format", "suffixes choose a format"), sam_6),
    Rule("SAM-7", Level.SHALL, ("HEAD har samma huvuden som GET", "HEAD has GET's headers"), sam_7),
    Rule("SAM-8", Level.SHALL, ("/sparql svarar på frågor", "/sparql answers queries"), sam_8),
)
