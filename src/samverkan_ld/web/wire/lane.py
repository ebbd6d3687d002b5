"""Threads for what may block, beside the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple

Result = TypeVar("Result")
Arguments = TypeVarTuple("Arguments")


@dataclass(frozen=True, slots=True)
class Lane:
    """A bounded pool of threads, and the context that one request's functions run in.

    The context goes along from thread to thread, because Flask keeps the state of a request there.
    """

    pool: ThreadPoolExecutor
    context: Context

    async def run(self, function: Callable[[*Arguments], Result], *arguments: *Arguments) -> Result:
        """Run a function in a thread; one at a time for each context."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, self.context.run, function, *arguments)
