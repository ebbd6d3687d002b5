"""The ASGI application in front of Flask: the cache, long bodies, and threads for all else.

The server speaks ASGI (https://asgi.readthedocs.io/en/stable/specs/www.html), because under WSGI
slow readers stop a worker and a body that fails looks whole.
"""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from http import HTTPStatus
from typing import Any, Final
from wsgiref.types import WSGIApplication

from samverkan_ld.config import Config
from samverkan_ld.errors import SamverkanError
from samverkan_ld.web.current import INTERVAL, Current
from samverkan_ld.web.sparql.endpoint import METHODS, PATH, Endpoint
from samverkan_ld.web.sparql.outcome import ENVIRON, Outcome
from samverkan_ld.web.wire.answer import Answer, call
from samverkan_ld.web.wire.cache import MARK, Cache, is_cacheable, make_entry
from samverkan_ld.web.wire.environ import CONDITIONS, build_environ, join_headers
from samverkan_ld.web.wire.exchange import Exchange, Scope, Send
from samverkan_ld.web.wire.fault import problem
from samverkan_ld.web.wire.intake import Intake, Receive
from samverkan_ld.web.wire.lane import Lane
from samverkan_ld.web.wire.variant import Variant, variant

_INTAKE: Final = 32 * 1024 * 1024
"""So many bytes of large bodies are read at once."""

_BODY_THREADS: Final = 4
"""So many threads for long bodies to each other one: mostly they wait."""

_log = logging.getLogger(__name__)


class Application:
    """The whole server side of a worker process: an ASGI application around a WSGI one."""

    def __init__(
        self,
        wsgi: WSGIApplication,
        config: Config,
        current: Current,
        endpoint: Endpoint | None = None,
    ) -> None:
        """Answer queries by the endpoint, if there is one, and all else by the WSGI application."""
        self._wsgi = wsgi
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
        headers = join_headers(scope["headers"])
        exchange = Exchange(scope, headers, receive, send, self._intake)
        if scope["path"] == PATH and scope["method"] in METHODS and self._endpoint is not None:
            await self._query(exchange, self._endpoint)
            return
        self._cache.follow(self._current.peek())
        key = variant(scope, exchange.headers, languages=self._config.site.languages)
        entry = self._cache.get(key) if key is not None else None
        if entry is None:
            await self._answer(exchange, key)
        else:
            await exchange.send_entry(entry)

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
        """Look for a new release also while nobody asks: who comes next must not meet the old."""
        while True:
            await asyncio.sleep(INTERVAL)
            self._current.peek()

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
            else:
                answer = self._refusal(exchange, asked, limit=limit)
            await exchange.send(answer, slow)
        finally:
            watch.cancel()

    def _environ(self, exchange: Exchange, body: bytes, outcome: Outcome | None) -> dict[str, Any]:
        environ = build_environ(exchange.scope, exchange.headers, body=body, hangup=exchange.hangup)
        if outcome is not None:
            environ[ENVIRON] = outcome
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
            _log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["REQUEST_URI"])
            return self._refusal(exchange, HTTPStatus.INTERNAL_SERVER_ERROR, limit=0)
        if key is None or not isinstance(answer.body, bytes) or not is_cacheable(answer, key):
            return Answer(answer.status, answer.without(MARK), answer.body)
        making = partial(make_entry, packs=key.gzip, key_size=len(key.path))
        entry = await lane.run(making, answer, answer.body)
        self._cache.put(key, entry, release)
        return entry.answer

    def _refusal(self, exchange: Exchange, status: HTTPStatus, *, limit: int) -> Answer:
        release = self._current.peek()
        name = release.id if release else ""
        return problem(exchange, status, self._config, release=name, limit=limit)
