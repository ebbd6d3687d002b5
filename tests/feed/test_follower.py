"""Whoever follows the feed over HTTP holds what is published, after every publication."""

import random
import shutil
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse
from tests.conftest import start_server
from tests.feed.follower import FORMATS, Follower
from tests.waiting import wait_until

from samverkan_ld.archive.folder import current_folder, read_manifest
from samverkan_ld.archive.ledger import LEDGER, open_ledger
from samverkan_ld.archive.objects import read_object
from samverkan_ld.archive.pages import feed_pages
from samverkan_ld.config import Config, read_config
from samverkan_ld.pipeline.publish import publish

BASE = "https://data.samverkan.example/"
SETTINGS = f'[site]\nbase = "{BASE}"\n'
PREFIXES = f"""
@prefix schema: <http://schema.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix id: <{BASE}id/> .
@base <{BASE}id/> .
"""


class Newsroom:
    """A published site that is served, and changed at random."""

    def __init__(self, config: Config, address: str) -> None:
        self.config = config
        self.address = address
        self._days = (datetime(2026, 11, 23, tzinfo=UTC) + timedelta(days=n) for n in count())
        self._random = random.Random(17)
        self._keys = (f"{number:012}" for number in count())

    def publish(self) -> None:
        """Publish, and wait until the server has taken it up."""
        outcome = publish(self.config, next(self._days), withdraw_missing=True)
        assert outcome.manifest is not None
        release = outcome.manifest.id
        wait_until(lambda: self.served() == release)

    def served(self) -> str:
        """Tell which release the server has."""
        with urllib.request.urlopen(f"{self.address}/health", timeout=120) as answer:
            return str(answer.headers["X-Samverkan-Release"])

    def dataset(self) -> set[Triple]:
        """Read what is published from the archive."""
        releases = self.config.releases
        manifest = read_manifest(current_folder(releases))
        objects = (read_object(releases, entry.digest) for entry in manifest.graphs.values())
        return {
            quad.triple
            for lines in objects
            for quad in parse(lines, format=RdfFormat.N_QUADS, lenient=True)
        }

    def files(self) -> list[Path]:
        """List the files of articles."""
        return sorted(self.config.data.glob("artikel-*.ttl"))

    def write(self, key: str = "") -> str:
        """Write an article, or write it anew; gives its key."""
        key = key or next(self._keys)
        number = self._random.random()
        (self.config.data / f"artikel-{key}.ttl").write_text(
            f'{PREFIXES} <artikel/{key}> a schema:Article ; schema:name "Text {number}"@sv ;'
            f"  schema:hasPart <artikel/{key}/del> ; schema:about <https://else.example/{key}> ."
            f'<artikel/{key}/del> schema:text "{number}" .'
            f'<person/{key}> a foaf:Person ; foaf:name "Ada Exempelsson {key}" .'
            f'<https://else.example/{key}> foaf:name "Annan {number}" .'
            f'<artikel/{key}/los> schema:text "ingen leder hit" .',
            encoding="utf-8",
        )
        return key

    def disturb(self) -> None:
        """Create, update and delete some articles, at least one."""
        for _ in range(self._random.randint(1, 4)):
            known = self.files()
            act = self._random.choice(("create", "update", "delete") if known else ("create",))
            if act == "create":
                self.write()
            elif act == "update":
                self.write(self._random.choice(known).stem.removeprefix("artikel-"))
            else:
                self._random.choice(known).unlink()
        self.write()


@pytest.fixture(scope="module")
def newsroom(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """The project's own data, published without shapes, and served on a port."""
    site = tmp_path_factory.mktemp("newsroom")
    for name in ("data", "vocab"):
        shutil.copytree(project / name, site / name)
    (site / "shapes").mkdir()
    (site / "samverkan.toml").write_text(SETTINGS, encoding="utf-8")
    config = read_config(site / "samverkan.toml")
    publish(config, datetime(2026, 11, 1, tzinfo=UTC))
    process, address = start_server(site, workers=1)
    yield Newsroom(config, address)
    process.terminate()
    assert process.wait(120) == 0


@pytest.mark.parametrize("media_type", FORMATS)
def test_from_nothing(newsroom: Newsroom, media_type: str) -> None:
    """Who starts from nothing ends with exactly the published dataset, in any format."""
    follower = Follower(f"{newsroom.address}/feed", media_type)

    follower.catch_up()

    assert len(follower.asked) > 2
    assert follower.triples() == newsroom.dataset()


def test_catching_up(newsroom: Newsroom) -> None:
    """Ten random publications reach a follower, who reads only the pages that changed."""
    follower = Follower(f"{newsroom.address}/feed")
    follower.catch_up()
    for _ in range(10):
        newsroom.disturb()
        newsroom.publish()

        follower.catch_up()

        assert follower.triples() == newsroom.dataset()
        assert all(status == 200 for _, status in follower.asked)
        assert len(follower.asked) == 1 + len(new_pages(newsroom.config))
    late = Follower(f"{newsroom.address}/feed")
    late.catch_up()
    assert late.things == follower.things


def new_pages(config: Config) -> list[int]:
    """List the pages that have another address than in the release before."""
    ledger = open_ledger(current_folder(config.releases) / LEDGER)
    pages = feed_pages(ledger)
    newest = max(page.revision for page in pages)
    return [page.number for page in pages if page.revision == newest]


def test_nothing_new(newsroom: Newsroom) -> None:
    """Where nothing is new, the root and the page that is still open are not sent again."""
    follower = Follower(f"{newsroom.address}/feed")
    follower.catch_up()

    follower.catch_up()

    assert [status for _, status in follower.asked] in ([304], [304, 304])


def test_one_article_costs_two_requests(newsroom: Newsroom) -> None:
    """What is new is read by itself: no page that was closed is read again."""
    newsroom.write()
    newsroom.publish()
    follower = Follower(f"{newsroom.address}/feed")
    follower.catch_up()
    newsroom.write()
    newsroom.publish()

    follower.catch_up()

    assert len(follower.asked) <= 3
    assert follower.triples() == newsroom.dataset()


def test_delete_arrives(newsroom: Newsroom) -> None:
    """What is withdrawn leaves the copy, and what came in its place is told."""
    key = newsroom.write()
    other = newsroom.write()
    newsroom.publish()
    follower = Follower(f"{newsroom.address}/feed")
    follower.catch_up()
    gone = f"{BASE}id/person/{key}"
    assert gone in follower.things

    (newsroom.config.data / f"artikel-{key}.ttl").unlink()
    events = newsroom.config.data / "identifiers"
    events.mkdir(exist_ok=True)
    (events / "ended.yaml").write_text(
        f"- replaced: {gone}\n  by: {BASE}id/person/{other}\n  date: 2026-11-20\n"
        "  reason: dubblett\n",
        encoding="utf-8",
    )
    newsroom.publish()
    follower.catch_up()

    assert gone not in follower.things
    assert follower.successors[gone] == {f"{BASE}id/person/{other}"}
    assert follower.successors[f"{BASE}id/artikel/{key}"] == set()
    assert follower.triples() == newsroom.dataset()
