"""The addresses of the feed: of its pages, and of the events that are its members.

The path of an event holds all that is needed to find it again: `20261123T200000Z/id/person/…` for
a thing of this site, `20261123T200000Z/iri/…` and the IRI in base64url for any other.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Final

from samverkan_ld.archive.pages import Page
from samverkan_ld.iris import Iris
from samverkan_ld.releases import compact

ROOT: Final = "/feed"
EVENTS: Final = "res/handelse/"

_TIME: Final = "[0-9]{8}T[0-9]{6}Z"
_PAGE: Final = re.compile(rf"([1-9][0-9]{{0,8}})-({_TIME})")
_EVENT: Final = re.compile(rf"({_TIME})/([a-z]+)/(.+)")
_PLAIN: Final = re.compile(r"(id|def|spec|res)(/[A-Za-z0-9_~-]+)+")
_ENCODED: Final = "iri"
"""The section of IRIs that no path can hold as they are."""


def page_path(page: Page) -> str:
    """Give the path of a page; what stands there never changes."""
    return f"{ROOT}/{page.number}-{compact(page.revision)}"


def read_page(name: str) -> tuple[int, str] | None:
    """Read the number and the revision (xsd:dateTime) of a page from the end of its path."""
    found = _PAGE.fullmatch(name)
    return (int(found[1]), _expand(found[2])) if found else None


def event_iri(iris: Iris, thing: str, moment: str) -> str:
    """Make the IRI of what happened to a thing at a time (xsd:dateTime)."""
    return f"{iris.base}{EVENTS}{compact(moment)}/{_local(iris, thing)}"


def read_event(iris: Iris, key: str) -> tuple[str, str] | None:
    """Read the thing and the time (xsd:dateTime) of an event from the end of its IRI."""
    found = _EVENT.fullmatch(key)
    if not found:
        return None
    moment, section, rest = found.groups()
    thing = _decode(rest) if section == _ENCODED else _home(iris, section) + f"{section}/{rest}"
    is_same = event_iri(iris, thing, _expand(moment)).endswith(f"{EVENTS}{key}")
    return (thing, _expand(moment)) if is_same else None


def _local(iris: Iris, thing: str) -> str:
    for home in (iris.base, iris.terms):
        path = thing.removeprefix(home)
        if path != thing and _PLAIN.fullmatch(path) and _home(iris, path.split("/")[0]) == home:
            return path
    return f"{_ENCODED}/{urlsafe_b64encode(thing.encode()).decode().rstrip('=')}"


def _home(iris: Iris, section: str) -> str:
    return iris.terms if section in ("def", "spec") else iris.base


def _decode(text: str) -> str:
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except ValueError:
        return ""


def _expand(written: str) -> str:
    day, _, time = written.partition("T")
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}"
