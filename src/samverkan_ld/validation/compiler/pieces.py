"""Parts of regular expressions, read as Python reads them and written for the engine.

The validator matches with Python's `re` (SHACL, section 4.4.3,
https://www.w3.org/TR/shacl/#PatternConstraintComponent), the engine with Rust's `regex`. Both try
alternatives from left to right, so what they share needs no thought; classes, case, line ends and
the end of a string are written out.
"""

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from samverkan_ld.validation.compiler.characters import (
    Spans,
    character,
    is_surrogate,
    span,
    spans,
    text,
)
from samverkan_ld.validation.compiler.portable import NotPortableError

END: Final = r"(?:\n?\z)"
"""The end of the string: Python's `$` stands before a trailing line feed, too."""

_FLAGS: Final = {"i": re.IGNORECASE, "s": re.DOTALL, "m": re.MULTILINE}
_CONTROLS: Final = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_HEX: Final = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_QUANTIFIER: Final = re.compile(r"(?:([*+?])|\{([0-9]+)(,)?([0-9]*)\})\??")
_BRACES: Final = re.compile(r"\{[0-9]*(?:,[0-9]*)?\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pattern: its text, and what is known of its matches.

    Attributes:
        text: what the engine reads.
        is_nullable: whether it may match the empty string.
        is_end: whether it may hold that the string ends.
        is_start: whether it holds that the string starts.
    """

    text: str
    is_nullable: bool = False
    is_end: bool = False
    is_start: bool = False

    def then(self, other: "Piece") -> "Piece":
        """Put another part behind."""
        if self.is_end:
            refuse("something stands behind $")
        return Piece(
            self.text + other.text,
            self.is_nullable and other.is_nullable,
            other.is_end,
            self.is_start or (not self.text and other.is_start),
        )


def refuse(reason: str) -> NoReturn:
    """Raise NotPortableError."""
    raise NotPortableError(f"regular expression: {reason}")


class Parser:
    """Reads a pattern as Python does, and writes it for the engine.

    Args:
        pattern: in the syntax of Python's `re`, for strings.
        flags: those of `i`, `m` and `s` that are honoured.

    Attributes:
        groups: how many groups have been read.
        looped: the numbers of groups that may match several times.

    Raises:
        NotPortableError: there are other flags.
    """

    def __init__(self, pattern: str, flags: str) -> None:
        if not set(flags) <= _FLAGS.keys():
            refuse(f"the flags {flags!r} have other letters than i, m and s")
        self._pattern = pattern
        self._flags = flags
        self._at = 0
        self.groups = 0
        self.looped: set[int] = set()

    def parse(self) -> list[Piece]:
        """Read all alternatives.

        Raises:
            NotPortableError: Python refuses the pattern, or it is beyond what is understood here.
        """
        try:
            pieces = self._alternatives()
            re.compile(self._pattern, sum(_FLAGS[flag] for flag in set(self._flags)))
        except (re.error, OverflowError, RecursionError) as error:
            refuse(str(error))
        if self._at < len(self._pattern):
            refuse("a bracket is closed that was not opened")
        return pieces

    def _alternatives(self) -> list[Piece]:
        pieces = [self._sequence()]
        while self._takes("|"):
            pieces.append(self._sequence())
        return pieces

    def _sequence(self) -> Piece:
        piece = Piece("", is_nullable=True)
        while self._pattern[self._at : self._at + 1] not in ("", "|", ")"):
            piece = piece.then(self._repeated())
        return piece

    def _repeated(self) -> Piece:
        groups = self.groups
        piece = self._atom()
        found = _QUANTIFIER.match(self._pattern, self._at)
        if not found:
            return piece
        self._at = found.end()
        if self._takes("+"):
            refuse("possessive quantifier")
        sign, least, comma, most = found.groups()
        if sign != "?" and (sign or comma or int(least) > 1) and most not in ("0", "1"):
            self._loop(piece, groups)
        is_nullable = piece.is_nullable or (sign or "+") in "*?" or not int(least or 1)
        return Piece(piece.text + found[0], is_nullable, piece.is_end)

    def _loop(self, piece: Piece, groups: int) -> None:
        # Python stops a repetition at an empty match in ways of its own.
        if piece.is_nullable or piece.is_end:
            refuse("what may be empty, or $, is repeated")
        self.looped.update(range(groups + 1, self.groups + 1))

    def _atom(self) -> Piece:
        char = self._pattern[self._at]
        if _BRACES.match(self._pattern, self._at) and not self._pattern.startswith("{}", self._at):
            refuse("quantifier without a lower bound, or behind nothing")
        self._at += 1
        match char:
            case "(":
                return self._group()
            case "[":
                return self._class()
            case ".":
                return Piece("(?s:.)" if "s" in self._flags else r"[^\n]")
            case "^":
                is_line = "m" in self._flags
                return Piece("(?m:^)" if is_line else r"\A", is_nullable=True, is_start=not is_line)
            case "$" if "m" in self._flags:
                return Piece("(?m:$)", is_nullable=True)
            case "$":
                return Piece(END, is_nullable=True, is_end=True)
            case "\\":
                return Piece(_one_of(self._escaped()[0]))
            case _:
                return Piece(_one_of(self._spans(ord(char))))

    def _group(self) -> Piece:
        opened = "("
        if self._takes("?"):
            if not self._takes(":"):
                refuse("a group of a kind that is not known")
            opened = "(?:"
        else:
            self.groups += 1
        pieces = self._alternatives()
        if not self._takes(")"):
            refuse("a bracket is not closed")
        return Piece(
            f"{opened}{'|'.join(piece.text for piece in pieces)})",
            any(piece.is_nullable for piece in pieces),
            any(piece.is_end for piece in pieces),
            all(piece.is_start for piece in pieces),
        )

    def _class(self) -> Piece:
        if self._pattern.startswith("[", self._at):
            refuse("a class may be nested")
        negation = "^" if self._takes("^") else ""
        found: Spans = ()
        while not (found and self._takes("]")):
            found += self._range()
        return Piece(f"[{negation}{text(found)}]")

    def _range(self) -> Spans:
        item, low = self._member()
        is_range = self._pattern.startswith("-", self._at)
        if not is_range or self._pattern.startswith("-]", self._at):
            return item
        self._at += 1
        _, high = self._member()
        if low is None or high is None or low > high:
            refuse("bad range in a class")
        return span(low, high, "i" in self._flags)

    def _member(self) -> tuple[Spans, int | None]:
        """Read a character of a class, or a class within; the code point is given of the former."""
        char = self._pattern[self._at : self._at + 1]
        if not char:
            refuse("a class is not closed")
        if char in "-&~|" and self._pattern.startswith(char * 2, self._at):
            refuse("a class may be an operation on sets")
        self._at += 1
        return self._escaped() if char == "\\" else (self._spans(ord(char)), ord(char))

    def _escaped(self) -> tuple[Spans, int | None]:
        char = self._pattern[self._at : self._at + 1]
        if char and char in "dDsSwW":
            self._at += 1
            return spans(f"\\{char}"), None
        found = _HEX.match(self._pattern, self._at)
        if found:
            self._at = found.end()
            code = int(found[1] or found[2], 16)
        elif not char or (char.isascii() and char.isalnum() and char not in _CONTROLS):
            refuse(f"the escape \\{char} is not known")
        else:
            self._at += 1
            code = ord(_CONTROLS.get(char, char))
        return self._spans(code), code

    def _spans(self, code: int) -> Spans:
        if is_surrogate(code):
            refuse("a surrogate")
        return span(code, code, "i" in self._flags)

    def _takes(self, sign: str) -> bool:
        is_there = self._pattern.startswith(sign, self._at)
        self._at += is_there
        return is_there


def _one_of(found: Spans) -> str:
    (low, high), *others = found
    return character(low) if low == high and not others else f"[{text(found)}]"
