"""Careers: what somebody was before, in sentences, lists and boxes of facts."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.rules.base import (
    AT_WORK,
    GOES,
    START,
    WORK,
    Hit,
    Rule,
    rule,
    when,
)
from samverkan_ld.extraction.grammar.words import word_set

RULES: Final[list[Rule]] = []


@rule(
    RULES,
    r"(?P<verb>[=xv]) (?P<who>[hNn]) P? (?P<job>[xYti=]{0,3})",
    r"(?: s [xt]? )? (?P<what>R) (?! P? [NM])",
)
def verb_first(hit: Hit) -> Iterator[Claim]:
    """A role after a verb and its subject: “Dessförinnan var hon rektor”.

    >>> read("Dessförinnan arbetade Anna Ek som näringslivschef i Malå kommun")
    [('Anna Ek', 'näringslivschef', 'Malå kommun')]
    """
    words = hit.words("verb")
    if hit["verb"] == "=" or (words | hit.words("job")) & WORK:
        before = hit.text.time([hit.start - 1], begins=bool(words & START))
        period = before or when(hit, range(hit.who, hit.what), words)
        yield Claim(hit.who, hit.what, period=period)


@rule(RULES, r"^ b? t? [,:]? (?P<what>R) (?: ,? K)? \.? $")
def career_line(hit: Hit) -> Iterator[Claim]:
    """A line of a career: a time and a role, of the person named before.

    >>> read("2015–2019 budgetchef i Region Dalarna")
    [('–', 'budgetchef', 'Region Dalarna')]
    """
    if hit.phrase.period:
        yield Claim(None, hit.what)


@rule(RULES, r"(?P<who>[NMnh]) P? ,? s? [xtYD]{1,4} i? (?P<where>[OKM])")
def comes_from(hit: Hit) -> Iterator[Claim]:
    """A person who comes from an organisation, begins at one, goes on to one.

    >>> read("Anna Ek kommer närmast från Norsjö kommun")
    [('Anna Ek', None, 'Norsjö kommun')]
    """
    at = hit.at("where")
    of = hit.text.low(at - 1) if hit.text.signs[at - 1] == "i" else ""
    moves = hit.words_of(hit.between("who", "where")) & _MOVES.get(of, frozenset())
    if moves and not hit.text.is_town(at):
        yield Claim(hit.who, None, (hit.place("where"),), period=hit.text.time([at + 1]))


_MOVES: Final = {
    "i": word_set("rules.sits"),
    "från": word_set("rules.comes"),
    **dict.fromkeys(("till", "på", "hos", "vid"), GOES),
}
"""Verbs that with a preposition tell where somebody belongs."""


@rule(RULES, r"(?P<who>[hNMn]) [^R.NMh]{1,12}? & (?P<since>x? Y?) = [xYti]{0,4} (?P<what>R)")
def and_is(hit: Hit) -> Iterator[Claim]:
    """A role after something else that is said of a person.

    >>> read("Hon har arbetat på Vinnova och är sedan 2020 kommunchef i Malå")
    [('hon', None, 'Vinnova'), ('hon', 'kommunchef', 'Malå kommun')]
    """
    yield Claim(hit.who, hit.what, period=hit.text.time([*hit.parts("since"), hit.what - 1]))


@rule(RULES, r"(?P<who>[NMn]) P? , R , (?P<verb>x) (?P<to>i) (?P<where>[OK])")
def goes_on(hit: Hit) -> Iterator[Claim]:
    """A person who goes on to an organisation, named after the present role.

    >>> read("Anna Ek, rektor sedan 2013, går vidare till Skolverket")
    [('Anna Ek', 'rektor', None), ('Anna Ek', None, 'Skolverket')]
    """
    if hit.low("to") == "till" and hit.words("verb") & GOES:
        yield Claim(hit.who, None, hit.places("where"))


@rule(RULES, r"(?P<who>[NMnh]) P? ,? s? (?P<verb>x) i x (?P<at>i) (?P<where>[OK])")
def works_with(hit: Hit) -> Iterator[Claim]:
    """A person who works with something at an organisation.

    >>> read("Anna Ek arbetar med arkiv på Norsjö kommun")
    [('Anna Ek', None, 'Norsjö kommun')]
    """
    if hit.words("verb") & WORK and hit.is_named("where") and hit.low("at") in AT_WORK:
        yield Claim(hit.who, None, (hit.place("where"),))


@rule(RULES, r"(?P<verb>x) (?P<who>[hNn]) i (?P<where>O) s x? (?P<what>R)")
def came_as(hit: Hit) -> Iterator[Claim]:
    """A role after where somebody came to.

    >>> read("Efter studierna kom Anna Ek till Malå kommun som rektor")
    [('Anna Ek', 'rektor', 'Malå kommun')]
    """
    if hit.words("verb") & WORK:
        period = hit.text.time([hit.start - 1], begins=True)
        yield Claim(hit.who, hit.what, (hit.place("where"),), period=period)


@rule(RULES, r"^ b? (?P<label>K x?|x) (?: i x )? : (?P<what>R)")
def fact_box(hit: Hit) -> Iterator[Claim]:
    """A line of a box of facts, of the person named before.

    >>> read("Bakgrund: lokalvårdare 1999–2004")
    [('–', 'lokalvårdare', None)]
    """
    if hit.words("label") & _FACTS:
        yield Claim(None, hit.what)


_FACTS: Final = word_set("rules.facts")


@rule(RULES, r"\. (?P<verb>[x=t]{0,5}) (?P<as>s?) (?P<what>R) (?! P? [NMn])")
def implied_subject(hit: Hit) -> Iterator[Claim]:
    """A sentence without a subject, about the person named before it in the line.

    >>> read("Anna Ek, 44 år. Har arbetat som lärare i Malå kommun sedan 2010.")
    [('Anna Ek', 'lärare', 'Malå kommun')]
    """
    people = [at for at in range(hit.start) if hit.text.signs[at] in "NMn"]
    words = hit.words("verb")
    is_dated = not words and hit.phrase.period
    if people and (is_dated or (words & _IMPLIED and len(words) <= _FEW)):
        yield Claim(people[-1], hit.what)


_FEW: Final = 7
_IMPLIED: Final = word_set("rules.implied")


@rule(RULES, r"(?P<verb>[xv]) (?P<who>[hNn]) x? (?P<at>i) (?P<where>[OK])")
def worked_at(hit: Hit) -> Iterator[Claim]:
    """An organisation after a verb and its subject: “2003–2011 arbetade hon vid Skolverket”.

    >>> read("Under åren 2003–2011 arbetade Anna Ek vid Skolverket")
    [('Anna Ek', None, 'Skolverket')]
    """
    is_at_work = hit.low("at") in ("i", *AT_WORK)
    if hit.words("verb") & GOES and hit.is_named("where") and is_at_work:
        period = hit.text.time([hit.start - 1, hit.stop])
        yield Claim(hit.who, None, (hit.place("where"),), period=period)


@rule(RULES, r"= (?P<who>[hNn]) (?P<verb>x) (?P<at>i) (?P<where>[OK])")
def employed_at(hit: Hit) -> Iterator[Claim]:
    """An organisation that employs somebody: “Sedan 2014 är hon anställd i Malå kommun”.

    >>> read("Sedan 2014 är Anna Ek anställd av Malå kommun")
    [('Anna Ek', None, 'Malå kommun')]
    """
    is_body = hit.is_named("where") or hit.text.is_town(hit.at("where"))
    if "anställd" in hit.words("verb") and is_body:
        period = hit.text.time([hit.start - 1, hit.stop])
        yield Claim(hit.who, None, hit.places("where"), period=period)


@rule(
    RULES,
    r"(?P<who>[hNMn]) P? [^NMnh.]{0,8}? (?P<verb>x) (?P<since>Y?) (?P<where>O)",
    r"(?= [,.)&Y] | $)",
)
def leads(hit: Hit) -> Iterator[Claim]:
    """An organisation that somebody leads.

    >>> read("Anna Ek, som leder Skolverket sedan 2019")
    [('Anna Ek', None, 'Skolverket')]
    """
    verb = hit.text.parts[hit.at("verb")]
    if hit.text.tokens[verb.end - 1].low in _LEADS and hit.is_named("where"):
        period = hit.text.time([*hit.parts("since"), hit.stop])
        yield Claim(hit.who, None, hit.places("where"), period=period)


_LEADS: Final = word_set("rules.leads")
