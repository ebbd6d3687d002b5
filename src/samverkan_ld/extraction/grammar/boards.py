"""Seats on boards: whose they are, and the bodies that the people on them are from."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from samverkan_ld.drafts import Role
from samverkan_ld.extraction.grammar.bodykinds import is_municipality
from samverkan_ld.extraction.grammar.findings import Findings, complete
from samverkan_ld.extraction.grammar.organisations.organisation import organisation_at
from samverkan_ld.extraction.grammar.people import Held
from samverkan_ld.extraction.grammar.phrases.phrase import Place
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.values import organisation
from samverkan_ld.extraction.grammar.words import word_list, word_set

_HEAD: Final = 8
"""Lines of the head of minutes."""
_MINUTES: Final = word_set("boards.minutes")
_MEETING: Final = word_list("boards.meeting")
"""What minutes are called, and ends of names of those whose they are."""
_SEATS: Final = word_set("boards.seats")
"""Words of the titles of a board's members."""
_JOINT: Final = 2
"""Municipalities that fill the seats of a joint board, at least."""
BOARD: Final = word_list("boards.members")
"""Ends of titles of members of a board."""
_BOARD_ENDS: Final = word_list("boards.nouns")
_BOARDS: Final = frozenset(_BOARD_ENDS)
"""Nouns for a board that is named before."""
_LONGEST: Final = 5
"""Tokens before the last of a board's name."""


def is_seat(held: Held) -> bool:
    """Tell whether a role is one on a board: “vice ordförande”."""
    title = held.role.title
    return title is not None and title.text.lower().endswith(BOARD)


def part_seats(findings: Findings) -> None:
    """Take apart the seats on a joint board and the municipalities that have filled them.

    “Ordförande: Bo Alm, Malå kommun” beside “Ledamot: Eva Lind, Norsjö kommun” tells where people
    are from: the seats are the board's.
    """
    seats = [
        (person, held)
        for person in findings.people
        for held in person.held
        if _is_filled_seat(held, findings.text)
    ]
    filling = {held.role.organisation.name.text for _, held in seats if held.role.organisation}
    if len(filling) < _JOINT:
        return
    for person, held in seats:
        person.held.append(Held(Role(organisation=held.role.organisation), held.line))
        held.role = replace(held.role, organisation=None)


def _is_filled_seat(held: Held, text: str) -> bool:
    """Tell whether a municipality stands beside a seat, after a comma and not “i”."""
    title, body = held.role.title, held.role.organisation
    if title is None or body is None or title.span is None or body.name.span is None:
        return False
    is_seat = _SEATS.issuperset(title.text.lower().split())
    if not is_seat or not is_municipality(body.name.text):
        return False
    between = text[title.span.end : body.name.span.start]
    return "," in between and "\n" not in between


def place_on_minutes(findings: Findings) -> None:
    """Give those who sit on a board its name, in the minutes of a meeting: “Protokoll”."""
    top = findings.lines[:_HEAD]
    if not any(token.low in _MINUTES for line in top for token in line.tokens):
        return
    boards = (
        organisation(line.place(at), line.tokens)
        for line in top
        for at, sign in enumerate(line.signs)
        if sign == "O" and line.place(at).name.lower().endswith(_MEETING)
    )
    board = next(boards, None)
    for held in (held for person in findings.people for held in person.held):
        word = held.role.title.text.lower().split()[-1] if held.role.title else ""
        if word in BOARD and not held.whose:
            complete(held, board)


def place_on_board(findings: Findings) -> None:
    """Give titles of “nämndens” the board that is named before: “Socialnämnden …, nämndens …”."""
    named: dict[str, list[tuple[int, int]]] | None = None
    for held in (held for person in findings.people for held in person.held):
        noun = held.whose.removesuffix("s")
        if noun in _BOARDS and held.role.organisation is None:
            named = _board_words(findings.lines) if named is None else named
            before = bisect_left(named[noun], (held.line, held.token)) - 1
            if before >= 0:
                number, at = named[noun][before]
                tokens = findings.lines[number].tokens
                place = _board_ending(tokens, at)
                complete(held, organisation(place, tokens) if place else None)


def _board_words(lines: Sequence[Sentence]) -> dict[str, list[tuple[int, int]]]:
    """Give where words end in each noun for a board, and are more than that: “socialnämnden”."""
    named: dict[str, list[tuple[int, int]]] = {noun: [] for noun in _BOARDS}
    for number, line in enumerate(lines):
        for at, token in enumerate(line.tokens):
            low = token.low.removesuffix("s")
            if low.endswith(_BOARD_ENDS) and low not in _BOARDS:
                noun = next(noun for noun in _BOARD_ENDS if low.endswith(noun))
                named[noun].append((number, at))
    return named


def _board_ending(tokens: Sequence[Token], at: int) -> Place | None:
    """Give the board whose name ends with a token: “kultur- och fritidsnämnden”."""
    for start in range(max(0, at - _LONGEST), at + 1):
        found = organisation_at(tokens, start)
        if found and found.end == at + 1:
            return Place(found.name, start, found.end, is_body=False)
    return None
