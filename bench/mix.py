"""The mix of queries: servers that take turns at it, and how they compare."""

import statistics
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from typing import Final, Protocol

from bench.answers import Answer, ask, outcome, renewed
from bench.queries import MIX, Query, fill
from bench.rivals import Server

_TURNS: Final = 5
_SLOW: Final = 1.0
_SLOW_TURNS: Final = 3
_LIMIT: Final = 30.0


class Start(Protocol):
    """Starts a server anew, each time it is called."""

    def __call__(self) -> AbstractContextManager[Server]:
        """Give the server, running while the context lasts."""


@dataclass(frozen=True, slots=True)
class Timing:
    """A query with its seconds, in the median and at best, and its outcome, by server."""

    query: Query
    seconds: Mapping[str, float]
    best: Mapping[str, float]
    outcomes: Mapping[str, str]


class Contender:
    """A server that is started when it is first asked, and anew after a query it does not finish.

    It would go on with that query, and disturb the others.
    """

    def __init__(self, start: Start) -> None:
        self._start = start
        self._stack = ExitStack()
        self._server: Server | None = None

    def ask(self, query: Query, text: str) -> Answer:
        """Ask a query; an answer without status says that none came in time."""
        if self._server is None:
            self._server = self._stack.enter_context(self._start())
        answer = ask(self._server, text, query.accept, limit=_LIMIT)
        if not answer.status:
            self.close()
        return answer

    def close(self) -> None:
        """End the server."""
        self._server = None
        self._stack.close()


def take_turns(starts: Mapping[str, Start], things: Mapping[str, str]) -> list[Timing]:
    """Let servers take turns at each query of the mix; what each is asked first does not count."""
    with ExitStack() as stack:
        contenders = {name: Contender(start) for name, start in starts.items()}
        for contender in contenders.values():
            stack.callback(contender.close)
        return [_time(contenders, query, fill(query.text, **things)) for query in MIX]


def _time(contenders: Mapping[str, Contender], query: Query, text: str) -> Timing:
    answers: dict[str, list[Answer]] = {}
    for name, contender in contenders.items():
        answers[name] = [contender.ask(query, renewed(text))]
    for turn in range(_TURNS):
        for name, contender in contenders.items():
            if _goes_on(answers[name], turn):
                answers[name].append(contender.ask(query, renewed(text)))
    spent = {name: _seconds(found) for name, found in answers.items()}
    return Timing(
        query,
        seconds={name: statistics.median(found) for name, found in spent.items()},
        best={name: min(found) for name, found in spent.items()},
        outcomes={name: outcome(found[-1], query.accept) for name, found in answers.items()},
    )


def _goes_on(answers: Sequence[Answer], turn: int) -> bool:
    last = answers[-1]
    return bool(last.status) and (turn < _SLOW_TURNS or last.seconds < _SLOW)


def _seconds(answers: Sequence[Answer]) -> list[float]:
    return [one.seconds for one in answers[1:] or answers]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The timings of one server beside those of another."""

    timings: Sequence[Timing]
    one: str
    other: str

    @property
    def totals(self) -> tuple[float, float]:
        """Both totals of the medians, in seconds."""
        return self._total(self.one), self._total(self.other)

    @property
    def ratio(self) -> float:
        """The total of the one by that of the other."""
        one, other = self.totals
        return one / other

    @property
    def best_ratio(self) -> float:
        """The same of the best turns, which other work on the machine disturbs less."""
        one, other = (sum(t.best[name] for t in self.timings) for name in (self.one, self.other))
        return one / other

    def worst(self, number: int) -> list[tuple[str, float]]:
        """Name the queries with the greatest ratios."""
        return sorted(self._ratios(), key=lambda named: -named[1])[:number]

    def differing(self) -> list[str]:
        """Name the queries that the two answer differently although they must agree."""
        left = {*self.unanswered()}
        agreeing = [t for t in self.timings if t.query.agrees and t.query.name not in left]
        return [t.query.name for t in agreeing if t.outcomes[self.one] != t.outcomes[self.other]]

    def unanswered(self) -> list[str]:
        """Name the queries that the other did not answer."""
        return [t.query.name for t in self.timings if _failed(t.outcomes[self.other])]

    def _total(self, name: str) -> float:
        return sum(timing.seconds[name] for timing in self.timings)

    def _ratios(self) -> Iterable[tuple[str, float]]:
        for timing in self.timings:
            yield timing.query.name, timing.seconds[self.one] / timing.seconds[self.other]


def _failed(found: str) -> bool:
    return found == "no answer" or found.startswith("status ")
