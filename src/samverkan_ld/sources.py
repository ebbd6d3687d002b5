"""The sources of a site: which files there are, and how each is read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pyoxigraph import Literal

from samverkan_ld.config import Config
from samverkan_ld.errors import SourceError, SourcesError
from samverkan_ld.iris import Iris
from samverkan_ld.readers import csvw, jsonld, rdf, rdfxml, yamlld
from samverkan_ld.records import ReadingRules, Source, SourceFile, Subject, Term

Reader = Callable[[SourceFile, ReadingRules], Source]

READERS: Final[dict[str, Reader]] = {
    ".csv": csvw.read,
    ".yaml": yamlld.read,
    ".yml": yamlld.read,
    ".jsonld": jsonld.read,
    ".ttl": rdf.read,
    ".trig": rdf.read,
    ".nt": rdf.read,
    ".nq": rdf.read,
    ".rdf": rdfxml.read,
}
"""The reader of each file suffix."""

_METADATA: Final = "-metadata.json"
_CONTEXT: Final = ".jsonld"
_EXTRACTED: Final = "utdragen"
_REVIEWED: Final = "granskad"
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """The files of a site: those to read, and those passed over because nothing reads them."""

    files: tuple[SourceFile, ...]
    skipped: tuple[str, ...]


def find_sources(config: Config) -> Found:
    """List the sources of a site: vocabulary first, then data, each in the order of its path.

    Raises:
        SourcesError: the folder of data is missing, or two files would have one graph name.
    """
    if not config.data.is_dir():
        raise SourcesError([SourceError(_name(config.data, config), "there is no such folder")])
    paths = [path for path in _walk(config.vocab) if path.suffix != _CONTEXT]
    data = (path for path in _walk(config.data) if not path.name.endswith(_METADATA))
    paths += [path for path in data if not path.is_relative_to(config.identifiers)]
    files = [source_file(path, config) for path in paths if reader_of(path)]
    _check_names(files)
    skipped = tuple(_name(path, config) for path in paths if not reader_of(path))
    return Found(tuple(files), skipped)


def find_shapes(config: Config) -> tuple[SourceFile, ...]:
    """List the files of shapes; an empty folder means that nothing is judged.

    Raises:
        SourcesError: there is no such folder, or nothing reads one of its files: shapes that were
            passed over in silence would let through what they forbid.
    """
    if not config.shapes.is_dir():
        reason = "there is no such folder; an empty one means that nothing is judged"
        raise SourcesError([SourceError(_name(config.shapes, config), reason)])
    paths = _walk(config.shapes)
    unread = [path for path in paths if reader_of(path) is None]
    if unread:
        reason = "nothing reads such files of shapes; rename or remove it"
        raise SourcesError([SourceError(_name(path, config), reason) for path in unread])
    return tuple(source_file(path, config) for path in paths)


def reader_of(path: Path) -> Reader | None:
    """Find the reader of a file by its suffix, in whatever case; None if nothing reads it."""
    return READERS.get(path.suffix.lower())


def source_file(path: Path, config: Config) -> SourceFile:
    """Describe a file: its name for people, and the name of its graph, derived from its path."""
    name = _name(path, config)
    parts = Path(name).with_suffix("").parts
    if parts[:1] == (config.folders.data,):
        parts = parts[1:]
    return SourceFile(path, name, Iris().graph(_UNSAFE.sub("-", "-".join(parts)).strip("-")))


def read_sources(files: Iterable[SourceFile], config: Config) -> Iterator[Source | SourceError]:
    """Read files one by one; a file that cannot be read gives its error, and reading goes on."""
    return (read_source(file, config) for file in files)


def read_source(file: SourceFile, config: Config) -> Source | SourceError:
    """Read a file; one that cannot be read, or that nobody has reviewed, gives its error."""
    try:
        source = READERS[file.path.suffix.lower()](file, _rules(file, config))
        _require_review(source, config.iris)
    except SourceError as error:
        return error
    return source


def _require_review(source: Source, iris: Iris) -> None:
    """Refuse what a program extracted from a text and no person has accepted since."""
    used = {quad.predicate for quad in source.quads}
    terms = {predicate: iris.rebase(predicate.value) for predicate in used}
    if iris.term(_EXTRACTED) not in terms.values():
        return
    said: dict[str, set[Subject]] = {iris.term(_EXTRACTED): set(), iris.term(_REVIEWED): set()}
    for quad in source.quads:
        term = terms[quad.predicate]
        if term == iris.term(_EXTRACTED) or (term in said and _is_day(quad.object)):
            said[term].add(quad.subject)
    left = said[iris.term(_EXTRACTED)] - said[iris.term(_REVIEWED)]
    if left:
        record = min(str(subject).strip("<>") for subject in left)
        reason = (
            "was extracted from a text, and nobody has reviewed it: run samverkan-ld review with "
            "its draft (.draft.json) or the page that it was made of, and save in place of this "
            "file; or check it against the text and write the day as reviewed"
        )
        raise SourceError(source.file.name, reason, line=source.lines.get(record), record=record)


def _is_day(term: Term) -> bool:
    """Tell whether a value is a day as xsd:date writes it: 2024-05-01, and not 20240501."""
    try:
        return (
            isinstance(term, Literal) and date.fromisoformat(term.value).isoformat() == term.value
        )
    except ValueError:
        return False


def _rules(file: SourceFile, config: Config) -> ReadingRules:
    homes = (config.data, config.vocab, config.shapes)
    folder = next((home for home in homes if file.path.is_relative_to(home)), file.path.parent)
    limits = config.limits
    return ReadingRules(config.vocab, folder, limits.source_bytes, limits.source_depth)


def _walk(folder: Path) -> list[Path]:
    # Links are followed nowhere: a reader refuses a file that is one and leads outside.
    return sorted(
        path
        for path in folder.rglob("*")
        if not path.is_dir() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )


def _name(path: Path, config: Config) -> str:
    absolute = path if path.is_absolute() else Path.cwd() / path
    root = config.root
    return absolute.relative_to(root).as_posix() if absolute.is_relative_to(root) else str(path)


def _check_names(files: Iterable[SourceFile]) -> None:
    names: dict[str, str] = {}
    faults = []
    for file in files:
        if file.graph in names:
            reason = f"would have the same graph name as {names[file.graph]}; rename one of them"
            faults.append(SourceError(file.name, reason))
        names[file.graph] = file.name
    if faults:
        raise SourcesError(faults)
