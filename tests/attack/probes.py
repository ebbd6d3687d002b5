"""Questions whose answers tell how a server fares, and queries that run on."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from socket import socket

from tests.attack.processes import cpu_seconds, is_running
from tests.attack.server import Server, wait_until

NOISE = 0.5
"""So many seconds a busy machine may add to what is promised."""

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
JSON = {"Accept": "application/sparql-results+json"}


def small(server: Server) -> None:
    """Ask a small query that nobody asked before, and check its answer."""
    number = time.monotonic_ns()
    response, body, _ = server.ask(f"SELECT ({number} AS ?n) {{}}", JSON)
    assert response.status == 200, body
    assert json.loads(body)["results"]["bindings"][0]["n"]["value"] == str(number)


def problem(response: http.client.HTTPResponse, body: bytes) -> int:
    """Check that an answer is a problem (RFC 9457), and give its status."""
    assert response.getheader("content-type") == "application/problem+json"
    assert json.loads(body)["status"] == response.status
    return response.status


@contextmanager
def runaway(server: Server, query: str = ENDLESS) -> Iterator[tuple[socket, int]]:
    """Have a query run; gives its connection and the worker that runs it."""
    others = {worker.pid for worker in server.processes("worker") if not is_at_rest(worker.pid)}
    before = {worker.pid: worker.seconds for worker in server.processes("worker")}

    def found() -> list[int]:
        workers = [w for w in server.processes("worker") if w.pid not in others]
        return [w.pid for w in workers if w.seconds > before.get(w.pid, 0) + 0.05]

    with closing(server.send(f"{query} # {time.monotonic_ns()}")) as connection:
        wait_until(lambda: bool(found()), 2)
        yield connection, found()[0]


def is_at_rest(pid: int) -> bool:
    """Tell whether a process has gone, or uses no CPU time."""
    try:
        used = cpu_seconds(pid)
        time.sleep(0.1)
        return cpu_seconds(pid) - used < 0.02
    except OSError:
        return not is_running(pid)


def at_full_strength(server: Server, workers: int = 4) -> None:
    """Wait until a server has all its workers, and they have nothing to do."""
    wait_until(lambda: len(server.pids("worker")) == workers, 20)
    wait_until(lambda: all(is_at_rest(pid) for pid in server.pids("worker")), 20)


def memory(server: Server) -> dict[str, int]:
    """Tell the largest memory of the processes of each role."""
    sizes: dict[str, int] = {}
    for process in server.processes():
        sizes[process.role] = max(process.memory, sizes.get(process.role, 0))
    return sizes
