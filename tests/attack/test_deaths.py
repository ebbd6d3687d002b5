"""Processes that are killed: only what they were at is lost, and nothing is left behind."""

import os
import signal
from contextlib import suppress

import pytest
from tests.attack.probes import ENDLESS, LONG, at_full_strength, runaway, small
from tests.attack.processes import is_running
from tests.waiting import PATIENCE, wait_until


def test_killed_worker(patient):
    """The death of a worker costs its own query, and no other."""
    at_full_strength(patient)
    with runaway(patient) as (connection, worker), runaway(patient) as (_, spared):
        os.kill(worker, signal.SIGKILL)
        assert b" 503 " in connection.recv(100)
        small(patient)
        assert is_running(spared)
    at_full_strength(patient)


def test_killed_worker_within_an_answer(patient):
    """When a worker dies with half its answer sent, the transfer breaks."""
    with runaway(patient, LONG) as (connection, worker):
        assert b" 200 " in connection.recv(100)
        os.kill(worker, signal.SIGKILL)
        tail = b""
        while piece := connection.recv(1 << 20):
            tail = (tail + piece)[-5:]
        assert tail != b"0\r\n\r\n"
    small(patient)


def test_killed_idle_workers(patient):
    """Workers that die while they have nothing to do are replaced."""
    at_full_strength(patient)
    for pid in patient.pids("worker"):
        os.kill(pid, signal.SIGKILL)
    at_full_strength(patient)  # once as many are hired as have died, all deaths are known
    for _ in range(8):
        small(patient)


def test_killed_keeper(patient):
    """With its keeper, a server loses the queries that run; then it has another."""
    for _ in range(2):
        at_full_strength(patient)
        (keeper,) = patient.pids("keeper")
        with runaway(patient) as (connection, worker):
            os.kill(keeper, signal.SIGKILL)
            assert b" 503 " in connection.recv(100)
        wait_until(lambda: not is_running(worker))
        at_full_strength(patient)
        small(patient)
        assert keeper not in patient.pids("keeper")


def test_killed_idle_keeper(patient):
    """A keeper that dies while nobody asks is replaced."""
    at_full_strength(patient)
    keepers = patient.pids("keeper")
    for keeper in keepers:
        os.kill(keeper, signal.SIGKILL)
    wait_until(lambda: patient.pids("keeper") - keepers)
    at_full_strength(patient)
    small(patient)


def test_hanging_keeper(patient):
    """A keeper that hangs harms nobody who needs no new worker."""
    at_full_strength(patient)
    (keeper,) = patient.pids("keeper")
    os.kill(keeper, signal.SIGSTOP)
    try:
        for _ in range(8):
            small(patient)
    finally:
        os.kill(keeper, signal.SIGCONT)


def test_hanging_worker(streaming):
    """A worker that hangs is ended at the deadline of its query, and replaced."""
    at_full_strength(streaming)
    with runaway(streaming) as (connection, worker):
        os.kill(worker, signal.SIGSTOP)
        assert b" 504 " in connection.recv(100)
    wait_until(lambda: not is_running(worker))
    at_full_strength(streaming)


def test_many_deaths(patient):
    """Whatever dies again and again, in whatever order, the server comes back."""
    for role in ("worker", "keeper", "worker", "worker", "keeper", "keeper"):
        for pid in patient.pids(role):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    at_full_strength(patient)
    small(patient)


def test_killed_server(serve):
    """When a server process is killed, all below it end, and another takes its place."""
    server = serve(seconds=600)
    with runaway(server) as (_, worker):
        below = server.pids("keeper") | server.pids("worker")
        assert worker in below
        (process,) = server.pids("server")
        os.kill(process, signal.SIGKILL)
        wait_until(lambda: not any(map(is_running, below)))
    at_full_strength(server)
    small(server)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_stop(serve, number):
    """However a server ends, and whatever it does, no process is left behind."""
    server = serve(processes=2, seconds=4)
    with runaway(server), runaway(server):
        everybody = server.pids()
        server.process.send_signal(number)
        server.process.wait(PATIENCE)
        wait_until(lambda: not any(map(is_running, everybody)))
    assert not server.faults()


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_stop_with_a_deaf_client(serve, number):
    """A client that reads nothing of a long answer keeps no process alive."""
    server = serve(seconds=2)
    with runaway(server, LONG), runaway(server, ENDLESS):
        everybody = server.pids()
        server.process.send_signal(number)
        wait_until(lambda: not any(map(is_running, everybody - {server.process.pid})))
        server.process.wait(PATIENCE)
