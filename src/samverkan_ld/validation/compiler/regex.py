"""Regular expressions of Python, written for the engine.

A pattern carries its flags in itself: the engine gets none.
"""

import re
from functools import cache
from typing import Final

import pyoxigraph as ox

from samverkan_ld.validation.compiler.pieces import END, Parser, Piece, refuse

_REPLACEMENT: Final = re.compile(r"(?:[^$\\]|\$[1-9](?![0-9]))*")


@cache
def translate(pattern: str, flags: str = "") -> str:
    """Write a pattern that is searched with Python's `re` as one for the engine's REGEX.

    Args:
        pattern: in the syntax of Python's `re`, for strings.
        flags: those of `i`, `m` and `s` that are honoured.

    Returns:
        A pattern that matches the same strings, without flags.

    Raises:
        NotPortableError: the pattern may match other strings.
    """
    written = "|".join(piece.text for piece in Parser(pattern, flags).parse())
    _check(written)
    return written


@cache
def translate_replacement(
    pattern: str, replacement: str, *, is_limited: bool = False
) -> tuple[str, str]:
    """Write the pattern and replacement of rdflib's REPLACE for the engine's.

    Empty matches are replaced at other places, and are refused.

    Args:
        pattern: in the syntax of Python's `re`, for strings; without flags.
        replacement: in the syntax of SPARQL, with references such as `$1`.
        is_limited: only so many matches are replaced; one is always.

    Raises:
        NotPortableError: the result may be another string.
    """
    parser = Parser(pattern, "")
    pieces = parser.parse()
    _check_matches(pieces, is_limited=is_limited)
    _check_references(replacement, parser)
    written = "|".join(piece.text for piece in pieces)
    replaced = re.sub(r"\$([1-9])", r"${\1}", replacement)
    if pieces[0].is_end:
        # The engine's match takes the trailing line feed, and has to give it back.
        written = written.removesuffix(END) + r"(\n?)\z"
        replaced += f"${{{parser.groups + 1}}}"
    _check(written)
    return written, replaced


def _check_matches(pieces: list[Piece], *, is_limited: bool) -> None:
    has_one_match = all(piece.is_start for piece in pieces)
    has_end = any(piece.is_end for piece in pieces)
    if any(piece.is_nullable for piece in pieces):
        refuse("an empty match would be replaced")
    if is_limited and not has_one_match:
        refuse("flags of REPLACE limit how many matches are replaced")
    if has_end and not (has_one_match and len(pieces) == 1 and pieces[0].text.endswith(END)):
        refuse("$ of a replaced pattern stands elsewhere than at its very end, or without ^")


def _check_references(replacement: str, parser: Parser) -> None:
    if not _REPLACEMENT.fullmatch(replacement):
        refuse(f"the replacement {replacement!r} has more than references from $1 to $9")
    numbers = {int(number) for number in re.findall(r"\$([1-9])", replacement)}
    if any(number > parser.groups or number in parser.looped for number in numbers):
        refuse(f"the replacement {replacement!r} refers to a group that is missing or repeated")


def _check(written: str) -> None:
    # A pattern that grows too large has no value.
    query = f'SELECT (REGEX("", {ox.Literal(written)}) AS ?is_match) {{}}'
    found = ox.Store().query(query)
    if isinstance(found, ox.QuerySolutions) and next(found)["is_match"] is None:
        refuse("the engine refuses it")
