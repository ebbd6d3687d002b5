"""Cutting of a line into chunks."""

from collections.abc import Container

from samverkan_ld.extraction.grammar.chunk import Chunk
from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.signs import OTHER, chunk_at


def cut(line: Line, singles: Container[str]) -> list[Chunk]:
    """Cut a line into chunks; other words are one chunk as far as they go.

    Args:
        line: the line, with the people and bodies in it.
        singles: parts of names by which people may be called, in lower case.

    >>> from samverkan_ld.extraction.grammar.lines import read_lines
    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> text = "Anna Ek, vd på SKR 2017–2019, var där i går."
    >>> (line,) = read_lines(text, tokenise(text))
    >>> "".join(chunk.sign for chunk in cut(line, ()))
    'N,TiOY,=xix.'
    """
    chunks: list[Chunk] = []
    at = 0
    while at < len(line.tokens):
        found = chunk_at(line, at, singles)
        at = found.end
        if found.sign == OTHER and chunks and chunks[-1].sign == OTHER:
            found = Chunk(OTHER, chunks.pop().start, found.end)
        chunks.append(found)
    return chunks
