"""What can be told of a SPARQL query without parsing it.

Terminals as in SPARQL 1.1, section 19.8 (https://www.w3.org/TR/sparql11-query/#rQuery): what stands
in comments, strings, IRIs, variables and the local part of names is no keyword. Codepoint escapes
count in IRIs and strings only, as the engine reads them (SPARQL 1.2, section 19.2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(
    r"""
      (?P<iri>      <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> )
    | (?P<comment>  \#[^\n\r]* )
    | (?P<string>   \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                  | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<name>     (?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)? : (?:(?:[\w:%]|\\.)(?:[\w.:\-·%]|\\.)*)? )
    | (?P<variable> [?$]\w+ )
    | (?P<other>    @\w+(?:-\w+)* | _:[\w.\-·]+ )
    | (?P<word>     [^\W\d_]\w* )
    | (?P<open>     [{(\[] )
    | (?P<close>    [})\]] )
    | (?P<star>     \* )
    """,
    re.VERBOSE | re.DOTALL,
)
_PROLOGUE: Final = ("PREFIX", "BASE", "VERSION")
_VOLATILE: Final = frozenset(("NOW", "RAND", "UUID", "STRUUID"))
_SERVICE: Final = re.compile("SERVICE")


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


@dataclass(frozen=True)
class Outline:
    """The outline of a query: its tokens but comments, in order."""

    text: str
    tokens: tuple[Token, ...]
    depth: int

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The bare words, in upper case and in order."""
        return tuple(token.text for token in self.tokens if token.kind == "word")

    @cached_property
    def form(self) -> Token | None:
        """The word that tells the form of the query: the first after the prologue."""
        words = (token for token in self.tokens if token.kind == "word")
        return next((token for token in words if token.text not in _PROLOGUE), None)

    @property
    def prologue(self) -> str:
        """The text before the form: BASE and PREFIX lines."""
        return self.text[: self.form.start] if self.form else self.text

    @property
    def is_volatile(self) -> bool:
        """Tell whether asking again may give another answer from the same data."""
        return self.uses_service or not _VOLATILE.isdisjoint(self.words)

    @property
    def uses_service(self) -> bool:
        """Tell whether the engine could read SERVICE anywhere."""
        return any(self.services())

    @cached_property
    def has_dataset(self) -> bool:
        """Tell whether the query names its dataset by FROM, be it glued to what follows."""
        glued = {token.prefix for token in self.tokens if token.kind == "name"} - self._declared
        return any(text.startswith("FROM") for text in (*self.words, *glued))

    @property
    def default_graphs(self) -> tuple[Token, ...]:
        """The IRIs and names that FROM, but not FROM NAMED, is followed by."""
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return tuple(
            graph for word, graph in pairs if word.text == "FROM" and graph.kind in ("iri", "name")
        )

    def services(self) -> Iterator[int]:
        """Give the index of each token that the engine could read as SERVICE.

        It asks for no space beside a keyword: `1SERVICE`, `SERVICESILENT` and, with a prefix x,
        `SERVICEx:e {` are SERVICE to it. The last is a name too, so only there the place decides.
        """
        for index, token in enumerate(self.tokens):
            is_word = token.kind == "word" and "SERVICE" in token.text
            if is_word or (token.kind == "name" and self._hides(index)):
                yield index

    def _hides(self, index: int) -> bool:
        """Tell whether a name can be SERVICE and another name, written without space."""
        token = self.tokens[index]
        tails = {token.prefix[found.end() :] for found in _SERVICE.finditer(token.prefix)}
        tails |= {tail.removeprefix("SILENT") for tail in tails}
        return (
            not tails.isdisjoint(self._declared)
            and token.depth > 0
            and any(following.text == "{" for following in self.tokens[index + 1 : index + 2])
            and self.tokens[index - 1].text != "GRAPH"
        )

    @cached_property
    def _declared(self) -> set[str]:
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return {name.prefix for word, name in pairs if word.text == "PREFIX"}


def outline(query: str) -> Outline:
    """Read the outline of a query."""
    tokens: list[Token] = []
    depth = deepest = 0
    for found in _TOKEN.finditer(query):
        kind, text = found.lastgroup or "", found[0]
        if kind == "comment":
            continue
        if kind == "close":
            depth -= 1
        tokens.append(Token(kind, text.upper() if kind == "word" else text, found.start(), depth))
        if kind == "open":
            depth += 1
            deepest = max(depth, deepest)
    return Outline(query, tuple(tokens), deepest)
