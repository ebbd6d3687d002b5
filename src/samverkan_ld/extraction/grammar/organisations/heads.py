"""The head of a unit's name: the noun that says what it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.organisations.forms import bare, capitals
from samverkan_ld.extraction.grammar.organisations.found import BODY
from samverkan_ld.extraction.grammar.organisations.kinds import kind_of
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_list, word_set

_FAR: Final = 6
"""Tokens before the head: “kultur-, fritids- och”."""

_NAME: Final = 2
"""Words of a proper name."""

_ADJECTIVES: Final = word_set("organisations.adjectives")
_ANAPHORS: Final = word_set("organisations.anaphors")
"""What names no organisation when it stands alone: “nämnden” is one named before."""

_BOARDS: Final = word_list("organisations.boards")
"""What has no proper name: “socialnämnden Malå kommun” is two bodies."""

_LINKS: Final = frozenset({",", "och", "samt"})


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that says what kind of organisation a name is of.

    `start` is the first token of the name, `at` the noun's, `low` the noun without capitals, `kind`
    what it tells of, `end` the token after a proper name that follows: “Räddningstjänsten Syd”.
    `is_anaphor` tells whether the noun names nothing alone.
    """

    start: int
    at: int
    end: int
    low: str
    kind: str
    is_anaphor: bool

    @property
    def is_alone(self) -> bool:
        """Tell whether no proper name follows."""
        return self.end == self.at + 1


def begins_name(low: str) -> bool:
    """Tell whether a word may stand before the head: “kultur-”, “tekniska”."""
    return low.endswith("-") or low in _ADJECTIVES


def head_at(tokens: Sequence[Token], start: int) -> Head | None:
    """Read the head of the name that begins at a token, with what stands before it."""
    at = _noun(tokens, start)
    if at >= len(tokens) or at > start + _FAR or tokens[at].kind not in "cCA":
        return None
    low = bare(tokens[at].low)
    kind = kind_of(low)
    if kind is None:
        return None
    is_named = low.endswith(("n", "t")) or (tokens[start].kind == "C" and kind == BODY)
    end = _after_name(tokens, at, low) if is_named else at + 1
    return Head(start, at, end, low, kind, at == start and low.removesuffix("s") in _ANAPHORS)


def _noun(tokens: Sequence[Token], start: int) -> int:
    """Give the token after the ellipses and the adjective that begin a name."""
    at = start
    while at + 2 < len(tokens) and tokens[at].text.endswith("-"):
        at += 1
        while at < len(tokens) and tokens[at].text in _LINKS:
            at += 1
    has_adjective = at + 1 < len(tokens) and tokens[at].low in _ADJECTIVES
    return at + 1 if has_adjective and kind_of(tokens[at + 1].low) else at


def _after_name(tokens: Sequence[Token], at: int, low: str) -> int:
    """Give the token after the proper name of a head."""
    return at + 1 if low.endswith(_BOARDS) else capitals(tokens, at + 1, _NAME)
