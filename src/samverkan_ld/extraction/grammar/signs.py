"""What the words at a place of a line are: the sign of the chunk that begins there.

`chunk` tells what the signs mean.
"""

from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from samverkan_ld.extraction.grammar.chunk import Chunk
from samverkan_ld.extraction.grammar.gazetteer import is_known
from samverkan_ld.extraction.grammar.lines import PRONOUNS, Line
from samverkan_ld.extraction.grammar.moments import moment_at
from samverkan_ld.extraction.grammar.names.name import Name
from samverkan_ld.extraction.grammar.names.unlisted import STARTERS
from samverkan_ld.extraction.grammar.organisations.acronyms import acronym
from samverkan_ld.extraction.grammar.organisations.found import TOWN, Found
from samverkan_ld.extraction.grammar.organisations.organisation import (
    begins_organisation,
    organisation_at,
    past_direction,
)
from samverkan_ld.extraction.grammar.periods import begins_time, period_at
from samverkan_ld.extraction.grammar.titles import FORMER, begins_title, title_at
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import speech_verbs, word_set

OTHER: Final = "x"
"""The sign of words that are nothing else."""

_SIGNS: Final[Mapping[str, str]] = {
    **dict.fromkeys(word_set("signs.prepositions"), "i"),
    **dict.fromkeys(word_set("signs.copulas"), "="),
    **dict.fromkeys(PRONOUNS, "h"),
    **dict.fromkeys(FORMER | word_set("signs.before"), "t"),
    **dict.fromkeys(word_set("signs.owners"), "g"),
    **dict.fromkeys(word_set("signs.and"), "&"),
    "som": "s",
}
_PARTIES: Final = word_set("signs.parties")
_BEFORE_TITLES: Final = word_set("signs.before_titles")
"""First words of names that a title may be in: “Sveriges Ingenjörer”."""
_CAPITAL: Final = "CA"
"""Kinds of tokens with capitals."""
_SHORT_NAME: Final = 3
"""Letters of a name that may be in capitals only, in a line of capitals."""
_CACHED: Final = 1 << 17


class _Beginning(NamedTuple):
    """What a word may be the first of, so that most words are looked at only once."""

    title: bool
    organisation: bool
    time: bool


@lru_cache(maxsize=_CACHED)
def _beginning(low: str) -> _Beginning:
    return _Beginning(begins_title(low), begins_organisation(low), begins_time(low))


@lru_cache(maxsize=_CACHED)
def _plain_sign(low: str) -> str | None:
    """Give the sign of a word that can only be itself, whatever follows; most words are such."""
    return None if any(_beginning(low)) else _listed_sign(low) or OTHER


def _listed_sign(low: str) -> str | None:
    """Give the sign of a word that is in a list."""
    return _SIGNS.get(low) or ("v" if low in speech_verbs() else None)


def chunk_at(line: Line, at: int, singles: Container[str]) -> Chunk:
    """Read the chunk that begins at a token, of other words those that are plainly so.

    Args:
        line: the line, with the people and bodies in it.
        at: the number of the token.
        singles: parts of names by which people may be called, in lower case.
    """
    token = line.tokens[at]
    sign = _plain_sign(token.low) if token.kind == "c" else None
    if sign:
        return Chunk(sign, at, _past_others(line.tokens, at + 1) if sign == OTHER else at + 1)
    name = line.names.get(at)
    if name:
        return Chunk("N" if name.is_sure else "M", at, name.end, name)
    if token.kind == "p":
        return _party(line.tokens, at) or Chunk(token.text, at, at + 1)
    if token.kind in "b@":
        return Chunk(token.kind, at, at + 1)
    return _phrase(line, at, singles) or _word(line, at)


def _past_others(tokens: Sequence[Token], at: int) -> int:
    """Pass over words that can only be other words."""
    while at < len(tokens) and tokens[at].kind == "c" and _plain_sign(tokens[at].low) == OTHER:
        at += 1
    return at


