"""Questions whose answers tell how a server fares, and queries that run on."""

import http.client
import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from socket import socket

from tests.attack.processes import cpu_seconds, is_running, is_working
from tests.attack.server import Server
from tests.waiting import wait_until

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
    before = {worker.pid: worker.seconds for worker in server.processes("worker")}

    def found() -> list[int]:
        workers = [w for w in server.processes("worker") if w.pid not in server.taken]
        return [w.pid for w in workers if w.seconds > before.get(w.pid, 0) + 0.05]

    with closing(server.send(f"{query} # {time.monotonic_ns()}")) as connection:
        wait_until(found)
        worker = found()[0]
        server.taken.add(worker)
        try:
            yield connection, worker
        finally:
            server.taken.remove(worker)


def is_at_rest(pid: int) -> bool:
    """Tell whether a process has gone, or neither uses CPU time nor waits for it."""
    try:
        used = cpu_seconds(pid)
        worked = is_working(pid)
        time.sleep(0.1)
        return not worked and not is_working(pid) and cpu_seconds(pid) - used < 0.02
    except OSError:
        return not is_running(pid)


def at_full_strength(server: Server, workers: int = 4) -> None:
    """Wait until a server has all its workers, and they have nothing to do."""
    wait_until(lambda: len(server.pids("worker")) == workers)
    wait_until(lambda: all(is_at_rest(pid) for pid in server.pids("worker")))


def memory(server: Server) -> dict[str, int]:
    """Tell the largest memory of the processes of each role."""
    sizes: dict[str, int] = {}
    for process in server.processes():
        sizes[process.role] = max(process.memory, sizes.get(process.role, 0))
    return sizes
