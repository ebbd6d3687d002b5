"""UM-1 to UM-9: how identifiers are looked up.

DIGG, Profil för beständiga identifierare
(https://www.dataportal.se/profil-for-bestandiga-identifierare). A thing (`företeelse`) is told from
an information resource by its answer: 303 describes it elsewhere. One that answers otherwise is
taken for a thing where its path has one of the sections that the profile proposes for things.
"""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode

from samverkan_ld.selftest.client import Answer
from samverkan_ld.selftest.rdf import ACCEPT, read_rdf
from samverkan_ld.selftest.rules import Level, Outcome, Rule, failed, inapplicable, kept
from samverkan_ld.selftest.service import TEMPORARY, Service

OK: Final = 200
SEE_OTHER: Final = 303
GONE: Final = 410
_ENDED: Final = (300, 308, GONE)
_MOVED: Final = (301, 302, SEE_OTHER)
_ANSWERED: Final = (OK, 301, 302, SEE_OTHER, TEMPORARY, *_ENDED)
_THINGS: Final = frozenset(("id", "def", "spec"))
_RESOURCES: Final = frozenset(("res", "doc"))
_SAME: Final = ("location", "link", "content-type")
_TYPES: Final = 4
_LANGUAGES: Final = 2
_PROFILES: Final = 2


def um_1(service: Service) -> Iterator[Outcome]:
    """UM-1: they shall be looked up by DNS, and then by HTTP at the server of the domain."""
    for iri in service.iris:
        answer = service.get(iri)
        if answer.fault:
            yield failed(iri, f"inget svar: {answer.fault}", f"no answer: {answer.fault}")
        elif answer.status not in _ANSWERED:
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
        head = service.head(iri)
        if head.status != answer.status:
            told = head.fault or head.status
            yield failed(
                iri,
                f"HEAD svarar {told}, GET {answer.status}",
                f"HEAD answers {told}, GET {answer.status}",
            )
            continue
        names = [name for name in _SAME if head.headers.get(name) != answer.headers.get(name)]
        if names:
            listed = ", ".join(names)
            yield failed(
                iri, f"HEAD har inte samma {listed} som GET", f"HEAD differs from GET in {listed}"
            )
        else:
            yield kept(iri)


def um_3(service: Service) -> Iterator[Outcome]:
    """UM-3: GET of an information resource shall answer 200 with a representation."""
    for address in resources(service):
        answer = service.settle(address)
        if answer.status in (*_MOVED, TEMPORARY, *_ENDED):
            continue
        if answer.status != OK:
            yield _wrong(address, answer, "200", "200")
        elif not answer.body or not answer.media_type:
            yield failed(address, "svaret är tomt eller utan typ", "the answer is empty or untyped")
        else:
            yield kept(address)


def um_4(service: Service) -> Iterator[Outcome]:
    """UM-4: Accept headers should choose a representation; answers should link the alternates."""
    for address in representations(service):
        links = [link for link in service.settle(address).links if "alternate" in link.rels]
        types = list(dict.fromkeys(link.type for link in links if link.type))
        tags = list(dict.fromkeys(link.attributes.get("hreflang", "") for link in links))
        if not types and not any(tags):
            yield failed(
                address,
                "ingen Link med rel=alternate och type eller hreflang",
                "no Link with rel=alternate and type or hreflang",
            )
            continue
        wrong = next(_unheard(service, address, types[:_TYPES], list(filter(None, tags))), None)
        yield wrong or kept(address)


def um_5(service: Service) -> Iterator[Outcome]:
    """UM-5: Accept-Profile may choose a profile; then links with profile name those there are."""
    is_used = False
    for address in representations(service):
        answer = service.settle(address)
        found = [
            link.attributes["profile"] for link in answer.links if "profile" in link.attributes
        ]
        if not found and "content-profile" not in answer.headers:
            continue
        is_used = True
        if not found:
            yield failed(
                address, "ingen Link har profile", "no Link has profile, though Content-Profile is"
            )
            continue
        profiles = list(dict.fromkeys(found))[:_PROFILES]
        wrong = [profile for profile in profiles if not _is_profiled(service, address, profile)]
        for profile in wrong:
            yield failed(
                address,
                f"Accept-Profile: <{profile}> ger inte den profilen",
                f"Accept-Profile: <{profile}> does not give that profile",
            )
        if not wrong:
            yield kept(address)
    if not is_used:
        yield inapplicable("inga profiler erbjuds", "no profiles are offered")


def um_6(service: Service) -> Iterator[Outcome]:
    """UM-6: an information resource may send on temporarily: by 307, with Location."""
    is_used = False
    for address in resources(service):
        answer = service.get(address)
        if answer.status not in (*_MOVED, TEMPORARY):
            continue
        is_used = True
        if answer.status != TEMPORARY:
            yield _wrong(address, answer, "307", "307")
        elif not answer.location:
            yield failed(address, "307 utan Location", "307 without Location")
        else:
            yield kept(address)
    if not is_used:
        yield inapplicable("inget skickas vidare", "nothing is sent on")


