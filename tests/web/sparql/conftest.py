"""A client that asks queries of a real server."""

import http.client
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest


@dataclass
class Answer:
    """An answer as it came: status, headers with names in any case, and body."""

    status: int
    headers: Any
    data: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.data.decode()

    @property
    def mimetype(self) -> str:
        """The media type without parameters."""
        return str(self.headers["Content-Type"]).partition(";")[0]


class Client:
    """Asks one server, over one connection."""

    def __init__(self, address: str) -> None:
        self.address = address
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)

    def open(
        self,
        path: str,
        method: str = "GET",
        *,
        data: bytes | str | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        """Send a request and read the whole answer."""
        body = data.encode() if isinstance(data, str) else data
        self._connection.request(method, path, body=body, headers=headers or {})
        response = self._connection.getresponse()
        return Answer(response.status, response.headers, response.read())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@pytest.fixture
def client(server: str) -> Iterator[Client]:
    """A client of the running server."""
    client = Client(server)
    yield client
    client.close()
