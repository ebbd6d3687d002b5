"""Asking a SPARQL endpoint, and what its answer comes to."""

import json
import time
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import RdfFormat, parse

from bench.queries import JSON, TURTLE
from bench.rivals import Server

_numbers: Final = count(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: seconds until its last byte, status (0: none came in time), and body."""

    seconds: float
    status: int
    body: bytes = b""


def ask(server: Server, text: str, accept: str = JSON, *, limit: float) -> Answer:
    """Ask over a connection of its own, which is made before the clock starts."""
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=limit)) as connection:
        connection.connect()
        start = time.perf_counter()
        try:
            connection.request("GET", target(server.path, text), headers={"Accept": accept})
            answer = connection.getresponse()
            body, status = answer.read(), answer.status
        except (OSError, HTTPException):
            body, status = b"", 0
        return Answer(time.perf_counter() - start, status, body)


def target(path: str, text: str) -> str:
    """Write the target of a GET request for a query (SPARQL 1.1 Protocol, section 2.1.1)."""
    return f"{path}?{urlencode({'query': text})}"


def renewed(text: str) -> str:
    """Make a query new to every cache, by a comment with a number that never comes again."""
    return f"{text}\n# {next(_numbers)}"


def outcome(answer: Answer, accept: str) -> str:
    """Tell what an answer comes to: rows or triples, the row itself when there is but one.

    Endpoints that hold the same data and are right give the same outcome.
    """
    if answer.status != 200:
        return f"status {answer.status}" if answer.status else "no answer"
    try:
        return _triples(answer.body) if accept == TURTLE else _rows(answer.body)
    except (SyntaxError, ValueError, KeyError):
        return "unreadable"


def _triples(body: bytes) -> str:
    return f"{len({*parse(body, format=RdfFormat.TURTLE)})} triples"


def _rows(body: bytes) -> str:
    found = json.loads(body)
    if "boolean" in found:
        return str(found["boolean"]).lower()
    rows = found["results"]["bindings"]
    return json.dumps(rows[0], sort_keys=True) if len(rows) == 1 else f"{len(rows)} rows"