def um_7(service: Service) -> Iterator[Outcome]:
    """UM-7: a thing shall answer 303, and Location lead to a description of it."""
    is_used = False
    for iri, answer in looked_up(service):
        if not _is_thing(iri, answer):
            continue
        is_used = True
        if answer.status != SEE_OTHER:
            yield _wrong(iri, answer, "303", "303")
        elif not answer.location:
            yield failed(iri, "303 utan Location", "303 without Location")
        elif not _is_described(service, iri, answer.location):
            yield failed(
                iri,
                f"{answer.location} säger inget om den",
                f"{answer.location} says nothing of it",
            )
        else:
            yield kept(iri)
    if not is_used:
        yield inapplicable("inga företeelser att slå upp", "no things to look up")


def um_8(service: Service) -> Iterator[Outcome]:
    """UM-8: further descriptions should be linked by describedby; those here must be there."""
    is_used = False
    for iri, answer in described(service):
        targets = answer.targets("describedby")
        is_used = is_used or bool(targets)
        for target in targets:
            if target != answer.location and service.has(target):
                found = service.settle(target)
                if found.status != OK:
                    told = found.fault or found.status
                    yield failed(
                        iri,
                        f"beskrivningen {target} svarar {told}",
                        f"the description {target} answers {told}",
                    )
                    continue
            yield kept(iri)
    if not is_used:
        yield inapplicable("inga fler beskrivningar länkas", "no further descriptions are linked")


def um_9(service: Service) -> Iterator[Outcome]:
    """UM-9: an identifier in a service of descriptions shall be linked, and link back."""
    is_used = False
    for iri, answer in described(service):
        for target in answer.targets("alternate"):
            is_used = True
            back = service.get(target).targets("canonical")
            if not {iri, service.at(iri), answer.location}.isdisjoint(back):
                yield kept(iri)
            else:
                yield failed(
                    iri,
                    f"{target} länkar inte tillbaka med rel=canonical",
                    f"{target} does not link back by rel=canonical",
                )
    if not is_used:
        yield inapplicable(
            "ingen annan uppslagningstjänst länkas", "no other look-up service is linked"
        )


def looked_up(service: Service) -> Iterator[tuple[str, Answer]]:
    """Give the identifiers that are answered at all (UM-1), with their answers."""
    for iri in service.iris:
        answer = service.get(iri)
        if answer.status in _ANSWERED:
            yield iri, answer


def described(service: Service) -> Iterator[tuple[str, Answer]]:
    """Give the identifiers that are described elsewhere, with their answers."""
    return ((iri, answer) for iri, answer in looked_up(service) if answer.status == SEE_OTHER)


def resources(service: Service) -> Iterator[str]:
    """Give the addresses of information resources: descriptions, and identifiers that are some."""
    found: dict[str, None] = {}
    for iri, answer in looked_up(service):
        if answer.status == SEE_OTHER and answer.location:
            found[answer.location] = None
        elif answer.status in (OK, TEMPORARY) or (_sections(iri) & _RESOURCES):
            found[iri] = None
    yield from found


def representations(service: Service) -> Iterator[str]:
    """Give the addresses of information resources that answer with a representation (UM-3)."""
    return (address for address in resources(service) if service.settle(address).status == OK)


def _is_thing(iri: str, answer: Answer) -> bool:
    if answer.status in _ENDED or _sections(iri) & _RESOURCES:
        return False
    return answer.status in _MOVED or bool(_sections(iri) & _THINGS)


def _sections(iri: str) -> set[str]:
    return set(iri.split("/")[3:])


def _is_described(service: Service, iri: str, address: str) -> bool:
    """Tell whether a description names what it describes, as far as RDF lets us see."""
    quads = read_rdf(service.settle(address, Accept=ACCEPT))
    terms = (term for quad in quads for term in (quad.subject, quad.object))
    return not quads or any(isinstance(term, NamedNode) and term.value == iri for term in terms)


def _unheard(
    service: Service, address: str, types: list[str], tags: list[str]
) -> Iterator[Outcome]:
    """Find what is asked for in vain, though it is linked."""
    for media_type in types:
        found = service.settle(address, Accept=media_type)
        if found.media_type != media_type:
            told = found.media_type or found.status
            yield failed(
                address,
                f"Accept: {media_type} ger {told}",
                f"Accept: {media_type} gives {told}",
            )
    for tag in tags[:_LANGUAGES]:
        found = service.settle(address, Accept="text/html", Accept_Language=tag)
        told = found.headers.get("content-language", tag)
        if tag.lower() not in [part.strip().lower() for part in told.split(",")]:
            yield failed(
                address,
                f"Accept-Language: {tag} ger {told}",
                f"Accept-Language: {tag} gives {told}",
            )


def _is_profiled(service: Service, address: str, profile: str) -> bool:
    found = service.settle(address, Accept_Profile=f"<{profile}>")
    return found.status == OK and profile in found.headers.get("content-profile", "")


def _wrong(iri: str, answer: Answer, swedish: str, english: str) -> Outcome:
    told = answer.fault or answer.status
    return failed(iri, f"svarar {told}, ska svara {swedish}", f"answers {told}, not {english}")


RULES: Final = (
    Rule("UM-1", Level.SHALL, ("slås upp med DNS och HTTP", "are looked up by DNS and HTTP"), um_1),
    Rule("UM-2", Level.SHALL, ("HEAD svarar som GET", "HEAD tells what GET tells"), um_2),
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
    Rule("UM-5", Level.MAY, ("Accept-Profile väljer profil", "Accept-Profile chooses"), um_5),
    Rule("UM-6", Level.MAY, ("vidare med 307", "sent on by 307"), um_6),
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
