"""The time that a text gives: a day, or all days of a month or year."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

Span = tuple[str, str]
"""The first and last day of a time (xsd:date)."""

_WRITTEN: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T.*)?)?)?")


def read_span(text: str) -> Span | None:
    """Read a day, month or year as in ISO 8601; None for what is no such thing.

    >>> read_span("2020-03-17"), read_span("2020-02")
    (('2020-03-17', '2020-03-17'), ('2020-02-01', '2020-02-29'))
    """
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = found.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
        last = int(day or monthrange(first.year, int(month or 12))[1])
        return first.isoformat(), first.replace(month=int(month or 12), day=last).isoformat()
    except ValueError:
        return None
