"""Titles as labels before names, and sentences that begin with the role."""

import re
from collections.abc import Iterator
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.phrases.phrase import Place
from samverkan_ld.extraction.grammar.rules.base import (
    AT_WORK,
    CHOICE,
    WORK,
    Hit,
    Rule,
    rule,
    tail,
)

RULES: Final[list[Rule]] = []


@rule(RULES, r"(?P<what>R) : (?P<who>[NM] (?: P? (?: \( [OK] \) )? ,? &? [NM] ){1,12})")
def label_of_list(hit: Hit) -> Iterator[Claim]:
    """A title as a label before several names.

    >>> read("Ledamöter: Anna Ek, Bo Alm och Vera Lind")
    [('Anna Ek', 'Ledamot', None), ('Bo Alm', 'Ledamot', None), ('Vera Lind', 'Ledamot', None)]
    """
    yield from (Claim(who, hit.what) for who in hit.people)


@rule(RULES, r"(?P<what>R) (?P<sign>[:,–|/i]) (?P<who>[NMn])")
def label(hit: Hit) -> Iterator[Claim]:
    """A title as a label, or a description, before a name.

    >>> read("Ordförande: Anna Ek")
    [('Anna Ek', 'Ordförande', None)]
    >>> read("Producent: Anna Ek, Ljudlabbet")
    [('Anna Ek', 'Producent', 'Ljudlabbet')]
    >>> read("Kommunens nya ekonomichef, Bo Alm, börjar i maj")
    [('Bo Alm', 'ekonomichef', None)]
    """
    if hit["sign"] != "i" or hit.low("sign") == "i":
        places = _body_after(hit)
        yield Claim(hit.who, hit.what, places, period=tail(hit.text, hit.stop + 2 * len(places)))


def _body_after(hit: Hit) -> tuple[Place, ...]:
    """Give the organisation after a name that a label stands before: “Ordförande: Anna Ek, SKR”."""
    is_open = hit["sign"] == ":" and not hit.phrase.places
    follows = is_open and _AFTER.match(hit.text.signs, hit.stop)
    return (hit.text.place(hit.stop + 1),) if follows else ()


_AFTER: Final = re.compile(r",O|,K(?=[.;]|$)")
"""An organisation after a name; one that no list has ends it."""


@rule(RULES, r"(?P<to>[is]) (?P<what>R) P? (?P<verb>[xt=vY]{1,3}) R? (?P<who>[NM]) (?P<after>.?)")
def elected(hit: Hit) -> Iterator[Claim]:
    """A person elected or employed, named after the role.

    >>> read("Till ordförande valdes Anna Ek")
    [('Anna Ek', 'ordförande', None)]
    >>> read("Som sekreterare anställs Bo Alm")
    [('Bo Alm', 'sekreterare', None)]
    """
    words = hit.words("verb") | hit.words("after")
    if hit.low("to") in ("till", "som") and words & (CHOICE | WORK):
        yield Claim(hit.who, hit.what, period=hit.text.time([hit.who + 1, hit.who + 2]))


@rule(RULES, r"(?P<what>R) \. (?P<who>[NM]) (?= ,? [xs=v])")
def new_then_name(hit: Hit) -> Iterator[Claim]:
    """A new role at the end of a sentence, and a name that begins the next.

    >>> read("Förbundet har fått en ny processledare. Anna Ek kommer närmast från Malå kommun")
    [('Anna Ek', 'processledare', None), ('Anna Ek', None, 'Malå kommun')]
    """
    first = hit.text.tokens[hit.phrase.titles[0].start].low
    if first in ("ny", "nye", "nya") and not hit.phrase.is_plural:
        yield Claim(hit.who, hit.what)


@rule(
    RULES,
    r"(?P<what>R) [xK]{0,2} [=] [xtYi]{0,3} R?",
    r"(?P<who>[NM] (?: \( Y \) )? (?: P? & [NM])?)",
)
def is_called(hit: Hit) -> Iterator[Claim]:
    """A role whose holder is named after it.

    >>> read("Ny rektor blir Anna Ek")
    [('Anna Ek', 'rektor', None)]
    >>> read("Projektledare är Bo Alm på SKR")
    [('Bo Alm', 'Projektledare', 'SKR')]
    >>> read("Projektledare är Bo Alm, Kastell & Ramberg")
    [('Bo Alm', 'Projektledare', 'Kastell & Ramberg')]
    """
    period, places = hit.text.time(hit.between("what", "who")), _place_of_work(hit)
    for who in hit.people:
        yield Claim(who, hit.what, places, period=period or tail(hit.text, who + 1))


def _place_of_work(hit: Hit) -> tuple[Place, ...]:
    """Give the organisation after a name: “Projektledare är Anna Ek på SKR”."""
    at = hit.stop
    is_at_work = hit.text.signs.startswith("iO", at) and hit.text.low(at) in AT_WORK
    follows = is_at_work or _AFTER.match(hit.text.signs, at)
    return (hit.text.place(at + 1),) if follows and not hit.phrase.places else ()
