"""What a line claims of people: all rules, tried in order."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.continuations import Holders, again, continued, taken
from samverkan_ld.extraction.grammar.lines import read_lines
from samverkan_ld.extraction.grammar.rules import beside, bodies, careers, labels, shared, verbs
from samverkan_ld.extraction.grammar.rules.base import Hit, Rule
from samverkan_ld.extraction.grammar.sentence import Sentence, find_all, sentence
from samverkan_ld.extraction.grammar.tokens import tokenise

RULES: Final[tuple[Rule, ...]] = (
    *shared.RULES,
    *beside.RULES,
    *verbs.RULES,
    *labels.RULES,
    *bodies.RULES,
    *careers.RULES,
)


_PEOPLE: Final = frozenset("NMnh")


def claims(text: Sentence) -> Iterator[Claim]:
    """Give what the rules claim of a line; each role phrase and organisation is taken once."""
    if "R" not in text.signs and _PEOPLE.isdisjoint(text.signs):
        return
    holders: Holders = {}
    for each, match in _matches(text.signs):
        found = list(each.read(Hit(text, match)))
        if holders.keys().isdisjoint(part for claim in found for part in taken(text, claim)):
            _take(text, found, holders)
            yield from found
    yield from continued(text, holders)
    yield from again(text, holders)


@lru_cache(maxsize=1 << 12)
def _matches(signs: str) -> tuple[tuple[Rule, re.Match[str]], ...]:
    """Find where rules hold; many lines differ in their words and have the same signs."""
    has_role = "R" in signs
    rules = (rule for rule in RULES if has_role or not rule.is_of_roles)
    return tuple((rule, match) for rule in rules for match in find_all(rule.pattern, signs))


def _take(text: Sentence, found: Sequence[Claim], holders: Holders) -> None:
    """Note who holds the parts that claims take."""
    for claim in found:
        for part in taken(text, claim):
            holders.setdefault(part, []).append(claim.who)


def read(line: str) -> list[tuple[str, str | None, str | None]]:
    """Give person, title and organisation of each claim in a line: what the examples show."""
    text = sentence(next(read_lines(line, tokenise(line))), ())
    return [row for claim in claims(text) for row in _rows(text, claim)]


def _rows(text: Sentence, claim: Claim) -> Iterator[tuple[str, str | None, str | None]]:
    name = None if claim.who is None else text.name(claim.who)
    who = name.text if name else "–" if claim.who is None else text.low(claim.who)
    phrase = text.parts[claim.what].phrase if claim.what is not None else None
    places = (*(phrase.places if phrase else ()), *claim.places)
    titles = [title.text for title in phrase.titles] if phrase else [None]
    if claim.nth is not None:
        titles = titles[claim.nth : claim.nth + 1]
    if claim.title:
        titles = [" ".join(token.text for token in text.tokens[slice(*claim.title)])]
    if claim.share is not None:
        places = places[claim.share : claim.share + 1]
    for title in titles:
        for place in places or (None,):
            yield who, title, place.name if place else None
