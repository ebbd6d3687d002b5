"""Moments in a text: days, months and years."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_list


def _numbered(name: str) -> dict[str, int]:
    """Number the months of a list, of which each is given with its short forms."""
    return {
        form: number
        for number, month in enumerate(word_list(name), start=1)
        for form in month.split("/")
    }


_MONTHS: Final[Mapping[str, int]] = _numbered("moments.months")
_ENGLISH: Final[Mapping[str, int]] = {**_MONTHS, **_numbered("moments.english")}
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_MONTH: Final = 12
_DASH: Final = "–"
_ISO_MONTH, _ISO_DAY = 3, 5
"""Tokens of 2024-05, and of 2024-05-01."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day in the text: the tokens it takes, and the time as it is written."""

    start: int
    end: int
    value: str

    @property
    def is_day(self) -> bool:
        """Whether it is a day, and no month or year."""
        return len(self.value) == len("2024-05-01")


def moment_at(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read a day, month or year; there is none after the last token.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> def read(text):
    ...     return moment_at(tokenise(text), 0).value
    >>> [read(text) for text in ("2024-05-01", "den 1 maj 2024", "maj 2024", "Apr 27, 2022")]
    ['2024-05-01', '2024-05-01', '2024-05', '2022-04-27']
    >>> moment_at(tokenise("31 februari 2020"), 0)
    """
    if at >= len(tokens):
        return None
    return _iso(tokens, at) or _written(tokens, at) or _english(tokens, at) or _year(tokens, at)


def names_month(low: str) -> bool:
    """Tell whether a word, in lower case, is a month."""
    return low in _ENGLISH


def is_year(text: str) -> bool:
    """Tell whether a number is a year of our time."""
    return len(text) == 4 and text.isdecimal() and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def _iso(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read 2024-05-01, and 2024-05."""
    texts = [token.text for token in tokens[at : at + _ISO_DAY]]
    if len(texts) < _ISO_MONTH or texts[1] != _DASH or not _adjoin(tokens, at, _ISO_MONTH):
        return None
    year, month = texts[0], texts[2]
    if not is_year(year) or not _is_two_digits(month) or not 1 <= int(month) <= _LAST_MONTH:
        return None
    has_day = len(texts) == _ISO_DAY and texts[3] == _DASH and _adjoin(tokens, at, _ISO_DAY)
    if has_day and _is_two_digits(texts[4]):
        day = _day(at, at + _ISO_DAY, (year, month, texts[4]))
        if day:
            return day
    return Moment(at, at + _ISO_MONTH, f"{year}-{month}")


def _written(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read “1 maj 2024”, “den 1 maj 2024”, “maj 2024”."""
    first = at + (tokens[at].low == "den")
    has_day = first < len(tokens) and _is_day(tokens[first].text)
    month = _after_day(tokens, first) if has_day else first
    if month + 1 >= len(tokens) or tokens[month].low not in _MONTHS:
        return None
    year = _after_stop(tokens, month + 1)
    if not is_year(tokens[year].text):
        return None
    number = f"{_MONTHS[tokens[month].low]:02}"
    if has_day:
        return _day(at, year + 1, (tokens[year].text, number, tokens[first].text))
    return Moment(at, year + 1, f"{tokens[year].text}-{number}")


def _after_day(tokens: Sequence[Token], day: int) -> int:
    """Give the token after a day, past the ending of “den 1:sta maj”."""
    has_ending = day + 2 < len(tokens) and tokens[day + 1].text == ":"
    return day + 3 if has_ending else day + 1


def _after_stop(tokens: Sequence[Token], at: int) -> int:
    """Pass the sign of “maj, 2024” and “jan. 2024”."""
    return at + (tokens[at].text in (".", ",") and at + 1 < len(tokens))


def _english(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read “Apr 27, 2022”, as the tools of press pages write."""
    words = [token.low for token in tokens[at : at + 4]]
    if len(words) < 4 or words[2] != ",":
        return None
    month, day, _, year = words
    if month not in _ENGLISH or not _is_day(day) or not is_year(year):
        return None
    return _day(at, at + 4, (year, f"{_ENGLISH[month]:02}", day))


def _year(tokens: Sequence[Token], at: int) -> Moment | None:
    """Read “2024”."""
    is_read = tokens[at].kind == "d" and is_year(tokens[at].text)
    return Moment(at, at + 1, tokens[at].text) if is_read else None


def _day(start: int, end: int, parts: tuple[str, str, str]) -> Moment | None:
    """Give the day of a year, month and day, in digits; there is none for 31 February."""
    try:
        day = date(*map(int, parts))
    except ValueError:
        return None
    return Moment(start, end, day.isoformat())


def _is_day(text: str) -> bool:
    return len(text) <= 2 and text.isdecimal()


def _is_two_digits(text: str) -> bool:
    return len(text) == 2 and text.isdecimal()


def _adjoin(tokens: Sequence[Token], at: int, count: int) -> bool:
    """Tell whether some tokens stand without a space between them."""
    run = tokens[at : at + count]
    return all(one.end == other.start for one, other in pairwise(run))
