"""Reading of role phrases: titles, what stands before them, and what follows that is theirs."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import gazetteer, is_known_phrase, places
from samverkan_ld.extraction.grammar.phrases import bodies, fields, times, units
from samverkan_ld.extraction.grammar.phrases.phrase import Phrase, Place
from samverkan_ld.extraction.grammar.phrases.row import Row
from samverkan_ld.extraction.grammar.titles import Title
from samverkan_ld.extraction.grammar.words import word_set

Complement = Callable[[Row, Phrase], Phrase | None]
"""Gives a phrase with what follows it, if that belongs to it."""

COMPLEMENTS: Final[tuple[tuple[Complement, str], ...]] = (
    (bodies.party, "P"),
    (fields.field_with_capital, "K"),
    (fields.workplace, "i"),
    (bodies.organisation, "i,–/|OKM"),
    (bodies.organisation_in_brackets, "("),
    (times.time_in_brackets, "("),
    (bodies.organisation_beside, "&,"),
    (times.time, "Y,tix"),
    (times.town_before_time, "i"),
    (units.unlisted_unit, "i"),
    (fields.area, "i"),
    (fields.field, "i"),
    (fields.bare_field, "x"),
)
"""What may follow a title, in the order in which it is tried, and the signs that it begins with."""

_COMPLEMENTS: Final[Mapping[str, tuple[Complement, ...]]] = {
    sign: tuple(complement for complement, first in COMPLEMENTS if sign in first)
    for sign in frozenset("".join(first for _, first in COMPLEMENTS))
}
"""What may begin with a sign."""

_NO_OWNERS: Final = word_set("phrases.no_owners")
"""Genitives before titles that are no names of organisations."""
_REST: Final = re.compile(r"(?:,T)*+&T(?![NM])")
"""The rest of a list of titles, none of which is that of a name after it."""


def phrase_at(row: Row, start: int) -> Phrase | None:
    """Read the role phrase that begins at a chunk.

    It may begin with the time (“2016–2018 kommunalråd i Norsjö”), with “tidigare”, or with the
    organisation in the genitive (“Norsjö kommuns kommundirektör”).

    >>> read("2016–2018: kommunalråd i Norsjö")
    [('–', 'kommunalråd', 'Norsjö kommun')]
    >>> read("Norsjös tidigare kommundirektör Anna Ek")
    [('Anna Ek', 'kommundirektör', 'Norsjö kommun')]
    >>> read("Anna Ek, rektor, lärare och författare")
    [('Anna Ek', 'rektor', None), ('Anna Ek', 'lärare', None), ('Anna Ek', 'författare', None)]
    """
    after_time = _past_time(row, start)
    after_former = _past_former(row, after_time)
    owner = _owner(row, after_former)
    whose = row.low(after_former) if row.sign(after_former) == "g" else ""
    first = after_former + (owner is not None or whose != "")
    if row.sign(first) != "T":
        return None
    end = _past_titles(row, first)
    titles = _titles(row, first, end, is_former=after_former > after_time)
    owners = (owner,) if owner else ()
    return _complete(row, Phrase(start, end, titles, owners, None, row.period(start), whose))


def _titles(row: Row, first: int, end: int, *, is_former: bool) -> tuple[Title, ...]:
    """Give the titles of a phrase; after “tidigare” all are former."""
    titles = tuple(title for at in range(first, end, 2) if (title := row.title(at)))
    return tuple(replace(title, is_former=True) for title in titles) if is_former else titles


def _past_time(row: Row, start: int) -> int:
    """Pass over a time, and over the sign that sets it off: “2016–2018: ”."""
    if row.sign(start) != "Y":
        return start
    begins_entry = row.sign(start - 1) in ("", "b", ".", ":", "–")
    after = row.sign(start + 1)
    return start + 1 + (after == ":" or (after == "," and begins_entry))


def _past_former(row: Row, at: int) -> int:
    """Pass over “tidigare”."""
    while row.sign(at) == "t":
        at += 1
    return at


def _owner(row: Row, at: int) -> Place | None:
    """Give the organisation in the genitive before a title: “Norsjö kommuns”, “Norsjös”."""
    if row.sign(at) not in ("O", "K") or not row.is_genitive(at):
        return None
    if len(row.words(at)) == 1 and row.low(at).endswith(_SEVERAL):
        return None
    place = row.place(at)
    if place:
        return replace(place, name=_base_form(place.name))
    if len(row.words(at)) == 1 and row.low(at) in _NO_OWNERS:
        return None
    name = row.text(at).removesuffix("s").removesuffix(":")
    return row.body(at, gazetteer().places.get(name.lower(), name))


_SEVERAL: Final = ("ernas", "arnas")
"""Ends of words for several bodies, of which none is named: “nämndernas ordförande”."""


def _base_form(name: str) -> str:
    """Take the genitive off the name of an organisation that ends in a name of its own."""
    *before, last = name.split(" ")
    is_proper = bool(before) and last[0].isupper() and last.endswith("s")
    is_owned = is_proper and not is_known_phrase(name) and last.lower() not in places()
    return name[:-1] if is_owned else name


def _past_titles(row: Row, first: int) -> int:
    """Pass over “skyddsombud och handläggare”, “rektor, lärare och författare”."""
    end = first + 1
    while _has_another(row, end) and not _is_of_next_name(row, first, end):
        end += 2
    return end


def _has_another(row: Row, at: int) -> bool:
    """Tell whether a sign joins one more title; a comma does if “och” and a title come later."""
    if row.sign(at + 1) != "T":
        return False
    is_listed = row.sign(at) == "," and _REST.match(row.signs, at + 2) is not None
    return row.sign(at) == "&" or is_listed


def _is_of_next_name(row: Row, first: int, at: int) -> bool:
    """Tell whether the first title belongs to a name before it, and the next to one after it."""
    is_after_name = row.sign(first - 1) in (",", "N", "M", "n", "P", ")", "–")
    return is_after_name and row.sign(at + 2) in ("N", "M", "n")


def _complete(row: Row, phrase: Phrase) -> Phrase:
    """Read what follows the title, as long as it belongs to it."""
    longer: Phrase | None = phrase
    while longer:
        phrase = longer
        longer = _longer(row, phrase)
    return phrase


def _longer(row: Row, phrase: Phrase) -> Phrase | None:
    """Give a phrase with the first complement that fits."""
    for complement in _COMPLEMENTS.get(row.sign(phrase.end), ()):
        longer = complement(row, phrase)
        if longer:
            return longer
    return None
