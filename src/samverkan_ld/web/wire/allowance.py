"""How much a client may ask: token buckets in memory that all server processes share.

A bucket is one number, the time at which it will be full again (the generic cell rate algorithm,
ITU-T I.371). Clients find theirs by a keyed hash: so the memory is bounded, nothing is ever
forgotten too early, and nobody can choose whom to share with. Two processes that count at the same
moment may count once.
"""

import os
import time
from hashlib import blake2b
from mmap import mmap
from typing import Final

PERIOD: Final = 60.0
"""What is allowed is told for so many seconds, and may be used up at once."""

_SLOTS: Final = 2**16
_KEY_BYTES: Final = 16
_ROUNDING: Final = 1e-6


class Allowance:
    """What each client may ask in a period; made before the processes fork.

    `most` are so many requests, `interval` the seconds after which one more is due.
    """

    def __init__(self, most: int) -> None:
        """Allow so many requests in a PERIOD; with 0, any number."""
        self.most: Final = most
        self.interval: Final = PERIOD / most if most else 0.0
        self._full = memoryview(mmap(-1, _SLOTS * 8)).cast("d")
        self._key = os.urandom(_KEY_BYTES)

    def take(self, client: str, requests: int = 1) -> float:
        """Count requests; give 0, or the seconds that their client has to wait before them.

        Those that have to wait are not counted.
        """
        digest = blake2b(client.encode(), key=self._key, digest_size=4).digest()
        slot = int.from_bytes(digest) % _SLOTS
        now = time.monotonic()
        full = max(self._full[slot], now) + self.interval * requests
        wait = full - now - PERIOD
        if wait > _ROUNDING:
            return wait
        self._full[slot] = full
        return 0.0
