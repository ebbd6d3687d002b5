"""The SPARQL endpoint: the queries that come, and their answers.

It stands in front of Flask, because a route of Flask costs several times what a small query does
(docs/decisions/0005). What it does not answer itself goes on to the route: pages, and every error.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from typing import Final

from samverkan_ld.config import Config
from samverkan_ld.errors import (
    CrowdedError,
    DeadlineError,
    ExhaustedError,
    SamverkanError,
    TooLongError,
)
from samverkan_ld.formats.table import GRAPH_FORMATS, RESULTS_FORMATS
from samverkan_ld.sparql.job import AbandonedError, Job
from samverkan_ld.sparql.messages import Head, Question, UnacceptableError
from samverkan_ld.sparql.pool import Pool
from samverkan_ld.store.release import OpenRelease
from samverkan_ld.web.current import Current
from samverkan_ld.web.measures.families import PLACES
from samverkan_ld.web.measures.meter import Meter
from samverkan_ld.web.sparql.edition import Edition, edition_at
from samverkan_ld.web.sparql.outcome import Outcome
from samverkan_ld.web.sparql.question import Asked, RefusedError, asks, read
from samverkan_ld.web.sparql.reply import Key, headers_of, tag
from samverkan_ld.web.sparql.table import read_table
from samverkan_ld.web.wire.answer import Answer
from samverkan_ld.web.wire.cache import Cache, Entry, make_entry
from samverkan_ld.web.wire.client import group
from samverkan_ld.web.wire.condition import unmodified
from samverkan_ld.web.wire.exchange import Exchange

PATH: Final = "/sparql"
METHODS: Final = ("GET", "HEAD", "POST")

ROWS: Final = 1000
"""So many rows are shown on a page."""

_BUSY: Final = PLACES["samverkan_query_workers", "busy"]
_IDLE: Final = PLACES["samverkan_query_workers", "idle"]
_WAITING: Final = PLACES["samverkan_queries_waiting",]
_CACHE_BYTES: Final = PLACES["samverkan_cache_bytes", "queries"]
_HIT: Final = PLACES["samverkan_cache_lookups", "queries", "hit"]
_MISS: Final = PLACES["samverkan_cache_lookups", "queries", "miss"]
_CAUSES: Final[dict[type[SamverkanError], str]] = {
    AbandonedError: "hangup",
    CrowdedError: "crowded",
    DeadlineError: "deadline",
    ExhaustedError: "memory",
    TooLongError: "length",
}
"""Why a query was ended, as the metrics call it; others have failed by themselves."""

_ESCAPED: Final = 4
"""A body may be so many times as long as a query: escapes in a form take room."""

_LARGE: Final = 64 * 1024
"""What is larger is read and compressed in a thread, so that nobody else waits for it."""


class Endpoint:
    """Answers the queries of a server process; used on its event loop only."""

    def __init__(self, config: Config, current: Current, meter: Meter) -> None:
        self._config = config
        self._current = current
        self._meter = meter
        self._pool = Pool(config.sparql, servers=config.serve.workers, on_failure=self._count)
        self._cache = Cache(config.sparql.cache_bytes)

    @property
    def longest_body(self) -> int:
        """How many bytes the body of a request may have."""
        return self._config.sparql.query_bytes * _ESCAPED

    async def start(self) -> None:
        """Start the query workers."""
        self._follow(self._current.peek())
        await self._pool.start()

    def stop(self) -> None:
        """End the query workers."""
        self._pool.stop()

    def report(self) -> None:
        """Tell the meter how much there is to do."""
        load = self._pool.load
        self._meter.set(_BUSY, load.busy)
        self._meter.set(_IDLE, load.idle)
        self._meter.set(_WAITING, load.waiting)
        self._meter.set(_CACHE_BYTES, self._cache.size)

    def _count(self, error: SamverkanError) -> None:
        cause = _CAUSES.get(type(error))
        if cause is not None:
            self._meter.count(PLACES["samverkan_queries_ended", cause])

    async def serve(self, exchange: Exchange) -> Outcome | HTTPStatus | None:
        """Answer a request; what is for a page, or an error, is given back for the route to tell.

        A status is given back when the body of the request cannot be read.
        """
        if not asks(exchange.scope):
            return Outcome()
        body = await exchange.read(self.longest_body)
        if isinstance(body, HTTPStatus):
            return body
        release = self._current.peek()
        self._follow(release)
        key = Key.of(exchange.scope, exchange.headers, body)
        entry = self._cache.get(key)
        exchange.is_cached = entry is not None
        self._meter.count(_MISS if entry is None else _HIT)
        if entry is not None:
            await exchange.send_entry(entry)
            return None
        try:
            asked = await self._read(exchange, body)
        except RefusedError as error:
            return Outcome(error=error)
        try:
            return await self._answer(exchange, asked, key, release)
        except SamverkanError as error:
            if exchange.hangup.gone:
                return None  # nobody is there to be told
            # a traceback would keep the whole request in a ring that only a full collection frees
            return Outcome(asked, error=_explained(error, asked).with_traceback(None))

    def _follow(self, release: OpenRelease | None) -> None:
        if self._cache.follow(release) and release is not None:
            quads = sum(graph.quads for graph in release.manifest.graphs.values())
            self._pool.follow(release.folder, quads)

    async def _read(self, exchange: Exchange, body: bytes) -> Asked:
        longest = self._config.sparql.query_bytes
        reading = partial(read, exchange.scope, exchange.headers, body, longest=longest)
        return await asyncio.to_thread(reading) if len(body) > _LARGE else reading()

    async def _answer(
        self, exchange: Exchange, asked: Asked, key: Key, release: OpenRelease | None
    ) -> Outcome | None:
        edition = await self._edition(asked, release)
        etag = tag(edition.state, key)
        if not asked.wants_page and not key.is_post:
            known = Answer(HTTPStatus.OK, headers_of(edition, "", etag), b"")
            if exchange.has(known):
                await exchange.send_whole(unmodified(known))
                return None
        question = _question(asked, edition, self._config)
        job = self._pool.ask(question, client=group(exchange.client))
        with self._watched(exchange, job):
            found = await job.found
            if asked.wants_page:
                seconds = asyncio.get_running_loop().time() - job.arrived
                return Outcome(asked, edition, table=read_table(found, seconds))
            etag = "" if found.head.is_volatile else etag
            head = headers_of(edition, _content_type(asked, found.head), etag)
            answer = Answer(HTTPStatus.OK, head, b"")
            if not found.is_whole:
                await exchange.send_pieces(answer, found.body, job.pieces())
                return None
        entry = await _entry(answer, found.body, key)
        if etag and key.is_short and asked.moment is None:
            self._cache.put(key, entry, release)
        await exchange.send_entry(entry)
        return None

    async def _edition(self, asked: Asked, release: OpenRelease | None) -> Edition:
        if asked.moment is not None:
            return await asyncio.to_thread(edition_at, self._config, asked.moment)
        served = await asyncio.to_thread(self._current.get) if release is None else release
        return Edition.of(served.folder, served.manifest)

    @contextmanager
    def _watched(self, exchange: Exchange, job: Job) -> Iterator[None]:
        """End a job when its client hangs up, or when it fails to be sent."""
        watches: list[asyncio.Future[None]] = []
        job.on_delay = lambda: watches.append(asyncio.ensure_future(exchange.watch()))
        exchange.hangup.call(partial(self._pool.drop, job))
        try:
            yield
        finally:
            for watch in watches:
                watch.cancel()
            if not job.is_over:
                self._pool.drop(job)


async def _entry(answer: Answer, body: bytes, key: Key) -> Entry:
    making = partial(make_entry, answer, body, packs=key.packs, key_size=key.size)
    return await asyncio.to_thread(making) if key.packs and len(body) > _LARGE else making()


def _question(asked: Asked, edition: Edition, config: Config) -> Question:
    return Question(
        str(edition.folder),
        edition.iris.base,
        edition.iris.terms,
        edition.iris.register,
        asked.text,
        asked.default_graphs,
        asked.named_graphs,
        asked.solutions.format.name if asked.solutions else "",
        asked.graph.format.name if asked.graph else "",
        ROWS if asked.wants_page else 0,
        float(config.sparql.seconds),
    )


def _content_type(asked: Asked, head: Head) -> str:
    choice = asked.graph if head.kind == "graph" else asked.solutions
    return choice.content_type if choice else ""


def _explained(error: SamverkanError, asked: Asked) -> SamverkanError:
    """Tell what formats the answer has, when it has none that was asked for."""
    if not isinstance(error, UnacceptableError):
        return error
    formats = GRAPH_FORMATS if str(error) == "graph" else RESULTS_FORMATS
    types = ", ".join(fmt.media_type for fmt in formats)
    if not asked.name:
        return RefusedError(HTTPStatus.NOT_ACCEPTABLE, "not-acceptable", types=types)
    told = {"name": asked.name, "names": ", ".join(fmt.name for fmt in formats), "types": types}
    return RefusedError(HTTPStatus.NOT_ACCEPTABLE, "format-other", **told)
