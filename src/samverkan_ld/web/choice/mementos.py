"""The mementos of a document: its earlier states, and the links between them.

RFC 7089 (https://www.rfc-editor.org/rfc/rfc7089), pattern 1.1: a document is its own TimeGate, and
each state has an address of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

from werkzeug.http import http_date

from samverkan_ld.archive.history import made_at, read_time
from samverkan_ld.formats.table import Format
from samverkan_ld.web.choice.links import Link

LINK_FORMAT: Final = "application/link-format"
"""The media type of a TimeMap (https://www.rfc-editor.org/rfc/rfc6690)."""

TIME_MAP: Final = Format("link", LINK_FORMAT, "TimeMap")

VARY: Final = "Accept-Datetime"

_VERSION: Final = re.compile(r"(/doc/.+)/version/([0-9]{8}T[0-9]{6}Z)")
_TIMEMAP: Final = re.compile(r"(/doc/.+)/timemap")
_RFC1123: Final = re.compile(
    r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT"
)


@dataclass(frozen=True, slots=True)
class DatedLink(Link):
    """A link to a memento, with its time, or to a TimeMap, with the times it spans."""

    datetime: str = ""
    start: str = ""
    end: str = ""

    def __str__(self) -> str:
        """Write the link as one value of the header, or of a TimeMap."""
        attributes = (("datetime", self.datetime), ("from", self.start), ("until", self.end))
        texts = (f'; {name}="{value}"' for name, value in attributes if value)
        return f"{Link.__str__(self)}{''.join(texts)}"


@dataclass(frozen=True, slots=True)
class Mementos:
    """The states of a document: its path, and the ids of the releases, the oldest first."""

    path: str
    names: tuple[str, ...]

    def place(self, name: str) -> int:
        """Find the place of the state that a release has of the document.

        Releases between two have the state of the one before, those before the first that one.
        """
        return max(bisect_right(self.names, name) - 1, 0)

    def links(self, place: int) -> Iterator[Link]:
        """Link a state to its neighbours, to the first and last, and to all."""
        yield from gate_links(self.path)
        last = len(self.names) - 1
        roles = {"first": 0, "prev": place - 1, "": place, "next": place + 1, "last": last}
        for target in sorted({0, max(place - 1, 0), place, min(place + 1, last), last}):
            words = [role for role, number in roles.items() if number == target and role]
            yield self._link(target, " ".join((*words, "memento")))

    def time_map(self) -> str:
        """List all states (RFC 7089, section 5)."""
        start, end = (time_of(self.names[place]) for place in (0, -1))
        own = DatedLink(f"{self.path}/timemap", "self", LINK_FORMAT, start=start, end=end)
        states = (self._link(place, "memento") for place in range(len(self.names)))
        return ",\n".join(map(str, (Link(self.path, "original timegate"), own, *states))) + "\n"

    def _link(self, place: int, rel: str) -> Link:
        name = self.names[place]
        return DatedLink(version_path(self.path, name), rel, datetime=time_of(name))


def gate_links(path: str) -> tuple[Link, ...]:
    """Link a document to its TimeGate, which it is itself, and to its TimeMap."""
    return (
        Link(path, "original timegate"),
        Link(f"{path}/timemap", "timemap", LINK_FORMAT),
    )


def version_path(path: str, name: str) -> str:
    """Give the path of the state that a release has of a document."""
    return f"{path}/version/{made_at(name)}"


def split_version(path: str) -> tuple[str, str] | None:
    """Part the path of a state into that of the document and the time; None for other paths."""
    found = _VERSION.fullmatch(path)
    return (found[1], found[2]) if found else None


def split_time_map(path: str) -> str | None:
    """Give the document that a path is the TimeMap of; None for other paths."""
    found = _TIMEMAP.fullmatch(path)
    return found[1] if found else None


def time_of(name: str) -> str:
    """Write the time of a release as headers have it."""
    return http_date(read_time(made_at(name)))


def told_time(name: str) -> str:
    """Write the time of a release for people."""
    return f"{read_time(made_at(name)):%Y-%m-%d %H:%M} UTC"


def read_moment(text: str) -> datetime:
    """Read Accept-Datetime (RFC 7089, section 2.1.1).

    Raises:
        ValueError: it is no time of the one form that there is.
    """
    if not _RFC1123.fullmatch(text):
        raise ValueError(f"{text!r} is no time such as Tue, 17 Mar 2020 12:00:00 GMT")
    return parsedate_to_datetime(text)
