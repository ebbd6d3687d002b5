"""The query workers of a server process: who works on what, who waits, and who is sent away.

A query that works for long is slow. Slow queries may go on as long as no other waits; when one
does, at most half of the workers stay with them, and the newest beyond that are ended. A text that
was slow before waits for that half from the start when it is asked again. So a flood of slow
queries never keeps quick ones waiting for long, and slow ones get their turn.

With a budget for it, the store of the current release is held in memory by a keeper of its own,
whose workers take over from those that read from disk once it is loaded.
"""

import asyncio
import logging
from collections import OrderedDict, deque
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from samverkan_ld.config import SparqlConfig
from samverkan_ld.errors import CrowdedError, DeadlineError
from samverkan_ld.sparql.job import Job
from samverkan_ld.sparql.messages import Question
from samverkan_ld.sparql.staff import Line, Staff

QUICK: Final = 1.0
"""So many seconds a query may work before it counts as slow."""

CROWDED: Final = 0.3
"""The same while others wait that may be quick."""

TICK: Final = 0.1
"""So often, in seconds, somebody looks at the time while queries are under way."""

QUAD_BYTES: Final = 400
"""About so much memory a quad takes in a store held in memory, in bytes."""

_PAUSE: Final = 0.5
_REMEMBERED: Final = 4096
_log = logging.getLogger(__name__)


