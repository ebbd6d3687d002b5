"""Entity documents over HTTP, beside a constant answer of the same server and beside a peer.

The servers stand side by side and take turns, so that each ratio is of figures from one minute.
"""

import gzip
import io
import statistics
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import urlencode

from pyoxigraph import RdfFormat, Triple, parse, serialize

from bench.load import Load, Requests, load
from bench.processes import free_port, module, resident, server
from bench.results import Row
from bench.sites import Sites, size
from bench.topics import MIX, draw
from samverkan_ld.archive.dumps import NQUADS_DUMP
from samverkan_ld.archive.folder import current_folder
from samverkan_ld.config import FILE_NAME, read_config

_CONNECTIONS: Final = (1, 16, 64)
_ROUNDS: Final = 3
_SECONDS: Final = 2.0
_WORKERS: Final = 2
_WARM: Final = 200
_COLD: Final = 100_000
_CONSTANT_TARGET: Final = 0.5
_PEER_TARGET: Final = 20.0
_QUERIES: Final = {
    "DESCRIBE": "DESCRIBE <{}>",
    "CONSTRUCT": "CONSTRUCT {{ <{0}> ?p ?o }} WHERE {{ <{0}> ?p ?o }}",
}
_SIZES: Final = (10_000, 100_000, 1_000_000)
_PEER_SIZES: Final = (10_000, 100_000)


@dataclass(frozen=True, slots=True)
class Target:
    """A server with what is asked of it."""

    port: int
    requests: Requests


def measure(sites: Sites, *, big: bool) -> Iterator[Row]:
    """Measure warm documents at each size, with the peer where it loads in time, then cold ones."""
    for quads in _SIZES:
        site = sites.published(quads)
        has_peer = find_spec("rdflib_endpoint") and (big or quads in _PEER_SIZES)
        yield from _warm(site, quads, sites.folder("http"), has_peer=bool(has_peer))
        if quads > _SIZES[0]:
            yield from _cold(site, quads, sites.folder("http"))


def _warm(site: Path, quads: int, logs: Path, *, has_peer: bool) -> Iterator[Row]:
    logs.mkdir(exist_ok=True)
    topics = draw(site, "person", _WARM)
    with ExitStack() as stack:
        own, pid = _own(stack, site, logs)
        targets = {"document": Target(own, Requests([_path(topic) for topic in topics]))}
        constant = _constant(stack, logs, _body_size(own, targets["document"].requests))
        targets["constant"] = Target(constant, Requests(["/"]))
        if has_peer:
            port = _peer(stack, site, logs)
            for name, query in _QUERIES.items():
                asked = [f"/?{urlencode({'query': query.format(topic)})}" for topic in topics]
                targets[name] = Target(port, Requests(asked))
        for target in targets.values():
            load(target.port, target.requests, connections=16, seconds=_SECONDS)
        for connections in _CONNECTIONS if quads > _SIZES[0] else _CONNECTIONS[-1:]:
            yield from _compare(_take_turns(targets, connections), quads, connections)
        memory = resident(pid)
    name = f"server, {size(quads)} quads, {_WORKERS} workers: memory"
    yield Row(name, f"{memory / 2**20:.0f} MiB", figures={"memory": memory})


def _take_turns(targets: Mapping[str, Target], connections: int) -> dict[str, list[Load]]:
    found: dict[str, list[Load]] = {name: [] for name in targets}
    for _ in range(_ROUNDS):
        for name, target in targets.items():
            one = load(target.port, target.requests, connections=connections, seconds=_SECONDS)
            found[name].append(one)
    return found


def _compare(found: Mapping[str, Sequence[Load]], quads: int, connections: int) -> Iterator[Row]:
    own = found["document"]
    rate, p95 = (statistics.median(getattr(one, name) for one in own) for name in ("rate", "p95"))
    name = f"document over HTTP, warm, {size(quads)} quads, {_plural(connections)}"
    value = f"{rate:.0f}/s, p95 {p95 / 1000:.2f} ms{_faults(own)}"
    yield Row(name, value, figures={"rate": rate, "p95": p95})
    is_target = connections == _CONNECTIONS[-1]
    for other, loads in found.items():
        if other == "document":
            continue
        ratio = statistics.median(
            a.rate / b.rate for a, b in zip(own, loads, strict=True) if b.rate
        )
        other_rate = statistics.median(one.rate for one in loads)
        least = _CONSTANT_TARGET if other == "constant" else _PEER_TARGET
        beside = "a constant answer" if other == "constant" else f"rdflib-endpoint, {other}"
        yield Row(
            f"  beside {beside}",
            f"{ratio:.2f} × ({other_rate:.0f}/s){_faults(loads)}",
            f"≥ {least:g} ×" if is_target else "",
            ratio >= least if is_target else None,
            {"ratio": ratio, "rate": other_rate},
        )


def _cold(site: Path, quads: int, logs: Path) -> Iterator[Row]:
    topics = [topic for kind in MIX for topic in draw(site, kind, _COLD)]
    paths = Random(1).sample([_path(topic) for topic in topics], len(topics))
    for connections in _CONNECTIONS:
        with ExitStack() as stack:
            own, _ = _own(stack, site, logs)
            found = load(own, Requests(paths), connections=connections, seconds=_SECONDS)
        repeated = "; some were asked for twice" if found.requests > len(paths) else ""
        name = f"document over HTTP, cold, {size(quads)} quads, {_plural(connections)}"
        value = (
            f"{found.rate:.0f}/s, p50 {found.p50 / 1000:.2f} ms, p95 {found.p95 / 1000:.2f} ms"
            f"{repeated}{_faults([found])}"
        )
        yield Row(name, value, figures={"rate": found.rate, "p50": found.p50, "p95": found.p95})


def _own(stack: ExitStack, site: Path, logs: Path) -> tuple[int, int]:
    port = free_port()
    command = module("samverkan_ld", "--config", site / FILE_NAME, "serve")
    command += ["--port", str(port), "--workers", str(_WORKERS)]
    return port, stack.enter_context(server(command, port, logs / "own.log"))


def _constant(stack: ExitStack, logs: Path, length: int) -> int:
    port = free_port()
    command = module("bench.constant", str(port), str(_WORKERS), str(length))
    stack.enter_context(server(command, port, logs / "constant.log"))
    return port


def _peer(stack: ExitStack, site: Path, logs: Path) -> int:
    port = free_port()
    file = logs / "peer.nt"
    release = current_folder(read_config(site / FILE_NAME).releases)
    with io.BufferedReader(gzip.open(release / NQUADS_DUMP)) as dump, file.open("wb") as output:
        quads = parse(dump, format=RdfFormat.N_QUADS)
        triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
        serialize(triples, output, format=RdfFormat.N_TRIPLES)
    stack.enter_context(server(module("bench.peer", file, str(port)), port, logs / "peer.log"))
    return port


def _body_size(port: int, requests: Requests) -> int:
    """Give the median length of the documents, for the constant answer to be as long."""
    sizes = []
    for path in requests.paths[:20]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{path}", headers={"Accept": requests.accept}
        )
        with urllib.request.urlopen(request) as answer:
            sizes.append(len(answer.read()))
    return int(statistics.median(sizes))


def _plural(connections: int) -> str:
    return f"{connections} connection{'s' if connections > 1 else ''}"


def _path(topic: str) -> str:
    return "/doc/" + topic.partition("/id/")[2]


def _faults(loads: Sequence[Load]) -> str:
    faults = sum(one.faults for one in loads)
    return f"; {faults} FAULTS" if faults else ""
