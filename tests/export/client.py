"""A client that asks as it is told, and follows nothing."""

import http.client
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit


class Told(NamedTuple):
    """An answer; the names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Client:
    """Asks a server at an address."""

    address: str

    def ask(
        self, path: str, headers: Mapping[str, str | None] | None = None, method: str = "GET"
    ) -> Told:
        """Ask for a path, by the name of the site's host."""
        parts = urlsplit(self.address)
        sent = {"Host": "data.example.org", **(headers or {})}
        connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=120)
        with closing(connection):
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                if value is not None:
                    connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            body = answer.read()
            found: dict[str, str] = {}
            for name, value in answer.getheaders():
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
            return Told(answer.status, found, body)
