"""What attacks on a server may use."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from tests.attack.probes import at_full_strength
from tests.attack.server import Server, settings, start, stop

Serve = Callable[..., Server]
WORKERS = 4
"""Query workers of a server process, where the configuration says nothing else."""


@pytest.fixture(scope="module")
def serve(sample_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Start servers of copies of the sample site, each with limits of its own."""
    started: list[Server] = []
    folder, numbers = tmp_path_factory.mktemp("attacked"), count()

    def make(*, processes: int = 1, **limits: object) -> Server:
        site = folder / f"site-{next(numbers)}"
        shutil.copytree(sample_site, site, symlinks=True)
        with (site / "samverkan.toml").open("a") as config:
            config.write(settings(**limits))
        server = start(site, site / "log", processes=processes)
        started.append(server)
        at_full_strength(server, processes * WORKERS)
        return server

    yield make
    for server in started:
        if server.process.poll() is None:
            stop(server)


@pytest.fixture(scope="module")
def streaming(serve: Serve) -> Server:
    """A server whose queries have four seconds, and may have long answers."""
    return serve(seconds=4)


@pytest.fixture(scope="module")
def patient(serve: Serve) -> Server:
    """A server whose queries have more time than any test has: what ends them is something else."""
    return serve(seconds=600)
