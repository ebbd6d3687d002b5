"""The organisations of a role: what follows a title and is whose it is."""

from dataclasses import replace
from typing import Final

from samverkan_ld.extraction.grammar.aliases import is_short_of
from samverkan_ld.extraction.grammar.chunk import is_named
from samverkan_ld.extraction.grammar.phrases.phrase import Phrase, Place
from samverkan_ld.extraction.grammar.phrases.row import Row
from samverkan_ld.extraction.grammar.phrases.unknowns import unknown, unlisted
from samverkan_ld.extraction.grammar.words import word_set

_MOST: Final = 4
"""Organisations of one phrase."""
_AFTER_COMMA: Final = word_set("phrases.after_comma")
_AFTER_AND: Final = word_set("phrases.after_and")
"""Prepositions before an organisation after a comma, and before one more after “och”."""
_NEVER_OF: Final = word_set("phrases.never_of")
"""Prepositions that lead no organisation."""
_MEMBERS: Final = ("ledamot", "medlem")
_HIRED: Final = ("konsult", "rådgivare")
"""Ends of titles that may have “av”, and of those that may have “åt”, before the organisation."""
_DETERMINERS: Final = word_set("phrases.determiners")
"""Words between a preposition and its organisation."""
_MUNICIPALITIES: Final = (" kommun", " stad")
"""Ends of names that tell a municipality."""
_IN_TURN: Final = ("respektive", "resp.")
_NAMES: Final = ("KK", "KM", "KO", "OK", "OM", "MK")
"""Signs of two chunks that are one name."""
_ENDS: Final = frozenset(["", *",.)Y(;&"])
"""Signs after a name that nothing leads."""


def party(row: Row, phrase: Phrase) -> Phrase | None:
    """A party, which is no organisation of the role.

    >>> read("Anna Ek, kommunalråd (C) i Malå")
    [('Anna Ek', 'kommunalråd', 'Malå kommun')]
    """
    return replace(phrase, end=phrase.end + 1) if row.sign(phrase.end) == "P" else None


def organisation(row: Row, phrase: Phrase) -> Phrase | None:
    """An organisation after a preposition, a comma, a dash, or nothing.

    >>> read("Anna Ek, rektor i Norsjö kommun")
    [('Anna Ek', 'rektor', 'Norsjö kommun')]
    >>> read("Anna Ek, utredare, SKR")
    [('Anna Ek', 'utredare', 'SKR')]
    >>> read("Anna Ek, rådgivare åt SKR")
    [('Anna Ek', 'rådgivare', 'SKR')]
    >>> read("Anna Ek, platschef på NCC Markbygg")
    [('Anna Ek', 'platschef', 'NCC Markbygg')]
    >>> read("Anna Ek, handläggare på både Norsjö kommun och Malå kommun")
    [('Anna Ek', 'handläggare', 'Norsjö kommun'), ('Anna Ek', 'handläggare', 'Malå kommun')]
    """
    at = _past_link(row, phrase)
    place = _organisation(row, phrase, at) if len(phrase.places) < _MOST else None
    if place is None or _is_of_next(row, phrase, at):
        return None
    if _is_short_name(row, phrase, place):
        return replace(phrase, end=at + 1)
    if _goes_on(row, phrase, at):
        return _with_longer_name(phrase, place, at)
    if _is_next_municipality(phrase, place):
        place = replace(place, is_parallel=True)
    return replace(phrase, end=at + 1, places=(*phrase.places, place))


def organisation_in_brackets(row: Row, phrase: Phrase) -> Phrase | None:
    """An organisation in brackets, or the short name of the one before it.

    >>> read("Anna Ek, utredare (SKR)")
    [('Anna Ek', 'utredare', 'SKR')]
    >>> read("Utredare på Sveriges Kommuner och Regioner (SKR) 2010–2014")
    [('–', 'Utredare', 'Sveriges Kommuner och Regioner')]
    >>> read("Anna Ek, konsult (Kastell & Ramberg)")
    [('Anna Ek', 'konsult', 'Kastell & Ramberg')]
    """
    at = phrase.end
    is_set_off = row.sign(at) == "(" and row.sign(at + 2) == ")"
    place = _in_brackets(row, phrase, at + 1) if is_set_off else None
    return replace(phrase, end=at + 3, places=phrase.places or (place,)) if place else None


def _in_brackets(row: Row, phrase: Phrase, at: int) -> Place | None:
    """Read an organisation alone in brackets; one that no list has may be a local party."""
    is_name = row.sign(at) in ("K", "M") and not phrase.is_political and not phrase.places
    return row.place(at) or row.town(at) or (row.body(at, row.text(at)) if is_name else None)


