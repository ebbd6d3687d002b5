"""A real server under attack: started with limits of its own, its log kept in a file."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from tests.attack.processes import Process, tree
from tests.ports import free_port
from tests.waiting import PATIENCE, wait_until


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `taken` are its workers that run what a test has them run."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    taken: set[int] = field(default_factory=set)

    def ask(
        self, query: str, headers: Mapping[str, str] | None = None, *, timeout: float = PATIENCE
    ) -> tuple[HTTPResponse, bytes, float]:
        """Ask by POST on a connection of its own; gives answer, body and the seconds it took."""
        began = time.monotonic()
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as client:
            client.request("POST", "/sparql", query.encode(), {**DIRECT, **(headers or {})})
            response = client.getresponse()
            return response, response.read(), time.monotonic() - began

    def connect(self) -> socket.socket:
        """Open a connection that gives up after two minutes."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

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
        """List what the log tells of faults of ours, with the lines that follow."""
        lines = self.log.read_text(errors="replace").splitlines()
        found = (n for n, line in enumerate(lines) if "Traceback" in line or "panicked" in line)
        return ["\n".join(lines[n : n + 40]) for n in found]


DIRECT = {"Content-Type": "application/sparql-query"}


def start(site: Path, log: Path, *, processes: int) -> Server:
    """Serve a site on a free port with so many server processes; gives it once it answers."""
    port = free_port()
    command = [sys.executable, "-m", "samverkan_ld", "serve", f"--port={port}"]
    command.append(f"--workers={processes}")
    with log.open("wb") as file:
        process = subprocess.Popen(command, cwd=site, env=_environ(), stdout=file, stderr=file)
    server = Server(process, port, log)
    wait_until(lambda: _answers(server), 2 * PATIENCE)
    wait_until(lambda: len(server.pids("keeper")) == processes)
    return server


def stop(server: Server) -> None:
    """End a server by SIGTERM, and by SIGKILL where that does not help."""
    server.process.terminate()
    try:
        server.process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait(120)
        raise


def settings(**values: object) -> str:
    """Write the lines of configuration for `[sparql]`."""
    lines = (f"{key} = {value}" for key, value in values.items())
    return "\n".join(("", "[sparql]", *lines, ""))


def _environ() -> dict[str, str]:
    """Have freed memory given back at once, so that what a process still has is what it keeps."""
    return {**os.environ, "MALLOC_MMAP_THRESHOLD_": "524288", "MALLOC_TRIM_THRESHOLD_": "131072"}


def _answers(server: Server) -> bool:
    assert server.process.poll() is None, server.log.read_text()[-2000:]
    try:
        response, _, _ = server.ask("ASK {}")
    except OSError:
        return False
    return response.status == 200
