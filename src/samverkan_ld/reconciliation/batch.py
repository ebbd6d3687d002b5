"""A batch of queries as a client sends it: JSON, read and checked.

Reconciliation API 0.2, section 4.3
(https://reconciliation-api.github.io/specs/0.2/).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NoReturn

import orjson

from samverkan_ld.errors import BatchError, BatchFault
from samverkan_ld.reconciliation.moments import read_span
from samverkan_ld.reconciliation.properties import PROPERTIES
from samverkan_ld.reconciliation.types import TYPES

MOST: Final = 50
"""So many queries a batch may have, and of so many things so many properties may be fetched."""

SETTING: Final = "date"
"""The one setting that a property which is fetched may have."""

_LIMIT: Final = 5
_MOST_CANDIDATES: Final = 100
_MOST_VALUES: Final = 20
_LONGEST: Final = 1000
_QUOTED: Final = 100
"""So many characters of what is wrong are said again."""

_KEYS: Final = ("query", "type", "limit", "properties", "type_strict")


class Strictness(StrEnum):
    """What types do: all must fit, any must fit, or those that fit come first."""

    ALL = "all"
    ANY = "any"
    SHOULD = "should"


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a query gives for a property: a text, or a thing by its id."""

    text: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """A property and the values that a client gives for it, any of which may hold."""

    property: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One query: a name, or nothing where the conditions are to find the thing."""

    text: str = ""
    types: tuple[str, ...] = ()
    strictness: Strictness = Strictness.SHOULD
    limit: int = _LIMIT
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """What to fetch: the ids of things, and properties with the day that their values are for."""

    ids: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]


def read_batch(text: str) -> dict[str, Query]:
    """Read a batch of queries.

    Raises:
        BatchError: it is no such batch; the fault names the query and its key.
    """
    asked = _object(text)
    if len(asked) > MOST:
        _refuse(BatchFault.TOO_MANY, count=len(asked), most=MOST)
    return {key: _query(key, value) for key, value in asked.items()}


def read_fetch(text: str) -> Fetch:
    """Read a data extension query, section 6.2.

    Raises:
        BatchError: it is no such query.
    """
    asked = _object(text)
    ids = _list(asked, "ids", str, "list-of-ids")
    properties = _list(asked, "properties", dict, "list-of-properties")
    if (count := max(len(ids), len(properties))) > MOST:
        _refuse(BatchFault.TOO_MANY, count=count, most=MOST)
    return Fetch(tuple(ids), _columns(map(_fetched, properties)))


def _columns(asked: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Give each property once: answers have one column for a property, whatever its settings."""
    days: dict[str, str] = {}
    for name, day in asked:
        if days.setdefault(name, day) != day:
            _refuse(BatchFault.TWICE, place="extend", member=name)
    return tuple(days.items())


def _list(asked: Mapping[str, Any], key: str, item: type, kind: str) -> list[Any]:
    found = asked.get(key)
    if not isinstance(found, list) or not _is_list_of(found, item):
        _refuse(BatchFault.MEMBER, place="extend", member=key, kind=kind)
    return found


def _object(text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        _refuse(BatchFault.NOT_JSON, line=error.lineno, column=error.colno)
    if not isinstance(found, dict):
        _refuse(BatchFault.NOT_OBJECT)
    return found


def _query(key: str, asked: object) -> Query:
    if not isinstance(asked, dict):
        _refuse(BatchFault.QUERY, place=key)
    for name, value in asked.items():
        if name not in _KEYS:
            _refuse(BatchFault.UNKNOWN, place=key, what="key", member=name, known=", ".join(_KEYS))
        test, kind = _TESTS[name]
        if not test(value):
            _refuse(BatchFault.MEMBER, place=key, member=name, kind=kind)
    conditions = _conditions(key, asked.get("properties", ()))
    text = " ".join(asked.get("query", "").split())
    if "query" not in asked and not conditions:
        _refuse(BatchFault.EMPTY, place=key)
    return Query(
        text=text[:_LONGEST],
        types=_types(key, asked.get("type", ())),
        strictness=Strictness(asked.get("type_strict", Strictness.SHOULD)),
        limit=min(int(asked.get("limit", _LIMIT)), _MOST_CANDIDATES),
        conditions=conditions,
    )


def _types(key: str, asked: str | list[str]) -> tuple[str, ...]:
    names = (asked,) if isinstance(asked, str) else tuple(asked)
    for name in filter(None, names):
        if name not in TYPES:
            _refuse(BatchFault.UNKNOWN, place=key, what="type", member=name, known=", ".join(TYPES))
    return tuple(filter(None, names))


def _conditions(key: str, asked: Sequence[Mapping[str, Any]]) -> tuple[Condition, ...]:
    conditions = tuple(_condition(key, item) for item in asked)
    # Each value is looked up: what they cost is bounded by all of a query together.
    if (count := sum(len(condition.values) for condition in conditions)) > _MOST_VALUES:
        _refuse(BatchFault.TOO_MANY, count=count, most=_MOST_VALUES)
    return conditions


def _condition(key: str, asked: Mapping[str, Any]) -> Condition:
    name, given = asked.get("pid"), asked.get("v")
    if not isinstance(name, str) or "v" not in asked:
        _refuse(BatchFault.MEMBER, place=key, member="properties", kind="list-of-conditions")
    refining = [known.id for known in PROPERTIES.values() if known.refines]
    if name not in refining:
        told = {"what": "property", "known": ", ".join(refining)}
        _refuse(BatchFault.UNKNOWN, place=key, member=name, **told)
    values = given if isinstance(given, list) else [given]
    return Condition(name, tuple(_value(key, value) for value in values))


def _value(key: str, given: object) -> Value:
    if isinstance(given, dict) and isinstance(given.get("id"), str):
        return Value(str(given.get("name", "")), given["id"])
    if not isinstance(given, str | int | float):
        _refuse(BatchFault.MEMBER, place=key, member="v", kind="value")
    return Value(str(given).strip()[:_LONGEST])


def _fetched(asked: Mapping[str, Any]) -> tuple[str, str]:
    name, settings = asked.get("id"), asked.get("settings", {})
    if not isinstance(name, str):
        _refuse(BatchFault.MEMBER, place="extend", member="properties", kind="list-of-properties")
    known = [known.id for known in PROPERTIES.values() if known.is_fetched]
    if name not in known:
        told = {"what": "property", "known": ", ".join(known)}
        _refuse(BatchFault.UNKNOWN, place="extend", member=name, **told)
    if not isinstance(settings, dict):
        _refuse(BatchFault.MEMBER, place="extend", member="settings", kind="settings")
    if other := next((key for key in settings if key != SETTING), None):
        told = {"what": "setting", "known": SETTING}
        _refuse(BatchFault.UNKNOWN, place="extend", member=other, **told)
    day = str(settings.get(SETTING, ""))
    if day and read_span(day) is None:
        _refuse(BatchFault.MEMBER, place="extend", member=SETTING, kind="day")
    return name, day


def _is_list_of(value: object, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _is_limit(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value < 1e9


_TESTS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "query": (lambda value: isinstance(value, str), "text"),
    "type": (lambda value: isinstance(value, str) or _is_list_of(value, str), "type"),
    "limit": (_is_limit, "limit"),
    "properties": (lambda value: _is_list_of(value, dict), "list-of-conditions"),
    "type_strict": (lambda value: value in [*Strictness], "type-strict"),
}


def _refuse(fault: BatchFault, *, place: str = "", member: str = "", **values: object) -> NoReturn:
    raise BatchError(fault, place=place[:_QUOTED], member=member[:_QUOTED], **values)
