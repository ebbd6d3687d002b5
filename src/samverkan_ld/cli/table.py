"""Tables of text on a terminal."""

from collections.abc import Iterator, Sequence
from typing import Final

_WIDEST: Final = 40
"""Characters of a column, at most, that the others are aligned by."""


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Write rows as lines, each column but the last as wide as what stands in it."""
    widths = [
        min(_WIDEST, max(len(row[column]) for row in rows)) for column in range(len(rows[0]) - 1)
    ]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield f"  {'  '.join(cells)}  {row[-1]}".rstrip()


def plain(text: str) -> str:
    """Give a text on one line, without what a terminal would obey instead of showing it."""
    if not text.isprintable():
        text = "".join(char for char in text if char.isprintable() or char.isspace())
    return " ".join(text.split())
