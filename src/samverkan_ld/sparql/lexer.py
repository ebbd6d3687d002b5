"""The keywords of a SPARQL query, found without parsing it.

Terminals as in SPARQL 1.1, section 19.8 (https://www.w3.org/TR/sparql11-query/#rQuery): what stands
in comments, strings, IRIs, variables and prefixed names is no keyword.
"""

import re
from collections.abc import Iterator
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<comment> \#[^\n\r]* )
    | (?P<long>    \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3} )
    | (?P<string>  "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<name>    (?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)? : (?:[\w.:\-·%]|\\.)* )
    | (?P<other>   [?$@]\w+(?:-\w+)* | _:[\w.\-·]+ )
    | (?P<word>    [^\W\d_]\w* )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def keywords(query: str) -> Iterator[str]:
    """Give the bare words of a query in upper case, in order.

    Codepoint escapes are undone first, as section 19.2 asks.
    """
    for token in _TOKEN.finditer(_ESCAPE.sub(_character, query)):
        if token.lastgroup == "word":
            yield token[0].upper()


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]
