"""The ASGI application in front of Flask: the cache, long bodies, and threads for all else.

The server speaks ASGI (https://asgi.readthedocs.io/en/stable/specs/www.html), because under WSGI
slow readers stop a worker and a body that fails looks whole.
"""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from http import HTTPStatus
from typing import Final
from wsgiref.types import WSGIApplication

from samverkan_ld.config import Config
from samverkan_ld.errors import SamverkanError
from samverkan_ld.web.current import Current
from samverkan_ld.web.wire.answer import Answer, call
from samverkan_ld.web.wire.cache import MARK, Cache, Entry, is_cacheable, make_entry
from samverkan_ld.web.wire.environ import CONDITIONS, build_environ, join_headers
from samverkan_ld.web.wire.exchange import END, Exchange, Receive, Scope, Send
from samverkan_ld.web.wire.fault import problem
from samverkan_ld.web.wire.lane import Lane
from samverkan_ld.web.wire.variant import Variant, variant

SLOW: Final = ("/sparql",)
"""Paths whose answers may take seconds; they have threads of their own, as long bodies have."""

_SLOW_THREADS: Final = 4
"""So many slow threads to each other one: mostly they wait."""

_log = logging.getLogger(__name__)


class Application:
    """The whole server side of a worker process: an ASGI application around a WSGI one."""

    def __init__(self, wsgi: WSGIApplication, config: Config, current: Current) -> None:
        self._wsgi = wsgi
        self._current = current
        self._config = config
        self._cache = Cache(config.limits.cache_bytes)
        self._quick = ThreadPoolExecutor(config.serve.threads, "answer")
        self._slow = ThreadPoolExecutor(config.serve.threads * _SLOW_THREADS, "body")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request from the cache or the application, or follow the server's lifespan."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        headers = join_headers(scope["headers"])
        self._cache.follow(self._current.peek())
        key = variant(scope, headers, languages=self._config.site.languages)
        entry = self._cache.get(key) if key is not None else None
        if entry is None:
            await self._answer(Exchange(scope, headers, receive, send), key)
        else:
            await _send_entry(entry, scope["method"], headers, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Open the release before the first request, and stop the threads after the last."""
        await receive()
        try:
            await Lane(self._quick, copy_context()).run(self._current.get)
        except SamverkanError as error:
            _log.error("nothing can be served yet: %s", error)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._quick.shutdown(wait=False)
        self._slow.shutdown(wait=False)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, exchange: Exchange, key: Variant | None) -> None:
        asked = await exchange.read(self._config.limits.request_bytes)
        watch = asyncio.ensure_future(exchange.watch())
        slow = Lane(self._slow, copy_context())
        is_slow = exchange.scope["path"].startswith(SLOW)
        lane = slow if is_slow else Lane(self._quick, slow.context)
        try:
            if isinstance(asked, bytes):
                answer = await self._make(exchange, asked, key, lane)
            else:
                answer = self._refusal(exchange, asked)
            await exchange.send(answer, slow)
        finally:
            watch.cancel()

    async def _make(
        self, exchange: Exchange, body: bytes, key: Variant | None, lane: Lane
    ) -> Answer:
        environ = build_environ(exchange.scope, exchange.headers, body=body, hangup=exchange.hangup)
        release = self._current.peek()
        if key is not None:
            for name in CONDITIONS:
                environ.pop(name, None)
        try:
            answer = await lane.run(call, self._wsgi, environ)
        except Exception:
            _log.exception("%s %s failed", environ["REQUEST_METHOD"], environ["REQUEST_URI"])
            return self._refusal(exchange, HTTPStatus.INTERNAL_SERVER_ERROR)
        if key is None or not isinstance(answer.body, bytes) or not is_cacheable(answer, key):
            return Answer(answer.status, answer.without(MARK), answer.body)
        entry = await lane.run(make_entry, answer, answer.body, key)
        self._cache.put(key, entry, release)
        return entry.answer

    def _refusal(self, exchange: Exchange, status: HTTPStatus) -> Answer:
        release = self._current.peek()
        return problem(exchange, status, self._config, release=release.id if release else "")


async def _send_entry(entry: Entry, method: str, asked: Mapping[bytes, bytes], send: Send) -> None:
    if (b"if-none-match" in asked or b"if-modified-since" in asked) and entry.is_unmodified(asked):
        await send(entry.unmodified)
        await send(END)
    else:
        await send(entry.start)
        await send(END if method == "HEAD" else entry.body)
