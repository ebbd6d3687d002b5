"""A real server under attack: started with limits of its own, its log kept in a file."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from tests.attack.processes import Process, tree


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def ask(
        self, query: str, headers: Mapping[str, str] | None = None, *, timeout: float = 60
    ) -> tuple[HTTPResponse, bytes, float]:
        """Ask by POST on a connection of its own; gives answer, body and the seconds it took."""
        began = time.monotonic()
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as client:
            client.request("POST", "/sparql", query.encode(), {**DIRECT, **(headers or {})})
            response = client.getresponse()
            return response, response.read(), time.monotonic() - began

    def connect(self) -> socket.socket:
        """Open a connection that gives up after a minute."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=60)

    def send(self, query: str) -> socket.socket:
        """Ask on a bare connection, and leave the answer unread."""
        connection = self.connect()
        target = "/sparql?" + urlencode({"query": query})
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
        return connection

    def processes(self, role: str = "") -> list[Process]:
        """List the processes, all or those of a role."""
        return [p for p in tree(self.process.pid) if role in ("", p.role)]

    def pids(self, role: str = "") -> set[int]:
        """List the numbers of the processes, all or those of a role."""
        return {p.pid for p in self.processes(role)}

    def faults(self) -> list[str]:
        """List the lines of the log that tell of a fault of ours."""
        lines = self.log.read_text(errors="replace").splitlines()
        return [line for line in lines if "Traceback" in line or "panicked" in line]


DIRECT = {"Content-Type": "application/sparql-query"}


def start(site: Path, log: Path, *, processes: int) -> Server:
    """Serve a site on a free port with so many server processes; gives it once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "samverkan_ld", "serve", f"--port={port}"]
    command.append(f"--workers={processes}")
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=site, env=_environ(), stdout=file, stderr=file)
    server = Server(process, port, log)
    wait_until(lambda: _answers(server), 60)
    wait_until(lambda: len(server.pids("keeper")) == processes, 60)
    return server


def stop(server: Server) -> None:
    """End a server by SIGTERM, and by SIGKILL where that does not help."""
    server.process.terminate()
    try:
        server.process.wait(60)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait(10)
        raise


def settings(**values: object) -> str:
    """Write the lines of configuration for `[sparql]`."""
    lines = (f"{key} = {value}" for key, value in values.items())
    return "\n".join(("", "[sparql]", *lines, ""))


def wait_until(condition: Callable[[], bool], seconds: float) -> None:
    """Wait for something to become true."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"not true within {seconds} s"
        time.sleep(0.02)


def _environ() -> dict[str, str]:
    """Have freed memory given back at once, so that what a process still has is what it keeps."""
    return {**os.environ, "MALLOC_MMAP_THRESHOLD_": "524288", "MALLOC_TRIM_THRESHOLD_": "131072"}


def _answers(server: Server) -> bool:
    assert server.process.poll() is None, server.log.read_text()[-2000:]
    try:
        response, _, _ = server.ask("ASK {}", timeout=5)
    except OSError:
        return False
    return response.status == 200
