"""Whom a request is from, where proxies stand in front of the server.

Proxies tell it in X-Forwarded-For, or in Forwarded (RFC 7239,
https://www.rfc-editor.org/rfc/rfc7239). Only what trusted ones add is believed, and only for the
client's address: addresses of this site are those of the configuration.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any, Final

from samverkan_ld.config import ServeConfig

Network = IPv4Network | IPv6Network

UNKNOWN: Final = "unknown"
"""A client of which a proxy tells no address, in the word of RFC 7239, section 6.2."""

_FORWARDED: Final = "Forwarded"
_FOR: Final = re.compile(r"""(?:^|[;,])\s*for\s*=\s*("?)([^";,]*)\1""", re.IGNORECASE)
_PORT: Final = re.compile(r"(\[[^\]]*\]|[^:\[\]]*)(:[0-9]+)?")
_LONGEST: Final = 1024
_GROUP_BITS: Final = 64


class Networks:
    """Addresses and networks that the configuration names."""

    def __init__(self, named: Iterable[str]) -> None:
        self._networks = [*map(ip_network, named)]
        self.hold = lru_cache(maxsize=1024)(self._hold)

    def _hold(self, address: str) -> bool:
        """Tell whether an address is one of them; what is no address is not."""
        found = _address(address)
        return found is not None and any(found in network for network in self._networks)


class Proxies:
    """The proxies in front of the server."""

    def __init__(self, config: ServeConfig) -> None:
        self.trusted = Networks(config.trusted_proxies)
        self._header = config.forwarded.lower().encode()
        self._hops = _forwarded if config.forwarded == _FORWARDED else _forwarded_for
        self._resolved = lru_cache(maxsize=4096)(self._resolve)

    def client(self, scope: Mapping[str, Any], headers: Mapping[bytes, bytes]) -> str:
        """Give the address of the client of a request; of a proxy where none is told.

        Each proxy adds whom it got the request from. So the client is the last one that is not a
        trusted proxy: whatever stands before it the client may have written itself. Where a proxy
        tells no address, the client is UNKNOWN, whom nobody trusts.
        """
        peer = str((scope.get("client") or ("",))[0])
        told = headers.get(self._header)
        return self._resolved(peer, told[-_LONGEST:]) if told else _plain(peer)

    def _resolve(self, peer: str, told: bytes) -> str:
        client = _plain(peer)
        for hop in reversed(self._hops(told.decode("latin-1"))):
            if not self.trusted.hold(client):
                break
            client = str(_address(hop) or UNKNOWN)
        return client


@lru_cache(maxsize=4096)
def group(client: str) -> str:
    """Give what clients are counted by: an IPv4 address, or 64 bits of an IPv6 address.

    Whoever has an IPv6 address has a network of that size to choose addresses from.
    """
    address = _address(client)
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, _GROUP_BITS), strict=False))
    return client


def _forwarded_for(told: str) -> list[str]:
    return [_bare(hop) for hop in told.split(",")]


def _forwarded(told: str) -> list[str]:
    return [_bare(found[2]) for found in _FOR.finditer(told)]


def _bare(hop: str) -> str:
    """Take the port and brackets off an address."""
    found = _PORT.fullmatch(hop.strip())
    return found[1].strip("[]") if found else hop.strip()


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text)
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _plain(text: str) -> str:
    """Spell an address in one way."""
    return str(_address(text) or text)
