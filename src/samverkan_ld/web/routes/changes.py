"""What differs between releases as a resource: `/res/andringar/{id}` and `/res/andringar/{a}/{b}`.

A release alone is compared with the one before it.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Response

from samverkan_ld.archive.activities import activity_triples, collection_triples
from samverkan_ld.archive.difference import (
    ThingChange,
    compare,
    list_changes,
    read_changes,
)
from samverkan_ld.archive.folder import read_manifest
from samverkan_ld.errors import CrowdedError, NotFoundError
from samverkan_ld.formats.table import HTML, Format
from samverkan_ld.releases import Manifest
from samverkan_ld.web.choice.language import spoken
from samverkan_ld.web.choice.links import Link, Resource, page_parameter
from samverkan_ld.web.choice.reply import Reply, send
from samverkan_ld.web.choice.representation import write_graph
from samverkan_ld.web.pages.changes_page import Shown, changes_page
from samverkan_ld.web.pages.names import Names
from samverkan_ld.web.robots import leave_out
from samverkan_ld.web.routes.editions import FORMATS, kept
from samverkan_ld.web.routes.preferences import chosen, page_number, refuse_page
from samverkan_ld.web.site import current_site
from samverkan_ld.web.view import View

_REMEMBERED: Final = 4
_NAMES: Final = (1, 2)
"""A path names so many releases."""

_TURNS: Final = threading.BoundedSemaphore(2)
"""So many may compare at once: in a large dataset that takes seconds, and all else must go on."""

_PATIENCE: Final = 2.0
"""So many seconds one waits for a turn."""


def changes(view: View, path: str, named: Format | None) -> Response:
    """Tell what differs between two kept releases, a page of things at a time.

    Raises:
        HTTPException: there is no such page (404).
        NotFoundError: a release is not kept, or the one before it is not.
        CrowdedError: too many are at it already.
        ReleaseError: a release is damaged.
    """
    leave_out()  # what was removed may have been a fault
    with _turn():
        return _compared(view, path, named)


def _compared(view: View, path: str, named: Format | None) -> Response:
    before, after = _pair(path)
    number, releases = page_number(), current_site().config.releases
    listed = _listed(releases, _mark(before), _mark(after))
    part = _page(listed, number)
    has_next = number * current_site().config.limits.page_size < len(listed)
    resource = Resource(path, page_parameter(number), FORMATS)
    choice, language = chosen(resource, named), spoken()
    reply = Reply(resource, choice, language, after.created, _links(resource, number, has_next))
    if choice.format is HTML:
        facts = read_changes(compare(releases, before, after), part)
        shown = Shown(before, after, listed, [*facts], number, has_next)
        return send(reply, changes_page(Names(view, language), shown, resource))
    topic = view.iris.topic(path)
    triples = [
        *collection_triples(topic, before, after, listed),
        *activity_triples(topic, after, part),
    ]
    return send(reply, write_graph(view, triples, choice.format, first=topic))


@contextmanager
def _turn() -> Iterator[None]:
    if not _TURNS.acquire(timeout=_PATIENCE):
        raise CrowdedError("too many releases are being compared")
    try:
        yield
    finally:
        _TURNS.release()


def _pair(path: str) -> tuple[Manifest | None, Manifest]:
    names = path.split("/")[3:]
    if len(names) not in _NAMES:
        raise NotFoundError(f"{path} names no releases")
    after = read_manifest(kept(names[-1]))
    before = names[0] if len(names) > 1 else after.previous
    return read_manifest(kept(before)) if before else None, after


_Mark = tuple[str, str]


def _mark(manifest: Manifest | None) -> _Mark:
    """Give what changes when a release is rewritten."""
    return (manifest.id, manifest.digest) if manifest else ("", "")


@lru_cache(maxsize=_REMEMBERED)
def _listed(releases: Path, before: _Mark, after: _Mark) -> Sequence[ThingChange]:
    old, new = (read_manifest(releases / name) if name else None for name, _ in (before, after))
    return list_changes(compare(releases, old, new)) if new else []


def _page(listed: Sequence[ThingChange], number: int) -> Sequence[ThingChange]:
    size = current_site().config.limits.page_size
    start = (number - 1) * size
    if number > 1 and start >= len(listed):
        refuse_page(number)
    return listed[start : start + size]


def _links(resource: Resource, number: int, has_next: bool) -> tuple[Link, ...]:
    return (
        *((Link(resource.page(number + 1).address(), "next"),) if has_next else ()),
        *((Link(resource.page(number - 1).address(), "prev"),) if number > 1 else ()),
    )
