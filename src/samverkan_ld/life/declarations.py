"""What editors declare about the life of identifiers: `data/identifiers/*.yaml`.

Each file is a list of events. An event names what ended, what came in its place, when and why:

    - replaced: person:8k3fq2n7w5xd
      by: person:c0p9s4t6v1yz
      date: 2026-11-20
      reason: dubblett
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samverkan_ld.archive.endings import Ending
from samverkan_ld.config import Config
from samverkan_ld.errors import SourceError, SourcesError
from samverkan_ld.life.events import WrongError, read_event
from samverkan_ld.parsing.jsontext import Json
from samverkan_ld.parsing.text import read_text
from samverkan_ld.parsing.yamltext import Place, parse_yaml
from samverkan_ld.records import ReadingRules, SourceFile

SUFFIXES: Final = (".yaml", ".yml")
"""The suffixes of files of declarations; other files of the folder are not read."""


@dataclass(frozen=True, slots=True)
class _Declared:
    """The end of an identifier, and the line that declares it."""

    ending: Ending
    line: int


def read_declarations(folder: Path, config: Config) -> list[Ending]:
    """Read what editors declare; nothing where there is no such folder.

    Args:
        folder: the folder of declarations.
        config: the configuration of the site.

    Returns:
        How each identifier ends, sorted by IRI.

    Raises:
        SourcesError: something is wrong with one or more declarations; every fault is named.
    """
    found: list[_Declared] = []
    faults: list[SourceError] = []
    for path in _files(folder):
        for item in _read(path, folder, config):
            if isinstance(item, SourceError):
                faults.append(item)
            else:
                found.append(item)
    faults += _repeated(found)
    if faults:
        raise SourcesError(faults)
    return sorted((declared.ending for declared in found), key=lambda ending: ending.iri)


def _files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _read(path: Path, folder: Path, config: Config) -> Iterator[_Declared | SourceError]:
    name = path.relative_to(config.root).as_posix()
    limits = config.limits
    rules = ReadingRules(config.vocab, folder, limits.source_bytes, limits.source_depth)
    try:
        text = read_text(SourceFile(path, name, ""), rules)
        events, place = parse_yaml(text, name=name, max_depth=rules.max_depth)
    except SourceError as error:
        yield error
        return
    if not isinstance(events, list):
        reason = "is no list of events: begin each with '- '"
        yield SourceError(name, reason, line=place.line)
        return
    for index, event in enumerate(events):
        yield from _declared(event, place.parts[index], name, config)


def _declared(
    event: Json, place: Place, name: str, config: Config
) -> Iterator[_Declared | SourceError]:
    try:
        endings = read_event(event, name, config.iris)
    except WrongError as wrong:
        line = place.parts[wrong.key].line if wrong.key in place.parts else place.line
        yield SourceError(name, wrong.reason, line=line)
    else:
        yield from (_Declared(ending, place.line) for ending in endings)


def _repeated(found: Iterable[_Declared]) -> Iterator[SourceError]:
    first: dict[str, _Declared] = {}
    for declared in found:
        ending = declared.ending
        before = first.setdefault(ending.iri, declared)
        if before is not declared:
            reason = f"is ended by {before.ending.source}:{before.line} too: keep one of the two"
            yield SourceError(ending.source, reason, line=declared.line, record=ending.iri)
