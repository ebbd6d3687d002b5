"""One event in the life of identifiers, as it is declared: what ended, why, and what came then."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from samverkan_ld.archive.endings import Ending, EndingKind
from samverkan_ld.iris import Iris
from samverkan_ld.life.identifiers import Reason, expand, is_ours, reason_iri
from samverkan_ld.parsing.jsontext import Json
from samverkan_ld.releases import timestamp

Event = Mapping[str, Json]

_SUCCESSOR_KEYS: Final = {
    EndingKind.REPLACED: "by",
    EndingKind.MERGED: "into",
    EndingKind.SPLIT: "into",
    EndingKind.WITHDRAWN: "",
}
"""The key that names what came in the place of what ended, for each kind of event."""

_PLAIN: Final = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")
_DATE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2}))?"
)
_SHOWN: Final = 60
"""How much of a wrong value messages show, in characters."""


class WrongError(ValueError):
    """Something is wrong with an event: what, what to do, and the key that it stands under."""

    def __init__(self, key: str, reason: str) -> None:
        self.key = key
        self.reason = reason
        super().__init__(reason)


def read_event(event: Json, source: str, iris: Iris) -> list[Ending]:
    """Read an event.

    Args:
        event: its keys and values.
        source: the name of the file that declares it.
        iris: the addresses of the site.

    Returns:
        An ending for each identifier that the event ends.

    Raises:
        WrongError: something is wrong with it.
    """
    if not isinstance(event, dict):
        raise WrongError("", f"{_shown(event)} is no event: write keys, as 'withdrawn: …'")
    kind = _kind(event)
    _check_keys(event, kind)
    ended = [_ended(text, kind.value, iris) for text in _texts(event, kind.value)]
    successors = _successors(event, kind, iris)
    _check_apart(ended, successors, kind)
    moment, reason = _moment(event["date"]), reason_iri(_reason(event["reason"]), iris)
    return [Ending(iri, kind, moment, reason, successors, source) for iri in ended]


def _kind(event: Event) -> EndingKind:
    kinds = [kind for kind in EndingKind if kind.value in event]
    if len(kinds) != 1:
        names = ", ".join(kind.value for kind in EndingKind)
        raise WrongError("", f"an event has one of the keys {names}; this has {len(kinds)} of them")
    return kinds[0]


def _check_keys(event: Event, kind: EndingKind) -> None:
    wanted = [key for key in (kind.value, _SUCCESSOR_KEYS[kind], "date", "reason") if key]
    for key in event:
        if key not in wanted:
            raise WrongError(key, f"the key {key!r} means nothing here: use {', '.join(wanted)}")
    for key in wanted:
        if key not in event:
            raise WrongError("", f"the key {key!r} is missing: write it")


def _texts(event: Event, key: str) -> list[str]:
    value = event[key]
    values = value if isinstance(value, list) else [value]
    texts = [text for text in values if isinstance(text, str) and text]
    if not texts or len(texts) != len(values):
        raise WrongError(key, f"the value of {key!r} names nothing: write an identifier, or a list")
    if len(set(texts)) != len(texts):
        raise WrongError(key, f"the value of {key!r} names the same twice: keep one")
    return texts


def _ended(text: str, key: str, iris: Iris) -> str:
    iri = _iri(text, key, iris)
    if not is_ours(iri, iris):
        raise WrongError(key, f"{text} is no identifier of this site: name one of its own")
    whole = iris.owner(iri)
    if iri != whole:
        raise WrongError(key, f"{text} is a part of {whole} and ends with it: name that")
    return iri


def _successors(event: Event, kind: EndingKind, iris: Iris) -> tuple[str, ...]:
    key = _SUCCESSOR_KEYS[kind]
    if not key:
        return ()
    found = tuple(_iri(text, key, iris) for text in _texts(event, key))
    if kind is EndingKind.SPLIT and len(found) == 1:
        raise WrongError(key, "names one: what is split has two or more successors")
    if kind is not EndingKind.SPLIT and len(found) > 1:
        raise WrongError(key, f"names {len(found)}: what is {kind} has one successor")
    return found


def _iri(text: str, key: str, iris: Iris) -> str:
    try:
        iri = expand(text, iris)
    except ValueError:
        advice = "write it in full, or as person:8k3fq2n7w5xd"
        raise WrongError(key, f"{_shown(text)} is no IRI: {advice}") from None
    path = iri.partition("://")[2].partition("/")[2]
    if is_ours(iri, iris) and (iris.document(iri) is None or not _PLAIN.fullmatch(path)):
        raise WrongError(key, f"{_shown(text)} is spelt as no identifier of this site: correct it")
    return iri


def _check_apart(ended: list[str], successors: tuple[str, ...], kind: EndingKind) -> None:
    if len(set(ended)) != len(ended):
        raise WrongError(kind.value, "names the same identifier in two ways: keep one")
    for iri in ended:
        if iri in successors:
            advice = "what goes on does not end, so leave it out"
            raise WrongError(kind.value, f"{iri} would come in its own place: {advice}")


def _moment(value: Json) -> str:
    """Give the time of a date; a day stands for its beginning, in UTC."""
    text = value if isinstance(value, str) and _DATE.fullmatch(value) else ""
    try:
        moment = datetime.fromisoformat(text)
        return timestamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        advice = "write a day, 2026-11-20, or a time, 2026-11-20T09:30:00+01:00"
        raise WrongError("date", f"{_shown(value)} is no date: {advice}") from None


def _reason(value: Json) -> Reason:
    if value not in list(Reason):
        names = ", ".join(reason.value for reason in Reason)
        raise WrongError("reason", f"{_shown(value)} is no reason: write one of {names}")
    return Reason(str(value))


def _shown(value: Json) -> str:
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
