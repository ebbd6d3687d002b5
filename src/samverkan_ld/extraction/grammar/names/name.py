"""A person's name of at least two parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.names.lookalikes import is_lookalike, is_never
from samverkan_ld.extraction.grammar.names.parts import given_doubt, is_family, is_given, is_part
from samverkan_ld.extraction.grammar.names.run import end_of_run
from samverkan_ld.extraction.grammar.names.spelling import spell
from samverkan_ld.extraction.grammar.names.unlisted import can_be_unlisted, is_sure_unlisted
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import COMMON

_FEWEST_PARTS: Final = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in the text.

    `start` and `end` are the places of its first token and after its last. `is_sure` is false where
    only the shape of the words speaks for a name.
    """

    start: int
    end: int
    text: str
    is_sure: bool


def name_at(tokens: Sequence[Token], at: int) -> Name | None:
    """Read a name that begins with a word that has a capital."""
    first = tokens[at]
    is_listed = is_given(first)
    if is_never(first.low) and not (is_listed and is_part(tokens, at + 1)):
        return None
    end = end_of_run(tokens, at)
    is_whole = end - at >= _FEWEST_PARTS and tokens[end - 1].kind != "i"
    if not is_whole or is_lookalike(tokens, at, end):
        return None
    if is_listed or first.kind == "i":
        is_sure = _is_plausible(first, tokens[end - 1])
    elif can_be_unlisted(tokens, at, end):
        is_sure = is_sure_unlisted(tokens, at, end)
    else:
        return None
    return Name(at, end, spell(tokens, at, end), is_sure)


def _is_plausible(first: Token, last: Token) -> bool:
    """Tell whether a given name, or an initial, and what follows is surely a name.

    A given name that is no everyday word is enough.
    """
    doubt = given_doubt(first.low)
    return (doubt is not None and doubt < COMMON) or is_family(last)
