"""The server as a process: connections that behave badly, signals, and the death of processes."""

import gzip
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, IncompleteRead
from pathlib import Path

import pytest
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until

from samverkan_ld.config import Config
from samverkan_ld.errors import ConfigError
from samverkan_ld.web.server import serve

Publish = Callable[[str], Path]

FIRST, SECOND = "20261123T200000Z-00000001", "20261123T200000Z-00000002"
SCRIPT = Path(__file__).with_name("serving.py")


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    notes: Path

    def connect(self) -> socket.socket:
        """Open a connection that gives up after two minutes."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def raw(self, request: bytes) -> bytes:
        """Send bytes, and read until the server closes or resets the connection."""
        received = b""
        with self.connect() as connection:
            connection.sendall(request)
            while piece := connection.recv(1 << 20):
                received += piece
        return received

    def client(self) -> HTTPConnection:
        """Make a client."""
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """Ask once."""
        client = self.client()
        client.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = client.getresponse()
        body = response.read()
        client.close()
        return response, body

    def workers(self) -> list[int]:
        """List the worker processes."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        return [
            int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()
        ]


def is_listening(port: int) -> bool:
    """Tell whether connections are accepted."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def is_running(pid: int) -> bool:
    """Tell whether a process runs; one that is dead and unburied does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def port() -> int:
    """A port that nobody uses."""
    return free_port()


@pytest.fixture
def server(port: int, releases: Path, publish: Publish, tmp_path: Path) -> Iterator[Server]:
    """A server with two workers and a published release."""
    publish(FIRST)
    command = [sys.executable, str(SCRIPT), str(releases), str(tmp_path), str(port)]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        wait_until(lambda: is_listening(port))
        server = Server(process, port, tmp_path)
        wait_until(lambda: len(server.workers()) == 2)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(PATIENCE)


def test_connections_are_kept(server: Server) -> None:
    """One connection carries many requests, with and without bodies."""
    client = server.client()
    client.connect()
    connection = client.sock
    for method, path, length in [
        ("GET", "/doc/a/b", 2800),
        ("HEAD", "/doc/a/b", 0),
        ("GET", "/doc/a/b", 2800),
        ("HEAD", "/long", 0),
        ("GET", "/echo", 0),
    ]:
        client.request(method, path)
        response = client.getresponse()
        assert (response.status, len(response.read())) == (200, length)
        assert client.sock is connection
    client.close()


def test_head_has_the_headers_of_get(server: Server) -> None:
    """Over the wire too, HEAD and GET have the same headers."""
    told = [
        {k: v for k, v in server.get("/doc/a/b", method)[0].getheaders() if k != "date"}
        for method in ("GET", "HEAD", "GET", "HEAD")
    ]
    assert told[0]["content-length"] == "2800"
    assert told == [told[0]] * 4


def test_conditions_and_compression(server: Server) -> None:
    """Over the wire, 304 and gzip are what clients expect."""
    response, body = server.get("/doc/a/b", accept_encoding="gzip")
    assert gzip.decompress(body) == b"<a> <b> <c> .\n" * 200
    etag = response.getheader("etag") or ""
    response, body = server.get("/doc/a/b", accept_encoding="gzip", if_none_match=etag)
    assert (response.status, body, response.getheader("etag")) == (304, b"", etag)


def test_file(server: Server) -> None:
    """A file arrives whole."""
    content = os.urandom(3_000_000)
    (server.notes / "file").write_bytes(content)
    response, body = server.get("/file")
    assert response.getheader("content-length") == "3000000"
    assert body == content