def organisation_beside(row: Row, phrase: Phrase) -> Phrase | None:
    """One more organisation of the same kind.

    >>> read("Anna Ek, samordnare i Norsjö och Malå")
    [('Anna Ek', 'samordnare', 'Norsjö kommun'), ('Anna Ek', 'samordnare', 'Malå kommun')]
    >>> read("Anna Ek och Bo Alm, rektorer för Hamre skola respektive Lärhuset Malå")
    [('Anna Ek', 'rektor', 'Hamre skola'), ('Bo Alm', 'rektor', 'Lärhuset Malå')]
    """
    is_joined = row.sign(phrase.end) in ("&", ",") and row.sign(phrase.end - 1) in ("O", "K")
    if not phrase.places or not is_joined:
        return None
    at = phrase.end + 1
    at += row.sign(at) == "i" and row.low(at) in _AFTER_AND
    is_in_turn = row.low(phrase.end) in _IN_TURN and row.sign(at) in ("K", "M")
    place = row.town(at) or row.place(at) or (unlisted(row, at) if is_in_turn else None)
    if place is None or row.is_genitive(at) or _is_before_name(row, at):
        return None
    return replace(phrase, end=at + 1, places=(*phrase.places, replace(place, is_parallel=True)))


def _past_link(row: Row, phrase: Phrase) -> int:
    """Pass over what leads an organisation: “i”, “, på”, “på det”, a dash."""
    at = phrase.end
    sign = row.sign(at)
    if sign == "i" and _is_of(row, phrase):
        return at + 1 + _is_determiner(row, at + 1)
    if sign == "," and _is_open(row, phrase):
        return at + 1 + (row.sign(at + 1) == "i" and row.low(at + 1) in _AFTER_COMMA)
    return at + (sign in ("–", "/", "|") and row.sign(at + 1) == "O")


def _is_of(row: Row, phrase: Phrase) -> bool:
    """Tell whether a preposition leads the organisation of a title."""
    of = row.low(phrase.end)
    title = phrase.titles[-1].text.lower()
    is_its = (of == "av" and title.endswith(_MEMBERS)) or (of == "åt" and title.endswith(_HIRED))
    return of not in _NEVER_OF or is_its


def _is_determiner(row: Row, at: int) -> bool:
    """Tell whether “det” or “både” stands before an organisation: “på det kommunala bolaget”."""
    is_one_word = row.sign(at) == "x" and len(row.words(at)) == 1
    return is_one_word and row.low(at) in _DETERMINERS and row.sign(at + 1) in ("O", "K")


def _is_open(row: Row, phrase: Phrase) -> bool:
    """Tell whether an organisation may follow after a comma: not after the time of a role."""
    is_last = row.sign(phrase.end + 2) == ""
    period = phrase.period
    return period is None or period.start < phrase.titles[0].start or is_last


def _organisation(row: Row, phrase: Phrase, at: int) -> Place | None:
    """Read an organisation, known or by where it stands."""
    sign, is_led = row.sign(at), at > phrase.end
    place = row.place(at)
    if place:
        return place if place.is_body or is_led or _is_inside(row, at) else None
    if row.is_doubtful(at):
        return row.body(at, row.text(at))
    is_name = sign == "K" and (is_led or row.sign(at + 1) in _ENDS)
    is_perhaps_name = sign == "M" and is_led and row.sign(at - 1) == "i"
    return unknown(row, phrase, at) if is_name or is_perhaps_name else None


def _is_inside(row: Row, at: int) -> bool:
    """Tell whether a body follows a unit: “sektionschef sektionen för hälsa, SKR”."""
    is_joined = row.sign(at + 1) in (",", "i")
    return is_joined and row.sign(at + 2) == "O" and is_named(row.chunks[at + 2])


def _is_of_next(row: Row, phrase: Phrase, at: int) -> bool:
    """Tell whether an organisation belongs to the title or the name after it."""
    is_owner = row.sign(at) == "O" and row.is_genitive(at) and row.sign(at + 1) == "T"
    return is_owner or (row.sign(phrase.end) == "," and _is_before_name(row, at))


def _is_before_name(row: Row, at: int) -> bool:
    """Tell whether an organisation belongs to the next person: “, SKR: Anna Ek”."""
    return row.sign(at + 1) in (":", "N", "M")


def _is_short_name(row: Row, phrase: Phrase, place: Place) -> bool:
    """Tell whether an organisation is the short name of one before it: “Socialcheferna – FSS”."""
    is_after_dash = row.sign(phrase.end) == "–" and bool(phrase.places)
    return is_after_dash or any(is_short_of(place.name, other.name) for other in phrase.places)


def _goes_on(row: Row, phrase: Phrase, at: int) -> bool:
    """Tell whether a chunk goes on the name before it: “NCC Markbygg”, “Solens Vänner Väst”."""
    last = phrase.places[-1] if phrase.places else None
    is_beside = last is not None and last.end == row.chunks[at].start and at == phrase.end
    before = row.sign(at - 1) if not row.town(at - 1) else ""
    return is_beside and (before + row.sign(at)) in _NAMES and not row.town(at)


def _with_longer_name(phrase: Phrase, place: Place, at: int) -> Phrase:
    """Take a name for the rest of the name before it."""
    *others, last = phrase.places
    whole = replace(last, name=f"{last.name} {place.name}", end=place.end)
    return replace(phrase, end=at + 1, places=(*others, whole))


def _is_next_municipality(phrase: Phrase, place: Place) -> bool:
    """Tell whether a municipality stands beside one: “för Malå kommun, Norsjö kommun och …”."""
    before = phrase.places[-1].name if phrase.places else ""
    return before.endswith(_MUNICIPALITIES) and place.name.endswith(_MUNICIPALITIES)
