"""Rosters: lists of people below a title that is theirs, “Kommunchefer”, a name a line."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from samverkan_ld.extraction.grammar.entries import is_role_line
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.stacks import Stacked

_ENTRY: Final = re.compile(r"b?(?:Y:?,?)?(?P<who>[NM])P?(?:[,(]?\(?[xYD].*)?$")
_TITLE: Final = re.compile(r"Rx?:*")
_FEWEST: Final = 2
"""Names below a title that is one for all; above one name it is that one's."""


def find_titled(lines: Sequence[Sentence]) -> Iterator[Stacked]:
    """Find the people whom a list names below a title."""
    for roster in _rosters(lines):
        if len(roster) >= _FEWEST:
            yield from roster


def _rosters(lines: Sequence[Sentence]) -> Iterator[list[Stacked]]:
    """Give the entries of each list."""
    title: tuple[int, int] | None = None
    found: list[Stacked] = []
    for number, line in enumerate(lines):
        entry = _ENTRY.match(line.signs) if title else None
        if title and entry and "R" not in line.signs:
            found.append(Stacked((number, entry.start("who")), title))
            continue
        yield found
        found = []
        title = (number, 0) if _is_title(line) else None
    yield found


def _is_title(line: Sentence) -> bool:
    return _TITLE.fullmatch(line.signs) is not None and is_role_line(line)
