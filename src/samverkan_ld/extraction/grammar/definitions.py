"""Bodies that no list has and no rule knows, but that a text says what they are."""

from collections.abc import Iterator, Sequence
from typing import Final

from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.organisations.found import BODY
from samverkan_ld.extraction.grammar.organisations.kinds import kind_of
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

_KINDS: Final = word_set("definitions.kinds")
"""What a body is said to be, besides what the ends of words tell."""
_FOUNDED: Final = word_set("definitions.founded")
"""Verbs that only a body is the subject of."""
_LONGEST: Final = 4
"""Words of its name."""
_TOP: Final = 6
"""Lines at the top of a text, one of which may say who sends it."""
_SENT: Final = word_set("definitions.sent")
"""What is sent by a body."""
_NEAR: Final = 12
"""Tokens after “är” among which its kind is told."""


def defined(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """Give the words of each name that a line begins with and says to be a body.

    >>> from samverkan_ld.extraction.grammar.lines import read_lines
    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> text = "Anhöriglänken är ett obundet förbund med lokalföreningar."
    >>> list(defined(list(read_lines(text, tokenise(text)))))
    [('Anhöriglänken',)]
    >>> text = "Nyhetsbrev från Hälsolabb Väst"
    >>> list(defined(list(read_lines(text, tokenise(text)))))
    [('Hälsolabb', 'Väst')]
    """
    for number, line in enumerate(lines):
        end = _name_end(line, 0)
        if end > 0 and _is_said_to_be_body(line.tokens, end):
            yield tuple(token.text for token in line.tokens[:end])
        if number < _TOP:
            yield from _publishing(line)


def _publishing(line: Line) -> Iterator[tuple[str, ...]]:
    """Give the words of the name that ends a line at the top after “från”: “Nyhetsbrev från …”."""
    tokens = line.tokens
    of = next((at for at, token in enumerate(tokens[:_NEAR]) if token.low == "från"), None)
    if of is None or (of > 0 and not any(token.low in _SENT for token in tokens[:of])):
        return
    start = of + 1 + any(token.text == ":" for token in tokens[of + 1 : of + 2])
    end = _name_end(line, start)
    if start < end == len(tokens):
        yield tuple(token.text for token in tokens[start:end])


def _name_end(line: Line, start: int) -> int:
    """Give the end of the words with capitals from a token on, if they name nothing known."""
    end = start
    while end < min(len(line.tokens), start + _LONGEST) and line.tokens[end].kind in "CA":
        end += 1
    body = line.bodies.get(start)
    return start if start in line.names or (body and body.end >= end) else end


def _is_said_to_be_body(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether “är en förening”, “bildades” or the like follows a name."""
    words = [token.low for token in tokens[at : at + _NEAR]]
    if words and words[0] in _FOUNDED:
        return True
    is_said = words[:1] == ["är"] and words[1:2] in (["en"], ["ett"])
    return is_said and any(kind_of(word) == BODY or word in _KINDS for word in words[2:])
