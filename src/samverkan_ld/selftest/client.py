"""A plain and polite HTTP client: it asks little, once, and goes nowhere by itself."""

import http.client
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Final
from urllib.parse import quote, urlsplit

from samverkan_ld.selftest.links import Link, join, read_links

SECONDS: Final = 10.0
"""How long an answer may take to begin, and its body to come."""

LONGEST: Final = 1024 * 1024
"""So many bytes of a body are read."""

LONGEST_PAUSE: Final = 30
"""So many seconds are waited, at most, when a service asks for it."""

MOST: Final = 500
"""So many requests are made, at most."""

AGENT: Final = "samverkan-ld-selftest"
_CONNECTIONS: Final[Mapping[str, type[http.client.HTTPConnection]]] = {
    "http": http.client.HTTPConnection,
    "https": http.client.HTTPSConnection,
}
_BUSY: Final = (429, 503)
_IN_TARGET: Final = "%/!$&'()*+,;=:@?~"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the address asked, its status, headers by lower-case names, and body.

    When none came, `status` is 0 and `fault` tells why.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    fault: str = ""

    @property
    def told(self) -> str:
        """What came: the status, or why there is none."""
        return self.fault or str(self.status)

    @property
    def media_type(self) -> str:
        """The media type of the body, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def location(self) -> str:
        """The absolute address that the answer sends to; empty when it sends nowhere."""
        location = self.headers.get("location", "")
        return join(self.url, location) if location else ""

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the Link header, their targets absolute."""
        return read_links(self.headers.get("link", ""), self.url)

    def targets(self, rel: str) -> tuple[str, ...]:
        """List the targets of the links of a relation."""
        return tuple(link.target for link in self.links if rel in link.rels)


class Client:
    """Asks each thing once, and remembers the answer; it follows no redirect."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, tuple[tuple[str, str], ...]], Answer] = {}

    def ask(self, method: str, url: str, headers: Mapping[str, str]) -> Answer:
        """Send a request, or give the answer that the same request had before."""
        key = (method, url, tuple(sorted(headers.items())))
        if key not in self._known:
            is_enough = len(self._known) >= MOST
            told = Answer(url, 0, fault=f"{MOST} requests are enough")
            self._known[key] = told if is_enough else _ask_patiently(method, url, headers)
        return self._known[key]


def _ask_patiently(method: str, url: str, headers: Mapping[str, str]) -> Answer:
    """Send a request, and once more where the answer says when to come again, and that is soon."""
    answer = _ask(method, url, headers)
    after = answer.headers.get("retry-after", "")
    if answer.status not in _BUSY or not after.isdecimal() or len(after) > 2:
        return answer
    sleep(min(int(after), LONGEST_PAUSE))
    return _ask(method, url, headers)


def _ask(method: str, url: str, headers: Mapping[str, str]) -> Answer:
    try:
        parts = urlsplit(url)
        connect = _CONNECTIONS.get(parts.scheme)
        if connect is None or not parts.hostname:
            return Answer(url, 0, fault="not an http or https address")
        connection = connect(parts.hostname, parts.port, timeout=SECONDS)
    except (ValueError, http.client.InvalidURL) as error:
        return Answer(url, 0, fault=str(error))
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    own = {"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
    try:
        connection.request(method, quote(target, safe=_IN_TARGET), headers={**own, **headers})
        response = connection.getresponse()
        return Answer(url, response.status, _join(response), _read(response))
    except (OSError, ValueError, http.client.HTTPException) as error:
        # a value that a service gave us may be unfit to be sent back
        return Answer(url, 0, fault=str(error) or type(error).__name__)
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse) -> bytes:
    """Read the start of a body: no more than there is room and time for."""
    body, end = bytearray(), monotonic() + SECONDS
    while len(body) < LONGEST and monotonic() < end:
        piece = response.read1(LONGEST - len(body))
        if not piece:
            break
        body += piece
    return bytes(body)


def _join(response: http.client.HTTPResponse) -> dict[str, str]:
    """Map header names to values, those of repeated headers joined as RFC 9110 §5.3 says."""
    joined: dict[str, str] = {}
    for name, value in response.getheaders():
        name = name.lower()
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined
