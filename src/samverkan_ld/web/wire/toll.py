"""What a request costs its client: one, or more where it asks for as much as several do."""

import math
from typing import Final

from samverkan_ld.web.wire.allowance import Allowance

TOLL: Final = "samverkan.toll"
"""Where the application finds the toll of a request, if it is counted at all."""


class Toll:
    """What a request has cost so far of the `most` that its client may ask."""

    def __init__(self, allowance: Allowance, client: str) -> None:
        """Begin with a request that has cost nothing yet."""
        self.most: Final = allowance.most
        self._allowance = allowance
        self._client = client
        self._paid = 0

    def pay(self, worth: int) -> int:
        """Count the request as so many, less what it has cost already.

        What is worth more than a client may ever ask costs all of that.

        Returns:
            0, or the seconds after which it may be sent again; then it costs no more than before.
        """
        due = max(0, min(worth, self.most or worth) - self._paid)
        wait = self._allowance.take(self._client, due)
        if wait:
            return math.ceil(wait + self._allowance.interval * self._paid)
        self._paid += due
        return 0
