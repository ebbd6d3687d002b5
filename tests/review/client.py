"""A program that reviews: what `review.app` says a program has to do, and raw requests."""

import http.client
import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from samverkan_ld.review.guard import CSRF


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: status, headers by their names in lower case, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(slots=True)
class Client:
    """Asks one address, and adds to each request what it was told to."""

    address: str
    headers: dict[str, str] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    """The revision of each review that this client was told last."""

    @property
    def port(self) -> int:
        """The port of the address."""
        return urlsplit(self.address).port or 80

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Send a request; of a header that is empty nothing is sent."""
        given = {"Host": urlsplit(self.address).netloc, **self.headers}
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given.items():
                if value:
                    connection.putheader(name, value)
            if method == "POST":
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        """Send a GET request."""
        return self._noted(path, self.ask("GET", path, b"", **headers))

    def post(self, path: str, body: object, **headers: str) -> Answer:
        """Send JSON, or bytes as they are; of a review with the revision that was told last."""
        if isinstance(body, dict) and "choices" in body:
            given = {key: body[key] for key in body.keys() - {"unsaved"}}
            body = {**given, "revision": self.revisions[path.rpartition("/")[0]]}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self._noted(path, self.ask("POST", path, data, **headers))

    def _noted(self, path: str, answer: Answer) -> Answer:
        if answer.headers.get("content-type") == "application/json" and "revision" in answer.json:
            self.revisions[path.rpartition("/")[0]] = answer.json["revision"]
        return answer

    def enter(self, address: str) -> Answer:
        """Exchange the token of an address for a cookie, and learn the secret of POSTs."""
        parts = urlsplit(address)
        answer = self.get(f"{parts.path}?{parts.query}")
        self.headers["Cookie"] = answer.headers["set-cookie"].partition(";")[0]
        self.headers["Origin"] = self.address
        self.headers[CSRF] = self.get("/start").headers[CSRF.lower()]
        return answer


def raw(port: int, request: bytes) -> bytes:
    """Send bytes as they are, and give what comes back before the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        pieces = []
        while piece := connection.recv(65536):
            pieces.append(piece)
    return b"".join(pieces)
