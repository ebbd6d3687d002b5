"""The body that an article is about: whose “kommundirektör” or “ordförande” it speaks of."""

from collections import Counter
from collections.abc import Sequence
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
from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.mentions import Mention, chief, mentions, most_named
from samverkan_ld.extraction.grammar.organisations.found import BODY
from samverkan_ld.extraction.grammar.words import word_list

_MUNICIPAL: Final = word_list("homes.municipal")
_REGIONAL: Final = word_list("homes.regional")
_EITHER: Final = word_list("homes.either")
"""Titles that municipalities have, that regions have, and that both have."""

_OFFICIAL: Final = word_list("homes.official")
_BOARDS: Final = word_list("homes.boards")
_NO_EMPLOYERS: Final = word_list("homes.no_employers")

_STRONGLY: Final = 3
"""How often a body is named, at least, that all officials of an article may belong to."""

_TOP: Final = 4
"""Lines at the top of an article, where a body counts once more."""


class Homes:
    """The one municipality and the one region that an article is about, if it is about one.

    `body` is what it is about if that is named more often than any other body, and at the top;
    `names` are those of all bodies in the article.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        named = list(mentions(lines))
        self.names = frozenset(mention.body.name.text for mention in named)
        in_full = [mention for mention in named if mention.kind == BODY]
        self.municipality = chief(named, is_municipality)
        self.region = chief(named, is_region)
        self._of_kinds = [(kind, chief(in_full, kind.fits)) for kind in KINDS]
        self.body: Organisation | None = None  # `meant` asks for it
        self.body = _salient(in_full, self._meant_by_nouns(lines))

    def _meant_by_nouns(self, lines: Sequence[Line]) -> Counter[str]:
        """Count how often nouns such as “förbundet” mean each body."""
        nouns = (token.low for line in lines for token in line.tokens if token.low in NOUNS)
        bodies = (self.meant(noun) for noun in nouns)
        return Counter(body.name.text for body in bodies if body)

    def of_official(self, title: str) -> Organisation | None:
        """Give the body that the article is about to a title that somebody employed has."""
        return self.body if title.lower().endswith(_OFFICIAL) else None

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
            return self._of_kind(kinds) or self.body
        return self.municipality or self.region

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


def _salient(named: Sequence[Mention], by_nouns: Counter[str]) -> Organisation | None:
    """Give the body that an article is about: named more often than any other, and at the top."""
    employers = [mention for mention in named if _is_employer(mention.name)]
    weights = Counter(mention.name for mention in employers)
    weights.update(name for name, _ in {(m.name, m.line) for m in employers if m.line < _TOP})
    weights.update({m.name: _STRONGLY for m in employers if m.is_heading and m.line < _TOP})
    weights.update({name: by_nouns[name] for name in weights})
    return most_named(employers, weights, _STRONGLY)


def _is_regional(low: str) -> bool:
    is_of_region = low.startswith("region") and not low.startswith("regional")
    return is_of_region or "regionstyrelse" in low or low.endswith(_REGIONAL)


def _is_employer(name: str) -> bool:
    is_county = name.endswith(" län") and not name.startswith(("Region ", "Länsstyrelsen "))
    return not is_county and not name.lower().endswith(_NO_EMPLOYERS)
