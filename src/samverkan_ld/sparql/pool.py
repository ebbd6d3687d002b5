"""The query workers of a server process: who works on what, and who is sent away.

A query that works for long is slow. Slow queries may go on as long as no other waits; when one
does, at most half of the workers stay with them, and of those beyond, the newest of the client that
has most are ended. So a flood of slow queries never keeps quick ones waiting for long.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from samverkan_ld.config import SparqlConfig
from samverkan_ld.errors import CrowdedError, DeadlineError, SamverkanError
from samverkan_ld.sparql.job import AbandonedError, Job
from samverkan_ld.sparql.messages import Question
from samverkan_ld.sparql.staff import Line, Staff
from samverkan_ld.sparql.waiting import Waiting

QUICK: Final = 1.0
"""So many seconds of processor a query may use before it counts as slow."""

CROWDED: Final = 0.1
"""The same while others wait that may be quick."""

TICK: Final = 0.1
"""So often, in seconds, somebody looks at the time while queries are under way."""

QUAD_BYTES: Final = 400
"""About so much memory a quad takes in a store held in memory, in bytes."""

_LONG: Final = 5
_PAUSE: Final = 0.5
_TOO_LARGE: Final = (
    "the store is read from disk: in memory it takes about %d bytes in all processes, "
    "and sparql.memory_store_bytes is %d"
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Load:
    """How many workers are busy and idle, and how many queries wait."""

    busy: int
    idle: int
    waiting: int


class Pool:
    """Answers questions by workers; used on one event loop, and bounded in everything."""

    def __init__(
        self,
        config: SparqlConfig,
        *,
        servers: int = 1,
        on_failure: Callable[[SamverkanError], object] | None = None,
    ) -> None:
        """Have workers for one of so many server processes, and tell of what fails."""
        self._config = config
        self._on_failure = on_failure
        self._servers = servers
        self._staff = Staff(config)
        self._leaving: list[Staff] = []
        self._folder = ""
        self._idle: list[Line] = []
        self._busy: set[Line] = set()
        self._hiring = 0
        self._waiting = Waiting(config)
        self._tasks: set[asyncio.Task[None]] = set()
        self._loading: asyncio.Task[None] | None = None
        self._clock: asyncio.TimerHandle | None = None
        self._stopped = False

    @property
    def load(self) -> Load:
        """How much there is to do."""
        return Load(len(self._busy), len(self._idle), len(self._waiting))

    async def start(self) -> None:
        """Hire the workers."""
        await asyncio.gather(*self._replenish())

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
        """Take note of the release that is current: its folder, and how many quads it has.

        Within its budget, its store is held in memory by a keeper of its own, whose workers take
        over from those that read from disk once it is loaded.
        """
        self._folder = str(folder)
        self._waiting.forget()
        if self._loading is not None:
            self._loading.cancel()
        budget = self._config.memory_store_bytes
        # the workers and the keeper of this release, and the keeper of the next one
        need = quads * QUAD_BYTES * (self._config.workers + 2) * self._servers
        if budget and need <= budget:
            self._loading = self._spawn(self._hold(folder))
        elif budget:
            _log.warning(_TOO_LARGE, need, budget)
            if self._staff.held:
                self._take_over(Staff(self._config))

    def ask(self, question: Question, *, client: str = "") -> Job:
        """Take a client's question; its job's `found` will be there when the answer is.

        Raises:
            CrowdedError: too many wait already.
        """
        loop = asyncio.get_running_loop()
        job = Job(question, loop, client, self._on_failure)
        try:
            self._waiting.add(job)
        except CrowdedError as error:
            job.fail(error)
            raise
        self._assign()
        if self._clock is None:
            self._clock = loop.call_later(TICK, self._look)
        return job

    def drop(self, job: Job) -> None:
        """End a job that nobody waits for any longer."""
        line = next((line for line in self._busy if line.job is job), None)
        job.fail(AbandonedError("nobody waits for it any longer"))
        if line is not None:
            line.kill()
        self._waiting.remove(job)

    def _assign(self) -> None:
        """Give work to idle workers."""
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
        return self._waiting.next(
            self._running(),
            slow=len(self._slow()),
            idle=len(self._idle),
            are_missing=self._hiring > 0,
        )

    def _running(self) -> Counter[str]:
        return Counter(line.job.client for line in self._busy if line.job is not None)

    def _slow(self) -> list[tuple[Line, Job]]:
        """List the workers that are at slow queries."""
        return [(line, line.job) for line in self._busy if line.job and line.job.is_slow]

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

    def _replenish(self) -> list[asyncio.Task[None]]:
        """Hire as many workers as are missing."""
        if self._stopped:
            return []
        missing = self._config.workers - len(self._idle) - len(self._busy) - self._hiring
        self._hiring += missing
        return [self._spawn(self._hire()) for _ in range(missing)]

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _hire(self) -> None:
        staff = self._staff
        try:
            line = await staff.hire(self._changed, folder=self._folder)
        except OSError as error:
            _log.error("no query worker could be started: %s", error)
            await asyncio.sleep(_PAUSE)
        else:
            self._idle.append(line)
            if staff is not self._staff:
                line.kill()  # another keeper has taken over meanwhile
        finally:
            self._hiring -= 1
        self._replenish()
        self._assign()

    async def _hold(self, folder: Path) -> None:
        """Have the store of a release loaded, then have it asked instead of the one on disk."""
        staff = Staff(self._config, held=str(folder))
        try:
            await staff.start()
        except OSError:
            _log.error("%s: the store is read from disk: it cannot be held in memory", folder)
        except asyncio.CancelledError:
            await asyncio.to_thread(staff.stop)  # another release is current by now
            raise
        else:
            self._take_over(staff)

    def _take_over(self, staff: Staff) -> None:
        """Have the workers of another keeper from now on; who works yet may finish."""
        old, self._staff = self._staff, staff
        self._leaving.append(old)
        loop = asyncio.get_running_loop()
        loop.call_later(self._config.seconds + _PAUSE, lambda: self._spawn(self._dismiss(old)))
        for line in self._busy:
            line.is_spent = True
        for line in [*self._idle]:
            line.kill()

    async def _dismiss(self, staff: Staff) -> None:
        await asyncio.to_thread(staff.stop)  # what holds gigabytes takes its time to end
        self._leaving.remove(staff)

    def _look(self) -> None:
        """Look at the time: who is late, who turns out slow, and who has to make room."""
        loop = asyncio.get_running_loop()
        for line in [*self._busy]:
            if line.job is not None:
                self._look_at(line, line.job, loop.time())
        for job in self._waiting:
            job.notice()
            if job.left() <= 0:
                self._waiting.remove(job)
                job.fail(CrowdedError("no worker was free in time"))
        if self._waiting.has_quick:
            self._make_room()
        is_needed = bool(self._busy) or len(self._waiting) > 0
        self._clock = loop.call_later(TICK, self._look) if is_needed else None

    def _look_at(self, line: Line, job: Job, now: float) -> None:
        job.notice()
        if job.left() <= 0:
            job.fail(DeadlineError("the query took longer than a query may"))
            line.kill()
        elif not line.is_spent and self._is_slow(line, now - job.began):
            job.is_slow = True
            line.slow_down()
            self._waiting.remember(job)

    def _is_slow(self, line: Line, seconds: float) -> bool:
        """Judge by the work: on a busy machine a query that does little may take long."""
        work = seconds if line.is_paused else line.worked()
        return work > (CROWDED if self._waiting.has_quick else QUICK) or seconds > _LONG * QUICK

    def _make_room(self) -> None:
        slow = [(line, job) for line, job in self._slow() if line.is_spent]
        running = self._running()
        while len(slow) > self._waiting.most_slow:
            line, job = max(slow, key=lambda pair: (running[pair[1].client], pair[1].began))
            slow.remove((line, job))
            running[job.client] -= 1
            job.fail(CrowdedError("too many long queries are asked at once"))
            line.kill()
