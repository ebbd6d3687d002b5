"""Mentions: where a text names people, organisations and places with a capital."""

from collections.abc import Iterator, Sequence

from samverkan_ld.extraction.grammar.gazetteer import gazetteer, is_known_phrase, places
from samverkan_ld.extraction.grammar.names.name import Name, name_at
from samverkan_ld.extraction.grammar.names.parts import is_given
from samverkan_ld.extraction.grammar.names.run import can_be_family
from samverkan_ld.extraction.grammar.organisations.found import TOWN, Found
from samverkan_ld.extraction.grammar.organisations.organisation import organisation_at
from samverkan_ld.extraction.grammar.tokens import Token


def scan(tokens: Sequence[Token]) -> Iterator[tuple[int, Name | Found]]:
    """Find the names of people, and of organisations and places that begin with a capital.

    Gives each with its first token. What a municipality or region is called without its kind,
    “Norsjö”, is given as that body.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> def names(text):
    ...     return [found.text for _, found in scan(tokenise(text)) if isinstance(found, Name)]
    >>> names("Även Anna Ek och Per-Olof af Klint (S) kom.")
    ['Anna Ek', 'Per-Olof af Klint']
    >>> names("Karin Boyes gata, Nordvik AB, Anna Linds bok")
    ['Anna Lind']
    """
    at, stop = 0, len(tokens)
    while at < stop:
        may_begin = tokens[at].kind in "CAi" and not _is_inside_word(tokens, at)
        found = _mention_at(tokens, at) if may_begin else None
        if found:
            yield at, found
        at = found.end if found else at + 1


def _is_inside_word(tokens: Sequence[Token], at: int) -> bool:
    # “@Anna Ek” and “#Samverkan Nu” are no names in a sentence.
    return at > 0 and tokens[at - 1].text in ("#", "@") and tokens[at - 1].end == tokens[at].start


def _mention_at(tokens: Sequence[Token], at: int) -> Name | Found | None:
    body = organisation_at(tokens, at)
    if body and not _is_rather_name(tokens, at, body.end):
        return body
    return name_at(tokens, at) or _town_at(tokens, at)


def _is_rather_name(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether what looks like an organisation is a person: “Maria Nilsson Kommun”."""
    return end - at == 1 and is_given(tokens[at]) and can_be_family(tokens, at + 1)


def _town_at(tokens: Sequence[Token], at: int) -> Found | None:
    """Read the short name of a municipality, or of a region."""
    low = tokens[at].low
    municipalities = gazetteer().places
    body = municipalities.get(low) or municipalities.get(low.removesuffix("s"))
    if body:
        return Found(at + 1, body, TOWN)
    return _region_at(tokens, at) if low in places() else None


def _region_at(tokens: Sequence[Token], at: int) -> Found | None:
    """Read the short name of a region, of one word or two: “Jämtland Härjedalen”."""
    for end in (at + 2, at + 1):
        name = " ".join(["Region", *(token.text for token in tokens[at:end])])
        if end <= len(tokens) and is_known_phrase(name):
            return Found(end, name, TOWN)
    return None
