"""Roles that a verb gives: is, works as, is elected to."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.phrases.phrase import groups
from samverkan_ld.extraction.grammar.rules.base import (
    AT_WORK,
    CHOICE,
    GOES,
    WORK,
    Hit,
    Rule,
    rule,
    when,
)

RULES: Final[list[Rule]] = []


@rule(
    RULES,
    r"(?P<where>[OK]) (?: iK | \(O\) )? [,.]? (?P<there>x) =? (?P<who>[hNn])",
    r"[xYti=]{0,6} s? [xt]? (?P<what>R)",
)
def where_works(hit: Hit) -> Iterator[Claim]:
    """A role in the body before it: “från Norsjö kommun, där hon är förvaltningschef”.

    >>> read("Anna Ek kommer från Norsjö kommun, där hon har varit rektor")
    [('hon', 'rektor', 'Norsjö kommun'), ('Anna Ek', None, 'Norsjö kommun')]
    >>> read("Hon lämnar Skolverket i Visby, där hon i tio år varit utredare")
    [('hon', 'utredare', 'Skolverket')]
    """
    at = hit.at("where")
    is_body = hit.is_named("where") or (
        hit.text.low(at - 1) in AT_WORK and not hit.text.is_town(at)
    )
    if hit.low("there") == "där" and is_body:
        between = hit.between("who", "what")
        period = when(hit, between, hit.words_of(between))
        yield Claim(hit.who, hit.what, (hit.place("where"),), period=period)


@rule(
    RULES,
    r"(?P<who>[NMnh]) P? (?: , D x? )? ,? s?",
    r"[xYtgiD]{0,4} [=] [xYtg&iD]{0,3} (?P<what>R)",
)
def is_role(hit: Hit) -> Iterator[Claim]:
    """A person who is, was or becomes something.

    >>> read("Anna Ek, som till vardags är rektor i Norsjö kommun")
    [('Anna Ek', 'rektor', 'Norsjö kommun')]
    >>> read("Bo Alm har varit ordförande i kulturnämnden")
    [('Bo Alm', 'ordförande', 'kulturnämnden')]
    """
    between = hit.between("who", "what")
    yield Claim(hit.who, hit.what, period=when(hit, between, hit.words_of(between)))


@rule(RULES, r"(?P<who>[NMn]) P? , s [^.R]{1,12}? , [=] [xtg]{0,2} (?P<what>R)")
def after_clause(hit: Hit) -> Iterator[Claim]:
    """A role after a clause about something else.

    >>> read("Anna Ek, som är här för första gången, är rektor i Malå kommun")
    [('Anna Ek', 'rektor', 'Malå kommun')]
    """
    yield Claim(hit.who, hit.what)


@rule(RULES, r"(?P<who>[NMnh]) P? ,? s? (?P<verb>[xt]{1,3}) i (?P<where>O) s x? (?P<what>R)")
def goes_as(hit: Hit) -> Iterator[Claim]:
    """A person who goes to an organisation as something.

    >>> read("Anna Ek går till Skellefteå kommun som ekonomidirektör")
    [('Anna Ek', 'ekonomidirektör', 'Skellefteå kommun')]
    """
    if hit.words("verb") & (WORK | GOES) and not hit.phrase.places:
        yield Claim(hit.who, hit.what, hit.places("where"))


@rule(RULES, r"(?P<who>[NMnh]) P? ,? s? [xYthig&DOKv,=]{0,8} s [xtg]? (?P<what>R)")
def works_as(hit: Hit) -> Iterator[Claim]:
    """A person who works, starts, is elected as something.

    >>> read("Anna Ek arbetar som samordnare i Norsjö kommun")
    [('Anna Ek', 'samordnare', 'Norsjö kommun')]
    >>> read("Bo Alm tillträder den 1 maj som ekonomichef")
    [('Bo Alm', 'ekonomichef', None)]
    """
    between = hit.between("who", "what")
    words = hit.words_of(between)
    if hit.text.signs.endswith(("Dx", "Yx"), 0, hit.who):  # “1985 började hon som …”
        words |= hit.text.words(hit.who - 1)
        between = range(hit.who - 2, hit.what)
    if words & WORK or "in" in words or words <= {"som"}:
        yield Claim(hit.who, hit.what, period=when(hit, between, words))


@rule(
    RULES,
    r"(?: (?P<before>[NMnh]) P? ,? s )? i (?P<as>x) i (?P<what>R) (?: [xv=] (?P<after>[NMnh]) )?",
)
def in_capacity(hit: Hit) -> Iterator[Claim]:
    """A person in the capacity of something.

    >>> read("I egenskap av ordförande i kulturnämnden drev hon frågan")
    [('hon', 'ordförande', 'kulturnämnden')]
    """
    group = "before" if hit["before"] else "after"
    if hit.low("as") == "egenskap" and hit[group]:
        yield Claim(hit.at(group), hit.what)


@rule(RULES, r"(?P<who>[NMnh]) P? ,? s? [xYt=ig,D]{1,5} (?P<to>i) [xg]? (?P<what>R)")
def chosen(hit: Hit) -> Iterator[Claim]:
    """A person who is elected or appointed to something.

    >>> read("Anna Ek har utsetts till ny kommundirektör i Norsjö kommun")
    [('Anna Ek', 'kommundirektör', 'Norsjö kommun')]
    """
    between = hit.between("who", "to")
    words = hit.words_of(between)
    if hit.low("to") == "till" and words & CHOICE:
        yield Claim(hit.who, hit.what, period=when(hit, between, words))


@rule(RULES, r"[xv=OK&] (?P<who>[NM] (?: P? & [NM])?) P? ,? [xt]? (?:s|i) [xtg]? (?P<what>R)")
def appoints(hit: Hit) -> Iterator[Claim]:
    """Somebody appoints a person as something.

    >>> read("Kommunen har anställt Anna Ek som ny ekonomichef")
    [('Anna Ek', 'ekonomichef', None)]
    >>> read("Nämnden valde Bo Alm till ordförande")
    [('Bo Alm', 'ordförande', None)]
    """
    word = hit.text.low(hit.what - 1)
    if "som" not in (word, hit.text.low(hit.match.end("who"))) and word != "till":
        return
    in_turn = len(hit.people) == len(groups(hit.phrase)) > 1
    period = hit.text.time([hit.start - 1], begins=True)
    for number, who in enumerate(hit.people):
        yield Claim(who, hit.what, share=number if in_turn else None, period=period)
