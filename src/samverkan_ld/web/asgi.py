"""The ASGI application in front of Flask: the cache, long bodies, and threads for all else.

The server speaks ASGI (https://asgi.readthedocs.io/en/stable/specs/www.html), because under WSGI
slow readers stop a worker and a body that fails looks whole.
"""

import asyncio
import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from http import HTTPStatus
from typing import Any, Final
from wsgiref.types import WSGIApplication

from samverkan_ld.config import Config
from samverkan_ld.errors import SamverkanError
from samverkan_ld.web.current import INTERVAL, Current
from samverkan_ld.web.log import Log
from samverkan_ld.web.measures.families import PLACES
from samverkan_ld.web.measures.meter import Meter
from samverkan_ld.web.shared import Shared
from samverkan_ld.web.sparql.endpoint import METHODS, PATH, Endpoint
from samverkan_ld.web.sparql.outcome import OUTCOME, Outcome
from samverkan_ld.web.wire.allowance import Allowance
from samverkan_ld.web.wire.answer import Answer, call
from samverkan_ld.web.wire.cache import MARK, Cache, is_cacheable, make_entry
from samverkan_ld.web.wire.client import Proxies, group
from samverkan_ld.web.wire.environ import CONDITIONS, build_environ, join_headers
from samverkan_ld.web.wire.exchange import Exchange, Scope, Send
from samverkan_ld.web.wire.fault import problem
from samverkan_ld.web.wire.intake import Intake, Receive
from samverkan_ld.web.wire.lane import Lane
from samverkan_ld.web.wire.route import ASSET, OPERATIONS, route_class
from samverkan_ld.web.wire.toll import TOLL, Toll
from samverkan_ld.web.wire.variant import Variant, variant

_INTAKE: Final = 32 * 1024 * 1024
"""So many bytes of large bodies are read at once."""

_BODY_THREADS: Final = 4
"""So many threads for long bodies to each other one: mostly they wait."""

_FREE: Final = (ASSET, OPERATIONS)
"""The classes of routes that anybody may ask at any time: they cost nothing."""

_RUNNING: Final = PLACES["samverkan_requests_running",]
_CACHE_BYTES: Final = PLACES["samverkan_cache_bytes", "documents"]
_HIT: Final = PLACES["samverkan_cache_lookups", "documents", "hit"]
_MISS: Final = PLACES["samverkan_cache_lookups", "documents", "miss"]
_BROKEN: Final = PLACES["samverkan_answers_broken",]
_QUERIES_LIMITED: Final = PLACES["samverkan_requests_limited", "queries"]
_OTHERS_LIMITED: Final = PLACES["samverkan_requests_limited", "others"]
_log = logging.getLogger(__name__)


