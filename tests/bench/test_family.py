"""The processes of a running server."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from bench.family import busy_for, everyone, memory_beside_workers, processor, query_workers

# a server that keeps a keeper, which forks two workers of 64 MiB each
KEEPER = """
import os, sys
for _ in range(2):
    if os.fork() == 0:
        held = b"x" * (1 << 26)
        break
os.write(1, b"ready\\n")  # at once: others write too
sys.stdin.read()
"""
SERVER = f"""
import subprocess, sys
subprocess.run([sys.executable, "-c", {KEEPER!r}, "samverkan_ld.sparql" + ".keeper"])
"""


@pytest.fixture
def server() -> Iterator[int]:
    """A process tree like a server's, until its input ends."""
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        for _ in range(3):
            assert process.stdout.readline() == b"ready\n"
        yield process.pid


def test_workers_are_told_from_their_keeper(server: int) -> None:
    """The workers are what a keeper forked; their memory is not that of the server."""
    assert len(query_workers(server)) == 2
    assert len(everyone(server)) == 4
    assert 0 < memory_beside_workers(server) < 1 << 26


def test_processor_time_grows_with_work() -> None:
    """A process that computes uses the processor; one that has ended uses none."""
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        while processor(process.pid) < 0.1:
            pass
        process.kill()
    assert processor(process.pid) == 0


def test_work_is_waited_for() -> None:
    """Processes are busy as long as they compute."""
    work = "import time\nwhile time.process_time() < 0.5: pass\ntime.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", work]) as process:
        assert busy_for(lambda: [process.pid]) > 0.3
        assert process.poll() is None
        process.kill()
