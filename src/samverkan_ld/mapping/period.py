"""Periods of memberships: as precise as the source, and as dates that can be compared.

A filter cannot compare a year with a day, so up to four days are derived from a period: the
earliest and the latest that its beginning, and its end, can be. Moments are those of OWL-Time's
instants (https://www.w3.org/TR/owl-time/#time:Instant): a year, a month or a day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_MOMENT: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DATATYPES: Final = ("gYear", "gYearMonth", "date")
_PROPERTIES: Final = ("inXSDgYear", "inXSDgYearMonth", "inXSDDate")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as the source gives it, and the first and last day it can be (YYYY-MM-DD).

    `datatype` and `time_property` are the local names in XSD and OWL-Time.
    """

    text: str
    datatype: str
    time_property: str
    first: str
    last: str


def read_moment(text: str) -> Moment:
    """Read "2017", "2017-05" or "2017-05-01".

    Raises:
        ValueError: the text is none of these, or no such month or day exists.
    """
    found = _MOMENT.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no year (2017), month (2017-05) or day (2017-05-01)")
    year, month, day = (int(part) if part else None for part in found.groups())
    precision = sum(part is not None for part in (month, day))
    try:
        first = date(year or 0, month or 1, day or 1)
        last = date(first.year, month or 12, day or monthrange(first.year, month or 12)[1])
    except ValueError:
        raise ValueError(f"{text!r} is not in the calendar") from None
    return Moment(
        text,
        _DATATYPES[precision],
        _PROPERTIES[precision],
        first.isoformat(),
        last.isoformat(),
    )


@dataclass(frozen=True, slots=True)
class Period:
    """When a role was held: its beginning, its end, and a day on which it was observed."""

    start: Moment | None = None
    end: Moment | None = None
    observed: Moment | None = None

    def bounds(self) -> dict[str, str]:
        """Derive the days between which the role was possibly, and certainly, held.

        The keys are the local names of the own vocabulary; a bound that nothing supports is absent.
        Someone observed in a role on a day has begun by then and not yet ended.
        """
        begun = [
            m for m in (self.start and self.start.last, self.observed and self.observed.last) if m
        ]
        lasting = [
            m for m in (self.end and self.end.first, self.observed and self.observed.first) if m
        ]
        found = {
            "tidigastFran": self.start.first if self.start else None,
            "senastFran": min(begun, default=None),
            "tidigastTill": max(lasting, default=None),
            "senastTill": self.end.last if self.end else None,
        }
        return {name: day for name, day in found.items() if day}
