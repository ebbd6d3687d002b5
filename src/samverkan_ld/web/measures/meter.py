"""What a server process counts, in its row of the board: a tenth of a microsecond for a number."""

import time
from bisect import bisect_left
from typing import Final

from samverkan_ld.web.measures.board import Board
from samverkan_ld.web.measures.families import (
    BEAT,
    BOUNDS,
    GAUGES,
    LATENCY,
    PLACES,
    STARTS,
    WIDTH,
)

_SUM: Final = LATENCY - 1


class Meter:
    """Counts what one process does; used on its event loop."""

    def __init__(self, board: Board | None = None) -> None:
        """Count on a board that others share, or else alone."""
        self.board: Final = board or Board(WIDTH)
        self._row = self.board.claim()
        for family in GAUGES:
            for labels in family.series:
                self.set(PLACES[family.name, *labels], 0)
        self.beat()

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count a request of a class of routes; with status 0 when it was not answered."""
        start = STARTS[route] + status // 100 * LATENCY
        self._row[start + bisect_left(BOUNDS, seconds)] += 1
        self._row[start + _SUM] += seconds

    def count(self, place: int, amount: int = 1) -> None:
        """Count so many more."""
        self._row[place] += amount

    def set(self, place: int, value: float) -> None:
        """Tell how many there are."""
        self._row[place] = value

    def beat(self) -> None:
        """Tell that the process is alive, to be done several times a second."""
        self._row[BEAT] = time.monotonic()
