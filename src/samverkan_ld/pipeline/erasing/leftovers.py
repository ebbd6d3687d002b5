"""What source files still hold of that which is erased."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from samverkan_ld.archive.journal import Leftover
from samverkan_ld.archive.readings import Reading
from samverkan_ld.config import Config
from samverkan_ld.errors import SourcesError
from samverkan_ld.iris import SOURCE_BASE, Iris
from samverkan_ld.pipeline.erasing.scope import Scope
from samverkan_ld.pipeline.queries import query_files
from samverkan_ld.pipeline.stamps import look
from samverkan_ld.records import SourceFile
from samverkan_ld.sources import find_sources

_MINTED: Final = re.compile(r"[0-9a-hjkmnp-tv-z]{12}")


def find_leftovers(
    config: Config,
    iris: Iris,
    scope: Scope,
    touched: Collection[str],
    readings: Mapping[str, Reading],
) -> tuple[list[Leftover], list[Reading]]:
    """Search the site's files for what is erased.

    Args:
        config: the configuration of the site.
        iris: the addresses of the current release.
        scope: what is erased.
        touched: the names of the files whose graphs it is erased from.
        readings: what is known of the files that the current release was read from, by name.

    Returns:
        The files that hold it, by name; and the state of those that must not be published so.
    """
    queries = {file.name: file for file in _queries(config)}
    sources = {**_sources(config), **queries}
    leftovers, refused = [], []
    for name, path in sorted(_files(config)):
        text = path.read_bytes().decode("utf-8", "replace")
        marks = _identifiers(text, scope, iris) if not _declares(path, config) else []
        places = sorted({*marks, *scope.blot.places(text)})
        state = look(sources[name], None) if name in sources else None
        before = readings.get(name)
        is_same = state is not None and before is not None and state.digest == before.digest
        is_held = bool(marks) or (name in {*touched, *queries} and bool(places))
        is_held |= name in touched and is_same
        if state is not None and is_held:
            refused.append(state)
        if places or is_held or scope.blot.is_on(re.sub("[-_./]+", " ", name)):
            is_refused = state is not None and is_held
            leftovers.append(Leftover(name, _lines(text, places), is_refused))
    return leftovers, refused


def _lines(text: str, places: Iterable[int]) -> list[int]:
    """Give the lines that places in a text are on, counted from 1."""
    ends = [found.start() for found in re.finditer("\n", text)]
    return sorted({bisect_left(ends, place) + 1 for place in places})


def _sources(config: Config) -> dict[str, SourceFile]:
    try:
        return {file.name: file for file in find_sources(config).files}
    except SourcesError:
        return {}  # whoever publishes is told what is wrong with them


def _queries(config: Config) -> Iterator[SourceFile]:
    for path in query_files(config):
        yield SourceFile(path, f"{config.folders.queries}/{path.name}", "")


def _files(config: Config) -> Iterator[tuple[str, Path]]:
    for folder in (config.data, config.vocab, config.shapes, config.queries):
        for path in folder.rglob("*"):
            if path.is_file() and not path.is_symlink():
                is_inside = path.is_relative_to(config.root)
                yield path.relative_to(config.root).as_posix() if is_inside else str(path), path


def _declares(path: Path, config: Config) -> bool:
    # How an identifier ended may be declared: it is no secret that there was one.
    return path.is_relative_to(config.identifiers)


def _identifiers(text: str, scope: Scope, iris: Iris) -> list[int]:
    """Give the places where the identifier of a thing stands, in full or in short."""
    near = (iri for iri in scope.things if _key(iri) in text)
    words = sorted({word for iri in near for word in _words(iri, iris)}, key=len)
    if not words:
        return []
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, reversed(words)))})(?![\w-])")
    return [found.start() for found in pattern.finditer(text)]


def _words(iri: str, iris: Iris) -> Iterable[str]:
    home = next((h for h in (iris.base, iris.terms, iris.register) if iri.startswith(h)), "")
    local = iri.removeprefix(home)
    key = _key(iri)
    names = [f"{prefix}:{iri.removeprefix(start)}" for prefix, start in _starts(iri, iris)]
    own = [iri, SOURCE_BASE + local] if home else [iri]
    return [*own, *names, *([key] if home and _MINTED.fullmatch(key) else [])]


def _key(iri: str) -> str:
    return iri.rpartition("/")[2]


def _starts(iri: str, iris: Iris) -> Iterator[tuple[str, str]]:
    return ((prefix, start) for prefix, start in iris.prefixes().items() if iri.startswith(start))
