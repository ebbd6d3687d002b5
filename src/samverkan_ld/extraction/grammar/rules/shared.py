"""Titles and organisations that several people share, together or in turn."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.phrases.phrase import groups
from samverkan_ld.extraction.grammar.rules.base import AT_WORK, Hit, Rule, rule
from samverkan_ld.extraction.grammar.words import word_list

RULES: Final[list[Rule]] = []


@rule(RULES, r"(?P<who>[NMn] (?:P? , [NMn]){0,6} P? & (?:x? [NMn])) P? , (?P<all>x?) (?P<what>R)")
def shared_title(hit: Hit) -> Iterator[Claim]:
    """A title of several people, whose organisations may be named in turn.

    >>> read("säger Anna Ek och Bo Alm, enhetschefer vid socialnämnden respektive Norsjö kommun")
    [('Anna Ek', 'enhetschef', 'socialnämnden'), ('Bo Alm', 'enhetschef', 'Norsjö kommun')]
    >>> read("Anna Ek och hennes kollega Bo Alm, båda samordnare i Malå kommun")
    [('Anna Ek', 'samordnare', 'Malå kommun'), ('Bo Alm', 'samordnare', 'Malå kommun')]
    """
    count = len(hit.people)
    places_in_turn = len(groups(hit.phrase)) == count
    titles_in_turn = len(hit.phrase.titles) == count and "respektive" in hit.words("what")
    for number, who in enumerate(hit.people):
        if titles_in_turn:
            yield Claim(who, hit.what, nth=number)
        elif places_in_turn or _is_of_all(hit):
            yield Claim(who, hit.what, share=number if places_in_turn else None)


def _is_of_all(hit: Hit) -> bool:
    """Tell whether a title after several names is that of all of them, not only of the last."""
    if hit["all"]:
        return hit.low("all") in ("båda", "bägge", "samtliga")
    return hit.phrase.is_plural or hit.phrase.titles[-1].text.endswith(_ALIKE)


_ALIKE: Final = word_list("rules.alike")
"""Ends of titles that are the same in the plural."""


@rule(RULES, r"(?P<who>[hNMn] P? & [NMn]) P? = [xt]{0,3} (?P<what>R)")
def both_are(hit: Hit) -> Iterator[Claim]:
    """Two people who are the same, together or each at a body of their own.

    >>> read("Anna Ek och Bo Alm är båda handläggare i Malå kommun")
    [('Anna Ek', 'handläggare', 'Malå kommun'), ('Bo Alm', 'handläggare', 'Malå kommun')]
    """
    in_turn = len(groups(hit.phrase)) == 2
    for number, who in enumerate(at for at in hit.parts("who") if hit.text.signs[at] in "hNMn"):
        yield Claim(who, hit.what, share=number if in_turn else None)


@rule(
    RULES,
    r"(?P<what>R) ,? (?P<who>[NMn] (?:P? , [NMn]){0,6} P? & [NMn])",
    r"(?: P? ,? i (?P<one>O) (?: & (?P<other>O) )? )?",
)
def plural_before(hit: Hit) -> Iterator[Claim]:
    """A title in the plural before several people.

    >>> read("skyddsombuden Anna Ek och Bo Alm")
    [('Anna Ek', 'skyddsombud', None), ('Bo Alm', 'skyddsombud', None)]
    >>> read("ombudsmännen Anna Ek och Bo Alm från Vision")
    [('Anna Ek', 'ombudsman', 'Vision'), ('Bo Alm', 'ombudsman', 'Vision')]
    """
    if hit.phrase.titles[0].number != "p":
        return
    is_open = hit["one"] and len(hit.people) == 2 and not hit.phrase.places
    places = hit.places("one") * 2 if is_open else ()
    if is_open and hit["other"]:
        places = (hit.place("one"), hit.place("other"))
    for number, who in enumerate(hit.people):
        yield Claim(who, hit.what, places[number : number + 1])


@rule(RULES, r"(?P<what>R) (?P<who>[NM] \( [OK] \) (?: ,? &? [NM] \( [OK] \) ){1,6})")
def plural_in_brackets(hit: Hit) -> Iterator[Claim]:
    """A title in the plural, and people each with an organisation in brackets.

    >>> read("regiondirektörerna Anna Ek (Region Skåne) och Bo Alm (Region Halland)")
    [('Anna Ek', 'regiondirektör', 'Region Skåne'), ('Bo Alm', 'regiondirektör', 'Region Halland')]
    """
    for who, place in zip(hit.people, hit.places("who"), strict=True):
        yield Claim(who, hit.what, (place,))


@rule(RULES, r"(?P<what>R) :? (?P<who>[NM] P? , i? [OK] (?: ,? &? [NM] P? , i? [OK] ){1,6})")
def plural_with_places(hit: Hit) -> Iterator[Claim]:
    """A title in the plural, and people each with an organisation after a comma.

    >>> read("kommuncheferna Anna Ek, Malå, och Bo Alm, Norsjö")
    [('Anna Ek', 'kommunchef', 'Malå kommun'), ('Bo Alm', 'kommunchef', 'Norsjö kommun')]
    """
    if hit.phrase.is_plural and not hit.phrase.places:
        for who, place in zip(hit.people, hit.places("who"), strict=True):
            yield Claim(who, hit.what, (place,))


@rule(RULES, r"(?P<chain>R [NMn] P? & R [NMn] P?) (?P<from>i) (?P<where>O)")
def chain(hit: Hit) -> Iterator[Claim]:
    """Two titles and names, with one organisation for both after them.

    >>> read("rektorn Anna Ek och läraren Bo Alm i Norsjö kommun")
    [('Anna Ek', 'rektor', 'Norsjö kommun'), ('Bo Alm', 'lärare', 'Norsjö kommun')]
    """
    roles = [at for at in hit.parts("chain") if hit.text.signs[at] == "R"]
    is_open = not any(hit.role(at).places for at in roles)
    if is_open and hit.low("from") in ("i", *AT_WORK):
        yield from (Claim(at + 1, at, (hit.place("where"),)) for at in roles)