class Pool:
    """Answers questions by workers; used on one event loop, and bounded in everything."""

    def __init__(self, config: SparqlConfig, *, servers: int = 1) -> None:
        """Have workers for one of so many server processes."""
        self._config = config
        self._servers = servers
        self._staff = Staff(config)
        self._leaving: list[Staff] = []
        self._idle: list[Line] = []
        self._busy: set[Line] = set()
        self._hiring = 0
        self._quick: deque[Job] = deque()
        self._slow: deque[Job] = deque()
        self._known: OrderedDict[int, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._clock: asyncio.TimerHandle | None = None
        self._stopped = False

    async def start(self) -> None:
        """Hire the workers."""
        self._replenish()
        await asyncio.gather(*self._tasks)

    def stop(self) -> None:
        """End all workers; the queries under way fail."""
        self._stopped = True
        if self._clock is not None:
            self._clock.cancel()
        for task in self._tasks:
            task.cancel()
        for line in (*self._idle, *self._busy):
            line.kill()
        for staff in (self._staff, *self._leaving):
            staff.stop()

    def follow(self, folder: Path, quads: int) -> None:
        """Take note of the release that is current: its folder, and how many quads it has."""
        self._known.clear()
        if not self._config.memory_store_bytes:
            return
        need = quads * QUAD_BYTES * (self._config.workers + 1) * self._servers
        if need <= self._config.memory_store_bytes:
            self._spawn(self._hold(folder))
        else:
            _log.warning(
                "the store is read from disk: in memory it takes about %d bytes in all processes, "
                "and sparql.memory_store_bytes is %d",
                need,
                self._config.memory_store_bytes,
            )

    def ask(self, question: Question) -> Job:
        """Take a question; its job's `found` will be there when the answer is.

        Raises:
            CrowdedError: too many wait already.
        """
        loop = asyncio.get_running_loop()
        job = Job(question, loop)
        is_known = _mark(job) in self._known
        waiting = len(self._quick) + len(self._slow)
        if waiting >= self._config.queue or (
            is_known and len(self._slow) >= max(1, self._config.queue // 2)
        ):
            raise CrowdedError("too many queries wait")
        (self._slow if is_known else self._quick).append(job)
        self._assign()
        if self._clock is None:
            self._clock = loop.call_later(TICK, self._look)
        return job

    def drop(self, job: Job) -> None:
        """End a job that nobody waits for any longer."""
        for line in self._busy:
            if line.job is job:
                line.kill()
                return
        for waiting in (self._quick, self._slow):
            if job in waiting:
                waiting.remove(job)

    def _assign(self) -> None:
        """Give work to idle workers: first come, first served, as far as slow ones may."""
        while self._idle and (job := self._next()) is not None:
            if job.found.done():
                continue
            line = self._idle.pop()
            self._busy.add(line)
            job.began = asyncio.get_running_loop().time()
            if job.began - job.arrived > TICK:
                job.question = replace(job.question, seconds=job.left())
                job.arrived = job.began
            line.ask(job)

    def _next(self) -> Job | None:
        may_be_slow = bool(self._slow) and self._slow_count() < self._most_slow
        if may_be_slow and not (self._quick and self._quick[0].arrived < self._slow[0].arrived):
            job = self._slow.popleft()
            job.is_slow = True
            return job
        return self._quick.popleft() if self._quick else None

    @property
    def _most_slow(self) -> int:
        return max(1, self._config.workers // 2)

    def _slow_count(self) -> int:
        return sum(1 for line in self._busy if line.job is not None and line.job.is_slow)

    def _changed(self, line: Line) -> None:
        """Take a worker that has finished, or has ended."""
        self._busy.discard(line)
        if line.is_lost:
            if line in self._idle:
                self._idle.remove(line)
            self._replenish()
        elif line.is_spent:
            line.kill()
        else:
            self._idle.append(line)
        self._assign()

    def _replenish(self) -> None:
        missing = self._config.workers - len(self._idle) - len(self._busy) - self._hiring
        if self._stopped:
            return
        for _ in range(missing):
            self._hiring += 1
            self._spawn(self._hire())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _hold(self, folder: Path) -> None:
        """Have the store of a release loaded, then have it asked instead of the one on disk."""
        staff = Staff(self._config, held=str(folder))
        try:
            await staff.start()
        except OSError:
            _log.error("%s: the store is read from disk: it cannot be held in memory", folder)
            return
        # whoever works yet finishes, by the deadline at the latest
        old, self._staff = self._staff, staff
        self._leaving.append(old)
        asyncio.get_running_loop().call_later(self._config.seconds + _PAUSE, self._dismiss, old)
        for line in self._busy:
            line.is_spent = True
        for line in [*self._idle]:
            line.kill()

    async def _hire(self) -> None:
        try:
            self._idle.append(await self._staff.hire(self._changed))
        except OSError as error:
            _log.error("no query worker could be started: %s", error)
            await asyncio.sleep(_PAUSE)
        finally:
            self._hiring -= 1
        self._replenish()
        self._assign()

    def _dismiss(self, staff: Staff) -> None:
        staff.stop()
        if staff in self._leaving:
            self._leaving.remove(staff)

    def _look(self) -> None:
        """Look at the time: who is late, who turns out slow, and who has to make room."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        for line in [*self._busy]:
            if line.job is not None:
                self._look_at(line, line.job, now)
        for job in [*self._quick, *self._slow]:
            _notice(job)
            if job.left() <= 0:
                self.drop(job)
                job.fail(CrowdedError("no worker was free in time"))
        if self._quick:
            self._make_room()
        under_way = bool(self._busy or self._quick or self._slow)
        self._clock = loop.call_later(TICK, self._look) if under_way else None

    def _look_at(self, line: Line, job: Job, now: float) -> None:
        _notice(job)
        if job.left() <= 0:
            job.fail(DeadlineError("the query took longer than a query may"))
            line.kill()
        elif now - job.began > (CROWDED if self._quick else QUICK) and not line.is_spent:
            job.is_slow = True
            line.slow_down()
            self._remember(job)

    def _make_room(self) -> None:
        slow = [line for line in self._busy if line.job is not None and line.job.is_slow]
        slow.sort(key=_began)
        for line in slow[self._most_slow :]:
            if line.job is not None:
                line.job.fail(CrowdedError("too many long queries are asked at once"))
            line.kill()

    def _remember(self, job: Job) -> None:
        self._known[_mark(job)] = None
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


def _mark(job: Job) -> int:
    question = job.question
    return hash((question.text, question.default_graphs, question.named_graphs))


def _began(line: Line) -> float:
    return line.job.began if line.job is not None else 0.0


def _notice(job: Job) -> None:
    """Have whoever asked watch for a hang-up: of quick queries nobody needs to."""
    if job.on_delay is not None:
        job.on_delay()
        job.on_delay = None
