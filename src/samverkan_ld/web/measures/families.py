"""What is measured, and where each number stands in a row of the board.

All labels are known beforehand: none is a path, a query or an address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from samverkan_ld.web.wire.route import CLASSES

BOUNDS: Final = (0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""The upper bounds of the buckets that latencies are sorted into, in seconds."""

BEAT: Final = 0
"""Where the time stands at which a process was last heard of (monotonic clock, in seconds)."""


@dataclass(frozen=True, slots=True)
class Family:
    """Numbers of a kind: what they mean, the names of their labels, and the labels of each."""

    name: str
    meaning: str
    labels: tuple[str, ...] = ()
    series: tuple[tuple[str, ...], ...] = ((),)


COUNTERS: Final = (
    Family(
        "samverkan_cache_lookups",
        "Requests that a cache was asked about.",
        ("cache", "result"),
        (*product(("documents", "queries"), ("hit", "miss")),),
    ),
    Family(
        "samverkan_queries_ended",
        "Queries that were ended or turned away before they had an answer.",
        ("cause",),
        (("deadline",), ("memory",), ("length",), ("crowded",), ("hangup",)),
    ),
    Family(
        "samverkan_requests_limited",
        "Requests of clients that asked too often.",
        ("kind",),
        (("queries",), ("others",)),
    ),
    Family("samverkan_answers_broken", "Answers that broke off after they had begun."),
)

GAUGES: Final = (
    Family(
        "samverkan_cache_bytes", "Memory of caches.", ("cache",), (("documents",), ("queries",))
    ),
    Family("samverkan_query_workers", "Query workers.", ("state",), (("busy",), ("idle",))),
    Family("samverkan_queries_waiting", "Queries that wait for a worker."),
    Family("samverkan_requests_running", "Requests at work whose answers no cache had."),
)

_STATUSES: Final = ("none", "1xx", "2xx", "3xx", "4xx", "5xx")
"""The classes of statuses, by their first digit; a client may go before there is one."""

REQUESTS: Final = Family(
    "samverkan_request_seconds",
    "Requests, and how long their answers took to be sent.",
    ("route", "status"),
    (*product(CLASSES, _STATUSES),),
)

Place = tuple[str, ...]
"""The name of a family, and the labels of one of its numbers."""


def _places(*families: Family) -> tuple[Place, ...]:
    return tuple((family.name, *labels) for family in families for labels in family.series)


PLACES: Final[Mapping[Place, int]] = {
    place: number for number, place in enumerate(_places(*COUNTERS, *GAUGES), BEAT + 1)
}
"""Where a number stands."""

LATENCY: Final = len(BOUNDS) + 2
"""So many numbers tell the latencies of a series: those in each bucket, and their sum."""

STARTS: Final[Mapping[str, int]] = {
    route: BEAT + 1 + len(PLACES) + number * len(_STATUSES) * LATENCY
    for number, route in enumerate(CLASSES)
}
"""Where the latencies of a class of routes begin, those of each class of statuses in its order."""

WIDTH: Final = BEAT + 1 + len(PLACES) + len(REQUESTS.series) * LATENCY
"""So many numbers make a row."""
