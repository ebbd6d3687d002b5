"""JSON-LD contexts put into the document that names them: files of one folder, never the network.

https://www.w3.org/TR/json-ld11/#the-context. A document and its contexts may name a context by the
plain name of a file, or by an IRI below SOURCE_BASE whose last segment is the name of a file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import SOURCE_BASE
from samverkan_ld.parsing.jsontext import Json, parse_json
from samverkan_ld.parsing.terms import Terms
from samverkan_ld.parsing.text import decode, read_within
from samverkan_ld.records import ReadingRules

UNDEFINED: Final = "https://undefined.invalid/"
"""What keys and types begin with that no context defines: JSON-LD alone would drop them."""

MAX_CONTEXT_BYTES: Final = 1024 * 1024
"""The largest context, with all that it names put in."""

_FILE_NAME: Final = re.compile(r"\w[\w.-]*")
_Stamp: TypeAlias = tuple[int, int, int] | None
_NOWHERE: Final[dict[str, Json]] = {"@vocab": UNDEFINED}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A context file with all it names put in, its terms, and the files as they were then."""

    context: Json
    terms: Terms
    size: int
    stamps: Mapping[Path, _Stamp]


_LOADED: Final[dict[Path, _Loaded]] = {}


def inline(document: Json, *, name: str, rules: ReadingRules) -> tuple[Json, Terms]:
    """Put every context that a document names in its place.

    Gives the document and the terms of all its contexts. Terms without a definition expand to
    IRIs that begin with UNDEFINED instead of being dropped.

    Raises:
        SourceError: a context is no file of `rules.contexts`, is not a JSON-LD context, names
            itself, or grows too large; `name` is the document's.
    """
    inliner = _Inliner(name, rules)
    if isinstance(document, list):
        return [inliner.root(item) for item in document], inliner.terms
    return inliner.root(document), inliner.terms


class _Inliner:
    """Puts contexts in one document, or in one context file when `chain` names the way to it."""

    def __init__(self, name: str, rules: ReadingRules, chain: tuple[str, ...] = ()) -> None:
        self._name = name
        self._rules = rules
        self._chain = chain
        self.terms = Terms()
        self.size = 0
        self.stamps: dict[Path, _Stamp] = {}

    def root(self, value: Json) -> Json:
        """Inline a node at the top of a document, below the context that keeps unknown keys."""
        if not isinstance(value, dict):
            return value
        context = self._list(value.get("@context", []))
        rest = {key: item for key, item in value.items() if key != "@context"}
        return {"@context": [_NOWHERE, *context], **self._members(rest)}

    def context(self, value: Json) -> Json:
        """Inline a context wherever one may stand."""
        if isinstance(value, str):
            return self._load(value).context
        if value is None:
            return [None, _NOWHERE]
        if isinstance(value, list):
            return [part for item in value for part in self._list(item)]
        return self._definitions(value) if isinstance(value, dict) else value

    def _list(self, value: Json) -> list[Json]:
        context = self.context(value)
        return context if isinstance(context, list) else [context]

    def _document(self, value: Json) -> Json:
        if isinstance(value, list):
            return [self._document(item) for item in value]
        return self._members(value) if isinstance(value, dict) else value

    def _members(self, value: dict[str, Json]) -> dict[str, Json]:
        context = {"@context": self.context(value["@context"])} if "@context" in value else {}
        role = self.terms.role
        return context | {
            key: item if role(key) in ("@value", "@json") else self._document(item)
            for key, item in value.items()
            if key != "@context"
        }

    def _definitions(self, context: dict[str, Json]) -> dict[str, Json]:
        imported = self._imported(context.get("@import"))
        result = imported | {
            key: self._definition(key, item) if key[:1] != "@" else item
            for key, item in context.items()
            if key != "@import"
        }
        if "@vocab" in context:
            result["@vocab"] = self._vocabulary(context["@vocab"])
        self.terms.learn(result)
        return result

    def _definition(self, term: str, value: Json) -> Json:
        if not isinstance(value, dict):
            return value
        container = value.get("@container")
        if container == "@graph" or (isinstance(container, list) and "@graph" in container):
            # The parser ends the process when it finds a list or a set in such a graph.
            raise self._fault(f"the term {term!r} has graphs as values: write @graph instead")
        if "@context" in value:
            return value | {"@context": self.context(value["@context"])}
        return value

    def _imported(self, reference: Json) -> dict[str, Json]:
        if reference is None:
            return {}
        context = self._load(reference).context if isinstance(reference, str) else None
        if not isinstance(context, dict):
            raise self._fault(f"@import {reference!r} must name a file with one context object")
        return context

    def _vocabulary(self, value: Json) -> Json:
        if isinstance(value, str) and ":" not in value:
            raise self._fault(f"@vocab {value!r} is relative: write the whole IRI")
        return UNDEFINED if value is None else value

    def _load(self, reference: str) -> _Loaded:
        path = self._path(reference)
        if path.name in self._chain:
            way = " → ".join((*self._chain, path.name))
            raise self._fault(f"contexts name each other in a circle: {way}; break it")
        loaded = _LOADED.get(path)
        if loaded is None or any(_stamp(file) != was for file, was in loaded.stamps.items()):
            loaded = _LOADED[path] = self._read(path)
        self.size += loaded.size
        if self.size > MAX_CONTEXT_BYTES:
            raise self._fault(f"its contexts have more than {MAX_CONTEXT_BYTES} bytes: name fewer")
        self.stamps |= loaded.stamps
        self.terms.update(loaded.terms)
        return loaded

    def _path(self, reference: str) -> Path:
        is_ours = reference.startswith(SOURCE_BASE)
        file = reference.rpartition("/")[2] if is_ours else reference
        folder = self._rules.contexts
        path = folder / file
        if not _FILE_NAME.fullmatch(file):
            raise self._fault(
                f"the context {reference!r} is no file name, and nothing is fetched: put a copy in "
                f"{folder} and name it by its file name"
            )
        if _stamp(path) is None:
            raise self._fault(f"there is no context {file!r} in {folder}: put it there")
        return path

    def _read(self, path: Path) -> _Loaded:
        name = f"{path.parent.name}/{path.name}"
        stamp = _stamp(path)
        data = read_within(path.parent, path, name=name, max_bytes=MAX_CONTEXT_BYTES)
        document = parse_json(decode(data, name), name=name)
        if not isinstance(document, dict) or "@context" not in document:
            raise SourceError(name, 'is no JSON-LD context: write {"@context": …}', line=1)
        inliner = _Inliner(name, self._rules, (*self._chain, path.name))
        context = inliner.context(document["@context"])
        return _Loaded(
            context, inliner.terms, len(data) + inliner.size, {path: stamp, **inliner.stamps}
        )

    def _fault(self, reason: str) -> SourceError:
        return SourceError(self._name, reason)


def _stamp(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
