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
_LONGEST: Final = 4
"""Words of its name."""
_NEAR: Final = 12
"""Tokens after “är” among which its kind is told."""


def defined(lines: Sequence[Line]) -> Iterator[tuple[str, ...]]:
    """Give the words of each name that a line begins with and says to be a body.

    >>> from samverkan_ld.extraction.grammar.lines import read_lines
    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> text = "Anhöriglänken är ett obundet förbund med lokalföreningar."
    >>> list(defined(list(read_lines(text, tokenise(text)))))
    [('Anhöriglänken',)]
    """
    for line in lines:
        end = _name_end(line)
        if end and _is_said_to_be_body(line.tokens, end):
            yield tuple(token.text for token in line.tokens[:end])


def _name_end(line: Line) -> int:
    """Give the end of the words with capitals that begin a line, if they name nothing known."""
    end = 0
    while end < min(len(line.tokens), _LONGEST) and line.tokens[end].kind in "CA":
        end += 1
    return 0 if 0 in line.names or 0 in line.bodies else end


def _is_said_to_be_body(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether “är en förening” or the like follows a name."""
    words = [token.low for token in tokens[at : at + _NEAR]]
    is_said = words[:1] == ["är"] and words[1:2] in (["en"], ["ett"])
    return is_said and any(kind_of(word) == BODY or word in _KINDS for word in words[2:])
