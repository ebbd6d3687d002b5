"""A line of the text as rules see it: chunks, with role phrases taken together as one sign, `R`."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from samverkan_ld.extraction.grammar.chunk import Chunk, Item, is_doubtful, is_named
from samverkan_ld.extraction.grammar.chunks import cut
from samverkan_ld.extraction.grammar.gazetteer import gazetteer, is_known
from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.moments import Moment
from samverkan_ld.extraction.grammar.names.name import Name
from samverkan_ld.extraction.grammar.organisations.found import Found
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.phrases.phrase import Phrase, Place
from samverkan_ld.extraction.grammar.phrases.reader import phrase_at
from samverkan_ld.extraction.grammar.phrases.row import Row
from samverkan_ld.extraction.grammar.tokens import Token

_BEGIN_PHRASES: Final = "TYtOgK"
"""Signs of chunks that a role phrase may begin with."""


class Part(NamedTuple):
    """One sign of a sentence, with what it stands for, and the tokens that it takes."""

    sign: str
    start: int
    end: int
    chunk: Chunk | None = None
    phrase: Phrase | None = None

    @property
    def item(self) -> Item:
        """What was found in the part, if it is a chunk."""
        return self.chunk.item if self.chunk else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A line: its tokens, its parts, and the signs of the parts as one string."""

    tokens: Sequence[Token]
    parts: Sequence[Part]
    is_apart: bool = False
    """Whether an empty line stands before it."""
    signs: str = field(init=False)

    def __post_init__(self) -> None:
        """Join the signs of the parts."""
        object.__setattr__(self, "signs", "".join(part.sign for part in self.parts))

    def low(self, part: int) -> str:
        """Give the first word of a part in lower case."""
        return self.tokens[self.parts[part].start].low

    def words(self, part: int) -> frozenset[str]:
        """Give the words of a part in lower case."""
        return frozenset(token.low for token in self._tokens(part))

    def _tokens(self, part: int) -> Sequence[Token]:
        return self.tokens[self.parts[part].start : self.parts[part].end]

    def _text(self, part: int) -> str:
        return " ".join(token.text for token in self._tokens(part))

    def is_doubtful(self, part: int) -> bool:
        """Tell whether a part is an organisation's name that is an everyday word too."""
        chunk = self.parts[part].chunk
        return chunk is not None and is_doubtful(self.tokens, chunk)

    def is_known(self, part: int) -> bool:
        """Tell whether a part is the name of an organisation that the gazetteer knows."""
        return is_known(self._text(part))

    def is_town(self, part: int) -> bool:
        """Tell whether a part names a place and no organisation."""
        return self.parts[part].sign != "O" and self._text(part).lower() in gazetteer().places

    def is_political(self, part: int) -> bool:
        """Tell whether the role of somebody elected stands at a part, or after the comma there."""
        at = part + self.signs.startswith(",", part)
        phrase = self.parts[at].phrase if at < len(self.parts) else None
        return phrase is not None and phrase.is_political

    def name(self, part: int) -> Name | None:
        """Give the person that a part names in full."""
        item = self.parts[part].item
        return item if isinstance(item, Name) else None

    def time(
        self, parts: Iterable[int], *, begins: bool = False, ends: bool = False
    ) -> Period | None:
        """Give the period in some parts; a single moment begins or ends one if that is said."""
        for part in parts:
            item = self.parts[part].item if 0 <= part < len(self.parts) else None
            if isinstance(item, Period):
                return item
            if isinstance(item, Moment) and (begins or ends):
                begin, end = (item, None) if begins else (None, item)
                return Period(item.start, item.end, begin, end)
        return None

    def place(self, part: int) -> Place:
        """Give the organisation of a part, known or by where it stands."""
        here = self.parts[part]
        if here.chunk and isinstance(here.item, Found):
            return Place(here.item.name, here.start, here.end, is_named(here.chunk))
        text = self._text(part)
        name = gazetteer().places.get(text.lower(), text)
        return Place(name, here.start, here.end, is_body=True)


def sentence(line: Line, singles: Container[str]) -> Sentence:
    """Read a line; one that can say nothing of people has no parts.

    Args:
        line: the line, with the people and bodies in it.
        singles: parts of names by which people may be called, in lower case.
    """
    row = Row(line.tokens, cut(line, singles) if line.is_worth_reading(singles) else ())
    return Sentence(line.tokens, tuple(_parts(row)), line.is_apart)


def _parts(row: Row) -> Iterator[Part]:
    """Give the role phrases of a line, and the chunks between them."""
    at = 0
    while at < len(row.chunks):
        here = row.chunks[at]
        phrase = phrase_at(row, at) if here.sign in _BEGIN_PHRASES else None
        if phrase:
            yield Part("R", here.start, row.chunks[phrase.end - 1].end, phrase=phrase)
        else:
            yield Part(here.sign, here.start, here.end, chunk=here)
        at = phrase.end if phrase else at + 1


def find_all(pattern: re.Pattern[str], signs: str) -> Iterator[re.Match[str]]:
    """Find a pattern everywhere, also where one match overlaps another."""
    at = 0
    while match := pattern.search(signs, at):
        yield match
        at = match.start() + 1
