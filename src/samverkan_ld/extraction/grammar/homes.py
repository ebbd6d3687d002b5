"""The body that an article is about: whose “kommundirektör” or “ordförande” it speaks of."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from samverkan_ld.drafts import Organisation
from samverkan_ld.extraction.grammar.bodykinds import (
    INSIDE,
    KINDS,
    MUNICIPAL_NOUNS,
    NOUNS,
    REGIONAL_NOUNS,
    Kind,
    is_municipality,
    is_region,
)
from samverkan_ld.extraction.grammar.gazetteer import is_known
from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.mentions import Mention, chief, mentions, most_named
from samverkan_ld.extraction.grammar.organisations.found import BODY
from samverkan_ld.extraction.grammar.words import word_list

_MUNICIPAL: Final = word_list("homes.municipal")
_REGIONAL: Final = word_list("homes.regional")
_EITHER: Final = word_list("homes.either")
"""Titles that municipalities have, that regions have, and that both have."""

_FIELD: Final = re.compile(" (?:för|inom|med|på) ")
"""What leads the field of a title: “chef för elevhälsan”."""
_OFFICIAL: Final = word_list("homes.official")
_BOARDS: Final = word_list("homes.boards")
_NO_EMPLOYERS: Final = word_list("homes.no_employers")

_SEATS: Final = word_list("homes.seats")
"""Ends of titles on a board."""
_OUTSIDE: Final = word_list("homes.outside")
_OUTSIDE_OF: Final = ("Länsstyrelsen ", "Myndigheten ")
"""Ends and beginnings of names of bodies that supervise and pay others."""

_STRONGLY: Final = 4
"""How often a body is named, at least, that all officials of an article may belong to."""

_PUBLISHING: Final = 6
"""How many mentions a line is worth that says who publishes."""

_TOP: Final = 4
"""Lines at the top of an article, where a body counts once more."""


class Homes:
    """The one municipality and the one region that an article is about, if it is about one.

    `body` is what it is about if that is named more often than any other body, and at the top;
    `named` are all mentions, in the order of the text; `names` are those of all bodies in the
    article, `full_names` those of bodies that are named by more than their place.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.named = named = list(mentions(lines))
        self.names = frozenset(mention.body.name.text for mention in named)
        in_full = [mention for mention in named if mention.kind == BODY]
        self.full_names = frozenset(mention.body.name.text for mention in in_full)
        counts = Counter(mention.name for mention in named)
        self.municipality = chief(named, counts, is_municipality)
        self.region = chief(named, counts, is_region)
        counts = Counter(mention.name for mention in in_full)
        self._of_kinds = [(kind, chief(in_full, counts, kind.fits)) for kind in KINDS]
        self._by_noun: dict[str, list[Mention]] = {}
        self.body: Organisation | None = None  # `meant` asks for it
        by_nouns = self._meant_by_nouns(lines)
        meant = [
            mention
            for mention in named
            if mention.kind == BODY or mention.name in by_nouns or self._is_headline(mention)
        ]
        self.body = _salient(meant, by_nouns)

    def _is_headline(self, mention: Mention) -> bool:
        """Tell whether a town at the very top is a body that the text names in full as well."""
        return mention.line == 0 and mention.name in self.full_names

    def _meant_by_nouns(self, lines: Sequence[Line]) -> Counter[str]:
        """Count how often nouns such as “förbundet” mean each body."""
        nouns = (token.low for line in lines for token in line.tokens if token.low in NOUNS)
        bodies = (self.meant(noun) for noun in nouns)
        return Counter(body.name.text for body in bodies if body)

    def of_official(self, title: str) -> Organisation | None:
        """Give the body that the article is about to a title that somebody employed has.

        Municipalities and the like have several chairs, of boards that another line may name.
        """
        is_of_board = title.lower().endswith(_SEATS) and self._has_boards()
        return self.body if _is_official(title) and not is_of_board else None

    def _has_boards(self) -> bool:
        name = self.body.name.text if self.body else ""
        return is_municipality(name) or is_region(name) or _is_outside(name)

    def of(self, title: str, whose: str) -> Organisation | None:
        """Give the body whose a title must be: of `whose`, or of a plainly municipal title.

        Args:
            title: the title, as “kommundirektör”.
            whose: a noun for a body that is named before, as “kommunens”, or nothing.
        """
        low = title.lower()
        if _is_regional(low):
            return self.region
        if low.endswith(_MUNICIPAL) or any(board in low for board in _BOARDS):
            return self.municipality
        if low.endswith(_EITHER):
            return self._either()
        return (self.meant(whose) if whose else None) or self._of_title(low)

    def _either(self) -> Organisation | None:
        """Give the municipality or the region; of both, the one that the article is about."""
        if self.municipality and self.region:
            return self.body if self.body in (self.municipality, self.region) else None
        return self.municipality or self.region

    def meant(self, noun: str) -> Organisation | None:
        """Give the body that a noun means which names none: “kommunens”, “föreningen”."""
        low = noun.removesuffix("s")
        if low.endswith(MUNICIPAL_NOUNS):
            return self.municipality
        if low.endswith(REGIONAL_NOUNS):
            return self.region
        kinds = [row for row in self._of_kinds if row[0].nouns and low.endswith(row[0].nouns)]
        if kinds or not low.endswith(INSIDE):
            return self._of_kind(kinds) if kinds else self.body
        return self.municipality or self.region

    def named_before(self, noun: str, at: int) -> Mention | None:
        """Give the last mention, before a place in the text, of a body that a noun may mean."""
        low = noun.removesuffix("s")
        if low not in self._by_noun:
            fits = _fitting(low)
            self._by_noun[low] = [named for named in self.named if fits(named.name)]
        named = self._by_noun[low]
        before = bisect_left(named, at, key=_start)
        return named[before - 1] if before else None

    def _of_kind(self, kinds: Sequence[tuple[Kind, Organisation | None]]) -> Organisation | None:
        """Give the body of some kinds: what the article is about, or else the chief of one."""
        body = self.body
        if body and any(kind.fits(body.name.text) for kind, _ in kinds):
            return body
        return next((found for _, found in kinds if found), None)

    def _of_title(self, low: str) -> Organisation | None:
        """Give the body of the kind that a title tells of."""
        fitting = (body for kind, body in self._of_kinds if body and low.endswith(kind.titles))
        return next(fitting, None)


