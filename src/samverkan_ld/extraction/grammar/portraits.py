"""Portraits: lines below a name that tell what somebody is and was, without naming anybody."""

import re
from collections.abc import Iterator
from typing import Final

from samverkan_ld.extraction.grammar.headwords import BASE
from samverkan_ld.extraction.grammar.sentence import Sentence, find_all
from samverkan_ld.extraction.grammar.words import word_set

_SENTENCE: Final = re.compile(
    r"(?:^b?|[.])(?P<before>[xKtg=DY]{0,5}s?)(?P<roles>R(?:,?&?[xt]?s?R)*)"
)
"""A sentence without a subject that gives roles."""
_FIRST: Final = word_set("portraits.first")
"""Words that begin such a sentence: “Har en bakgrund som reporter”."""


def is_portrait(line: Sentence) -> bool:
    """Tell whether a line gives roles in sentences without a subject."""
    return any(True for _ in portrayed(line))


def portrayed(line: Sentence) -> Iterator[int]:
    """Give the parts with the roles that sentences without a subject give.

    >>> from samverkan_ld.extraction.grammar.lines import read_lines
    >>> from samverkan_ld.extraction.grammar.sentence import sentence
    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> text = "Rektor på Hamre skola. Har varit lärare i Malå kommun."
    >>> line = sentence(next(read_lines(text, tokenise(text))), ())
    >>> [line.signs, *portrayed(line)]
    ['R.x=R.', 0, 4]
    """
    for found in find_all(_SENTENCE, line.signs):
        first = found.start("before")
        if not found["before"] or line.low(first) in _FIRST:
            yield from (at for at in range(*found.span("roles")) if _is_told(line, at))


def _is_told(line: Sentence, at: int) -> bool:
    """Tell whether a part is a role of somebody who is not named: “rektor”, not “rektorn”."""
    phrase = line.parts[at].phrase
    return phrase is not None and phrase.titles[0].number == BASE
