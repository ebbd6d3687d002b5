"""BI-1 to BI-7: how persistent identifiers are made.

DIGG, Profil för beständiga identifierare
(https://www.dataportal.se/profil-for-bestandiga-identifierare). These rules judge the IRIs alone.
"""

import ipaddress
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import SplitResult, urlsplit

from samverkan_ld.selftest.rules import Level, Outcome, Rule, failed, kept
from samverkan_ld.selftest.service import Service

_VERSION: Final = re.compile(
    r"v[0-9]+([._-][0-9]+)*|ver(sion)?[._-]?[0-9._-]*|[0-9]+(\.[0-9]+){2,}"
)
"""A segment of a path that is a version; `01.131` is a code of SNI, and may stand."""

_DECIMAL: Final = re.compile(r"[0-9]\.[0-9]")
"""A version such as 1.0: codes of two parts begin with two digits."""

_EXTENSIONS: Final = re.compile(
    r"asp|aspx|cfm|cgi|csv|docx?|geojson|gif|gml|gpx|gz|html?|jpe?g|js|json|jsonld|jsp|n3|nq|nt|odf|"
    r"ods|odt|owl|pdf|php|pl|png|pptx?|rdf|rtf|svg|tiff?|trig|trix|tsv|ttl|txt|xhtml|xlsx?|xml|xsd|"
    r"ya?ml|zip"
)
"""Known ones: a key may have a dot, as `example.se` has."""


def bi_1(service: Service) -> Iterator[Outcome]:
    """BI-1: they shall be URLs of the scheme http or https."""
    for iri in service.iris:
        parts = _split(iri)
        if parts is not None and parts.scheme.lower() in ("http", "https") and parts.netloc:
            yield kept(iri)
        else:
            yield failed(iri, "börjar inte med http:// eller https://", "is no http or https URL")


def bi_2(service: Service) -> Iterator[Outcome]:
    """BI-2: they shall have a domain name, no IP address and not localhost."""
    for iri, parts in _urls(service):
        host = (parts.hostname or "").rstrip(".")
        if _is_address(host):
            yield failed(iri, f"{host} är en IP-adress", f"{host} is an IP address")
        elif host.endswith("localhost") or "." not in host:
            yield failed(iri, f"”{host}” är inget domännamn", f"“{host}” is no domain name")
        else:
            yield kept(iri)


def bi_3(service: Service) -> Iterator[Outcome]:
    """BI-3: they shall not have a port, a user or a password."""
    for iri, parts in _urls(service):
        host = parts.netloc.rpartition("@")[2]
        if "@" in parts.netloc:
            yield failed(iri, "har användarnamn eller lösenord", "has a user name or a password")
        elif ":" in host.rpartition("]")[2]:
            yield failed(iri, "har ett portnummer", "has a port number")
        else:
            yield kept(iri)


def bi_4(service: Service) -> Iterator[Outcome]:
    """BI-4: they should not have query parameters."""
    for iri, _ in _urls(service):
        if "?" in iri.partition("#")[0]:
            yield failed(iri, "har frågeparametrar", "has query parameters")
        else:
            yield kept(iri)


def bi_5(service: Service) -> Iterator[Outcome]:
    """BI-5: they should not have a fragment: it cannot be withdrawn or replaced alone."""
    for iri, _ in _urls(service):
        if "#" in iri:
            yield failed(iri, "har ett fragment", "has a fragment")
        else:
            yield kept(iri)


def bi_6(service: Service) -> Iterator[Outcome]:
    """BI-6: they shall not have a version number."""
    for iri, parts in _urls(service):
        found = next(filter(_is_version, parts.path.lower().split("/")), None)
        if found:
            yield failed(iri, f"”{found}” är ett versionsnummer", f"“{found}” is a version number")
        else:
            yield kept(iri)


def bi_7(service: Service) -> Iterator[Outcome]:
    """BI-7: they shall not have a file extension."""
    for iri, parts in _urls(service):
        _, dot, extension = parts.path.rpartition("/")[2].lower().rpartition(".")
        if dot and _EXTENSIONS.fullmatch(extension):
            yield failed(
                iri, f"”.{extension}” är en filändelse", f"“.{extension}” is a file extension"
            )
        else:
            yield kept(iri)


def _urls(service: Service) -> Iterator[tuple[str, SplitResult]]:
    """Give the identifiers that the other rules can judge: those that BI-1 finds to be URLs."""
    for iri in service.iris:
        parts = _split(iri)
        if parts is not None and parts.netloc:
            yield iri, parts


def _split(iri: str) -> SplitResult | None:
    try:
        return urlsplit(iri)
    except ValueError:
        return None


def _is_address(host: str) -> bool:
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return False


def _is_version(segment: str) -> bool:
    return bool(_VERSION.fullmatch(segment) or _DECIMAL.fullmatch(segment))


RULES: Final = (
    Rule("BI-1", Level.SHALL, ("URL:er med http eller https", "URLs by http or https"), bi_1),
    Rule(
        "BI-2", Level.SHALL, ("domännamn, inga IP-adresser", "a domain name, no IP address"), bi_2
    ),
    Rule("BI-3", Level.SHALL, ("inga portar eller användare", "no port and no user"), bi_3),
    Rule("BI-4", Level.SHOULD, ("inga frågeparametrar", "no query parameters"), bi_4),
    Rule("BI-5", Level.SHOULD, ("inga fragment", "no fragment"), bi_5),
    Rule("BI-6", Level.SHALL, ("inga versionsnummer", "no version number"), bi_6),
    Rule("BI-7", Level.SHALL, ("inga filändelser", "no file extension"), bi_7),
)
