"""Titles of roles in a text: a head word, with what belongs before it, in its base form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.headwords import title_head
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

FORMER: Final = word_set("titles.former")
"""What tells that a role is over."""
_FRESH: Final = word_set("titles.fresh")
"""What tells something else of the time, and does not belong to a title either."""
_TIMES: Final = FORMER | _FRESH
_QUALIFIERS: Final = word_set("titles.qualifiers")
_FIELDS: Final = word_set("titles.fields")
_ORDINALS: Final = word_set("titles.ordinals")
_RANKED: Final = word_set("titles.ranked")
"""What an ordinal before it ranks: “förste vice ordförande”."""
_LABELS: Final = word_set("titles.labels")
"""What says who answers for a page: no title."""
_PAGES: Final = word_set("titles.pages")
_BOARDS: Final = word_set("titles.boards")
"""Boards whose chair has a title of its own."""
_SEATS: Final = ("ordförande", "ledamot", "ordf")
"""Ends of titles that a board may stand before."""
_EVERYDAY: Final = word_set("titles.everyday")
"""Titles that are other words too, and count only before a name."""
_NEUTER: Final = ("ombud", "råd", "biträde", "rör")
"""Ends of head words that are neuter."""
_DEFINITE: Final = ("ska", "ske", "la", "na")
"""Ends of adjectives before a definite noun."""
_PARTICIPLES: Final = word_set("titles.participles")
_POLITICAL: Final = ("politisk", "politiska")
_ENDING: Final = re.compile(":[ns]$")
"""What an abbreviation is inflected by: “vd:n”."""
_JOINING: Final = (",", "och", "samt", "/")
"""What stands between the parts of “hälso- och sjukvårdsdirektör”."""
_MOST_QUALIFIERS: Final = 5
_LONGEST_ELLIPSIS: Final = 6
_LONGEST_IN_CAPITALS: Final = 5
"""Letters of a title in capitals that may be an abbreviation."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title in the text.

    `start` is the first token that the title takes, `first` the first of its own words, after what
    tells its time; `end` is the token after it. `number` is `b`, `d` or `p` as of its head word.
    """

    start: int
    first: int
    end: int
    text: str
    number: str
    is_former: bool


def title_at(tokens: Sequence[Token], start: int) -> Title | None:
    """Read a title.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> def read(text):
    ...     title = title_at(tokenise(text), 0)
    ...     return title and title.text
    >>> [read(text) for text in ("tf kommundirektören", "tidigare förste vice ordförande")]
    ['tf kommundirektör', 'förste vice ordförande']
    >>> [read(text) for text in ("hälso- och sjukvårdsdirektör", "kommunstyrelsens ordförande")]
    ['hälso- och sjukvårdsdirektör', 'kommunstyrelsens ordförande']
    >>> read("nya sedlar")
    """
    first = _past_times(tokens, start)
    is_of_board = _low(tokens, first) in _BOARDS
    at = _past_ellipsis(tokens, _past_qualifiers(tokens, first + is_of_board))
    head = _head(tokens, at)
    if head is None and at > first:
        at -= 1  # “förtroendevald” qualifies a title, and is one
        head = _head(tokens, at)
    if head is None or (is_of_board and not head[0].endswith(_SEATS)):
        return None
    is_former = any(token.low in FORMER for token in tokens[start:first])
    return Title(start, first, at + 1, _text(tokens, first, at, head), head[1], is_former)


def begins_title(low: str) -> bool:
    """Tell whether a word, in lower case, may be the first of a title."""
    is_listed = low in _TIMES or low in _BOARDS or _is_qualifier(low)
    return (
        is_listed
        or low.endswith("-")
        or title_head(low.removesuffix(":s").removesuffix(":n")) is not None
    )


def _low(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].low if at < len(tokens) else ""


def _past_times(tokens: Sequence[Token], at: int) -> int:
    """Pass over “nya”, “tidigare”, “före detta”."""
    while _low(tokens, at) in _TIMES:
        at += 2 if _low(tokens, at) == "före" and _low(tokens, at + 1) == "detta" else 1
    return at


def _past_qualifiers(tokens: Sequence[Token], first: int) -> int:
    """Pass over “tf”, “förste vice”, “medicinskt och tekniskt”."""
    stop = min(len(tokens), first + _MOST_QUALIFIERS)
    at = first
    while at < stop and (_qualifies(tokens, at) or (at > first and _joins(tokens, at))):
        at += 1
    return at


def _qualifies(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word qualifies a title; an ordinal does so before a rank only."""
    low = tokens[at].low
    is_of_another = low in _ORDINALS and _low(tokens, at + 1) not in _RANKED
    return _is_qualifier(low) and not is_of_another


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether “och” stands before one more qualifier."""
    return tokens[at].low == "och" and _low(tokens, at + 1) in _QUALIFIERS


def _is_qualifier(low: str) -> bool:
    """Tell whether a word, in lower case, may stand before a head word and belong to the title."""
    is_listed = low in _QUALIFIERS or low in _FIELDS or _plain(low) in _QUALIFIERS
    return is_listed or low.endswith(_POLITICAL)


def _plain(low: str) -> str:
    """Give the form in which a qualifier is listed: “medicinskt”, “tekniske”."""
    if low.endswith("t"):
        return low[:-1]
    return f"{low[:-1]}a" if low.endswith("e") else low


def _past_ellipsis(tokens: Sequence[Token], first: int) -> int:
    """Pass over the first parts of “hälso- och sjukvårds”."""
    at = first
    stop = min(len(tokens) - 2, first + _LONGEST_ELLIPSIS)
    while at < stop and tokens[at].text.endswith("-"):
        at += 1
        while _low(tokens, at) in _JOINING:
            at += 1
    return at


def _head(tokens: Sequence[Token], at: int) -> tuple[str, str] | None:
    """Read the head word of a title: its base form, and `b`, `d` or `p`."""
    if at >= len(tokens) or tokens[at].kind not in "cCAa":
        return None
    low = tokens[at].low.removesuffix(":s").removesuffix(":n")
    head = title_head(low)
    if head is None or head[0].lower() in _LABELS:
        return None
    if head[0] == "ansvarig" and not _is_responsible(tokens, at):
        return None
    is_before_name = at + 1 < len(tokens) and tokens[at + 1].kind == "C"
    return head if is_before_name or low not in _EVERYDAY else None


def _is_responsible(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether “ansvarig” is a title: with “för”, and what is no page of a site."""
    about = {_low(tokens, at + 2), _low(tokens, at + 3)}
    return _low(tokens, at + 1) == "för" and not about & _PAGES


def _text(tokens: Sequence[Token], first: int, at: int, head: tuple[str, str]) -> str:
    """Write a title with its head word in the base form."""
    base, number = head
    word = _ENDING.sub("", tokens[at].text) if number == "b" else _base_form(tokens[at], base)
    if len(word) > _LONGEST_IN_CAPITALS and word.isupper():
        word = word.lower()
    words = [_indefinite(token.text, base) for token in tokens[first:at]]
    return " ".join([*words, word]).replace(" ,", ",")


def _base_form(token: Token, base: str) -> str:
    """Write a head word in its base form, with the capitals that it has."""
    shared = 0
    while shared < min(len(token.low), len(base)) and token.low[shared] == base[shared].lower():
        shared += 1
    return token.text[:shared] + base[shared:]


def _indefinite(word: str, base: str) -> str:
    """Give a qualifier as it stands before an indefinite noun: “regionala” is regional."""
    low = word.lower()
    if low in _PARTICIPLES:
        return word[:-1]
    if not low.endswith(_DEFINITE):
        return word
    return f"{word[:-1]}t" if base.endswith(_NEUTER) else word[:-1]