class Application:
    """The whole server side of a worker process: an ASGI application around a WSGI one."""

    def __init__(
        self,
        wsgi: WSGIApplication,
        config: Config,
        current: Current,
        endpoint: Endpoint | None = None,
        *,
        meter: Meter | None = None,
        shared: Shared | None = None,
    ) -> None:
        """Answer queries by the endpoint, if there is one, and all else by the WSGI application.

        What is counted, and what clients may ask, is of this process alone unless it is shared.
        """
        self._wsgi = wsgi
        self._shared = shared or Shared.of(config)
        self._meter = meter or Meter(self._shared.board)
        self._log = Log(config.log)
        self._proxies = Proxies(config.serve)
        self._current = current
        self._config = config
        self._endpoint = endpoint
        self._cache = Cache(config.limits.cache_bytes)
        self._intake = Intake(_INTAKE)
        self._quick = ThreadPoolExecutor(config.serve.threads, "answer")
        self._slow = ThreadPoolExecutor(config.serve.threads * _BODY_THREADS, "body")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request from the cache or the application, or follow the server's lifespan."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        began = time.perf_counter()
        headers = join_headers(scope["headers"])
        exchange = Exchange(scope, headers, receive, send, self._intake, self._proxies)
        try:
            if scope["path"] == PATH and scope["method"] in METHODS and self._endpoint is not None:
                await self._ask(exchange, self._endpoint)
                return
            self._cache.follow(self._current.peek())
            key = variant(scope, headers, languages=self._config.site.languages)
            entry = self._cache.get(key) if key is not None else None
            if entry is None:
                await self._make_anew(exchange, key)
            else:
                exchange.is_cached = True
                await exchange.send_entry(entry)
                self._meter.count(_HIT)
        finally:
            self._note(exchange, began)

    def _note(self, exchange: Exchange, began: float) -> None:
        """Count a request that is over, and write it down."""
        seconds = time.perf_counter() - began
        route = route_class(exchange.scope["path"])
        self._meter.answered(route, exchange.status, seconds)
        if exchange.is_broken:
            self._meter.count(_BROKEN)
        if self._log.wants(is_cached=exchange.is_cached):
            release = self._current.peek()
            values = {
                "route": route,
                "ms": round(seconds * 1000, 2),
                "bytes": exchange.sent,
                "release": release.id if release else "",
            }
            self._log.request(exchange.scope["method"], exchange.status, values, exchange.client)

    async def _ask(self, exchange: Exchange, endpoint: Endpoint) -> None:
        """Answer what is asked of the endpoint, as often as its client may ask."""
        if await self._is_allowed(exchange, self._shared.queries, _QUERIES_LIMITED):
            with self._running():
                await self._query(exchange, endpoint)

    async def _make_anew(self, exchange: Exchange, key: Variant | None) -> None:
        """Answer what no cache has, as often as its client may ask."""
        if key is not None:
            self._meter.count(_MISS)
        is_free = route_class(exchange.scope["path"]) in _FREE
        if is_free or await self._is_allowed(exchange, self._shared.others, _OTHERS_LIMITED):
            with self._running():
                await self._answer(exchange, key)

    @contextmanager
    def _running(self) -> Iterator[None]:
        self._meter.count(_RUNNING)
        try:
            yield
        finally:
            self._meter.count(_RUNNING, -1)

    async def _is_allowed(self, exchange: Exchange, allowance: Allowance, limited: int) -> bool:
        """Tell whether a client may ask this; tell it to wait if not.

        One whom a trusted proxy does not tell apart from others is not counted.
        """
        if self._proxies.trusted.hold(exchange.client):
            return True
        exchange.toll = Toll(allowance, group(exchange.client))
        seconds = exchange.toll.pay(1)
        if not seconds:
            return True
        self._meter.count(limited)
        # else a client that sends all before it listens would not hear the answer
        await exchange.read(self._config.limits.request_bytes)
        status = HTTPStatus.TOO_MANY_REQUESTS
        refusal = self._refusal(exchange, status, limit=allowance.most, seconds=seconds)
        await exchange.send_whole(refusal)
        return False

    async def _live(self, receive: Receive, send: Send) -> None:
        """Open the release before the first request, and stop everything after the last."""
        await receive()
        try:
            await Lane(self._quick, copy_context()).run(self._current.get)
        except SamverkanError as error:
            _log.error("nothing can be served yet: %s", error)
        if self._endpoint is not None:
            await self._endpoint.start()
        following = asyncio.ensure_future(self._follow())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        following.cancel()
        if self._endpoint is not None:
            self._endpoint.stop()
        self._quick.shutdown(wait=False)
        self._slow.shutdown(wait=False)
        await send({"type": "lifespan.shutdown.complete"})

    async def _follow(self) -> None:
        """Look for a new release also while nobody asks: who comes next must not meet the old.

        The meter is told how much there is of what is not counted.
        """
        while True:
            self._current.peek()
            self._meter.beat()
            self._meter.set(_CACHE_BYTES, self._cache.size)
            if self._endpoint is not None:
                self._endpoint.report()
            await asyncio.sleep(INTERVAL)

    async def _query(self, exchange: Exchange, endpoint: Endpoint) -> None:
        try:
            outcome = await endpoint.serve(exchange)
        except Exception:
            _log.exception("%s %s failed", exchange.scope["method"], exchange.scope["path"])
            outcome = HTTPStatus.INTERNAL_SERVER_ERROR
        if isinstance(outcome, HTTPStatus):
            refusal = self._refusal(exchange, outcome, limit=endpoint.longest_body)
            await exchange.send_whole(refusal)
        elif outcome is not None:
            await self._answer(exchange, None, outcome)

    async def _answer(
        self, exchange: Exchange, key: Variant | None, outcome: Outcome | None = None
    ) -> None:
        """Answer by the application, which is told what came of a query, if it was one."""
        limit = self._config.limits.request_bytes
        asked = await exchange.read(limit) if outcome is None else b""
        watch = asyncio.ensure_future(exchange.watch())
        slow = Lane(self._slow, copy_context())
        quick = Lane(self._quick, slow.context)
        try:
            if isinstance(asked, bytes):
                environ = self._environ(exchange, asked, outcome)
                answer = await self._make(exchange, environ, key, quick)
                if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
                    self._meter.count(_OTHERS_LIMITED)
            else:
                answer = self._refusal(exchange, asked, limit=limit)
            await exchange.send(answer, slow)
        finally:
            watch.cancel()

    def _environ(self, exchange: Exchange, body: bytes, outcome: Outcome | None) -> dict[str, Any]:
        environ = build_environ(
            exchange.scope,
            exchange.headers,
            client=exchange.client,
            body=body,
            hangup=exchange.hangup,
        )
        if outcome is not None:
            environ[OUTCOME] = outcome
        if exchange.toll is not None:
            environ[TOLL] = exchange.toll
        return environ

    async def _make(
        self, exchange: Exchange, environ: dict[str, Any], key: Variant | None, lane: Lane
    ) -> Answer:
        release = self._current.peek()
        if key is not None:
            for name in CONDITIONS:
                environ.pop(name, None)
        try:
            answer = await lane.run(call, self._wsgi, environ)
        except Exception:
            _log.exception("%s %s failed", exchange.scope["method"], exchange.scope["path"])
            return self._refusal(exchange, HTTPStatus.INTERNAL_SERVER_ERROR, limit=0)
        if key is None or not isinstance(answer.body, bytes) or not is_cacheable(answer, key):
            return Answer(answer.status, answer.without(MARK), answer.body)
        making = partial(make_entry, packs=key.gzip, key_size=len(key.path))
        entry = await lane.run(making, answer, answer.body)
        self._cache.put(key, entry, release)
        return entry.answer

    def _refusal(
        self, exchange: Exchange, status: HTTPStatus, *, limit: int, seconds: int = 0
    ) -> Answer:
        release = self._current.peek()
        name = release.id if release else ""
        return problem(exchange, status, self._config, release=name, limit=limit, seconds=seconds)
