"""Small queries, as many as a server answers: new ones, or the same ones again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Final

from bench.answers import renewed, target
from bench.family import processor_of_all
from bench.load import Load, Requests, load
from bench.queries import JSON, POINT
from bench.rivals import Server
from bench.topics import MIX, draw

_ROUNDS: Final = 3
_SECONDS: Final = 2.0
_NEW: Final = 80_000
_REPEATED: Final = 200
_ALL: Final = 100_000


@dataclass(frozen=True, slots=True)
class Round:
    """A load, and the seconds of processor that the server used meanwhile."""

    load: Load
    processor: float


@dataclass(frozen=True, slots=True)
class Rate:
    """What the rounds of a server came to, as medians: times are in microseconds."""

    rounds: Sequence[Round]

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return median(one.load.rate for one in self.rounds)

    @property
    def p50(self) -> float:
        """The time that half of the answers took at most."""
        return median(one.load.p50 for one in self.rounds)

    @property
    def p95(self) -> float:
        """The time that all but a twentieth of the answers took at most."""
        return median(one.load.p95 for one in self.rounds)

    @property
    def processor(self) -> float:
        """The time of processor that the server used for an answer."""
        return median(1e6 * one.processor / max(one.load.requests, 1) for one in self.rounds)

    @property
    def faults(self) -> int:
        """Failed answers."""
        return sum(one.load.faults for one in self.rounds)

    def beside(self, other: "Rate") -> float:
        """Give the median of the ratios of the rounds."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return median(one.load.rate / another.load.rate for one, another in pairs)


class Points:
    """Point queries about the things of a site."""

    def __init__(self, site: Path) -> None:
        topics = [topic for kind in MIX for topic in draw(site, kind, _ALL)]
        self._topics = Random(1).sample(topics, len(topics))

    def new(self, path: str) -> Requests:
        """Write queries about things in random order; none has been or will be asked otherwise."""
        texts = (renewed(text) for text in islice(self._texts(), _NEW))
        return Requests([target(path, text) for text in texts], JSON)

    def repeated(self, path: str) -> Requests:
        """Write a few queries, the same ones each time."""
        return Requests([target(path, text) for text in islice(self._texts(), _REPEATED)], JSON)

    def compare(
        self, servers: Mapping[str, Server], connections: int, *, anew: bool
    ) -> dict[str, Rate]:
        """Put load on the servers in turns, with new queries or with repeated ones."""
        found: dict[str, list[Round]] = {name: [] for name in servers}
        for _ in range(_ROUNDS):
            for name, server in servers.items():
                requests = self.new(server.path) if anew else self.repeated(server.path)
                found[name].append(_round(server, requests, connections))
        return {name: Rate(rounds) for name, rounds in found.items()}

    def _texts(self) -> Iterator[str]:
        return (POINT.format(topic) for topic in cycle(self._topics))


def _round(server: Server, requests: Requests, connections: int) -> Round:
    before = processor_of_all(server.pid)
    found = load(server.port, requests, connections=connections, seconds=_SECONDS)
    return Round(found, processor_of_all(server.pid) - before)
