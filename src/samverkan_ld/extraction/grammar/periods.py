"""Periods in a text: the times in which a role was held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.moments import Moment, is_year, moment_at, names_month
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

_SINCE: Final = word_set("periods.since")
_UNTIL: Final = word_set("periods.until")
_AROUND: Final = word_set("periods.around")
_FILLERS: Final = word_set("periods.fillers")
_NOW: Final = word_set("periods.now")
_BETWEEN: Final = "mellan"
_DASH: Final = "–"


@dataclass(frozen=True, slots=True)
class Period:
    """A period in the text; `begin` or `end` is None where the text leaves it open.

    `start` is its first token, `stop` the token after its last.
    """

    start: int
    stop: int
    begin: Moment | None
    end: Moment | None


def period_at(tokens: Sequence[Token], at: int) -> Period | None:
    """Read a period in which something was held.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> def read(text):
    ...     period = period_at(tokenise(text), 0)
    ...     return period and tuple(m and m.value for m in (period.begin, period.end))
    >>> [read(text) for text in ("2015–2017", "2015–17", "sedan 2011", "till och med 2020")]
    [('2015', '2017'), ('2015', '2017'), ('2011', None), (None, '2020')]
    >>> [read(text) for text in ("mellan 2010 och 2014", "åren 2019–nu")]
    [('2010', '2014'), ('2019', None)]
    >>> read("från och med 1 maj 2024 till och med 30 april 2025")
    ('2024-05-01', '2025-04-30')
    """
    first = at
    while first < len(tokens) and tokens[first].low in _AROUND:
        first += 1
    if first == len(tokens):
        return None
    return _reading(tokens[first].low)(tokens, at, first)


def begins_time(low: str) -> bool:
    """Tell whether a word, in lower case, may be the first of a time."""
    is_before_time = low in _SINCE or low in _UNTIL or low in _AROUND or low in ("den", _BETWEEN)
    return is_before_time or names_month(low)


_Read = Callable[[Sequence[Token], int, int], Period | None]
"""Reads the period that begins with one token, by what another token and the next ones say."""


def _reading(low: str) -> _Read:
    """Tell how the period is read that a word begins."""
    if low in _SINCE:
        return _since
    if low == _BETWEEN:
        return _between
    return _until if low in _UNTIL else _range


def _since(tokens: Sequence[Token], start: int, at: int) -> Period | None:
    """Read what follows “sedan”: “2011”, “1 maj 2024 till och med 30 april 2025”."""
    begin = _moment_after(tokens, at + 1)
    if begin is None:
        return None
    end = _end_after(tokens, begin.end)
    return Period(start, end.end if end else begin.end, begin, end)


def _between(tokens: Sequence[Token], start: int, at: int) -> Period | None:
    """Read what follows “mellan”: “2010 och 2014”."""
    begin = _moment_after(tokens, at + 1)
    if begin is None or begin.end >= len(tokens) or tokens[begin.end].low not in ("och", _DASH):
        return None
    end = moment_at(tokens, begin.end + 1)
    return Period(start, end.end, begin, end) if end else None


def _until(tokens: Sequence[Token], start: int, at: int) -> Period | None:
    """Read what follows “till”: “och med 2020”."""
    end = _moment_after(tokens, at + 1)
    return Period(start, end.end, None, end) if end else None


def _range(tokens: Sequence[Token], start: int, at: int) -> Period | None:
    """Read a period that begins with a moment: “2015–2017”, “2015 till 2017”."""
    begin = moment_at(tokens, at)
    if begin is None:
        return None
    if begin.end < len(tokens) and tokens[begin.end].text == _DASH:
        return _dashed(tokens, start, begin)
    end = _end_after(tokens, begin.end)
    return Period(start, end.end, begin, end) if end else None


def _dashed(tokens: Sequence[Token], start: int, begin: Moment) -> Period | None:
    """Read what follows a moment and a dash: “2015–2017”, “2015–17”, “2015–”, “2015–nu”."""
    dash = begin.end
    end = moment_at(tokens, dash + 1) or _short_year(tokens, dash + 1, begin.value)
    if end:
        return Period(start, end.end, begin, end)
    is_open = tokens[dash].start == tokens[dash - 1].end
    return Period(start, _past_now(tokens, dash + 1), begin, None) if is_open else None


def _past_now(tokens: Sequence[Token], at: int) -> int:
    """Pass over “nu” in “2019–nu”."""
    return at + (at < len(tokens) and tokens[at].low in _NOW)


def _short_year(tokens: Sequence[Token], at: int, begin: str) -> Moment | None:
    """Read the “17” of “2015–17”."""
    if at >= len(tokens) or tokens[at].kind != "d" or len(tokens[at].text) != 2:
        return None
    year = begin[:2] + tokens[at].text
    return Moment(at, at + 1, year) if is_year(begin) and is_year(year) and year > begin else None


def _end_after(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read “till och med 2020”, “fram till 2020”, “t.o.m. 2020” after a beginning."""
    if at < len(tokens) and tokens[at].low == "och":
        at += 1
    has_end = at < len(tokens) and tokens[at].low in _UNTIL
    return _moment_after(tokens, at + 1) if has_end else None


def _moment_after(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read a moment, past such words as “hösten” and “början av”."""
    while at < len(tokens) and tokens[at].low in _FILLERS:
        at += 1
    return moment_at(tokens, at)
