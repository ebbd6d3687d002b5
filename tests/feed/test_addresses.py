"""The addresses of the feed's pages and events."""

import pytest

from samverkan_ld.archive.pages import Page
from samverkan_ld.feed.addresses import event_iri, page_path, read_event, read_page
from samverkan_ld.iris import Iris

MOMENT = "2026-11-23T20:00:05Z"
SITE = Iris("https://d.example/", "https://t.example/", "https://r.example/")
EVENT = "https://d.example/res/handelse/20261123T200005Z/"

# a thing, and what stands in the IRI of its event
THINGS = [
    ("https://d.example/id/person/cc7jf612n7t3", "id/person/cc7jf612n7t3"),
    ("https://d.example/res/kallgraf/artikel-1", "res/kallgraf/artikel-1"),
    ("https://t.example/def/roll/kso", "def/roll/kso"),
    ("https://t.example/spec/samverkan", "spec/samverkan"),
    # not below the base, or not where its section has its home
    ("https://r.example/id/kommun/2482", "iri/aHR0cHM6Ly9yLmV4YW1wbGUvaWQva29tbXVuLzI0ODI"),
    ("https://t.example/id/x/y", "iri/aHR0cHM6Ly90LmV4YW1wbGUvaWQveC95"),
    ("https://d.example/def/x", "iri/aHR0cHM6Ly9kLmV4YW1wbGUvZGVmL3g"),
    ("urn:x", "iri/dXJuOng"),
    # what a path cannot hold: it would name a format, be escaped, or end early
    ("https://d.example/id/x/y.trig", "iri/aHR0cHM6Ly9kLmV4YW1wbGUvaWQveC95LnRyaWc"),
    ("https://d.example/id/x/å?", "iri/aHR0cHM6Ly9kLmV4YW1wbGUvaWQveC_DpT8"),
    ("https://d.example/id/x/", "iri/aHR0cHM6Ly9kLmV4YW1wbGUvaWQveC8"),
    ("https://d.example/", "iri/aHR0cHM6Ly9kLmV4YW1wbGUv"),
]

# the ends of paths that name no event
OTHERS = [
    "",
    "20261123T200005Z",
    "20261123T200005Z/",
    "20261123T200005/id/person/x",
    "2026-11-23T20:00:05Z/id/person/x",
    "20261123T200005Z/id/person/x.trig",
    "20261123T200005Z/id//x",
    "20261123T200005Z/feed/x",
    "20261123T200005Z/iri/dXJuOng=",
    "20261123T200005Z/iri/dXJuOn",
    "20261123T200005Z/iri/_w",
    # a thing of this site has one IRI for an event, not two
    "20261123T200005Z/iri/aHR0cHM6Ly9kLmV4YW1wbGUvaWQvcGVyc29uL3g",
]


@pytest.mark.parametrize(("thing", "end"), THINGS)
def test_events_lead_back(thing: str, end: str) -> None:
    """The IRI of an event tells of which thing it is, and when."""
    assert event_iri(SITE, thing, MOMENT) == EVENT + end
    assert read_event(SITE, f"20261123T200005Z/{end}") == (thing, MOMENT)


@pytest.mark.parametrize("key", OTHERS)
def test_no_events(key: str) -> None:
    """What is spelt otherwise names no event."""
    assert read_event(SITE, key) is None


def test_pages_lead_back() -> None:
    """The path of a page tells its number and revision."""
    path = page_path(Page(17, MOMENT, MOMENT, MOMENT, 1))

    assert path == "/feed/17-20261123T200005Z"
    assert read_page(path.removeprefix("/feed/")) == (17, MOMENT)


@pytest.mark.parametrize("name", ["", "17", "0-20261123T200005Z", "017-20261123T200005Z", "17-x"])
def test_no_pages(name: str) -> None:
    """What is spelt otherwise names no page."""
    assert read_page(name) is None
