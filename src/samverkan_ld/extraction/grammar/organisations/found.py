"""What a rule for organisations gives: where the name ends, its canonical form, its kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.tokens import Token

BODY: Final = "body"
UNIT: Final = "unit"
"""A part of a body: a board, a department; written without a name of its own."""

TOWN: Final = "town"
"""A municipality or region by the name of its place alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """An organisation in the text: the token after it, its canonical form, its kind."""

    end: int
    name: str
    kind: str


Rule = Callable[[Sequence[Token], int], Found | None]
"""Tries the tokens from one place on."""
