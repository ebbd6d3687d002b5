"""Whom a request is from, with proxies in front."""

import pytest

from samverkan_ld.config import ServeConfig
from samverkan_ld.web.wire.client import Proxies, group

TRUSTED = ("127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48")

CASES = [
    # the peer, what it tells in X-Forwarded-For, the client
    ("198.51.100.7", None, "198.51.100.7"),
    ("198.51.100.7", "203.0.113.9", "198.51.100.7"),
    ("127.0.0.1", None, "127.0.0.1"),
    ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
    ("::ffff:127.0.0.1", "203.0.113.9", "203.0.113.9"),
    ("127.0.0.1", "203.0.113.9, 198.51.100.7", "198.51.100.7"),
    ("127.0.0.1", "10.0.0.1, 203.0.113.9, 10.2.3.4", "203.0.113.9"),
    ("127.0.0.1", "10.0.0.1, 10.2.3.4", "10.0.0.1"),
    ("127.0.0.1", "203.0.113.9, unknown", "unknown"),
    ("127.0.0.1", "203.0.113.9, ', 10.0.0.1", "unknown"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("127.0.0.1", "203.0.113.9:4711", "203.0.113.9"),
    ("127.0.0.1", "[2001:DB8:2::1]:4711", "2001:db8:2::1"),
    ("2001:db8:1::1", "2001:db8:2:0:0:0:0:1", "2001:db8:2::1"),
    ("127.0.0.1", "x" * 5000 + ", 203.0.113.9", "203.0.113.9"),
]


@pytest.mark.parametrize(("peer", "told", "client"), CASES)
def test_forwarded_for(peer: str, told: str | None, client: str) -> None:
    """The client is the last address that no trusted proxy has; what clients write is not read."""
    headers = {} if told is None else {b"x-forwarded-for": told.encode()}
    headers[b"forwarded"] = b"for=192.0.2.1"
    proxies = Proxies(ServeConfig(trusted_proxies=TRUSTED))

    assert proxies.client({"client": (peer, 9)}, headers) == client


@pytest.mark.parametrize(
    ("told", "client"),
    [
        ("for=203.0.113.9", "203.0.113.9"),
        ('For="[2001:db8:2::1]:4711";proto=http', "2001:db8:2::1"),
        ("by=10.0.0.1;for=203.0.113.9, proto=https;for=10.0.0.1", "203.0.113.9"),
        ("for=_hidden", "unknown"),
        ("proto=https", "127.0.0.1"),
    ],
)
def test_forwarded(told: str, client: str) -> None:
    """Where the proxies use Forwarded, that is read and X-Forwarded-For is not."""
    proxies = Proxies(ServeConfig(trusted_proxies=TRUSTED, forwarded="Forwarded"))
    headers = {b"forwarded": told.encode(), b"x-forwarded-for": b"192.0.2.1"}

    assert proxies.client({"client": ("127.0.0.1", 9)}, headers) == client


def test_nobody_is_trusted() -> None:
    """Without trusted proxies every peer stands for itself."""
    proxies = Proxies(ServeConfig(trusted_proxies=()))

    assert proxies.client({"client": ("::1", 9)}, {b"x-forwarded-for": b"192.0.2.1"}) == "::1"
    assert proxies.client({"client": None}, {}) == ""


@pytest.mark.parametrize(
    ("client", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:2:3:4:5:6:7", "2001:db8:2:3::/64"),
        ("", ""),
    ],
)
def test_group(client: str, counted: str) -> None:
    """Who has an IPv6 network counts as one."""
    assert group(client) == counted
