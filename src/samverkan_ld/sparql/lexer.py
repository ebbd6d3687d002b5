"""What can be told of a SPARQL query without parsing it.

Terminals as in SPARQL 1.1, section 19.8 (https://www.w3.org/TR/sparql11-query/#rQuery): what stands
in comments, strings, IRIs, variables and the local part of names is no keyword.
"""

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\n\r]* )
    | (?P<long>    \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3} )
    | (?P<string>  "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<name>    (?P<prefix> (?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)? ) :
                   (?:(?:[\w:%]|\\.)(?:[\w.:\-·%]|\\.)*)? )
    | (?P<other>   [?$@]\w+(?:-\w+)* | _:[\w.\-·]+ )
    | (?P<word>    [^\W\d_]\w* )
    | (?P<open>    [{(\[] )
    | (?P<close>   [})\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a query.

    `words` are its bare words in upper case, in order; `prefixes` those of its names, in upper
    case; `declared` those that PREFIX declares; `depth` tells how deep its brackets nest.
    """

    words: tuple[str, ...]
    prefixes: frozenset[str]
    declared: frozenset[str]
    depth: int

    @property
    def uses_service(self) -> bool:
        """Tell whether the engine could read SERVICE anywhere.

        It asks for no space beside a keyword: `1SERVICE`, `SERVICESILENT` and, with a prefix x,
        `SERVICEx:` are SERVICE to it. So a prefix with that word in it is suspected too.
        """
        return any("SERVICE" in text for text in (*self.words, *self.prefixes))

    @property
    def has_dataset(self) -> bool:
        """Tell whether the query names its dataset by FROM, be it glued to what follows."""
        glued = self.prefixes - self.declared
        return any(text.startswith("FROM") for text in (*self.words, *glued))


def outline(query: str) -> Outline:
    """Read the outline of a query; codepoint escapes are undone first, as section 19.2 asks."""
    words: list[str] = []
    prefixes: set[str] = set()
    declared: set[str] = set()
    depth = deepest = 0
    after_prefix = False
    for token in _TOKEN.finditer(_ESCAPE.sub(_character, query)):
        kind = token.lastgroup
        if kind == "word":
            words.append(token[0].upper())
        elif kind == "name":
            (declared if after_prefix else prefixes).add(token["prefix"].upper())
        elif kind in ("open", "close"):
            depth += 1 if kind == "open" else -1
            deepest = max(depth, deepest)
        if kind != "comment":
            after_prefix = kind == "word" and words[-1] == "PREFIX"
    return Outline(tuple(words), frozenset(prefixes), frozenset(declared), deepest)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]
