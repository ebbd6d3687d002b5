"""The service that is tested: where it is asked, and about which identifiers."""

from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from samverkan_ld.selftest.client import Answer, Client

TEMPORARY: Final = 307
_STEPS: Final = 5
"""So many temporary redirects are followed."""


@dataclass(frozen=True, slots=True)
class Ended:
    """Identifiers that have ended: withdrawn, replaced by another, merged with others or split."""

    gone: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """A running service at `url`, which ends in /, and the identifiers it is tested by.

    `places` are pairs: what addresses begin with, and what is asked instead.
    """

    url: str
    client: Client
    iris: tuple[str, ...]
    places: tuple[tuple[str, str], ...] = ()
    ended: Ended = Ended()

    def at(self, address: str) -> str:
        """Give the address to ask in place of one that the service's data has."""
        for start, place in self.places:
            if address.startswith(start):
                return place + address[len(start) :]
        return address

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for an address; names of headers have _ for -."""
        return self._ask("GET", address, headers)

    def head(self, address: str) -> Answer:
        """Ask for the headers of an address."""
        return self._ask("HEAD", address, {})

    def settle(self, address: str, **headers: str) -> Answer:
        """Ask for an information resource, and follow its temporary redirects (307)."""
        answer = self.get(address, **headers)
        for _ in range(_STEPS):
            if answer.status != TEMPORARY or not answer.location:
                break
            answer = self.get(answer.location, **headers)
        return answer

    def has(self, address: str) -> bool:
        """Tell whether an address is one of this service."""
        return self.at(address).startswith(self.url)

    def moved(self, start: str, place: str) -> "Service":
        """Give the same service, asked at a place for the addresses that begin so."""
        return replace(self, places=(*self.places, (start, place)))

    def _ask(self, method: str, address: str, headers: dict[str, str]) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.ask(method, self.at(address), named)


def origin(address: str) -> str:
    """Give the start of an address: its scheme and host, with a / at the end.

    What is no address has none, and gives itself.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return f"{parts.scheme}://{parts.netloc}/"
