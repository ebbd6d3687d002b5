"""Units, and bodies by the last part of a word: “socialnämnden”, “kommunalförbundet Fyrklang”."""

from collections.abc import Callable, Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import gazetteer
from samverkan_ld.extraction.grammar.organisations.fields import field_end
from samverkan_ld.extraction.grammar.organisations.forms import canonical, capitals, written
from samverkan_ld.extraction.grammar.organisations.found import BODY, UNIT, Found
from samverkan_ld.extraction.grammar.organisations.heads import Head, head_at
from samverkan_ld.extraction.grammar.organisations.kinds import kind_of
from samverkan_ld.extraction.grammar.organisations.known import known
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_list, word_set

_LOCAL: Final = word_list("organisations.local")
"""What is told from others of its kind by its town: “akutkliniken i Varberg”."""

_SORTS: Final = word_list("organisations.sorts")
"""What kind of body it is, before its name and no part of it: “konsultbolaget Nordvik”."""

_GENERIC: Final = word_set("organisations.generic")
"""What names no body alone, also as a heading."""

_SERVICES: Final = ("tjänsten", "omsorgen")
"""What a municipality has one of."""

_TOWN: Final = 2
"""Words of a town: “Södra Sandby”."""

_PURPOSE: Final = 4
"""Words with capitals after “för”."""


def unit(tokens: Sequence[Token], start: int) -> Found | None:
    """A unit or body by its last part: “kultur- och fritidsnämnden”, “socialförvaltningen”.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> unit(tokenise("kultur- och fritidsnämndens ordförande"), 0)
    Found(end=3, name='kultur- och fritidsnämnden', kind='unit')
    >>> unit(tokenise("avdelningen för vård och omsorg"), 0)
    Found(end=5, name='avdelningen för vård och omsorg', kind='unit')
    >>> unit(tokenise("kultur- och och"), 0)
    """
    head = head_at(tokens, start)
    if head is None:
        return None
    for form in _FORMS:
        found = form(tokens, head)
        if found:
            return found
    return None


def _of_unit(tokens: Sequence[Token], head: Head) -> Found | None:
    """Read the unit of a unit: “kommunstyrelsens arbetsutskott”."""
    after = head.at + 1
    if not head.low.endswith("s") or after >= len(tokens) or kind_of(tokens[after].low) != UNIT:
        return None
    return Found(after + 1, canonical(tokens, head.start, after + 1), UNIT)


def _in_town(tokens: Sequence[Token], head: Head) -> Found | None:
    """Read a place of work in its town: “akutkliniken i Varberg”."""
    if not head.is_alone or not head.low.endswith(_LOCAL):
        return None
    end = _town_end(tokens, head)
    if end == head.end:
        return None
    is_named = tokens[head.start].kind == "C" and not head.is_anaphor
    return Found(end, canonical(tokens, head.start, end), BODY if is_named else UNIT)


def _town_end(tokens: Sequence[Token], head: Head) -> int:
    """Give the end of “i Varberg” after a head, or the head's."""
    town = head.end + 1
    has_town = town < len(tokens) and tokens[head.end].low == "i" and tokens[town].kind == "C"
    if not has_town or known(tokens, town):
        return head.end
    if head.low.endswith(_SERVICES) and tokens[town].low in gazetteer().places:
        return head.end  # “hemtjänsten i Boxholm” is the municipality's
    end = capitals(tokens, town, _TOWN)
    return end if end > town else head.end


def _for_purpose(tokens: Sequence[Token], head: Head) -> Found | None:
    """Read a name that says what for: “Institutet för Kommunal Ekonomi”."""
    first = head.end + 1
    is_proper = tokens[head.start].kind == "C" and first + 1 < len(tokens)
    if not is_proper or tokens[head.end].low != "för" or head.is_anaphor:
        return None  # “Styrelsen för Mälarens Vattenråd” is not the name of a body
    end = capitals(tokens, first, _PURPOSE)
    return Found(end, canonical(tokens, head.start, end), BODY) if end > first + 1 else None


def _of_field(tokens: Sequence[Token], head: Head) -> Found | None:
    """Read a unit with its field: “avdelningen för vård och omsorg”."""
    end = field_end(tokens, head.end)
    if end == head.end:
        return None
    return Found(end, written(tokens, head.start, end), head.kind)


def _with_name(tokens: Sequence[Token], head: Head) -> Found | None:
    """Read a body with its proper name: “kommunalförbundet Fyrklang”, “bolaget Nordvik”."""
    if head.is_alone:
        return None
    is_sort = tokens[head.at].kind == "c" and head.low.endswith(_SORTS)
    first = head.at + 1 if is_sort else head.start
    return Found(head.end, canonical(tokens, first, head.end), BODY)


def _alone(tokens: Sequence[Token], head: Head) -> Found | None:
    """Read a unit, or a body with a capital, by its head alone: “socialnämnden”."""
    if head.is_anaphor or head.low in _GENERIC:
        return None
    has_capital = tokens[head.start].kind != "c"
    is_body = has_capital and (head.kind == BODY or head.low.endswith(_LOCAL))
    return Found(head.end, canonical(tokens, head.start, head.end), BODY if is_body else UNIT)


Form = Callable[[Sequence[Token], Head], Found | None]

_FORMS: Final[tuple[Form, ...]] = (
    _of_unit,
    _in_town,
    _for_purpose,
    _of_field,
    _with_name,
    _alone,
)
"""The forms of such a name; the first that holds counts."""
