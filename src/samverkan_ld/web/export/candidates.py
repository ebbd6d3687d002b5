"""What Accept and Accept-Language may ask for, as patterns for nginx."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from samverkan_ld.formats.table import Format
from samverkan_ld.web.negotiation import content_type_of

LEVELS: Final = ("A", *(f"{hundredths:02}" for hundredths in range(99, 0, -1)))
"""The weights that are told apart, the heaviest first: A is 1, the others are hundredths."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A media type that Accept may name; the suffix of its format begins its name."""

    name: str
    media_type: str
    content_type: str
    is_own: bool

    @property
    def pattern(self) -> str:
        """The type as a regular expression."""
        return re.escape(self.media_type)

    @property
    def family(self) -> str:
        """The range of its kind as a regular expression."""
        return rf"{self.media_type.partition('/')[0]}/\*"


def candidates_of(fmt: Format) -> list[Candidate]:
    """List the media types that a format is asked for by, its own first."""
    return [
        Candidate(
            fmt.name if place == 0 else f"{fmt.name}{place}",
            media_type,
            content_type_of(fmt, media_type),
            place == 0,
        )
        for place, media_type in enumerate((fmt.media_type, *fmt.aliases))
    ]


def names_of(formats: Iterable[Format]) -> list[str]:
    """List the names of what some formats are asked for by, in order."""
    return [candidate.name for fmt in formats for candidate in candidates_of(fmt)]


def language_weights() -> Iterator[str]:
    """Give patterns of the weights of a language, the heaviest first."""
    yield r"(?:;\s*q\s*=\s*1[.0]*\s*)?"
    for level in LEVELS[1:]:
        digits = f"{level[0]}(?:0\\d*)?" if level[1] == "0" else f"{level}\\d*"
        yield rf";\s*q\s*=\s*0?\.{digits}\s*"
