"""Slow clients, long answers and half requests: they hold nobody up, and take little memory."""

import time
from contextlib import ExitStack, closing, suppress

import pytest
from tests.attack.probes import LONG, at_full_strength, memory, small
from tests.attack.processes import connections
from tests.waiting import PATIENCE, wait_until

MEGABYTE = 1_000_000
HEAD = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: application/sparql-query\r\n"


def test_slow_readers(patient):
    """Those who read long answers slowly keep nobody waiting until their deadline."""
    with ExitStack() as stack:
        readers = [stack.enter_context(patient.send(f"{LONG} # {n}")) for n in range(4)]
        for _ in range(50):
            began = time.monotonic()
            small(patient)
            assert time.monotonic() - began < PATIENCE
            for reader in readers:
                reader.recv(1)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(200_000, id="200000"),
        pytest.param(1_000_000, id="1000000", marks=pytest.mark.long),
    ],
)
def test_memory_of_streams(serve, rows):
    """While a long answer goes out, the memory of no process grows by more than 50 MB."""
    server = serve(seconds=300)
    for _ in range(50):
        small(server)
    before, tail, received = memory(server), b"", 0
    most = dict(before)
    with closing(server.send(f"{LONG} LIMIT {rows}")) as connection:
        while tail != b"0\r\n\r\n" and (piece := connection.recv(1 << 20)):
            received += len(piece)
            tail = (tail + piece)[-5:]
            most = {role: max(size, most[role]) for role, size in memory(server).items()}
    assert tail == b"0\r\n\r\n"
    assert received > rows * 200
    for role, size in most.items():
        assert size - before[role] < 50 * MEGABYTE, (role, before, most)


def test_memory_of_one_long_value(serve):
    """One value of many megabytes goes out in pieces, as many values do."""
    server = serve(seconds=60)
    small(server)
    before = memory(server)["server"]
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(24))
    query = f"SELECT ?v24 {{ BIND('0123' AS ?v0) {doubled} }}"
    most, received = before, 0
    with closing(server.send(query)) as connection:
        while received < 4 << 24 and (piece := connection.recv(1 << 20)):
            received += len(piece)
            most = max(most, memory(server)["server"])
    assert received >= 4 << 24
    assert most - before < 50 * MEGABYTE


def test_memory_of_half_bodies(streaming):
    """Bodies that are sent half and then no more take a bounded part of the memory."""
    before = memory(streaming)["server"]
    half = HEAD + b"Content-Length: 1000000\r\n\r\n" + b" " * 990_000
    with ExitStack() as stack:
        for _ in range(400):
            stack.enter_context(streaming.connect()).sendall(half)
        time.sleep(1)
        grown = memory(streaming)["server"] - before
        small(streaming)
    assert grown < 200 * MEGABYTE


def test_memory_of_hang_ups_in_the_queue(streaming):
    """Of those who hang up while they wait, nothing is kept: three rounds bring over 100 MB."""
    sizes = []
    for _ in range(4):
        hang_up_in_the_queue(streaming, rounds=3)
        sizes.append(memory(streaming)["server"])
        if len(sizes) > 1 and sizes[-1] - sizes[-2] < 50 * MEGABYTE:
            return  # what was kept would grow with every round, noise does not
    raise AssertionError(sizes)


def hang_up_in_the_queue(server, rounds):
    """Let forty clients with queries of almost a megabyte wait for a worker, and hang up."""
    big = HEAD + f"Content-Length: 900000\r\n\r\n{LONG}".encode() + b" " * (900_000 - len(LONG))
    for number in range(rounds):
        with ExitStack() as stack:
            for runaway in range(4):
                stack.enter_context(server.send(f"{LONG} # {number} {runaway}"))
            for _ in range(40):
                stack.enter_context(server.connect()).sendall(big)
            time.sleep(0.5)
        at_full_strength(server)
        small(server)


def test_tiny_chunks(streaming):
    """A body in hundreds of thousands of chunks is given up before it costs much."""
    chunks = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\n \r\n" * 200_000
    (before,) = streaming.processes("server")
    for _ in range(2):
        with suppress(ConnectionError), closing(streaming.connect()) as connection:
            connection.sendall(chunks)
            assert connection.recv(100).startswith(b"HTTP/1.1 4")
    (after,) = streaming.processes("server")
    assert after.seconds - before.seconds < 2
    small(streaming)


@pytest.mark.long
def test_silent_clients_are_let_go(streaming):
    """A request that is sent half is given up at last, whatever half it is."""
    at_full_strength(streaming)
    request = b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nASK {}"
    with ExitStack() as stack:
        for size in range(len(request)):
            stack.enter_context(streaming.connect()).sendall(request[:size])
        wait_until(lambda: not connections(streaming.port)["ESTABLISHED"], 70)
    small(streaming)
