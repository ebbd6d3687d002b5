"""Queries without an end, and what they do to those who ask little."""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import mean
from typing import Final

from bench.answers import Answer, ask, renewed
from bench.load import Load, Requests, load
from bench.points import Points
from bench.queries import RUNAWAY, fill
from bench.rivals import Server

DEADLINE: Final = 10
AT_ONCE: Final = 2
_PATIENCE: Final = 60.0
_SECONDS: Final = 8.0
_BEFORE: Final = 1.0
_CONNECTIONS: Final = 1


@dataclass(frozen=True, slots=True)
class Trial:
    """The answers to runaways, and a load of small queries meanwhile, before and afterwards."""

    answers: Sequence[Answer]
    beside: Load
    alone: Sequence[Load]

    @property
    def seconds(self) -> float:
        """The longest time that a runaway's client waited."""
        return max(answer.seconds for answer in self.answers)

    @property
    def ratio(self) -> float:
        """The p95 of the small queries meanwhile, by that of the same alone."""
        return self.beside.p95 / mean(load.p95 for load in self.alone)


def attempt(server: Server, points: Points) -> Trial:
    """Let runaways run to their deadline beside small queries, which are all different."""
    before, meanwhile, after = (points.new(server.path) for _ in range(3))
    alone = [_load(server, before)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        texts = [renewed(fill(RUNAWAY)) for _ in range(AT_ONCE)]
        waiting = [threads.submit(ask, server, text, limit=_PATIENCE) for text in texts]
        time.sleep(_BEFORE)
        beside = _load(server, meanwhile)
        answers = [one.result() for one in waiting]
    return Trial(answers, beside, [*alone, _load(server, after)])


def _load(server: Server, requests: Requests) -> Load:
    return load(server.port, requests, connections=_CONNECTIONS, seconds=_SECONDS)
