"""The run of words that may be one name: a given name, its particles, and what follows."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import places
from samverkan_ld.extraction.grammar.headwords import title_head
from samverkan_ld.extraction.grammar.names.lookalikes import is_never, is_place
from samverkan_ld.extraction.grammar.names.parts import family_doubt, given_doubt
from samverkan_ld.extraction.grammar.organisations.organisation import organisation_at
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import speech_verbs, word_set

_NO_FAMILY: Final = word_set("names.no_family")
"""Family names that are rather the word after a name: “Anna Ek ny chef” in capitals."""
_PARTICLES: Final = word_set("names.particles")
_MOST_PARTS: Final = 4
_MOST_PARTICLES: Final = 2
_GAP: Final = 2
"""Characters between two words of a name, at most."""
_COMPOUND: Final = re.compile(r"[A-ZÅÄÖ].*-[a-zåäö]{3}")
"""“Norsjö-projektet”."""
_CLOSING: Final = frozenset(",.():;–!?")


def end_of_run(tokens: Sequence[Token], at: int) -> int:
    """Give the end of the run of words that may be one name.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> [end_of_run(tokenise(text), 0) for text in ("Anna Ek Norsjö", "Bo van der Alm och")]
    [2, 4]
    """
    end, parts = at + 1, 1
    while end < len(tokens) and parts < _MOST_PARTS and _touches(tokens, end):
        last = _past_particles(tokens, end)
        if not _can_follow(tokens, last, is_second=parts == 1):
            break
        end, parts = last + 1, parts + 1
    return end


def _touches(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start - tokens[at - 1].end <= _GAP


def _past_particles(tokens: Sequence[Token], at: int) -> int:
    """Give the word after the particles of a family name: “af Klint”, “van der Alm”."""
    stop = min(at + _MOST_PARTICLES, len(tokens) - 1)
    while at < stop and tokens[at].low in _PARTICLES and tokens[at + 1].kind in "CAc":
        at += 1
    return at


def _can_follow(tokens: Sequence[Token], at: int, *, is_second: bool) -> bool:
    """Tell whether a word may go on a name; `is_second` tells whether it is the second part."""
    token = tokens[at]
    is_letter = token.kind == "C" and len(token.text) == 1
    if token.kind == "i" or (is_letter and is_second):
        return True
    return can_be_family(tokens, at) and (is_second or _can_follow_family(tokens, at))


def _can_follow_family(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word may go on a name of two parts: “Anna Ek Norsjö” is two things."""
    low, before = tokens[at].low, tokens[at - 1].low
    is_after_given = given_doubt(before) is not None and family_doubt(before) is None
    if family_doubt(low) is not None or is_after_given or len(tokens[at - 1].text) == 1:
        return True
    return low not in places() and _stands_out(tokens, at + 1)


def _stands_out(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a sign, or a verb that reports speech, follows: then a name has ended there."""
    if at >= len(tokens):
        return True
    return tokens[at].text in _CLOSING or tokens[at].low in speech_verbs()


def can_be_family(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word may be a family name: it has a capital, and is nothing else."""
    if at >= len(tokens) or not _has_shape(tokens[at]):
        return False
    is_known = _is_known(tokens[at].low)
    if is_known is None:
        return False
    found = organisation_at(tokens, at)
    return found is None or (is_known and found.end == at + 1)


@lru_cache(maxsize=1 << 16)
def _is_known(low: str) -> bool | None:
    """Tell whether a word is known as a family name, or None if it is something else."""
    is_known = family_doubt(low) is not None and low not in _NO_FAMILY
    is_other = is_place(low) or (not is_known and (is_never(low) or title_head(low) is not None))
    return None if is_other else is_known


def _has_shape(token: Token) -> bool:
    return token.kind in "CA" and len(token.text) > 1 and not _COMPOUND.match(token.text)
