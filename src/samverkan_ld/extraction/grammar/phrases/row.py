"""A line cut into chunks, as the reading of a phrase looks at it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from samverkan_ld.extraction.grammar.chunk import Chunk, Item, is_doubtful, is_named
from samverkan_ld.extraction.grammar.gazetteer import gazetteer
from samverkan_ld.extraction.grammar.organisations.found import Found
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.phrases.phrase import Place
from samverkan_ld.extraction.grammar.titles import Title
from samverkan_ld.extraction.grammar.tokens import Token


@dataclass(frozen=True, slots=True)
class Row:
    """The tokens of a line, its chunks and their signs; every method takes the number of a chunk.

    What a method is asked for beyond the line is nothing: an empty string, or None.
    """

    tokens: Sequence[Token]
    chunks: Sequence[Chunk]
    signs: str = field(init=False)

    def __post_init__(self) -> None:
        """Join the signs of the chunks."""
        object.__setattr__(self, "signs", "".join(chunk.sign for chunk in self.chunks))

    def sign(self, at: int) -> str:
        """Give the sign of a chunk."""
        return self.signs[at : at + 1] if at >= 0 else ""

    def words(self, at: int) -> Sequence[Token]:
        """Give the tokens of a chunk."""
        return self.tokens[self.chunks[at].start : self.chunks[at].end]

    def low(self, at: int) -> str:
        """Give the first word of a chunk in lower case."""
        return self.tokens[self.chunks[at].start].low if at < len(self.chunks) else ""

    def text(self, at: int) -> str:
        """Give the words of a chunk."""
        return " ".join(token.text for token in self.words(at))

    def item(self, at: int) -> Item:
        """Give what was found in a chunk."""
        return self.chunks[at].item if at < len(self.chunks) else None

    def title(self, at: int) -> Title | None:
        """Give the title that a chunk is, if it is one."""
        item = self.item(at)
        return item if isinstance(item, Title) else None

    def period(self, at: int) -> Period | None:
        """Give the period that a chunk is, if it is one."""
        item = self.item(at)
        return item if isinstance(item, Period) else None

    def place(self, at: int) -> Place | None:
        """Give the organisation that a chunk is, if it is one."""
        item = self.item(at)
        if not isinstance(item, Found):
            return None
        chunk = self.chunks[at]
        return Place(item.name, chunk.start, chunk.end, is_named(chunk))

    def municipality(self, at: int) -> str | None:
        """Give the municipality whose short name the words of a chunk are."""
        low = self.text(at).lower()
        return gazetteer().places.get(low) or gazetteer().places.get(low.removesuffix("s"))

    def town(self, at: int) -> Place | None:
        """Give the municipality that a chunk names by its short name, as an organisation."""
        name = self.municipality(at) if self.sign(at) == "K" else None
        return self.body(at, name) if name else None

    def body(self, at: int, name: str) -> Place:
        """Take a chunk for a body of a given name."""
        chunk = self.chunks[at]
        return Place(name, chunk.start, chunk.end, is_body=True)

    def is_genitive(self, at: int) -> bool:
        """Tell whether a chunk is in the genitive before a title: “Norsjö kommuns tidigare”."""
        is_before_title = self.sign(at + 1) in ("T", "t")
        return is_before_title and self.tokens[self.chunks[at].end - 1].low.endswith("s")

    def is_doubtful(self, at: int) -> bool:
        """Tell whether a chunk is an organisation's name that is an everyday word too: Kommunal."""
        return self.sign(at) == "K" and is_doubtful(self.tokens, self.chunks[at])

    def walk(self, at: int) -> Iterator[tuple[int, int]]:
        """Give the tokens from a chunk on, each after the number of its chunk."""
        for number in range(at, len(self.chunks)):
            here = self.chunks[number]
            yield from ((number, token) for token in range(here.start, here.end))
