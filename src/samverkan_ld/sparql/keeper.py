"""The keeper: a small process of one thread that forks the query workers of a server process.

    python -m samverkan_ld.sparql.keeper FD SETTINGS

The server asks by sending the folder of a release and a worker's end of a socket over the control
socket FD, and is told the worker's process id. When the control socket ends, so do the keeper and
its workers.
"""

import gc
import json
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat, Store

from samverkan_ld.archive.folder import STORE
from samverkan_ld.errors import ReleaseError
from samverkan_ld.sparql.confinement import NICE, deny_network, die_with, limit_memory
from samverkan_ld.sparql.messages import PID, READY
from samverkan_ld.sparql.worker import Held, Stores, Worker
from samverkan_ld.store.disk import open_store

_ADJUSTMENT: Final = Path("/proc/self/oom_score_adj")
_ASKED_FIRST: Final = "500"
_LONGEST: Final = 4096


def main(control: socket.socket, settings: dict[str, Any]) -> None:
    """Fork workers until the server process has gone."""
    os.nice(NICE)
    with suppress(OSError):
        _ADJUSTMENT.write_text(_ASKED_FIRST)  # where memory runs out, queries go first
    refusal = _confine(settings)
    held = _hold(settings["held"]) if settings["held"] else None
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that no dead worker has to be waited for
    gc.freeze()
    with suppress(ConnectionError):  # the server process may end while it waits for an answer
        control.send(json.dumps({"unconfined": refusal}).encode())
        _fork_workers(control, settings, held)


def _fork_workers(control: socket.socket, settings: dict[str, Any], held: Held | None) -> None:
    while True:
        told, handles, _, _ = socket.recv_fds(control, _LONGEST, 1)
        if not told:
            return
        with socket.socket(fileno=handles[0]) as connection:
            pid = _fork()
            if pid == 0:
                control.close()
                _work(connection, Stores(held), settings, told.decode())
        control.send(PID.pack(max(pid, 0)))


def _fork() -> int:
    """Fork; give the process id of the worker, 0 to itself, -1 where there is no room for it."""
    keeper = os.getpid()
    try:
        pid = os.fork()
    except OSError:
        return -1
    if pid == 0:
        die_with(keeper)
    return pid


def _confine(settings: dict[str, Any]) -> str:
    """Close the network to queries that may ask no other endpoint; tell why it cannot be done."""
    if settings["service"]:
        return ""
    try:
        deny_network()
    except OSError as error:
        return str(error)
    return ""


def _work(connection: socket.socket, stores: Stores, settings: dict[str, Any], folder: str) -> None:
    """Be a worker to the end of the process."""
    code = 1
    try:
        limit_memory(settings["memory_bytes"])
        with suppress(ReleaseError):
            stores.get(folder)  # so that the first query need not wait for it
        connection.send(READY)
        endpoints = tuple(settings["service"])
        Worker(connection, stores, endpoints, settings["answer_bytes"]).run()
        code = 0
    except (SystemExit, ConnectionError):
        code = 0  # the server wants no more of the answer, or has ended
    finally:
        if code:
            traceback.print_exc()
        os._exit(code)


def _hold(folder: str) -> Held:
    """Load the store of a release into memory.

    A child reads it from disk: where a store on disk has been open, there are threads that would be
    missing after a fork.

    Raises:
        ReleaseError: it cannot be read.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            open_store(Path(folder, STORE)).dump(pipe, format=RdfFormat.N_QUADS)
        os._exit(0)
    os.close(writing)
    store = Store()
    with os.fdopen(reading, "rb") as pipe:
        store.bulk_load(pipe, format=RdfFormat.N_QUADS, lenient=True)
    if os.waitpid(child, 0)[1]:
        raise ReleaseError(f"{folder}: the store cannot be read into memory")
    return Held(folder, store)


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), json.loads(sys.argv[2]))
