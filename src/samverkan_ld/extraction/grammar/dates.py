"""Dates that a sentence of its own gives to a role: “Hon tillträder den 1 maj 2024”."""

import re
from dataclasses import replace
from typing import Final

from samverkan_ld.extraction.grammar.findings import Findings
from samverkan_ld.extraction.grammar.moments import Moment
from samverkan_ld.extraction.grammar.people import Held, Person
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.values import bounds
from samverkan_ld.extraction.grammar.words import word_set

_BEGIN: Final = word_set("dates.begin")
_END: Final = word_set("dates.end")
_TERM: Final = word_set("dates.term")
"""Words before a time that tells when a role begins, when it ends, and both."""
_BEFORE_PERIOD: Final = _BEGIN | _END | _TERM
_WITHOUT_SUBJECT: Final = _BEGIN | _END | word_set("dates.tenure")
"""What begins a sentence that tells of somebody’s time without naming anybody."""
_LEFT: Final = word_set("dates.left")
"""Words before a role that somebody has until another begins."""
_NEAR: Final = 5
"""Tokens before a time that tell what it is of."""
_CONCERNED: Final = re.compile("[NMnDY]")


def note_dates(findings: Findings) -> None:
    """Note when somebody begins, ends or has a role, where a sentence says only that."""
    last: Person | None = None
    for number, line in enumerate(findings.lines):
        told = {claim.period.start for claim in findings.claims[number] if claim.period}
        for match in _CONCERNED.finditer(line.signs):
            at, sign = match.start(), match[0]
            if sign in "NMn":
                last = findings.who(number, at) or last
            elif last and line.parts[at].start not in told and _has_subject(line, at):
                _date(last, number, line, at)


def _date(person: Person, number: int, line: Sentence, at: int) -> None:
    """Give the time that a part tells to the role that it is of."""
    period = _period(line, at)
    held = _undated(person, number, line, at, period) if period else None
    if held:
        role, (begin, end) = held.role, bounds(period, line.tokens)
        held.role = replace(role, begin=role.begin or begin, end=role.end or end)


def _period(line: Sentence, at: int) -> Period | None:
    """Give the period that a part tells: a single moment is what the words before it say."""
    chunk = line.parts[at].chunk
    item = chunk.item if chunk else None
    words = words_before(line, at)
    if isinstance(item, Period):
        return item if words & _BEFORE_PERIOD else None
    if isinstance(item, Moment) and words & _BEGIN:
        return Period(item.start, item.end, item, None)
    if isinstance(item, Moment) and words & _END:
        return Period(item.start, item.end, None, item)
    return None


def words_before(line: Sentence, at: int) -> frozenset[str]:
    """Give the few words before a part, in lower case."""
    start = line.parts[at].start
    return frozenset(token.low for token in line.tokens[max(0, start - _NEAR) : start])


def _has_subject(line: Sentence, at: int) -> bool:
    """Tell whether a person is named in the sentence before a part, or its verb comes first."""
    start = line.signs.rfind(".", 0, at) + 1
    if any(sign in "NMnh" for sign in line.signs[start:at]):
        return True
    return line.low(start) in _WITHOUT_SUBJECT


def _undated(person: Person, number: int, line: Sentence, at: int, period: Period) -> Held | None:
    """Give the role that a time is of, and that has none: the last before it in its line.

    What somebody begins is no role that is left for it: “Ny rektor blir Bo Alm, i dag lärare. Han
    börjar …”. Else it is the first role that the person has by then.
    """
    fits = [
        held
        for held in person.held
        if held.line <= number and held.role.title and not _is_dated(held, period)
    ]
    token, is_begin = line.parts[at].start, not words_before(line, at).isdisjoint(_BEGIN)
    here = [held for held in fits if held.line == number and held.token < token]
    rest = [held for held in here if not is_begin or not _is_left(line, held.token)]
    return max(rest or here, key=lambda held: held.token, default=next(iter(fits), None))


def _is_left(line: Sentence, token: int) -> bool:
    """Tell whether the words before a title say that it is held before another begins."""
    before = line.tokens[max(0, token - _NEAR) : token]
    return any(word.low in _LEFT for word in before)


def _is_dated(held: Held, period: Period) -> bool:
    """Tell whether a role already has a bound that a period gives."""
    has_begin = period.begin is not None and held.role.begin is not None
    has_end = period.end is not None and held.role.end is not None
    return has_begin or has_end
