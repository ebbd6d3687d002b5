"""The forms of names: with and without genitive, and as the tokens of a text write them."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import given_names, word_list

_COLON: Final = ":s"
"""The genitive of an abbreviation."""

_GENITIVES: Final = word_list("organisations.name_genitives")


def bare(low: str) -> str:
    """Give a word without the genitive that a colon sets off: SKR:s."""
    return low.removesuffix(_COLON)


def nominative(word: str) -> str:
    """Take the genitive off the last word of an organisation's name: “socialnämndens”."""
    if word.endswith(_COLON):
        return bare(word)
    return word[:-1] if word.endswith(_GENITIVES) else word


def written(tokens: Sequence[Token], start: int, end: int) -> str:
    """Join tokens as the text writes them."""
    return " ".join(token.text for token in tokens[start:end]).replace(" ,", ",")


def canonical(tokens: Sequence[Token], start: int, end: int) -> str:
    """Join tokens, the last one without its genitive.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> canonical(tokenise("Kultur-, fritids- och ungdomsnämndens"), 0, 5)
    'Kultur-, fritids- och ungdomsnämnden'
    """
    before, last = tokens[start : end - 1], tokens[end - 1]
    return " ".join([*(token.text for token in before), nominative(last.text)]).replace(" ,", ",")


def capitals(tokens: Sequence[Token], at: int, most: int) -> int:
    """Give the end of the words with capitals from a place on, so many at most."""
    end, stop = at, min(len(tokens), at + most)
    while end < stop and tokens[end].kind in "CA" and not _begins_person(tokens, end):
        end += 1 + _is_joined(tokens, end)
    return end


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether “&” joins a word to another with a capital."""
    return at + 2 < len(tokens) and tokens[at + 1].text == "&" and tokens[at + 2].kind in "CA"


def _begins_person(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a person follows: “kulturnämnden Anna Ek”."""
    has_next = at + 1 < len(tokens)
    return has_next and tokens[at + 1].kind == "C" and tokens[at].low in given_names()


def is_adjective(token: Token) -> bool:
    """Tell whether a word with a capital may be an adjective: “Svenska”, “Kungliga”."""
    return token.kind == "C" and token.low.endswith(_ADJECTIVES) and len(token.low) > _BRIEF


_ADJECTIVES: Final = ("ska", "liga")
_BRIEF: Final = 5
"""Letters of a word that is hardly an adjective in spite of its ending."""
