"""What tests of the review may use."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from tests.conftest import PROJECT_ROOT
from tests.review.articles import appointment, cooperation, notice
from tests.review.client import Client
from werkzeug.serving import make_server

from samverkan_ld.config import read_config
from samverkan_ld.drafts import Draft
from samverkan_ld.pipeline.site import write_site
from samverkan_ld.review.app import create_app
from samverkan_ld.review.desk import Desk
from samverkan_ld.review.guard import Guard
from samverkan_ld.review.workplace import Workplace

TODAY = date(2026, 11, 27)
EXTRACTED = date(2026, 11, 26)


@dataclass(frozen=True, slots=True)
class Running:
    """A server of a desk: its address, the one that opens it once, and the folder of the site."""

    address: str
    once: str
    site: Path | None

    def client(self) -> Client:
        """Make a client that nobody has let in."""
        return Client(self.address)

    def articles(self) -> list[str]:
        """List the files in the folder of articles."""
        assert self.site is not None
        return sorted(path.name for path in (self.site / "data" / "articles").iterdir())


Start = Callable[..., Running]


@contextmanager
def running(
    workplace: Workplace, drafts: tuple[Draft, ...], site: Path | None
) -> Iterator[Running]:
    """Run a server of a desk with drafts on it, on a free port."""
    desk = Desk(workplace, lambda: TODAY)
    for draft in drafts:
        desk.add(draft, EXTRACTED)
    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    guard = Guard(server.port)
    server.app = create_app(desk, guard, "sv")
    thread = Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield Running(guard.origin, guard.address, site)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site, for tests that write records into it."""
    site = tmp_path_factory.mktemp("review") / "site"
    write_site(site)
    shutil.copy(PROJECT_ROOT / "samverkan.toml", site)
    return site


@pytest.fixture(scope="session")
def in_site(own_site: Path) -> Workplace:
    """A workplace in that site; its sources are read once."""
    return Workplace.at(read_config(own_site / "samverkan.toml"))


@pytest.fixture(scope="session")
def alone() -> Workplace:
    """A workplace without a site."""
    return Workplace.alone()


@pytest.fixture
def start(in_site: Workplace, alone: Workplace, own_site: Path) -> Iterator[Start]:
    """Start a server of a desk with the drafts that are given, or else with those of `articles`.

    What is written into the folder of articles is gone afterwards.
    """
    folder = own_site / "data" / "articles"
    before = {*folder.iterdir()}
    with ExitStack() as stack:

        def begin(*drafts: Draft, site: bool = True) -> Running:
            given = drafts or (cooperation(), appointment(), notice())
            place = (in_site, given, own_site) if site else (alone, given, None)
            return stack.enter_context(running(*place))

        yield begin
    for path in {*folder.iterdir()} - before:
        path.unlink()


@pytest.fixture
def client(start: Start) -> Client:
    """A client that has been let in to a desk in a site."""
    server = start()
    client = server.client()
    client.enter(server.once)
    return client