def test_slow_readers_stop_nobody(server: Server) -> None:
    """With 64 clients that read a byte now and then, others are answered as ever."""
    readers = [server.connect() for _ in range(64)]
    for reader in readers:
        reader.sendall(b"GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
    for _ in range(50):
        for reader in readers[::8]:
            assert reader.recv(1)
        for path in ("/doc/a/b", "/echo"):
            assert server.get(path)[0].status == 200  # or it gives up
    for reader in readers:
        reader.close()


@pytest.mark.parametrize("path", ["ticks", "long"])
def test_hang_up_closes_the_body(path: str, server: Server) -> None:
    """When a client goes away, its body is closed, long before its end."""
    with server.connect() as connection:
        connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        assert connection.recv(1000)
        time.sleep(0.3)
        assert not (server.notes / "closed").exists()
    wait_until((server.notes / "closed").exists, 30)  # of fifty that the ticks would take


def test_failing_body_is_visibly_broken(server: Server) -> None:
    """A body that fails midway lacks its last chunk, or some of its announced bytes."""
    received = server.raw(b"GET /fail HTTP/1.1\r\nHost: a\r\n\r\n")
    assert received.startswith(b"HTTP/1.1 200")
    assert len(received) > 3 * 65536
    assert not received.endswith(b"0\r\n\r\n")
    for path in ("/fail", "/fail?length"):
        with closing(server.client()) as client, pytest.raises(IncompleteRead):
            client.request("GET", path)
            client.getresponse().read()


def test_large_request_is_refused(server: Server) -> None:
    """A client that sends too much is told so, even when it sends all before it listens."""
    client = server.client()
    client.request("POST", "/echo", body=b"x" * 1_000_000)
    response = client.getresponse()
    assert (response.status, response.getheader("content-type")) == (
        413,
        "application/problem+json",
    )
    client.close()
    client.request("POST", "/echo", body=b"x" * 100_000)
    assert len(client.getresponse().read()) == 100_000
    client.close()


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\xff" * 1000 + b"\r\n\r\n",
        b"GARBAGE\r\n\r\n",
        b"GET /doc/a/b HTTP/9.9\r\n\r\n",
        b"GET /doc/\xff HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nBad Header: x\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: nine\r\n\r\n",
        b"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /echo HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 600_000 + b"\r\n\r\n",
    ],
    ids=range(9),
)
def test_garbage(garbage: bytes, server: Server) -> None:
    """Nonsense is refused or dropped, and the next client is served."""
    try:
        received = server.raw(garbage)
    except ConnectionError:
        received = b""
    assert received == b"" or received.startswith(b"HTTP/1.1 4")
    assert server.get("/doc/a/b")[0].status == 200


def test_new_release_is_served(server: Server, publish: Publish) -> None:
    """Every worker notices a switch; nobody is refused meanwhile."""
    assert server.get("/release")[1] == FIRST.encode()
    publish(SECOND)

    def releases_served() -> set[bytes]:
        answers = [server.get("/release") for _ in range(30)]
        assert {response.status for response, _ in answers} == {200}
        return {body for _, body in answers}

    wait_until(lambda: releases_served() == {SECOND.encode()})


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stop_finishes_running_requests(number: signal.Signals, server: Server) -> None:
    """At a signal, requests that run are answered, idle connections closed, and all exits well."""
    idle = server.connect()
    idle.sendall(b"GET /echo HTTP/1.1\r\nHost: a\r\n\r\n")
    assert idle.recv(1000)
    client = server.client()
    client.request("GET", "/slow")
    wait_until((server.notes / "started").exists)
    server.process.send_signal(number)
    assert client.getresponse().read() == b"done"
    client.close()
    assert idle.recv(1000) == b""
    idle.close()
    assert server.process.wait(PATIENCE) == 0


def test_workers_die_with_their_parent(server: Server) -> None:
    """When the parent is killed, no worker is left to hold the port."""
    workers = server.workers()
    assert len(workers) == 2
    server.process.kill()
    server.process.wait(PATIENCE)
    wait_until(lambda: not any(is_running(pid) for pid in workers))


def test_dead_worker_is_replaced(server: Server) -> None:
    """A worker that dies is started again."""
    dead = server.workers()[0]

    def is_answered() -> bool:
        with suppress(ConnectionError):  # neither of the two may listen yet
            return server.get("/doc/a/b")[0].status == 200
        return False

    os.kill(dead, signal.SIGKILL)
    wait_until(lambda: len(server.workers()) == 2 and dead not in server.workers())
    wait_until(is_answered)


@pytest.mark.parametrize("shares", [True, False])
def test_taken_port(shares: bool, port: int, tmp_path: Path) -> None:
    """A port that someone uses is refused, even when that someone would share it."""
    with socket.socket() as taken:
        if shares:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(ConfigError, match=f"port {port}.*in use.*--port"):
            serve(Config(root=tmp_path), host="127.0.0.1", port=port, workers=1)


def test_unknown_host(port: int, tmp_path: Path) -> None:
    """An address that is not this machine's is refused."""
    with pytest.raises(ConfigError, match=r"cannot listen on 192\.0\.2\.1"):
        serve(Config(root=tmp_path), host="192.0.2.1", port=port, workers=1)
