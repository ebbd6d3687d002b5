"""What a query worker may do on the network: nothing, whoever it runs as."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from samverkan_ld.sparql.confinement import deny_network

NOBODY = 65534

# Everything is imported before the user changes, who may not be allowed to read it.
ATTEMPT = """
import os, socket, sys, threading
from pyoxigraph import Store
from samverkan_ld.sparql.confinement import deny_network
user, port, confined = map(int, sys.argv[1:])
query = "ASK { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % port
if user != os.getuid():
    os.setgroups([])
    os.setgid(user)
    os.setuid(user)
if confined:
    deny_network()

def attempt(name, *arguments):
    try:
        socket.socket(getattr(socket, name), *arguments).close()
        print(name, "opened")
    except OSError as error:
        print(name, type(error).__name__)

def attempt_all():
    attempt("AF_INET", socket.SOCK_STREAM)
    attempt("AF_INET", socket.SOCK_DGRAM)
    attempt("AF_INET6", socket.SOCK_STREAM)
    attempt("AF_NETLINK", socket.SOCK_RAW)
    attempt("AF_PACKET", socket.SOCK_DGRAM)
    attempt("AF_UNIX", socket.SOCK_STREAM)
    socket.socketpair()

attempt_all()
thread = threading.Thread(target=attempt_all)
thread.start()
thread.join()
pid = os.fork()
if not pid:
    attempt_all()
    sys.stdout.flush()
    os._exit(0)
os.waitpid(pid, 0)
try:
    print("SERVICE", bool(Store().query(query)))
except OSError as error:
    print("SERVICE", type(error).__name__)
"""


def attempts(user: int, listener: socket.socket, *, confined: bool) -> set[str]:
    """Try all kinds of sockets as a user, and have the engine ask a listener."""
    arguments = [user, listener.getsockname()[1], int(confined)]
    command = [sys.executable, "-c", ATTEMPT, *map(str, arguments)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return {*told.stdout.splitlines()}


@pytest.fixture(params=["root", "nobody"])
def user(request):
    """A user to run as, of those that this one may become."""
    number = {"root": 0, "nobody": NOBODY}[request.param]
    if os.getuid() not in (0, number):
        if request.param == "root":
            pytest.skip("only root can be root")
        number = os.getuid()
    return number


def test_network_is_denied(user):
    """A confined process, its threads and children open AF_UNIX sockets only; SERVICE fails."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        told = attempts(user, listener, confined=True)
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert told == {
        "AF_INET PermissionError",
        "AF_INET6 PermissionError",
        "AF_NETLINK PermissionError",
        "AF_PACKET PermissionError",
        "AF_UNIX opened",
        "SERVICE PermissionError",
    }


def test_network_is_open_otherwise():
    """The same attempts succeed without the filter, so it is the filter that denies them."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        arguments = [os.getuid(), listener.getsockname()[1], 0]
        command = [sys.executable, "-c", ATTEMPT, *map(str, arguments)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            caller, _ = listener.accept()
            assert caller.recv(5) == b"POST "
            caller.close()
            told, _ = process.communicate(timeout=120)
    assert "AF_INET opened" in told


def test_unknown_systems_are_told(monkeypatch):
    """Where no filter is known, that is an error, and nothing is set."""
    monkeypatch.setattr("platform.machine", lambda: "abacus")
    with pytest.raises(OSError, match="no filter is known"):
        deny_network()


def test_workers_are_confined(serve):
    """The keeper and each worker of a server run under the filter, and hold no network socket."""
    server = serve()
    server.ask("SELECT * { ?s ?p ?o } LIMIT 1")
    confined = [p for p in server.processes() if p.role in ("keeper", "worker")]
    assert len(confined) == 5
    inodes = network_inodes()
    for process in confined:
        status = Path(f"/proc/{process.pid}/status").read_text()
        assert re.search(r"^NoNewPrivs:\t1$", status, re.MULTILINE), process
        assert re.search(r"^Seccomp:\t2$", status, re.MULTILINE), process
        handles = {str(path.readlink()) for path in Path(f"/proc/{process.pid}/fd").iterdir()}
        assert inodes.isdisjoint(handles), process


def network_inodes() -> set[str]:
    """Name all sockets of the internet families, as `/proc/PID/fd` names them."""
    tables = (Path("/proc/net", name) for name in ("tcp", "tcp6", "udp", "udp6"))
    lines = [line for table in tables if table.exists() for line in table.read_text().splitlines()]
    return {f"socket:[{line.split()[9]}]" for line in lines}
