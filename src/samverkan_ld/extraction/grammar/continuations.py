"""Roles that go on from one that somebody has: the next of a career, the same title elsewhere."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.rules.base import START
from samverkan_ld.extraction.grammar.sentence import Sentence, find_all
from samverkan_ld.extraction.grammar.words import word_set

Holders = dict[int, list[int | None]]
"""Who has what: for a part with a role the parts of the people, and for an organisation, by the
negative of its first token less one, likewise; None is the person named last."""

_NEXT: Final = re.compile(
    r"(?P<first>R)(?:[,&]i?[OK]Y)?(?:[,;.&xtsYD(–=]|iK?){1,7}(?P<what>R)(?![NM])"
)
_AGAIN: Final = re.compile(r"(?P<first>R)[,&]i?(?P<where>[OK])\(?(?P<when>Y)")
_FEW: Final = 7
"""Words that may stand between two roles of one person."""
_BEFORE_THAT: Final = frozenset({"innan", "dess"})
_APART: Final = word_set("claims.apart")
"""Words after which somebody else's role is spoken of."""


def taken(text: Sentence, claim: Claim) -> Iterator[int]:
    """Give what a claim takes, as `Holders` counts it.

    An organisation before the person may be another claim's too: “från Malå, där hon är rektor”.
    """
    if claim.what is not None:
        yield claim.what
    start = -1 if claim.who is None or claim.what is None else text.parts[claim.who].start
    yield from (-1 - place.start for place in claim.places if place.start > start)


def continued(text: Sentence, holders: Holders) -> Iterator[Claim]:
    """Give the roles that go on after one that somebody has: “…, dessförinnan rektor i Malå”."""
    for match in find_all(_NEXT, text.signs):
        first, what = match.start("first"), match.start("what")
        between = range(first + 1, what)
        words = [word for at in between if text.signs[at] in "xit" for word in text.words(at)]
        is_apart = len(words) > _FEW or not _APART.isdisjoint(set(words) - _before_that(words))
        if first in holders and what not in holders and not is_apart:
            holders[what] = holders[first]
            begins = any(not START.isdisjoint(text.words(at)) for at in between)
            own = text.signs[first + 1] in "DY"  # a time that is of the first role
            period = text.time([what + 1, *between[own:][::-1]], begins=begins)
            yield from (Claim(who, what, period=period) for who in holders[first])


def _before_that(words: Sequence[str]) -> frozenset[str]:
    """Give “innan dess” if it is among some words: it speaks of the same person."""
    return _BEFORE_THAT if _BEFORE_THAT.issubset(words) else frozenset()


def again(text: Sentence, holders: Holders) -> Iterator[Claim]:
    """Give a title that somebody had elsewhere too: “rektor i Malå 2001–2004 och i Åre 2004–09”."""
    for match in find_all(_AGAIN, text.signs):
        phrase = text.parts[match.start("first")].phrase
        is_body = match["where"] == "O" or text.is_town(match.start("where"))
        if phrase is None or phrase.period is None or not is_body:
            continue
        title = (phrase.titles[-1].first, phrase.titles[-1].end)
        places = (text.place(match.start("where")),)
        period = text.time([match.start("when")])
        for who in holders.get(match.start("first"), ()):
            yield Claim(who, None, places, period=period, title=title)
