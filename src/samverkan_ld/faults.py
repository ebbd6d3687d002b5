"""What is wrong with a value of the configuration, in a sentence that names its key."""

import re
from ipaddress import ip_network
from typing import Any, Final

from samverkan_ld.languages import LANGUAGES
from samverkan_ld.privacy import Level, PersonClass

_KIND: Final = {str: "a text", int: "a whole number", bool: "true or false"}
_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[!-;=?-\[\]_a-z~]*")
_IRI: Final = re.compile(r"[!#-;=?-\[\]_a-z~]+")
_BASES: Final = ("site.base", "site.terms", "site.register")
_CONTACTS: Final = ("http://", "https://", "mailto:")
_PUBLISHER_TYPES: Final = (
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "PrivateIndividual(s)",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
)
"""The codes of http://purl.org/adms/publishertype/."""

_EMAIL: Final = re.compile(r"[!-?A-~]+@[A-Za-z0-9.-]+")
_NUMBER: Final = re.compile(r"[0-9]{10}")
_CHOICES: Final = {
    "serve.forwarded": ("X-Forwarded-For", "Forwarded"),
    "log.level": ("debug", "info", "warning", "error"),
    "log.format": ("auto", "json", "text"),
    "log.requests": ("all", "uncached", "none"),
    **{f"privacy.{kind}": tuple(Level) for kind in PersonClass},
}
_NETWORKS: Final = ("serve.trusted_proxies", "serve.metrics")
_MOST_OF_ALL: Final = 2**40
_MOST: Final = {
    "serve.port": 65535,
    "serve.workers": 256,
    "serve.threads": 256,
    "serve.stop_seconds": 3600,
    "retention.days": 36500,
    "retention.dumps": 1000,
    "sparql.workers": 256,
    "sparql.queue": 65536,
    "sparql.seconds": 86400,
}
_LEAST: Final = {
    "limits.client_queries": 0,
    "limits.client_requests": 0,
    "sparql.memory_bytes": 256 * 1024**2,
    "sparql.memory_store_bytes": 0,
}


def value_fault(name: str, value: Any, default: Any) -> str | None:
    """Tell what is wrong with a value, or None.

    Args:
        name: the key with its section, as "serve.port".
        value: the value as TOML gives it.
        default: the default, which tells the kind of value.
    """
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return f"{name} must be a list of texts, not {value!r}"
        return _list_fault(name, value)
    if type(value) is not type(default):
        return f"{name} must be {_KIND[type(default)]}, not {value!r}"
    if type(value) is int:
        return _number_fault(name, value)
    return _text_fault(name, value) if isinstance(value, str) else None


def _list_fault(name: str, value: list[str]) -> str | None:
    if name == "site.languages" and (not value or not set(value) <= {*LANGUAGES}):
        return f"{name} must hold sv, en or both, not {value!r}"
    if name in ("privacy.noindex", "sparql.service"):
        wrong = [item for item in value if not _ADDRESS.fullmatch(item)]
        return f"{name} must hold IRIs, not {wrong[0]!r}" if wrong else None
    return _network_fault(name, value) if name in _NETWORKS else None


def _network_fault(name: str, value: list[str]) -> str | None:
    for item in value:
        try:
            ip_network(item)
        except ValueError:
            return f"{name} must hold addresses or networks such as 10.0.0.0/8, not {item!r}"
    return None


def _number_fault(name: str, value: int) -> str | None:
    least, most = _LEAST.get(name, 1), _MOST.get(name, _MOST_OF_ALL)
    if least <= value <= most:
        return None
    return f"{name} must be from {least} to {most}, not {value}"


def _text_fault(name: str, value: str) -> str | None:
    choices = _CHOICES.get(name, (value,))
    if value not in choices:
        return f"{name} must be one of {', '.join(choices)}, not {value!r}"
    if name in _BASES and value:
        return _base_fault(name, value)
    if name in ("site.base", "site.terms") or name.startswith("folders."):
        return None if value else f"{name} must not be empty"
    return _publisher_fault(name, value) if name.startswith("publisher.") and value else None


def _publisher_fault(name: str, value: str) -> str | None:
    if name == "publisher.contact":
        return _contact_fault(name, value)
    if name in ("publisher.iri", "publisher.homepage") and not _ADDRESS.fullmatch(value):
        return f"{name} must be an http(s) address with a path, if only /, not {value!r}"
    if name == "publisher.type" and value not in _PUBLISHER_TYPES:
        return f"{name} must be one of {', '.join(_PUBLISHER_TYPES)}, not {value!r}"
    if name == "publisher.identifier" and not _NUMBER.fullmatch(value):
        return f"{name} must be ten digits without a hyphen, not {value!r}"
    if name == "publisher.email" and not _EMAIL.fullmatch(value):
        return f"{name} must be an e-mail address, not {value!r}"
    return None


def _contact_fault(name: str, value: str) -> str | None:
    if not value.startswith(_CONTACTS):
        return f"{name} must begin with {', '.join(_CONTACTS)}, not {value!r}"
    if not _IRI.fullmatch(value):
        return f"{name} must be an address without spaces and the like, not {value!r}"
    return None


def _base_fault(name: str, value: str) -> str | None:
    if not _ADDRESS.fullmatch(value) or not value.endswith("/") or "?" in value or "#" in value:
        return f"{name} must be an http(s) address that ends in /, not {value!r}"
    return None
