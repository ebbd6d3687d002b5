"""Titles right beside a name: before it, after it, and with an organisation between."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.rules.base import AT_WORK, WORK, Hit, Rule, rule, tail
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.words import word_set

RULES: Final[list[Rule]] = []


@rule(RULES, r"(?P<who>[NM]) P? , (?P<where>[OK]) , (?P<what>R)")
def organisation_between(hit: Hit) -> Iterator[Claim]:
    """An organisation between a name and a title, which is the role's unless it has one.

    >>> read("Anna Ek, Norsjö kommun, kommundirektör")
    [('Anna Ek', 'kommundirektör', 'Norsjö kommun')]
    """
    is_elsewhere = hit.phrase.places or any(title.is_former for title in hit.phrase.titles)
    if is_elsewhere:
        yield Claim(hit.who, hit.what)
    elif not hit.text.signs.endswith("R", 0, hit.start):
        yield Claim(hit.who, hit.what, (hit.place("where"),))


@rule(RULES, r"(?P<where>[OKM]) : (?P<who>[NM]) P? ,? (?P<what>R)")
def organisation_label(hit: Hit) -> Iterator[Claim]:
    """An organisation as a label before a name and a title.

    >>> read("Norsjö kommun: Anna Ek, pressansvarig")
    [('Anna Ek', 'pressansvarig', 'Norsjö kommun')]
    """
    at = hit.at("where")
    is_press_contact = at > 0 and hit.text.low(at - 1) == "för"
    if hit.is_named("where") or hit.text.is_town(at) or is_press_contact:
        has_body = any(place.is_body for place in hit.phrase.places)
        yield Claim(hit.who, hit.what, () if has_body else (hit.place("where"),))


@rule(RULES, r"(?P<what>R) (?P<who>[NMn]) P? ,? s? (?P<verb>x) (?P<at>i) (?P<where>O)")
def title_and_work(hit: Hit) -> Iterator[Claim]:
    """A title before a name, and after it where the person works.

    >>> read("Barnskötaren Anna Ek arbetar på förskolan Solen")
    [('Anna Ek', 'Barnskötare', 'förskolan Solen')]
    """
    if hit.words("verb") & WORK and hit.low("at") in AT_WORK and not hit.phrase.places:
        yield Claim(hit.who, hit.what, (hit.place("where"),))


@rule(
    RULES,
    r"(?P<what>R) (?P<who>[NMn])",
    r"(?: P? ,? i? (?P<where>[OKM]) | P? \( (?P<there>[OK]) \) )?",
)
def title_before(hit: Hit) -> Iterator[Claim]:
    """A title, with or without its unit, right before a name; the organisation may follow.

    >>> read("säger civilminister Bo Alm")
    [('Bo Alm', 'civilminister', None)]
    >>> read("förste vice ordförande i kulturnämnden Anna Ek (S)")
    [('Anna Ek', 'förste vice ordförande', 'kulturnämnden')]
    >>> read("kommundirektör Anna Ek, Norsjö kommun, deltog")
    [('Anna Ek', 'kommundirektör', 'Norsjö kommun')]
    >>> read("socialchef Bo Alm i Malå")
    [('Bo Alm', 'socialchef', 'Malå kommun')]
    """
    group = "where" if hit["where"] else "there" if hit["there"] else None
    takes = group and not hit.phrase.places and _belongs(hit, group)
    places = (hit.place(group),) if group and takes else ()
    yield Claim(hit.who, hit.what, places, period=tail(hit.text, hit.stop))


def _belongs(hit: Hit, group: str) -> bool:
    """Tell whether an organisation after a name is that of the title before the name."""
    at = hit.at(group)
    if group == "there" and hit.phrase.is_political and not hit.text.is_known(at):
        return False  # a local party: “kommunalrådet Anna Ek (Alvestaalternativet)”
    is_in_town = hit.text.signs[at - 1] == "i" and hit.text.low(at - 1) == "i"
    is_town_of_title = is_in_town and hit.text.is_town(at) and hit.phrase.is_municipal
    return is_town_of_title or _follows(hit.text, at)


def _follows(text: Sentence, at: int) -> bool:
    """Tell whether an organisation after a name belongs to it, not to the next person."""
    sign, after = text.signs[at], text.signs[at + 1 : at + 2]
    before = text.low(at - 1) if text.signs[at - 1] == "i" else ""
    if after in ("R", "N", "M") or (sign == "M" and before not in AT_WORK):
        return False
    if sign == "K" and before:
        return before in AT_WORK and not text.is_town(at)
    if sign == "K":
        return after in ("", ",", ".", ")")
    return before in ("", "i", *AT_WORK)


@rule(RULES, r"(?: ^ | [.x–iv&:] ) (?P<what>R) , R (?P<who>[NM])")
def titles_before(hit: Hit) -> Iterator[Claim]:
    """The first of two titles before a name.

    >>> read("juryns ordförande, professor Anna Ek")
    [('Anna Ek', 'professor', None), ('Anna Ek', 'ordförande', None)]
    """
    if not hit.phrase.is_plural:
        yield Claim(hit.who, hit.what)


@rule(
    RULES,
    r"(?P<who>[NMn]) P? (?: \( [OKY] \) )? (?: , D x? )? (?P<comma>,?) P?",
    r"(?P<adverb>[xti]{0,3}) (?P<what>R)",
)
def apposition(hit: Hit) -> Iterator[Claim]:
    """A role after a name, with or without a comma or an age.

    >>> read("Anna Ek, kommundirektör i Norsjö kommun, säger")
    [('Anna Ek', 'kommundirektör', 'Norsjö kommun')]
    >>> read("Anna Ek ordförande i kulturnämnden")
    [('Anna Ek', 'ordförande', 'kulturnämnden')]
    >>> read("Vera Lind, VD SKR 2017-2019")
    [('Vera Lind', 'VD', 'SKR')]
    """
    words = hit.words("adverb")
    if words <= _ADVERBS and ("," in hit.match[0] or not words):
        is_dated = hit.text.signs.endswith("=", 0, hit.who)  # “2012–2016 var Anna Ek rektor”
        yield Claim(hit.who, hit.what, period=hit.text.time([hit.who - 2]) if is_dated else None)


_ADVERBS: Final = word_set("rules.adverbs")


@rule(RULES, r"(?P<who>[NM]) P? i [OK] , (?P<what>R)")
def after_place(hit: Hit) -> Iterator[Claim]:
    """A role after a name and where the person works.

    >>> read("Anna Ek på Kommunal, tidigare busschaufför")
    [('Anna Ek', 'busschaufför', None), ('Anna Ek', None, 'Kommunal')]
    """
    yield Claim(hit.who, hit.what)


@rule(RULES, r"(?P<who>[NMn]) P? [(–|/:] (?P<what>R) (?! P? [NM]) (?: \) , (?P<where>O) )?")
def set_off(hit: Hit) -> Iterator[Claim]:
    """A role in brackets, after a dash or after a colon.

    >>> read("Anna Ek (rektor, Norsjö kommun) och Bo Alm – samordnare")
    [('Anna Ek', 'rektor', 'Norsjö kommun'), ('Bo Alm', 'samordnare', None)]
    >>> read("Anna Ek (ordförande), Malå kommun")
    [('Anna Ek', 'ordförande', 'Malå kommun')]
    """
    takes = hit["where"] and not hit.phrase.places
    yield Claim(hit.who, hit.what, (hit.place("where"),) if takes else ())
