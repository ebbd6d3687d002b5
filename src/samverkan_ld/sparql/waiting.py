"""The queries that wait for a worker, and which of them is next.

Clients are told apart by their addresses. Who has fewest queries under way comes first, and the
last idle worker is kept for a client that has none, so that one client cannot make all others wait.
When the queue is full, the newest query of the client that has most in it makes room.

A text that was slow before waits for the workers that slow queries may have.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from typing import Final

from samverkan_ld.config import SparqlConfig
from samverkan_ld.errors import CrowdedError
from samverkan_ld.sparql.job import Job

_REMEMBERED: Final = 4096
_FEW: Final = 2
"""With so few workers none can be kept back."""


class Waiting:
    """Queries in the order of their arrival, as many as may wait."""

    def __init__(self, config: SparqlConfig) -> None:
        self.most_slow: Final = max(1, config.workers // 2)
        self._limit = config.queue
        self._keeps_one = config.workers > _FEW
        self._jobs: list[Job] = []
        self._known: OrderedDict[int, None] = OrderedDict()

    def __iter__(self) -> Iterator[Job]:
        """Give them in their order."""
        return iter(tuple(self._jobs))

    def __len__(self) -> int:
        """Tell how many there are."""
        return len(self._jobs)

    @property
    def has_quick(self) -> bool:
        """Whether one waits that is not known to be slow."""
        return any(not job.is_slow for job in self._jobs)

    def add(self, job: Job) -> None:
        """Let a query wait.

        Raises:
            CrowdedError: there is no room for it.
        """
        job.is_slow = _mark(job) in self._known
        slow = sum(1 for other in self._jobs if other.is_slow)
        is_full = len(self._jobs) >= self._limit or (
            job.is_slow and slow >= max(1, self._limit // 2)
        )
        if is_full and not self._makes_room(job.client):
            raise CrowdedError("too many queries wait")
        self._jobs.append(job)

    def next(self, running: Counter[str], *, slow: int, idle: int, are_missing: bool) -> Job | None:
        """Take out the query that is next, if any may begin.

        Args:
            running: how many queries of each client are under way.
            slow: how many workers have slow queries.
            idle: how many workers have none.
            are_missing: whether others are still to come: who has many waiting will get those.
        """
        may_begin = [job for job in self._jobs if not job.is_slow or slow < self.most_slow]
        if not may_begin:
            return None
        job = min(may_begin, key=lambda one: running[one.client])
        if idle == 1 and self._keeps_one:
            mates = sum(1 for other in self._jobs if other.client == job.client)
            if running[job.client] or (are_missing and mates > 1):
                return None
        self._jobs.remove(job)
        return job

    def remove(self, job: Job) -> None:
        """Let a query wait no longer."""
        if job in self._jobs:
            self._jobs.remove(job)

    def remember(self, job: Job) -> None:
        """Remember that a text is slow."""
        self._known[_mark(job)] = None
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def forget(self) -> None:
        """Forget which texts are slow: on other data they may be quick."""
        self._known.clear()

    def _makes_room(self, client: str) -> bool:
        """Send away the newest query of the client that has most, unless that is this one."""
        counts = Counter(job.client for job in self._jobs)
        greedy, most = counts.most_common(1)[0]
        if most <= counts[client] + 1:
            return False
        job = next(job for job in reversed(self._jobs) if job.client == greedy)
        self._jobs.remove(job)
        job.fail(CrowdedError("too many queries wait"))
        return True


def _mark(job: Job) -> int:
    question = job.question
    return hash((question.text, question.default_graphs, question.named_graphs))
