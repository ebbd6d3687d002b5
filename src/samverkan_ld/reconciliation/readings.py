"""What a text from a table may mean: the text itself, and what is left of it without additions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_MISREAD: Final = re.compile(r"[ÃÂ][^\s\w]|[ÃÂ][¤¥¶©„…–]")
_CODE: Final = re.compile(r"(?<!\w)(?:SE)?\d[\d-]*(?!\w)", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
_BETWEEN: Final = re.compile(r"[,;/|:]\s*|\s[-–—]\s")
_OF: Final = re.compile(r"\s(?:i|för|vid|of)\s", re.IGNORECASE)
_AROUND: Final = " ,;:-–—/|\"'."

_LONGEST: Final = 200
_MOST_PARTS: Final = 6
_AMENDED: Final = 0.97
_PART: Final = 0.9
_LATER_PART: Final = 0.8
_WORD: Final = 0.6
_SHORTEST_WORD: Final = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that a name is looked for in, and how much of the score it can give, up to 1."""

    text: str
    weight: float = 1.0


def readings(text: str) -> tuple[Reading, ...]:
    """List what a text may mean, the likeliest first."""
    whole = " ".join(text.split())[:_LONGEST]
    found = {whole: 1.0}
    for reading in _less(whole):
        if any(letter.isalpha() for letter in reading.text):
            found.setdefault(reading.text, reading.weight)
    return tuple(Reading(text, weight) for text, weight in found.items())


def words(text: str) -> tuple[Reading, ...]:
    """List single words of a text: what is tried when nothing else leads anywhere."""
    found = re.findall(rf"\w{{{_SHORTEST_WORD},}}", _CODE.sub(" ", text[:_LONGEST]))
    return tuple(Reading(word, _WORD) for word in [*dict.fromkeys(found)][:_MOST_PARTS])


def _less(whole: str) -> Iterator[Reading]:
    mended = _mend(whole)
    yield Reading(mended, _AMENDED)
    bare = _trim(_CODE.sub(" ", _BRACKETS.sub(" ", mended)))
    yield Reading(bare, _AMENDED)
    last, comma, first = bare.partition(", ")
    if comma and "," not in first:
        yield Reading(f"{first} {last}", _AMENDED)  # the surname first, as in lists
    for number, part in enumerate(_BETWEEN.split(bare)[:_MOST_PARTS]):
        yield Reading(_trim(part), _LATER_PART if number else _PART)
    for part in _OF.split(bare)[1:_MOST_PARTS]:
        yield Reading(_trim(part), _LATER_PART)


def _mend(text: str) -> str:
    """Read again what was written in UTF-8 and read as Windows-1252."""
    if not _MISREAD.search(text):
        return text
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return text


def _trim(text: str) -> str:
    return " ".join(text.split()).strip(_AROUND)
