"""The lines of an article: their tokens, and the names of people and bodies in them."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from samverkan_ld.extraction.grammar.headwords import title_head
from samverkan_ld.extraction.grammar.names.mentions import scan
from samverkan_ld.extraction.grammar.names.name import Name
from samverkan_ld.extraction.grammar.organisations.found import Found
from samverkan_ld.extraction.grammar.tokens import Token, lines
from samverkan_ld.extraction.grammar.words import word_set

PRONOUNS: Final = frozenset({"hon", "han", "hen", "jag"})
_WITHOUT_SUBJECT: Final = word_set("lines.without_subject")
"""Words that begin a line about somebody who is named above it."""
_BRIEF: Final = 18
"""Tokens of a line that may be a heading or a part of a list."""
_LONGEST: Final = 400
"""Tokens of a line that is read in one piece."""


Key = tuple[str, str]
"""The text of a line, and the kind of its first token, which a bullet is only at its beginning."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text: its tokens, and people and bodies named in it, by their first token.

    `is_apart` tells whether an empty line stands before it. Lines of one `key` are alike in all but
    their places in the text; pages repeat lines, and each kind is read only once.
    """

    tokens: Sequence[Token]
    names: Mapping[int, Name]
    bodies: Mapping[int, Found]
    is_apart: bool
    key: Key

    def is_worth_reading(self, singles: Container[str]) -> bool:
        """Tell whether a line can say anything of people: most prose names nobody."""
        if self.names or len(self.tokens) <= _BRIEF:
            return True
        about = _is_of_one_named_before(self.tokens) or any(
            token.low in PRONOUNS or (token.kind == "C" and token.low in singles)
            for token in self.tokens
        )
        return about and any(_is_title(token.low) for token in self.tokens)


def _is_of_one_named_before(tokens: Sequence[Token]) -> bool:
    """Tell whether a line is of a box of facts, or has no subject: “Bakgrund: rektor i Malå”."""
    first = tokens[0].low
    has_no_subject = first in _WITHOUT_SUBJECT or _is_title(first)
    return has_no_subject or any(token.text == ":" for token in tokens[:5])


@lru_cache(maxsize=1 << 16)
def _is_title(low: str) -> bool:
    return title_head(low) is not None


def read_lines(text: str, tokens: Sequence[Token]) -> Iterator[Line]:
    """Read the lines of a text that hold anything.

    Args:
        text: the text.
        tokens: its tokens.
    """
    known: dict[Key, Line] = {}
    is_apart = False
    for start, end in lines(tokens):
        for first, stop in _rows(tokens, start, end):
            row = tokens[first:stop]
            key = (text[row[0].start : row[-1].end], row[0].kind)
            alike = known.get(key)
            if alike is None:
                alike = known[key] = _line(row, key)
            yield Line(row, alike.names, alike.bodies, is_apart, key)
        is_apart = start == end


def _rows(tokens: Sequence[Token], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a line that is a whole page at the ends of its sentences."""
    while end - start > _LONGEST:
        late = range(start + _LONGEST, start + _LONGEST // 2, -1)
        stop = next((at for at in late if tokens[at].text == "."), late[0]) + 1
        yield start, stop
        start = stop
    if start < end:
        yield start, end


def _line(row: Sequence[Token], key: Key) -> Line:
    names, bodies = dict[int, Name](), dict[int, Found]()
    for at, found in scan(row):
        if isinstance(found, Name):
            names[at] = found
        else:
            bodies[at] = found
    return Line(row, names, bodies, is_apart=False, key=key)
