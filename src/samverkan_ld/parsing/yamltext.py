"""YAML text read strictly and within bounds, with a way to tell the line of a value.

Plain scalars are what YAML 1.2's JSON schema says (https://yaml.org/spec/1.2.2/#102-json-schema):
null, true, false and the numbers of JSON; all others, such as `0114`, `no` and `2020-03-17`, are
texts. Aliases may be used as long as what they repeat stays small.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import reduce
from typing import Final, NamedTuple

import yaml

from samverkan_ld.errors import SourceError
from samverkan_ld.parsing.jsontext import Json, Path, fraction, integer

MAX_REPEATED: Final = 100_000
"""How many values all the aliases of a file together may repeat."""

_TAGS: Final = "tag:yaml.org,2002:"
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "null": (type(None),),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
}
_WORDS: Final[dict[str, Json]] = {"null": None, "true": True, "false": False}
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)((?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_HINTS: Final = {
    "@": ": put what begins with @ in quotes",
    "`": ": put what begins with ` in quotes",
    "%": ": put what begins with % in quotes",
    "\t": ": indent with spaces, not tabs",
}


class Place(NamedTuple):
    """The line of a value, and the places of its parts."""

    line: int
    parts: Mapping[str | int, "Place"] = {}

    def lines(self, paths: Collection[Path]) -> dict[Path, int]:
        """Tell the lines, from 1, of the values at some paths; of a member, that of its key."""
        return {path: reduce(lambda at, key: at.parts[key], path, self).line for path in paths}


def parse_yaml(text: str, *, name: str, max_depth: int) -> tuple[Json, Place]:
    """Parse YAML text, and tell where each value stands.

    Args:
        text: one document of YAML.
        name: stands in messages.
        max_depth: how deep values may nest.

    Raises:
        SourceError: the text is not YAML as described above (a key twice, keys that are no texts,
            other tags and several documents included), or nests values too deeply.
    """
    composer = _Composer(_events(text, name), name, max_depth)
    try:
        return composer.document()
    except RecursionError as error:
        raise composer.too_deep() from error


def _events(text: str, name: str) -> Iterator[yaml.Event]:
    try:
        loader = yaml.CSafeLoader(text)
        while (event := loader.get_event()) is not None:
            yield event
    except yaml.MarkedYAMLError as error:
        line = None if error.problem_mark is None else error.problem_mark.line + 1
        raise SourceError(name, f"is not YAML: {_reason(error, text)}", line=line) from error
    except yaml.reader.ReaderError as error:
        line = text.encode().count(b"\n", 0, error.position) + 1
        raise SourceError(name, f"is not YAML: {error.reason}", line=line) from error


def _reason(error: yaml.MarkedYAMLError, text: str) -> str:
    problem = " ".join(part for part in (error.context, error.problem) if part)
    at = len(text) if error.problem_mark is None else error.problem_mark.index
    return problem + _HINTS.get(text[at : at + 1], "")


class _Composer:
    """Makes plain values of events, with their places.

    Events come one by one, so that what is too deep or too much is noticed before it is read.
    """

    def __init__(self, events: Iterator[yaml.Event], name: str, max_depth: int) -> None:
        self._events = events
        self._name = name
        self._max_depth = max_depth
        self._line = 1
        self._count = 0
        self._repeated = 0
        self._anchors: dict[str, tuple[Json, Place, int] | None] = {}

    def document(self) -> tuple[Json, Place]:
        """Compose the one document there is."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise self._fault("holds no values: write some, or remove the file")
        document = self._value(self._next(), 1)
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            raise self._fault("holds a second document: give it a file of its own")
        return document

    def too_deep(self) -> SourceError:
        """Make the error for values within values within values."""
        advice = "flatten it, or raise limits.source_depth in samverkan.toml"
        return self._fault(f"nests values too deeply: {advice}")

    def _next(self) -> yaml.Event:
        event = next(self._events)
        if event.start_mark is not None:
            self._line = event.start_mark.line + 1
        return event

    def _fault(self, reason: str) -> SourceError:
        return SourceError(self._name, reason, line=self._line)

    def _value(self, event: yaml.Event, depth: int) -> tuple[Json, Place]:
        if depth > self._max_depth:
            raise self.too_deep()
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        line, before = self._line, self._count
        self._count += 1
        anchor = event.anchor if isinstance(event, yaml.NodeEvent) else None
        if anchor is not None:
            self._anchors[anchor] = None
        value, parts = self._content(event, depth)
        place = Place(line, parts)
        if anchor is not None:
            self._anchors[anchor] = value, place, self._count - before
        return value, place

    def _content(self, event: yaml.Event, depth: int) -> tuple[Json, Mapping[str | int, Place]]:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event), {}
        if isinstance(event, yaml.MappingStartEvent):
            self._require_tag(event, "map")
            return self._mapping(depth)
        if isinstance(event, yaml.SequenceStartEvent):
            self._require_tag(event, "seq")
        return self._sequence(depth)

    def _mapping(self, depth: int) -> tuple[Json, Mapping[str | int, Place]]:
        values: dict[str, Json] = {}
        places: dict[str | int, Place] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key, line = self._key(event), self._line
            if key in values:
                raise self._fault(f"has the key {key!r} twice: keep one")
            values[key], place = self._value(self._next(), depth + 1)
            places[key] = place._replace(line=line)
        return values, places

    def _sequence(self, depth: int) -> tuple[Json, Mapping[str | int, Place]]:
        values: list[Json] = []
        places: dict[str | int, Place] = {}
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            value, places[len(values)] = self._value(event, depth + 1)
            values.append(value)
        return values, places

    def _key(self, event: yaml.Event) -> str:
        key = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else None
        if not isinstance(key, str):
            raise self._fault("a key is no text: put it in quotes")
        return key

    def _alias(self, event: yaml.AliasEvent) -> tuple[Json, Place]:
        known = self._anchors.get(event.anchor or "")
        if known is None:
            raise self._fault(
                f"*{event.anchor} repeats nothing that is complete before it: write the value out"
            )
        value, place, size = known
        self._count += size
        self._repeated += size
        if self._repeated > MAX_REPEATED:
            raise self._fault(f"aliases repeat more than {MAX_REPEATED} values: use fewer")
        return value, place._replace(line=self._line)

    def _scalar(self, event: yaml.ScalarEvent) -> Json:
        if event.tag is None:
            return self._plain(event.value) if event.implicit[0] else event.value
        kind = event.tag.removeprefix(_TAGS)
        if kind in ("!", "str"):
            return event.value
        value = self._plain(event.value)
        if type(value) not in _TYPES.get(kind, ()):
            raise self._fault(f"the value is no {event.tag}: leave the tag out")
        return value

    def _require_tag(self, event: yaml.CollectionStartEvent, kind: str) -> None:
        if event.tag not in (None, "!", _TAGS + kind):
            raise self._fault(f"the value is no {event.tag}: leave the tag out")

    def _plain(self, text: str) -> Json:
        if not text:
            raise self._fault("a value is missing: write it, or null, or remove its key")
        if text in _WORDS:
            return _WORDS[text]
        number = _NUMBER.fullmatch(text)
        if number is None:
            return text
        try:
            return fraction(text) if number[1] else integer(text)
        except ValueError:
            raise self._fault(f"{text[:40]} is no number that can be kept: quote it") from None
