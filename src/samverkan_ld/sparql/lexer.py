"""The tokens of a SPARQL query, as the engine reads them.

Terminals as in SPARQL 1.1, section 19.8 (https://www.w3.org/TR/sparql11-query/#rQuery): what stands
in comments, strings, IRIs, variables and names is no keyword. Codepoint escapes count in IRIs and
strings only (SPARQL 1.2, section 19.2).

One sign needs more than terminals: `<` begins an IRI or compares. The grammar takes the longest
token; the engine parses by what may follow, and within expressions reads `1<2)x#>` as a comparison.
So brackets are followed, and within an expression `<` behind an operand compares.
"""

import re
from collections.abc import Generator, Iterator
from typing import Final, NamedTuple

_CODEPOINT: Final = (
    r"\\u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}"
    r"|\\U(?!0000[dD][89a-fA-F])(?:000[0-9A-Fa-f]|0010)[0-9A-Fa-f]{4}"
)
_ESCAPE: Final = rf"""\\[tbnrf"'\\]|{_CODEPOINT}"""
"""A string with any other escape is none, and the engine reads its quotes in another way."""

_TOKEN: Final = re.compile(
    rf"""
    (?>(?:[ \t\r\n]+|\#[^\r\n]*)*)
    (?: (?P<iri>      <(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODEPOINT})*> )
      | (?P<string>   \"{{3}}(?:\"{{0,2}}(?:[^"\\]|{_ESCAPE}))*\"{{3}}
                    | '{{3}}(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'{{3}}
                    | "(?:[^"\\\n\r]|{_ESCAPE})*" | '(?:[^'\\\n\r]|{_ESCAPE})*' )
      | (?P<name>     (?:[A-Za-z\x80-\U0010ffff][\w.\-\x80-\U0010ffff]{{0,255}}(?<!\.))? :
                      (?:(?:[\w:%\x80-\U0010ffff]|\\.)(?:[\w.:\-%\x80-\U0010ffff]|\\.)*)? )
      | (?P<variable> [?$][\w\x80-\U0010ffff]+ )
      | (?P<number>   (?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)? )
      | (?P<other>    @[A-Za-z]+(?:--?[A-Za-z0-9]+)* | _:[\w.\-\x80-\U0010ffff]+ )
      | (?P<word>     [A-Za-z\x80-\U0010ffff][\w\x80-\U0010ffff]* )
      | (?P<open>     [{{(\[] )
      | (?P<close>    [}})\]] )
      | (?P<sign>     << | >> | . )
      | \Z )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
"""Blanks and comments, then a token or the end.

Prefixes have a longest length, lest the time grow by the square of the text.
"""

_OPERANDS: Final = frozenset(("iri", "string", "name", "variable", "number", "other"))
_OPERAND_TEXTS: Final = frozenset((")", "}", ">>", "TRUE", "FALSE"))


class Token(NamedTuple):
    """A token: its kind, its text (of words in upper case), where it stands, and how deep."""

    kind: str
    text: str
    start: int
    depth: int

    @property
    def prefix(self) -> str:
        """The prefix of a name, in upper case."""
        return self.text.partition(":")[0].upper()

    @property
    def is_operand(self) -> bool:
        """Whether a comparison may follow in an expression."""
        return self.kind in _OPERANDS or self.text in _OPERAND_TEXTS


def tokens(query: str) -> Iterator[Token]:
    """Read the tokens of a query, in order; comments and blanks are left out."""
    levels = _Levels()
    place: int | None = 0
    while place is not None:
        place = yield from _until_comparison(query, place, levels)


def _until_comparison(
    query: str, place: int, levels: "_Levels"
) -> Generator[Token, None, int | None]:
    """Read tokens up to a `<` that compares; give the place to go on from, or None at the end."""
    for found in _TOKEN.finditer(query, place):
        kind = found.lastgroup
        if kind is None:
            return None
        text, start = found[kind], found.start(kind)
        if text[0] == "<" and levels.may_compare:
            yield levels.take("sign", "<", start)
            return start + 1
        yield levels.take(kind, text.upper() if kind == "word" else text, start)
    return None


class _Levels:
    """The brackets that are open, and whether an expression stands in each."""

    def __init__(self) -> None:
        self._expressions: list[bool] = []
        self._selects: list[bool] = []
        self._last = self._before_last = Token("", "", 0, 0)

    @property
    def may_compare(self) -> bool:
        """Whether an operand of an expression stands before."""
        return bool(self._expressions) and self._expressions[-1] and self._last.is_operand

    def take(self, kind: str, text: str, start: int) -> Token:
        """Follow what comes next, and give it as a token."""
        if kind == "close" and self._expressions:
            self._expressions.pop()
            self._selects.pop()
        token = Token(kind, text, start, len(self._expressions))
        if kind == "open":
            self._expressions.append(text == "(" and self._begins_expression())
            self._selects.append(False)
        elif text == "SELECT" and self._selects:
            self._selects[-1] = True
        self._last, self._before_last = token, self._last
        return token

    def _begins_expression(self) -> bool:
        """Tell whether `(` begins an expression, not a collection, a path, a triple or a row."""
        if self._last.text == "<<":
            return False
        if not self._expressions or self._expressions[-1] or self._selects[-1]:
            return True
        if self._last.kind in ("iri", "name"):
            is_glued = self._last.text.upper().startswith("FILTER")
            return is_glued or self._before_last.text.endswith("FILTER")
        return self._last.kind == "word" and self._last.text != "A"
