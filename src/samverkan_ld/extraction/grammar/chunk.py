"""Chunks: what the words of a line are, each with a sign, so that a rule can be read and written.

A line such as “Anna Ek, vd på SKR 2017–2019” becomes the signs `N,TiOY`:

====  ==================================  ===========================
sign  what it is                          for example
====  ==================================  ===========================
`N`   a person                            Anna Ek
`M`   perhaps a person                    Solveig Kvarn
`n`   a person named before               Ek
`h`   hon, han, hen, jag                  hon
`T`   a title                             kommundirektören
`R`   a role phrase, in a sentence only   rektor i Norsjö kommun
`O`   an organisation                     Norsjö kommun
`K`   other words with capitals           Kastell & Ramberg
`g`   an organisation named before        kommunens
`P`   a party in brackets                 (S)
`Y`   a period                            2017–2019
`D`   another time, or a number           1 maj 2024
`=`   a form of vara or bli               är
`v`   a verb of speech                    säger
`t`   what tells that a role is over      tidigare
`s`   som                                 som
`i`   a preposition                       vid
`&`   och and its like                    samt
`@`   an address                          anna.ek@norsjo.se
`b`   the bullet of a list                •
`x`   other words                         deltog i går
====  ==================================  ===========================

A sign of the text, such as a comma, stands for itself.
"""

from collections.abc import Sequence
from typing import NamedTuple

from samverkan_ld.extraction.grammar.gazetteer import doubtful_names
from samverkan_ld.extraction.grammar.moments import Moment
from samverkan_ld.extraction.grammar.names.name import Name
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.titles import Title
from samverkan_ld.extraction.grammar.tokens import Token

Item = Name | Found | Title | Period | Moment | None


class Chunk(NamedTuple):
    """Some words of a line: their sign, their tokens from `start` to `end`, what was found."""

    sign: str
    start: int
    end: int
    item: Item = None


def is_doubtful(tokens: Sequence[Token], chunk: Chunk) -> bool:
    """Tell whether a chunk is an organisation's name that is an everyday word too: Kommunal."""
    return chunk.end - chunk.start == 1 and tokens[chunk.start].text in doubtful_names()


def is_named(chunk: Chunk) -> bool:
    """Tell whether a chunk is an organisation with a name of its own."""
    return isinstance(chunk.item, Found) and chunk.item.kind == BODY