def _fitting(noun: str) -> Callable[[str], bool]:
    """Give what tells whether a body is of the kind that a noun, without genitive, means."""
    if _tells(noun, MUNICIPAL_NOUNS):
        return is_municipality
    if _tells(noun, REGIONAL_NOUNS):
        return is_region
    kinds = [kind for kind in KINDS if _tells(noun, kind.nouns)]
    return lambda name: any(kind.fits(name) for kind in kinds)


def _tells(noun: str, nouns: Sequence[str]) -> bool:
    """Tell whether a noun is one of some, “sjukhuset”, or the beginning of one: “samma sjukhus”."""
    return any(noun.endswith(known) or known.startswith(noun) for known in nouns)


def _start(mention: Mention) -> int:
    span = mention.body.name.span
    return span.start if span else 0


def _is_official(title: str) -> bool:
    """Tell whether a title is one of people who belong to the body that an article is about."""
    return _FIELD.split(title.lower())[0].endswith(_OFFICIAL)


def _salient(named: Sequence[Mention], by_nouns: Counter[str]) -> Organisation | None:
    """Give the body that an article is about: named more often than any other, first, at the top.

    Bodies that are rather told of as others, as those that supervise and pay, count where they are
    named alone.
    """
    employers = [mention for mention in named if _is_employer(mention.name)]
    own = [mention for mention in employers if not _is_outside(mention.name)]
    weights = Counter(mention.name for mention in employers)
    weights.update(mention.name for mention in own[:1])
    weights.update(mention.name for mention in own if mention.is_subject)
    weights.update(name for name, _ in {(m.name, m.line) for m in own if m.line < _TOP})
    weights.update({m.name: _PUBLISHING for m in _publishing(employers)})
    weights.update({name: by_nouns[name] for name in weights})
    return most_named(employers, weights, _STRONGLY)


def _publishing(named: Sequence[Mention]) -> Iterator[Mention]:
    """Give the bodies that a line at the top says to publish, or the last of all, of a region."""
    yield from (mention for mention in named if mention.is_byline and mention.line < _TOP)
    for mention in named[-1:]:
        is_general = is_municipality(mention.name) or is_region(mention.name)
        if mention.is_byline and is_general and mention.line >= _TOP:
            yield mention


def _is_regional(low: str) -> bool:
    is_of_region = low.startswith("region") and not low.startswith("regional")
    return is_of_region or "regionstyrelse" in low or low.endswith(_REGIONAL)


def _is_employer(name: str) -> bool:
    is_county = name.endswith(" län") and not name.startswith(("Region ", "Länsstyrelsen "))
    is_word = name.isupper() and " " not in name and not is_known(name)
    is_whole = not is_county and not is_word and not name[0].islower()
    return is_whole and not name.lower().endswith(_NO_EMPLOYERS)


def _is_outside(name: str) -> bool:
    return name.lower().endswith(_OUTSIDE) or name.startswith(_OUTSIDE_OF)
