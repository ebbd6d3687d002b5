"""The SPARQL servers that are compared, each over the current release of a site."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Triple, serialize

from bench.family import busy_for, everyone
from bench.processes import free_port, module, server
from samverkan_ld.archive.folder import STORE, current_folder
from samverkan_ld.config import FILE_NAME, read_config
from samverkan_ld.store.disk import open_store

_PROCESSES: Final = 2


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, the id of its process, and the path of its endpoint."""

    port: int
    pid: int
    path: str


@contextmanager
def own(site: Path, logs: Path, name: str = "own", **settings: int) -> Iterator[Server]:
    """Keep our own server running, with settings of `[sparql]`; `name` tells its logs apart."""
    port = free_port()
    command = module("samverkan_ld", "--config", _configured(site, name, settings), "serve")
    command += ["--port", str(port), "--workers", str(_PROCESSES)]
    with _settled(command, port, logs / f"{name}.log") as pid:
        yield Server(port, pid, "/sparql")


@contextmanager
def oxigraph(site: Path, logs: Path) -> Iterator[Server]:
    """Keep Oxigraph's server running, over the same store; it only reads."""
    port = free_port()
    command: list[str | Path] = [Path(sys.executable).with_name("oxigraph"), "serve-read-only"]
    command += ["--location", _store(site), "--bind", f"127.0.0.1:{port}", "--union-default-graph"]
    with _settled(command, port, logs / "oxigraph.log") as pid:
        yield Server(port, pid, "/query")


@contextmanager
def rdflib_endpoint(site: Path, logs: Path) -> Iterator[Server]:
    """Keep rdflib-endpoint running, with the same triples in memory and no named graphs."""
    port, triples = free_port(), logs / f"{site.name}.nt"
    if not triples.exists():
        _write_triples(site, triples)
    command = module("bench.peer", triples, str(port))
    with _settled(command, port, logs / "rdflib-endpoint.log") as pid:
        yield Server(port, pid, "/")


@contextmanager
def _settled(command: Sequence[str | Path], port: int, log: Path) -> Iterator[int]:
    """Keep a server running, once all of its processes have come to rest."""
    with server(command, port, log) as pid:
        busy_for(partial(everyone, pid))
        yield pid


def _configured(site: Path, name: str, settings: dict[str, int]) -> Path:
    """Write the site's configuration with these settings beside it."""
    path = site / f"{name}.toml"
    table = "\n".join(["[sparql]", *(f"{key} = {value}" for key, value in settings.items())])
    text = (site / FILE_NAME).read_text(encoding="utf-8")
    path.write_text(f"{text}\n{table if settings else ''}\n", encoding="utf-8")
    return path


def _write_triples(site: Path, file: Path) -> None:
    quads = open_store(_store(site)).quads_for_pattern(None, None, None, None)
    triples = (Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    with file.open("wb") as output:
        serialize(triples, output, format=RdfFormat.N_TRIPLES)


def _store(site: Path) -> Path:
    return current_folder(read_config(site / FILE_NAME).releases) / STORE
