"""The time of a role: what follows a title, or its organisation, and tells when."""

from dataclasses import replace
from typing import Final

from samverkan_ld.extraction.grammar.moments import Moment
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.phrases.phrase import Phrase
from samverkan_ld.extraction.grammar.phrases.row import Row

_THERE: Final = ("där", "här")


def time(row: Row, phrase: Phrase) -> Phrase | None:
    """The time of a role, with or without a comma.

    >>> read("Rektor i Malå kommun, sedan 2011")
    [('–', 'Rektor', 'Malå kommun')]
    >>> read("Rektor i Malå kommun tidigare åren 2010–2014")
    [('–', 'Rektor', 'Malå kommun')]
    """
    if phrase.period is not None:
        return None
    at = phrase.end + (row.sign(phrase.end) == "," or row.low(phrase.end) in _THERE)
    at += 2 * (row.low(at) == "hos" and row.low(at + 1) == "oss")
    is_led = row.sign(at) == "t" or row.low(at) == "för"
    at += is_led and row.sign(at + 1) == "Y"
    is_of_next_role = at > phrase.end and row.sign(at + 1) in ("T", "t", ":")
    if row.sign(at) != "Y" or is_of_next_role:
        return None
    return replace(phrase, end=at + 1, period=row.period(at))


def time_in_brackets(row: Row, phrase: Phrase) -> Phrase | None:
    """The time of a role in brackets, with a word before it or not.

    >>> read("Rektor i Malå kommun (2015–2017)")
    [('–', 'Rektor', 'Malå kommun')]
    >>> read("Rektor i Malå kommun (tidigare 2015–2017)")
    [('–', 'Rektor', 'Malå kommun')]
    """
    if phrase.period is not None or row.sign(phrase.end) != "(":
        return None
    at = phrase.end + 1
    at += row.sign(at) in ("x", "t") and row.sign(at + 1) == "Y"
    period = _period(row, at) if row.sign(at + 1) == ")" else None
    return replace(phrase, end=at + 2, period=period) if period else None


def _period(row: Row, at: int) -> Period | None:
    """Give a period, or a single moment as one."""
    item = row.item(at)
    return Period(item.start, item.end, item, item) if isinstance(item, Moment) else row.period(at)


def town_before_time(row: Row, phrase: Phrase) -> Phrase | None:
    """Where an organisation lies, before the time: no organisation itself.

    >>> read("Lektor på VTI i Linköping 2010–2014")
    [('–', 'Lektor', 'VTI')]
    """
    at = phrase.end
    is_in = row.low(at) == "i" and row.sign(at + 1) == "K" and row.sign(at + 2) == "Y"
    is_open = bool(phrase.places) and phrase.period is None
    return replace(phrase, end=at + 2) if is_open and is_in else None
