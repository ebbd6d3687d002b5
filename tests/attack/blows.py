"""What an attacker does once: each function opens a connection and tells how it ended."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from random import Random
from urllib.parse import quote

from tests.attack.garbage import GARBAGE
from tests.attack.hostile import ALL, ENDLESS, HOSTILE, TEN_MEGABYTES

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]

LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
ACCEPTS = ("*/*", "text/html", "text/csv", "application/sparql-results+xml", "application/rdf+xml")
SERVICES = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?e {{ <{0}> }} seRvIce ?e {{ ?s ?p ?o }} }}",
    "PREFIX x: <{0}> ASK {{ SERVICEx:y {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
    "LOAD <{0}>",
)


@dataclass(frozen=True, slots=True)
class Target:
    """The port under attack, and one that the server must never speak to."""

    port: int
    listener: int
    rng: Random
    numbers: "count[int]" = field(default_factory=count)

    @asynccontextmanager
    async def connect(self, buffer: int = 0) -> AsyncIterator[Stream]:
        """Open a connection; with a small buffer, the server feels that little is read."""
        sock = socket.socket()
        sock.setblocking(False)
        if buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        try:
            await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", self.port))
            reader, writer = await asyncio.open_connection(sock=sock, limit=buffer or 65536)
        except BaseException:
            sock.close()
            raise
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    def salted(self, query: str) -> str:
        """Make a text that nobody has asked before."""
        return f"{query}\n# {next(self.numbers)}"


Blow = Callable[[Target], Awaitable[str]]


async def ask(target: Target) -> str:
    """Ask a hostile query, sometimes one asked before, and read what comes."""
    query = target.rng.choice([*HOSTILE.values()])
    return await _ask(target, target.salted(query) if target.rng.random() < 0.7 else query)


async def ask_much(target: Target) -> str:
    """Ask a query of ten megabytes."""
    return await _ask(target, TEN_MEGABYTES)


async def federate(target: Target) -> str:
    """Try to have another address asked."""
    query = target.rng.choice(SERVICES).format(f"http://127.0.0.1:{target.listener}/")
    return await _ask(target, query)


async def browse(target: Target) -> str:
    """Ask for a page with a thousand rows."""
    return await _ask(target, target.salted("SELECT * { ?s ?p ?o }"), "text/html")


async def babble(target: Target) -> str:
    """Send garbage, and see whether anything comes back."""
    async with target.connect() as (reader, writer):
        writer.write(target.rng.choice([*GARBAGE.values()]))
        with suppress(TimeoutError):
            async with asyncio.timeout(1):
                return await receive(reader)
        return "silence"


async def hang_up(target: Target) -> str:
    """Ask what takes long, and go away in the midst of it: at once, or while the answer comes."""
    query = target.rng.choice([LONG, *ENDLESS.values()])
    async with target.connect() as (reader, writer):
        writer.write(_get(target.salted(query)))
        with suppress(TimeoutError):
            async with asyncio.timeout(target.rng.uniform(0, 0.5)):
                await reader.readexactly(target.rng.randrange(200_000))
    return "gone"


async def vanish(target: Target) -> str:
    """Send half a request, and reset the connection."""
    async with target.connect() as (_, writer):
        request = _post(f"SELECT * {{ {ALL} }}".encode())
        writer.write(request[: target.rng.randrange(len(request))])
        await asyncio.sleep(target.rng.uniform(0, 0.05))
        sock = writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return "reset"


async def drip_head(target: Target) -> str:
    """Send the head of a request a few bytes at a time."""
    return await _drip(target, _get("ASK {}"))


async def drip_body(target: Target) -> str:
    """Send the body of a request a few bytes at a time."""
    return await _drip(target, _post(b"ASK {}" + b" " * 900), at_once=100)


async def sip(target: Target) -> str:
    """Ask for a long answer, and read a few bytes of it at a time."""
    async with target.connect(buffer=4096) as (reader, writer):
        writer.write(_get(target.salted(LONG)))
        while await reader.read(100):
            await asyncio.sleep(0.5)
    return "ended"


async def hoard(target: Target) -> str:
    """Send all of a large body but its end."""
    async with target.connect() as (reader, writer):
        writer.write(_post(b" " * 1_000_000)[:-100])
        return "ended" if await reader.read() else "closed"


async def fall_silent(target: Target) -> str:
    """Send half a request, and nothing more."""
    async with target.connect() as (reader, writer):
        request = _post(b"ASK {}")
        writer.write(request[: target.rng.randrange(len(request))])
        return "ended" if await reader.read() else "closed"


async def receive(reader: asyncio.StreamReader) -> str:
    """Read an answer; tells its status, and whether it broke off."""
    head = await reader.readuntil(b"\r\n\r\n")
    status = head[9:12].decode("ascii", "replace")
    try:
        await _read_body(reader, head.lower())
    except (asyncio.IncompleteReadError, ConnectionError):
        return f"{status} broken"
    return status


async def _read_body(reader: asyncio.StreamReader, head: bytes) -> None:
    if b"transfer-encoding: chunked" in head:
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
    elif b"content-length: " in head:
        length = head.partition(b"content-length: ")[2].partition(b"\r")[0]
        await reader.readexactly(int(length))


async def _ask(target: Target, query: str, accept: str = "") -> str:
    accept = accept or target.rng.choice(ACCEPTS)
    async with target.connect() as (reader, writer):
        is_short = len(query) < 10_000 and target.rng.random() < 0.5
        writer.write(_get(query, accept) if is_short else _post(query.encode(), accept))
        return await receive(reader)


async def _drip(target: Target, request: bytes, at_once: int = 0) -> str:
    async with target.connect() as (reader, writer):
        writer.write(request[:at_once])
        for start in range(at_once, len(request), 3):
            writer.write(request[start : start + 3])
            await writer.drain()
            await asyncio.sleep(0.5)
        return await receive(reader)


def _get(query: str, accept: str = "*/*") -> bytes:
    target = f"/sparql?query={quote(query)}"
    return f"GET {target} HTTP/1.1\r\nHost: a\r\nAccept: {accept}\r\n\r\n".encode()


def _post(query: bytes, accept: str = "*/*") -> bytes:
    head = (
        "POST /sparql HTTP/1.1",
        "Host: a",
        f"Accept: {accept}",
        "Content-Type: application/sparql-query",
        f"Content-Length: {len(query)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + query