def _party(tokens: Sequence[Token], at: int) -> Chunk | None:
    """Read a party: “(S)”, “(KD)”."""
    if tokens[at].text not in "([" or at + 2 >= len(tokens):
        return None
    is_party = tokens[at + 1].low in _PARTIES and tokens[at + 2].text in ")]"
    return Chunk("P", at, at + 3) if is_party else None


def _phrase(line: Line, at: int, singles: Container[str]) -> Chunk | None:
    """Read what may take several words: a title, an organisation, a time."""
    token = line.tokens[at]
    begins = _beginning(token.low)
    found = (_title(line, at) if begins.title else None) or _organisation(line, at, begins)
    if found is None and (token.kind == "d" or begins.time):
        found = _time(line.tokens, at)
    if found is None and token.kind == "C" and token.low in singles:
        found = Chunk("n", at, at + 1)
    return found


def _title(line: Line, at: int) -> Chunk | None:
    """Read a title, or the name of a body that is one too: “Barnombudsmannen”, “i Skolledarna”."""
    token = line.tokens[at]
    if token.kind == "C" and at in line.bodies and is_known(token.text):
        return Chunk("O", at, line.bodies[at].end, line.bodies[at])
    title = title_at(line.tokens, at)
    if title is None or (title.number == "p" and _is_led_name(line.tokens, at)):
        return None
    return Chunk("T", at, title.end, title)


def _is_led_name(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word with a capital follows a preposition, as names of bodies do."""
    before = tokens[at - 1].low if at else ""
    return tokens[at].text.istitle() and _SIGNS.get(before) == "i"


def _organisation(line: Line, at: int, begins: _Beginning) -> Chunk | None:
    """Read an organisation: found before if it has a capital, except by its place alone."""
    found: Found | None
    if line.tokens[at].kind in _CAPITAL:
        found = line.bodies.get(at)
    else:
        found = organisation_at(line.tokens, at) if begins.organisation else None
    if found is None or found.kind == TOWN or _is_cut(line.names, at, found.end):
        return None
    return None if _is_shout(line.tokens, found) else Chunk("O", at, found.end, found)


def _is_cut(names: Mapping[int, Name], start: int, end: int) -> bool:
    """Tell whether a name begins inside: then the organisation is none."""
    return any(at in names and names[at].is_sure for at in range(start + 1, end))


def _is_shout(tokens: Sequence[Token], found: Found) -> bool:
    """Tell whether capitals are those of a heading and not of a short name."""
    if len(found.name) <= _SHORT_NAME or not found.name.isupper():
        return False
    return all(token.kind == "A" for token in tokens if token.kind in "cCA")


def _time(tokens: Sequence[Token], at: int) -> Chunk | None:
    """Read a period, or a single moment."""
    period = period_at(tokens, at)
    if period:
        return Chunk("Y", at, period.stop, period)
    moment = moment_at(tokens, at)
    return Chunk("D", at, moment.end, moment) if moment else None


def _word(line: Line, at: int) -> Chunk:
    """Read what is no phrase: a listed word, a number, words with capitals, another word."""
    token = line.tokens[at]
    sign = _listed_sign(token.low) or ("D" if token.kind == "d" else None)
    if sign is None and token.kind in _CAPITAL and token.low not in STARTERS:
        return Chunk("K", at, _past_capitals(line, at + 1))
    return Chunk(sign or OTHER, at, at + 1)


def _past_capitals(line: Line, at: int) -> int:
    """Pass over words with capitals, and “&” between them: “Kastell & Ramberg”."""
    tokens = line.tokens
    while at < len(tokens):
        is_joined = tokens[at].text == "&" and at + 1 < len(tokens)
        if not _goes_on(line, at + is_joined):
            break
        at += 1
    return past_direction(tokens, at)


def _goes_on(line: Line, at: int) -> bool:
    """Tell whether a word with a capital is nothing of its own, so that it goes on a name."""
    tokens = line.tokens
    if tokens[at].kind not in _CAPITAL or at in line.names or tokens[at].low in _SIGNS:
        return False
    found = line.bodies.get(at)
    if found and found.kind != TOWN and not acronym(tokens, at):
        return False
    return title_at(tokens, at) is None or tokens[at - 1].low in _BEFORE_TITLES
