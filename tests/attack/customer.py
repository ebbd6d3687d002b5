"""A client that behaves: `python -m tests.attack.customer PORT SECONDS < CASES`.

Reads queries and the one value that each selects, as JSON; asks them in turn, on a connection of
its own or on one that is kept; prints the milliseconds each took and all wrong answers, as JSON.
"""

import json
import sys
import time
from http.client import HTTPConnection, HTTPException
from itertools import cycle
from typing import NamedTuple

PAUSE = 0.01
TIMEOUT = 60
IDLE = 5
"""A connection that was not used for so many seconds is opened anew: a server lets it go at ten."""


class Case(NamedTuple):
    """A query with `{number}` in it, so that no two texts are the same, and what it selects."""

    query: str
    value: str


def visit(port: int, seconds: float, cases: list[Case]) -> tuple[list[float], list[str]]:
    """Ask for so many seconds; gives the times it took, and what was wrong."""
    times: list[float] = []
    faults: list[str] = []
    kept, used = connection(port), time.monotonic()
    until = used + seconds
    for number, case in enumerate(cycle(cases)):
        began = time.monotonic()
        if began > until:
            break
        own = connection(port)
        if began > used + IDLE:
            kept.close()
        fault = _fault(kept if number % 2 else own, case, number)
        if number % 2:
            used = time.monotonic()
        own.close()
        times.append((time.monotonic() - began) * 1000)
        faults += [f"{fault} after {times[-1]:.0f} ms"] if fault else []
        time.sleep(PAUSE)
    kept.close()
    return times, faults


def connection(port: int) -> HTTPConnection:
    """Make a connection from another address than the attackers have."""
    return HTTPConnection("127.0.0.1", port, timeout=TIMEOUT, source_address=("127.0.0.2", 0))


def _fault(client: HTTPConnection, case: Case, number: int) -> str:
    query = case.query.replace("{number}", str(number))
    try:
        client.request("POST", "/sparql", query.encode(), HEADERS)
        response = client.getresponse()
        body = response.read()
        wanted = {"number": str(number), "value": case.value}
        right = response.status == 200 and _row(body) == wanted
        return "" if right else f"{response.status} {body[:300]!r}, not {wanted}"
    except (OSError, HTTPException, ValueError) as error:
        client.close()
        return f"{error!r} to {query}"


def _row(body: bytes) -> dict[str, str]:
    (row,) = json.loads(body)["results"]["bindings"]
    return {name: term["value"] for name, term in row.items()}


HEADERS = {
    "Content-Type": "application/sparql-query",
    "Accept": "application/sparql-results+json",
}

if __name__ == "__main__":
    asked = [Case(*case) for case in json.load(sys.stdin)]
    print(json.dumps(visit(int(sys.argv[1]), float(sys.argv[2]), asked)))
