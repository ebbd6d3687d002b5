"""The keeper and the workers, as a server process sees them."""

import asyncio
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from samverkan_ld.config import SparqlConfig
from samverkan_ld.sparql.job import Job
from samverkan_ld.sparql.messages import (
    HEADER,
    NOWHERE,
    PID,
    READY,
    Kind,
    read_failure,
    read_head,
    write_question,
)

SLOWEST: Final = 19
"""The niceness of a query that turned out slow."""

_PROCESS_CLOCK: Final = 2
"""The kind of clock that counts the processor's time of a process (clock_getcpuclockid(3))."""

_AT_ONCE: Final = 256 * 1024
_log = logging.getLogger(__name__)


class Line:
    """The connection to one worker, which does one job at a time.

    Bare sockets rather than asyncio's transports: those cost a small query a third of its time.
    """

    def __init__(
        self, connection: socket.socket, handle: int, pid: int, changed: Callable[["Line"], object]
    ) -> None:
        """Take a socket, a handle (pidfd) and the id of a worker, and whom to tell of changes."""
        self.job: Job | None = None
        self.is_lost = False
        self.is_spent = False
        self._connection = connection
        self._handle = handle
        self._pid = pid
        self._changed = changed
        self._received = bytearray()
        self._unsent = b""
        self.is_paused = False
        self._worked = 0.0
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(connection, self._read)

    def ask(self, job: Job) -> None:
        """Send a job's question to the worker."""
        self.job = job
        self._worked = self._processor()
        job.flow = self
        self._unsent = write_question(job.question)
        self._write()
        if self._unsent and not self.is_lost:
            self._loop.add_writer(self._connection, self._write)

    def pause_reading(self) -> None:
        """Hold the worker's answer back: nobody takes it now."""
        if not self.is_paused and not self.is_lost:
            self.is_paused = True
            self._loop.remove_reader(self._connection)

    def resume_reading(self) -> None:
        """Let the worker's answer come on."""
        if self.is_paused and not self.is_lost:
            self.is_paused = False
            self._loop.add_reader(self._connection, self._read)

    def worked(self) -> float:
        """Tell how many seconds of processor the job has taken."""
        return self._processor() - self._worked

    def slow_down(self) -> None:
        """Let the worker stand back for all others; that cannot be undone, so it is spent."""
        self.is_spent = True
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._pid, SLOWEST)

    def kill(self) -> None:
        """End the worker, whatever it does; its job, if it has one, fails."""
        if not self.is_lost:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            self._lose()

    def _processor(self) -> float:
        try:
            return time.clock_gettime(~self._pid << 3 | _PROCESS_CLOCK)
        except OSError:
            return self._worked  # it has ended

    def _write(self) -> None:
        try:
            sent = self._connection.send(self._unsent)
        except BlockingIOError:
            return
        except OSError:
            self._lose()
            return
        self._unsent = self._unsent[sent:]
        if not self._unsent:
            self._loop.remove_writer(self._connection)

    def _read(self) -> None:
        try:
            data = self._connection.recv(_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._lose()
            return
        self._received += data
        self._take_frames()

    def _take_frames(self) -> None:
        start = 0
        while len(self._received) - start >= HEADER.size:
            kind, length = HEADER.unpack_from(self._received, start)
            end = start + HEADER.size + length
            if len(self._received) < end:
                break
            self._take(kind, bytes(self._received[start + HEADER.size : end]))
            start = end
        del self._received[:start]

    def _take(self, kind: int, content: bytes) -> None:
        job = self.job
        if job is None:
            return
        if kind == Kind.HEAD:
            job.begin(read_head(content))
        elif kind == Kind.BODY:
            job.take(content)
        else:
            if kind == Kind.END:
                job.end()
            else:
                job.fail(read_failure(content))
            self._finish()

    def _lose(self) -> None:
        """Take the end of the worker; its job, if it had one, has failed with it."""
        if self.is_lost:
            return
        self.is_lost = True
        self._loop.remove_reader(self._connection)
        self._loop.remove_writer(self._connection)
        self._connection.close()
        os.close(self._handle)
        if self.job is not None:
            self.job.lose()
        self._finish()

    def _finish(self) -> None:
        if self.job is not None:
            self.job.flow = None
            self.job = None
        self.resume_reading()
        self._changed(self)


class Staff:
    """A keeper, started when the first worker is hired, and again when it has died."""

    def __init__(self, config: SparqlConfig, *, held: str = "") -> None:
        """Have workers that hold the store of the release in the folder `held` in memory."""
        self.held = held
        self._settings = {
            "held": held,
            "service": config.service,
            "memory_bytes": config.memory_bytes,
            "answer_bytes": config.answer_bytes,
        }
        self._lock = asyncio.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    async def hire(self, changed: Callable[[Line], object], *, folder: str = "") -> Line:
        """Get a worker that has the store of the release in a folder open, if one is named.

        Raises:
            OSError: the keeper died, or the system has no room for another process.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        try:
            with theirs:
                pid = await self._fork(theirs, folder)
            await _hear_ready(ours)
            handle = os.pidfd_open(pid)
        except BaseException:
            ours.close()
            raise
        return Line(ours, handle, pid, changed)

    async def start(self) -> None:
        """Have the keeper ready.

        Raises:
            OSError: it died.
        """
        async with self._lock:
            await self._open()

    def stop(self) -> None:
        """End the keeper, and its workers with it."""
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    async def _fork(self, theirs: socket.socket, folder: str) -> int:
        async with self._lock:
            control = await self._open()
            with suppress(OSError):  # the keeper has died: that is heard next
                socket.send_fds(control, [folder.encode() or NOWHERE], [theirs.fileno()])
            pid = int(PID.unpack(await self._hear(control, PID.size))[0])
            if not pid:
                raise OSError("the system has no room for another process")
            return pid

    async def _open(self) -> socket.socket:
        if self._control is None:
            control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            control.setblocking(False)
            with theirs:
                self._process = _start(theirs.fileno(), json.dumps(self._settings))
            self._control = control
            greeting = json.loads(await self._hear(control, 4096))
            if greeting["unconfined"]:
                _log.warning("queries can open network sockets: %s", greeting["unconfined"])
        return self._control

    async def _hear(self, control: socket.socket, size: int) -> bytes:
        heard = b""
        with suppress(OSError):
            heard = await asyncio.get_running_loop().sock_recv(control, size)
        if not heard:
            self.stop()
            raise OSError("the keeper of the query workers died")
        return heard


async def _hear_ready(connection: socket.socket) -> None:
    if await asyncio.get_running_loop().sock_recv(connection, len(READY)) != READY:
        raise OSError("a query worker died at once")


def _start(handle: int, settings: str) -> "subprocess.Popen[bytes]":
    # in a session of its own: signals of the terminal are the server's business
    command = [sys.executable, "-I", "-m", "samverkan_ld.sparql.keeper", str(handle), settings]
    return subprocess.Popen(
        command, pass_fds=[handle], stdin=subprocess.DEVNULL, start_new_session=True
    )
