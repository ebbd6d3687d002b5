"""Names of which no list has the given name: they are told by their shape."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import gazetteer, places
from samverkan_ld.extraction.grammar.headwords import title_head
from samverkan_ld.extraction.grammar.names.lookalikes import is_place
from samverkan_ld.extraction.grammar.names.parts import family_doubt
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_list, word_set

STARTERS: Final = word_set("names.starters")
"""Words that begin a sentence, in lower case, and are hardly given names."""
_AGENTS: Final = word_list("names.agents")
_NOUN_ENDINGS: Final = word_list("names.noun_endings")
_SHORTEST: Final = 3
_SHORTEST_NOUN: Final = 7
_SHORTEST_AGENT: Final = 8
"""Letters of the shortest given name, and of words that their endings tell."""
_BEGINNINGS: Final = frozenset('.!?:–•\n"”')


def can_be_unlisted(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether words of which none is a known given name have the shape of a name."""
    first, last = tokens[at], tokens[end - 1]
    if first.kind != "C" or len(first.text) < _SHORTEST or _is_word(first.low):
        return False
    if _is_noun(first.low) and family_doubt(last.low) != 0:
        return False
    return all(token.kind != "A" and token.low not in places() for token in tokens[at:end])


def _is_word(low: str) -> bool:
    """Tell whether a word, in lower case, is known as something else than a given name."""
    return (
        low in STARTERS
        or low in gazetteer().places
        or title_head(low) is not None
        or is_place(low)
        or (low.endswith("s") and low[:-1] in places())
        or (len(low) >= _SHORTEST_AGENT and low.endswith(_AGENTS))
    )


def _is_noun(low: str) -> bool:
    return len(low) >= _SHORTEST_NOUN and low.endswith(_NOUN_ENDINGS)


def is_sure_unlisted(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether a name without a known given name is surely one: by a known family name.

    The first word of a line or sentence does not tell, as any word has a capital there.
    """
    is_first = at == 0 or tokens[at - 1].text in _BEGINNINGS
    return end - at == 2 and family_doubt(tokens[end - 1].low) == 0 and not is_first
