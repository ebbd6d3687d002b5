"""The municipality or region that an article is about: whose “kommundirektör” it speaks of."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.drafts import Organisation, Value
from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.organisations.found import UNIT
from samverkan_ld.extraction.grammar.values import span
from samverkan_ld.extraction.grammar.words import word_list

_MUNICIPAL: Final = word_list("homes.municipal")
_REGIONAL: Final = word_list("homes.regional")
_EITHER: Final = word_list("homes.either")
"""Titles that municipalities have, and of these what regions have too."""

_OFFICIAL: Final = word_list("homes.official")
_BOARDS: Final = word_list("homes.boards")
_NO_EMPLOYERS: Final = word_list("homes.no_employers")
_STRONGLY: Final = 3
"""How often a body is named, at least, that all officials of an article may belong to."""

_TOP: Final = 4
"""Lines at the top of an article, where a body counts once more."""

_CLEARLY: Final = 2
"""How many times more often a body is named than any other when the article is about it."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """Titles that tell of what kind their body is, and parts of the names of such bodies."""

    titles: tuple[str, ...]
    names: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Tell whether a body is of this kind; “ AB” may stand at the end of its name."""
        low = f"{name.lower()} "
        return any(part in low for part in self.names)


_KINDS: Final = tuple(
    _Kind(word_list(f"homes.{kind}.titles"), word_list(f"homes.{kind}.names"))
    for kind in word_list("homes.kinds")
)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A body that an article names: its kind, and the number of the line."""

    body: Organisation
    kind: str
    line: int

    @property
    def name(self) -> str:
        """Give the canonical name of the body."""
        return self.body.name.text


class Homes:
    """The one municipality and the one region that an article is about, if it is about one.

    `body` is what it is about if that is named more often than any other body, and at the top.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        mentions = list(_mentions(lines))
        self.municipality = _chief(mentions, _is_municipality)
        self.region = _chief(mentions, _is_region)
        self.body = _salient(mentions)
        self._of_kinds = [(kind.titles, _chief(mentions, kind.fits)) for kind in _KINDS]

    def of_official(self, title: str) -> Organisation | None:
        """Give the body that the article is about to a title that somebody employed has."""
        return self.body if title.lower().endswith(_OFFICIAL) else None

    def of(self, title: str, *, is_owned: bool) -> Organisation | None:
        """Give the body whose a title must be: of “kommunens”, or of a plainly municipal title."""
        low = title.lower()
        is_either = low.endswith(_EITHER)
        if _is_regional(low):
            return self.region
        if low.endswith(_MUNICIPAL) or any(board in low for board in _BOARDS):
            return self.municipality
        if is_either and self.municipality and self.region:
            return self.body if self.body in (self.municipality, self.region) else None
        either = self.municipality or self.region if is_owned or is_either else None
        return self._of_kind(low) or either

    def _of_kind(self, low: str) -> Organisation | None:
        """Give the body of the kind that a title tells of."""
        fitting = (body for titles, body in self._of_kinds if body and low.endswith(titles))
        return next(fitting, None)


def _mentions(lines: Sequence[Line]) -> Iterator[_Mention]:
    for number, line in enumerate(lines):
        for at, found in line.bodies.items():
            name = Value(found.name, span(line.tokens, at, found.end))
            yield _Mention(Organisation(name), found.kind, number)


def _chief(mentions: Sequence[_Mention], fits: Callable[[str], bool]) -> Organisation | None:
    """Give the body of a kind that an article names more often than any other of the kind."""
    fitting = [mention for mention in mentions if fits(mention.name)]
    return _most_named(fitting, Counter(mention.name for mention in fitting), 1)


def _salient(mentions: Sequence[_Mention]) -> Organisation | None:
    """Give the body that an article is about: named more often than any other, and at the top."""
    employers = [mention for mention in mentions if _is_employer(mention)]
    weights = Counter(mention.name for mention in employers)
    at_top = {(mention.line, mention.name) for mention in employers if mention.line < _TOP}
    weights.update(name for _, name in at_top)
    return _most_named(employers, weights, _STRONGLY)


def _most_named(
    mentions: Sequence[_Mention], weights: Counter[str], least: int
) -> Organisation | None:
    """Give the first mention of the body that clearly weighs most."""
    top, *others = weights.most_common(2) or [("", 0)]
    name, weight = top
    if weight < least or any(weight < _CLEARLY * other for _, other in others):
        return None
    return next(mention.body for mention in mentions if mention.name == name)


def _is_regional(low: str) -> bool:
    return low.startswith("region") or "regionstyrelse" in low or low.endswith(_REGIONAL)


def _is_employer(mention: _Mention) -> bool:
    name = mention.name
    is_county = name.endswith(" län") and not name.startswith(("Region ", "Länsstyrelsen "))
    return mention.kind != UNIT and not is_county and not name.lower().endswith(_NO_EMPLOYERS)


def _is_municipality(name: str) -> bool:
    return name.endswith((" kommun", " stad"))


def _is_region(name: str) -> bool:
    return name.startswith("Region ") or name.endswith(("regionen", " landsting"))
