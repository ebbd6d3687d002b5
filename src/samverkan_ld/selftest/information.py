"""UM-3 to UM-6: how information resources are looked up.

DIGG, Profil för beständiga identifierare
(https://www.dataportal.se/profil-for-bestandiga-identifierare).
"""

from collections.abc import Iterable, Iterator
from typing import Final

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.links import Link
from samverkan_ld.selftest.lookup import ENDED, MOVED, OK, representations, resources
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
from samverkan_ld.selftest.service import TEMPORARY, Service

_TYPES: Final = 4
_LANGUAGES: Final = 2
_PROFILES: Final = 2
"""So many types, languages and profiles that a resource offers are asked for."""

_NO_PROFILES: Final = inapplicable("inga profiler erbjuds", "no profiles are offered")
_NOTHING_SENT: Final = inapplicable("inget skickas vidare", "nothing is sent on")


def um_3(service: Service) -> Iterator[Outcome]:
    """UM-3: GET of an information resource shall answer 200 with a representation."""
    for address in resources(service):
        answer = service.settle(address)
        if answer.status in (*MOVED, TEMPORARY, *ENDED):
            continue
        if answer.status != OK:
            yield wrong(address, answer.told, OK)
        elif not answer.body or not answer.media_type:
            yield failed(address, "svaret är tomt eller utan typ", "the answer is empty or untyped")
        else:
            yield kept(address)


def um_4(service: Service) -> Iterator[Outcome]:
    """UM-4: Accept headers should choose a representation; answers should link the alternates."""
    for address, answer in representations(service):
        links = [link for link in answer.links if "alternate" in link.rels]
        types = _distinct(link.type for link in links)[:_TYPES]
        tags = _distinct(link.attributes.get("hreflang", "") for link in links)[:_LANGUAGES]
        if types or tags:
            in_vain = (
                *_other_types(service, address, types),
                *_other_tongues(service, address, tags),
            )
            yield in_vain[0] if in_vain else kept(address)
        else:
            yield failed(
                address,
                "ingen Link med rel=alternate och type eller hreflang",
                "no Link with rel=alternate and type or hreflang",
            )


def um_5(service: Service) -> Iterable[Outcome]:
    """UM-5: Accept-Profile may choose a profile; then links with profile name those there are."""
    offering = (
        _profiled(service, address, answer)
        for address, answer in representations(service)
        if "content-profile" in answer.headers or _profiles(answer.links)
    )
    return or_else(offering, _NO_PROFILES)


def um_6(service: Service) -> Iterable[Outcome]:
    """UM-6: an information resource may send on temporarily: by 307, with Location."""
    answers = ((address, service.get(address)) for address in resources(service))
    sent = (found for found in answers if found[1].status in (*MOVED, TEMPORARY))
    return or_else((_sent_on(*found) for found in sent), _NOTHING_SENT)


def _other_types(service: Service, address: str, types: Iterable[str]) -> Iterator[Outcome]:
    """Tell of the types that are asked for in vain."""
    for media_type in types:
        found = service.settle(address, Accept=media_type)
        if found.media_type != media_type:
            told = found.media_type or found.told
            asked = f"Accept: {media_type}"
            yield failed(address, f"{asked} ger {told}", f"{asked} gives {told}")


def _other_tongues(service: Service, address: str, tags: Iterable[str]) -> Iterator[Outcome]:
    """Tell of the languages that are asked for in vain."""
    for tag in tags:
        found = service.settle(address, Accept="text/html", Accept_Language=tag)
        told = found.headers.get("content-language", tag)
        if tag.lower() not in [part.strip().lower() for part in told.split(",")]:
            asked = f"Accept-Language: {tag}"
            yield failed(address, f"{asked} ger {told}", f"{asked} gives {told}")


def _profiled(service: Service, address: str, answer: Answer) -> Outcome:
    profiles = _profiles(answer.links)
    if not profiles:
        return failed(
            address,
            "Content-Profile, men ingen Link har profile",
            "Content-Profile, but no Link has profile",
        )
    for profile in profiles:
        found = service.settle(address, Accept_Profile=f"<{profile}>")
        if found.status != OK or profile not in found.headers.get("content-profile", ""):
            asked = f"Accept-Profile: <{profile}>"
            return failed(address, f"{asked} ger något annat", f"{asked} gives something else")
    return kept(address)


def _profiles(links: Iterable[Link]) -> list[str]:
    return _distinct(link.attributes.get("profile", "") for link in links)[:_PROFILES]


def _sent_on(address: str, answer: Answer) -> Outcome:
    if answer.status != TEMPORARY:
        return wrong(address, answer.told, TEMPORARY)
    if not answer.location:
        return failed(address, "307 utan Location", "307 without Location")
    return kept(address)


def _distinct(texts: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(filter(None, texts))]


RULES: Final = (
    Rule(
        "UM-3",
        Level.SHALL,
        ("informationsresurser svarar 200", "information resources answer 200"),
        um_3,
    ),
    Rule(
        "UM-4",
        Level.SHOULD,
        ("Accept väljer, Link räknar upp", "Accept chooses, Link lists the alternates"),
        um_4,
    ),
    Rule(
        "UM-5",
        Level.MAY,
        ("Accept-Profile väljer profil", "Accept-Profile chooses a profile"),
        um_5,
    ),
    Rule("UM-6", Level.MAY, ("skickas vidare med 307", "are sent on by 307"), um_6),
)
