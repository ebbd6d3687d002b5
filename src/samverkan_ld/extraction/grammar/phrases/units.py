"""Units that no list has: what a title's preposition leads, by its form."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from samverkan_ld.extraction.grammar.phrases.phrase import Phrase, Place
from samverkan_ld.extraction.grammar.phrases.row import Row
from samverkan_ld.extraction.grammar.phrases.unknowns import FIELD_ENDS
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.words import word_set

_LEADING: Final = ("i", "på", "vid", "inom", "hos")
"""Prepositions before where somebody works."""
_DEFINITE: Final = ("en", "et")
"""Ends of nouns in the definite form."""
_SHORTEST: Final = 7
"""Letters of a noun that names a unit, at least: most are compounds."""
_NO_UNITS: Final = word_set("phrases.no_units") | word_set("organisations.anaphors")
"""Such nouns that name none: “i framtiden”, “på kliniken”."""


def unlisted_unit(row: Row, phrase: Phrase) -> Phrase | None:
    """A unit by a noun in the definite form, with its name or town.

    >>> read("Anna Ek, undersköterska i nattlaget")
    [('Anna Ek', 'undersköterska', 'nattlaget')]
    >>> read("Anna Ek, läkare på njurlabbet i Varberg")
    [('Anna Ek', 'läkare', 'njurlabbet i Varberg')]
    >>> read("Anna Ek, enhetschef vid stödteamet Norra Åsen")
    [('Anna Ek', 'enhetschef', 'stödteamet Norra Åsen')]
    """
    at = phrase.end + 1
    is_led = row.sign(phrase.end) == "i" and row.low(phrase.end) in _LEADING
    is_open = is_led and not phrase.places and phrase.field is None and not phrase.whose
    if not is_open or row.sign(at) != "x" or not _is_unit(row.words(at)):
        return None
    last, start = _last(row, at), row.chunks[at].start
    end = row.chunks[last].end if last > at else start + 1
    name = " ".join(token.text for token in row.tokens[start:end])
    return replace(phrase, end=last + 1, places=(Place(name, start, end, is_body=False),))


def _is_unit(words: Sequence[Token]) -> bool:
    """Tell whether words begin with a noun that names a unit and that nothing goes on."""
    noun = words[0].low
    is_noun = noun.endswith(_DEFINITE) and len(noun) >= _SHORTEST
    is_named = noun not in _NO_UNITS and noun not in FIELD_ENDS and not noun.endswith("kommunen")
    return is_noun and is_named and (len(words) == 1 or words[1].low in FIELD_ENDS)


def _last(row: Row, at: int) -> int:
    """Give the last chunk of a unit: its name, or its town."""
    if len(row.words(at)) > 1:
        return at
    if row.sign(at + 1) == "K":
        return at + 1
    is_in = row.low(at + 1) == "i" and row.sign(at + 2) == "K"
    return at + 2 if is_in else at
