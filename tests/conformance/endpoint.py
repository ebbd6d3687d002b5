"""A client of the endpoint that says what it sends and hides nothing of what comes back."""

import http.client
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlencode

PATH = "/sparql"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the endpoint sent."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type, without its parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0]


class Endpoint:
    """The endpoint, asked over a connection of its own each time: one that is idle is let go."""

    def __init__(self, address: str) -> None:
        self._host = address.removeprefix("http://")

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Reply:
        """Send a request as it is."""
        with closing(http.client.HTTPConnection(self._host, timeout=120)) as connection:
            connection.request(method, path, body, {**headers})
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())

    def query(self, text: str, parameters: Iterable[tuple[str, str]] = ()) -> Reply:
        """Ask a query by POST; its dataset and format stand in the address."""
        path = f"{PATH}?{urlencode([*parameters])}"
        return self.send("POST", path, {"Content-Type": DIRECT}, text.encode())

    def form(self, **fields: str) -> Reply:
        """Send a form."""
        return self.send("POST", PATH, {"Content-Type": FORM}, urlencode(fields).encode())
