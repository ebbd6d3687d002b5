"""The keeper of the query workers, as a process."""

import json
import os
import signal
import socket
import subprocess
import sys

SETTINGS = {"held": "", "service": [], "memory_bytes": 2**28, "answer_bytes": 2**20}


def test_server_that_has_gone(folder):
    """When the server ends while it waits for a worker, both end without a word."""
    control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-I", "-m", "samverkan_ld.sparql.keeper"]
    with theirs:
        keeper = subprocess.Popen(
            [*command, str(theirs.fileno()), json.dumps(SETTINGS)],
            pass_fds=[theirs.fileno()],
            stderr=subprocess.PIPE,
        )
    with control:
        assert control.recv(4096)
        os.kill(keeper.pid, signal.SIGSTOP)
        ours, workers = socket.socketpair()
        with ours, workers:
            socket.send_fds(control, [str(folder).encode()], [workers.fileno()])
    os.kill(keeper.pid, signal.SIGCONT)
    _, told = keeper.communicate(timeout=120)

    assert (keeper.returncode, told.decode()) == (0, "")
