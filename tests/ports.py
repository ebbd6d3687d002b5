"""Ports for the servers that tests start."""

import os
import socket
from collections.abc import Iterator
from itertools import count
from typing import Final

_LOWEST: Final = 12_000
"""Below what the kernel gives to clients (ip_local_port_range), so that none of them is faster."""

_EACH: Final = 1_500
_WORKERS: Final = 12


def _numbers() -> Iterator[int]:
    """Count through the ports of this process of pytest: each of those beside it has others."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    first = _LOWEST + _EACH * (worker % _WORKERS)
    return (first + number % _EACH for number in count(os.getpid()))


_NUMBERS: Final = _numbers()


def free_port() -> int:
    """Find a port that nobody listens on, and that nobody else is told of meanwhile."""
    return next(number for number in _NUMBERS if _is_free(number))


def _is_free(number: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            return False
        return True
