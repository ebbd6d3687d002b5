"""Rosters: lists of people below a title that is theirs, “Kommunchefer”, a name a line."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from samverkan_ld.extraction.grammar.boards import BOARD
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.stacks import Stacked
from samverkan_ld.extraction.grammar.words import word_set

_ENTRY: Final = re.compile(r"b?(?:O:)?(?P<when>Y:?,?)?(?P<who>[NM])P?(?:[,(–]?\(?[xYDORKi].*)?$")
_TITLE: Final = re.compile(r"[xK]?(?P<what>R)(?:xi?x?)?:*")
_MEMBERS: Final = word_set("rosters.members")
"""Titles of members of a board, who have others besides."""
_BRIEF: Final = 5
"""Words of a title that a list stands below, at most."""
_FEWEST: Final = 2
"""Names below a title that is one for all; above one name it is that one's."""


def find_titled(lines: Sequence[Sentence]) -> Iterator[Stacked]:
    """Find the people whom a list names below a title."""
    for roster in _rosters(lines):
        if len(roster) >= _FEWEST:
            yield from roster


def _rosters(lines: Sequence[Sentence]) -> Iterator[list[Stacked]]:
    """Give the entries of each list; an entry with a title of its own is none, but for a time
    or a seat."""
    title: tuple[int, int] | None = None
    found: list[Stacked] = []
    for number, line in enumerate(lines):
        entry = _ENTRY.match(line.signs) if title else None
        if title and entry:
            if entry["when"] or "R" not in line.signs or _adds_seat(lines[title[0]], line):
                found.append(Stacked((number, entry.start("who")), title))
            continue
        yield found
        found = []
        what = _title(line)
        title = (number, what) if what is not None else None
    yield found


def _title(line: Sentence) -> int | None:
    """Give the part of the title that a line consists of: “Ledamöter”, “Övriga ledamöter:”."""
    found = _TITLE.fullmatch(line.signs) if len(line.tokens) <= _BRIEF else None
    return found.start("what") if found else None


def _adds_seat(heading: Sentence, entry: Sentence) -> bool:
    """Tell whether a list of members gives their other titles: “Ledamöter”, “Anna Ek, rektor”."""
    if _MEMBERS.isdisjoint(token.low for token in heading.tokens):
        return False
    phrases = (part.phrase for part in entry.parts if part.phrase)
    titles = (title.text.lower() for phrase in phrases for title in phrase.titles)
    return not any(title.endswith(BOARD) for title in titles)
