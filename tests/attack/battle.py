"""An attack on a server as the processes that take part in it, and what they tell."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from tests.attack.server import Server

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Visit:
    """What the client that behaves met with; times in milliseconds."""

    times: list[float]
    faults: list[str]

    @property
    def p95(self) -> float:
        """The 95th percentile of its times."""
        return quantiles(self.times, n=20)[-1]


@dataclass(frozen=True, slots=True)
class Onslaught:
    """How the attackers fared: by blow, how often each end was met; and the CPU time they took."""

    ends: dict[str, dict[str, int]]
    cpu_seconds: float


def attack(
    server: Server, spared: Server, seconds: int, cases: str, *, listener: int
) -> tuple[Onslaught, Visit, Visit]:
    """Let the attackers loose on a server; gives how they fared, and how a client of each server.

    Args:
        server: the server under attack.
        spared: one that nobody attacks.
        seconds: how long it takes.
        cases: what the clients ask, as `customer` reads it.
        listener: a port that the attackers want the server to speak to.
    """
    attackers = _run("onslaught", server.port, listener, seconds)
    clients = [_run("customer", each.port, seconds - 1) for each in (server, spared)]
    for client in clients:
        _feed(client, cases)
    visit, other = (Visit(*json.loads(_told(client, seconds))) for client in clients)
    return Onslaught(**json.loads(_told(attackers, seconds))), visit, other


def _run(name: str, *arguments: object) -> subprocess.Popen[bytes]:
    """Start a script of this folder."""
    command = [sys.executable, "-m", f"tests.attack.{name}", *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=_ROOT, stdin=pipe, stdout=pipe)


def _feed(process: subprocess.Popen[bytes], text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(text.encode())
    process.stdin.close()
    process.stdin = None


def _told(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    told, _ = process.communicate(timeout=seconds + 120)
    assert process.returncode == 0
    return told
