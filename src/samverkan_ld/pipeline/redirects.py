"""A map for nginx that leads from the addresses that a site had before to those of today.

See https://nginx.org/en/docs/http/ngx_http_map_module.html: lines for a map of `$host$request_uri`,
of which the first that fits counts; an empty value leaves the request where it is.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from samverkan_ld.iris import REGISTER_KINDS, Iris, home_of

MAP: Final = "moved.map"
"""The name of the map in the folder of releases."""

_PATH: Final = "samverkan_path"
_ALL: Final = ""


def write_redirects(releases: Path, iris: Iris) -> None:
    """Write the map, whole or not at all; nothing where the site has never moved."""
    if not iris.former:
        return
    draft = releases / f".{MAP}.new"
    draft.write_text("".join(redirects(iris)), encoding="utf-8")
    draft.replace(releases / MAP)


def redirects(iris: Iris) -> Iterator[str]:
    """Give the lines of the map: for each address, the one that the same path has now."""
    homes = sorted({home_of(start) for start in iris.former})
    yield f"# Written by samverkan-ld publish: {', '.join(homes)} → {iris.base}\n"
    for home in sorted({iris.base, iris.terms, iris.register}):
        if any(home.startswith(old) and home != old for old in homes):
            yield _line(home, _ALL, home)
    for old in homes:
        for part, home in _parts(old, iris):
            yield _line(old, part, home)


def _parts(old: str, iris: Iris) -> Iterator[tuple[str, str]]:
    """Give patterns of the paths below a former address, and where each is now."""
    moved = [section for section in ("def", "spec") if f"{old}{section}/" in iris.former]
    kept = ["def", "spec"] if iris.terms == old else []
    yield from ((f"{section}/", iris.terms) for section in moved or kept)
    if f"{old}id/" in iris.former:
        kinds = "|".join(REGISTER_KINDS)
        if iris.register != iris.base:
            yield f"id/(?:{kinds})/", iris.register
        yield _ALL, iris.base


def _line(old: str, part: str, home: str) -> str:
    parts = urlsplit(old)
    start = re.escape(f"{parts.hostname}{parts.path}")
    target = "" if home == old else f"{home}${_PATH}"
    return f'"~^{start}(?<{_PATH}>{part}.*)$" "{target}";\n'
