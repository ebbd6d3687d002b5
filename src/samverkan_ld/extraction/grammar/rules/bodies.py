"""Organisations of people, without a title or with one that no list knows."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.rules.base import AT_WORK, LISTED, Hit, Rule, rule
from samverkan_ld.extraction.grammar.words import word_set

RULES: Final[list[Rule]] = []


@rule(RULES, r"(?P<who>[NM] (?: P? & [NM])?) P? , (?P<where>[OK] (?: [,&] O | & K)?)", LISTED)
def organisation_after(hit: Hit) -> Iterator[Claim]:
    """One or two organisations after a name, or after two.

    >>> read("Anna Ek, Norrbottens e-nämnd, Luleå kommun, berättar")
    [('Anna Ek', None, 'Norrbottens e-nämnd'), ('Anna Ek', None, 'Luleå kommun')]
    >>> read("Anna Ek och Bo Alm, SKR")
    [('Anna Ek', None, 'SKR'), ('Bo Alm', None, 'SKR')]
    >>> read("Anna Ek, Malå kommun och Region Skåne")
    [('Anna Ek', None, 'Malå kommun'), ('Anna Ek', None, 'Region Skåne')]
    """
    places, signs = hit.places("where"), hit.text.signs
    is_unit = len(places) == 1 and signs[hit.stop : hit.stop + 1] in ("", ",", ".")
    is_sure = is_unit or all(place.is_body for place in places) or signs.startswith("b")
    is_known = hit.is_named("where") or hit.text.is_town(hit.at("where"))
    if is_sure and is_known:
        yield from (Claim(who, None, places) for who in _bare(hit))


@rule(RULES, r"(?P<who>[NM]) P? \( (?P<where>[OK] (?: [,/] [OK])?) \)")
def organisation_in_brackets(hit: Hit) -> Iterator[Claim]:
    """An organisation in brackets after a name.

    >>> read("Anna Ek (SKR), Bo Alm (Norsjö kommun)")
    [('Anna Ek', None, 'SKR'), ('Bo Alm', None, 'Norsjö kommun')]
    """
    is_party = hit.text.is_political(hit.stop) and not hit.text.is_known(hit.at("where"))
    if not is_party:
        yield Claim(hit.who, None, hit.places("where"))


@rule(RULES, r"(?P<who>[NM] (?: P? & [NM])?) P? ,? (?P<from>i) (?P<where>[OK])")
def belongs_to(hit: Hit) -> Iterator[Claim]:
    """A person of an organisation.

    >>> read("Anna Ek från Norsjö kommun inledde")
    [('Anna Ek', None, 'Norsjö kommun')]
    >>> read("Anna Ek, från Vision, och Bo Alm, från Kommunal")
    [('Anna Ek', None, 'Vision'), ('Bo Alm', None, 'Kommunal')]
    """
    if hit.low("from") in (AT_WORK if hit.is_named("where") else ("hos",)):
        yield from (Claim(who, None, hit.places("where")) for who in _bare(hit))


def _bare(hit: Hit) -> list[int]:
    """Give the people who share an organisation: of two, the first only without a role before.

    “Rektor Anna Ek och Bo Alm, Vision” does not tell that Anna Ek is of Vision.
    """
    return hit.people[-1:] if hit.text.signs.endswith("R", 0, hit.start) else hit.people


@rule(RULES, r"(?P<who>[NM]) P? , (?P<words>x) (?:[,/] | (?P<at>i)) (?P<where>O) (?= [,.;)v] | $)")
def unlisted_title(hit: Hit) -> Iterator[Claim]:
    """A title that no list knows, between a name and an organisation.

    >>> read("Anna Ek, nattvandrare, Norsjö kommun")
    [('Anna Ek', 'nattvandrare', 'Norsjö kommun')]
    """
    words = hit.text.parts[hit.at("words")]
    is_brief = words.end - words.start <= _MOST and not hit.words("words") & _NO_TITLE
    if is_brief and (not hit["at"] or hit.low("at") in ("i", "på", "vid", "hos")):
        yield Claim(hit.who, None, hit.places("where"), title=(words.start, words.end))


_MOST: Final = 3
"""Words of a title that no list knows."""
_NO_TITLE: Final = word_set("rules.no_title")


@rule(
    RULES,
    r"^ [b–]? (?P<who>[NM] (?: P? & [NM])?) P? , (?P<where>[OK] (?: [,&] [OKM])?)",
    r"(?= [,.:;)v–] | $)",
)
def organisation_listed(hit: Hit) -> Iterator[Claim]:
    """An organisation that no list knows, after a name that begins a line.

    >>> read("• Anna Ek, Framtidslabbet, vill gå fortare")
    [('Anna Ek', None, 'Framtidslabbet')]
    """
    yield from (Claim(who, None, hit.places("where", "OKM")) for who in hit.people)


@rule(RULES, r"(?P<where>O) (?P<who>[NM])")
def owner_before(hit: Hit) -> Iterator[Claim]:
    """An organisation in the genitive before a name: one of its people.

    >>> read("SKR:s Anna Ek")
    [('Anna Ek', None, 'SKR')]
    """
    part, place = hit.text.parts[hit.at("where")], hit.place("where")
    last = hit.text.tokens[part.end - 1].low
    if last.endswith("s") and not place.name.lower().endswith(last):
        yield Claim(hit.who, None, (place,))


@rule(
    RULES,
    r"(?: ^ [bD.]{0,3} (?P<who>[NM]) P? – (?P<where>O) (?= [,.–] | $)"
    r" | ^ b (?P<one>[NM]) P? – (?P<there>K) \.? $ )",
)
def organisation_after_dash(hit: Hit) -> Iterator[Claim]:
    """An organisation after a name and a dash, in a list.

    >>> read("• Anna Ek – Försäkringskassan")
    [('Anna Ek', None, 'Försäkringskassan')]
    """
    who, where = ("who", "where") if hit["who"] else ("one", "there")
    yield Claim(hit.at(who), None, (hit.place(where),))


@rule(RULES, r"(?P<where>O) \( (?P<who>[NM] (?: P? ,? &? [NM] ){0,3}) P? \)")
def people_in_brackets(hit: Hit) -> Iterator[Claim]:
    """People in brackets after their organisation.

    >>> read("Arboga kommun (Anna Ek) och Köpings kommun (Bo Alm)")
    [('Anna Ek', None, 'Arboga kommun'), ('Bo Alm', None, 'Köpings kommun')]
    """
    yield from (Claim(who, None, hit.places("where")) for who in hit.people)


@rule(RULES, r"^ b? (?P<where>[OK]) : (?P<who>[NM] (?: P? ,? &? [NM] ){0,12} P?) \.? $")
def label_of_people(hit: Hit) -> Iterator[Claim]:
    """An organisation as a label before its people.

    >>> read("Sveriges Lärare: Anna Ek och Bo Alm")
    [('Anna Ek', None, 'Sveriges Lärare'), ('Bo Alm', None, 'Sveriges Lärare')]
    """
    if hit.is_named("where") or hit.text.is_town(hit.at("where")):
        yield from (Claim(who, None, hit.places("where")) for who in hit.people)
