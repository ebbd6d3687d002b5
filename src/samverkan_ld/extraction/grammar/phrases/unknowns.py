"""Names that no list knows, taken for organisations by where they stand in a phrase."""

from typing import Final

from samverkan_ld.extraction.grammar.gazetteer import is_known_phrase
from samverkan_ld.extraction.grammar.organisations.organisation import past_direction
from samverkan_ld.extraction.grammar.phrases.phrase import Phrase, Place
from samverkan_ld.extraction.grammar.phrases.row import Row
from samverkan_ld.extraction.grammar.words import word_list, word_set

FIELD_ENDS: Final = word_set("phrases.field_ends")
"""Words with which a name or a field has ended."""
_HOUSES: Final = word_list("phrases.houses")
"""Nouns that end the name of a place of work: “Hamre skola”."""
_AREAS: Final = word_set("phrases.areas")
_AREA_ENDS: Final = ("län", "landet")
"""Countries, cities and parts of the country, and ends of what others are called."""
_ADJECTIVES: Final = word_list("phrases.adjectives")
"""Ends of words with capitals that a noun without one goes on: “Röda korset”."""
_NO_NOUNS: Final = ("r", "a", "de")
"""Ends of words that are rather verbs than nouns."""
_SHORTEST: Final = 4
"""Letters of a noun that ends a name."""
_LONG: Final = 6
"""Letters of a noun that alone tells of a name before it."""
_DEFINITE: Final = ("en", "et", "na")
"""Ends of nouns in the definite form."""
_OF_MUNICIPALITY: Final = word_set("phrases.of_municipality")
"""What stands before a municipality that is the organisation even of other titles."""
_OF_LED: Final = word_set("phrases.of_led")
"""Prepositions that lead an organisation only after titles of those who lead."""
_ENDS: Final = frozenset(["", *",.);v&–(:"])
"""Signs after an organisation that stands between commas."""


def unknown(row: Row, phrase: Phrase, at: int) -> Place | None:
    """Read a name that is in no list as an organisation, by where it stands.

    >>> read("Anna Ek, konsult på Kastell & Ramberg")
    [('Anna Ek', 'konsult', 'Kastell & Ramberg')]
    >>> read("Anna Ek, ordförande för Gula hjulet")
    [('Anna Ek', 'ordförande', 'Gula hjulet')]
    >>> read("Anna Ek, ordförande i Gula Hjulet i Väst")
    [('Anna Ek', 'ordförande', 'Gula Hjulet i Väst')]
    >>> read("Anna Ek, forskare vid Malå observatorium")
    [('Anna Ek', 'forskare', 'Malå observatorium')]
    >>> read("Anna Ek, regionråd i Skåne")
    [('Anna Ek', 'regionråd', 'Region Skåne')]
    >>> read("Anna Ek, kommundirektör i Malå")
    [('Anna Ek', 'kommundirektör', 'Malå kommun')]
    >>> read("Anna Ek, forskare i Malå")
    [('Anna Ek', 'forskare', None)]
    """
    is_town = row.municipality(at) is not None and not _has_noun_alone(row, at)
    named = _municipality if is_town else _named
    return _region(row, phrase, at) or named(row, phrase, at)


def is_area(name: str) -> bool:
    """Tell whether a name is that of a county, a part of the country, or a country."""
    return name.lower() in _AREAS or name.lower().endswith(_AREA_ENDS)


def _region(row: Row, phrase: Phrase, at: int) -> Place | None:
    """Read the name of a region's place as the region: “regionråd i Skåne”."""
    name = f"Region {row.text(at)}"
    is_regional = phrase.titles[-1].text.lower().startswith("region") or (
        phrase.is_municipal and row.municipality(at) is None
    )
    is_region = is_regional and not _has_noun(row, at) and is_known_phrase(name)
    return row.body(at, name) if is_region else None


def _municipality(row: Row, phrase: Phrase, at: int) -> Place | None:
    """Read the short name of a municipality, unless it is only where another body lies."""
    before, name = row.low(at - 1), row.municipality(at)
    if before == "i" and any(place.is_body for place in phrase.places):
        return None  # “på VTI i Linköping”
    is_its = phrase.is_municipal or before in _OF_MUNICIPALITY or _is_first_of_two(row, at)
    return row.body(at, name) if name and is_its else None


def _is_first_of_two(row: Row, at: int) -> bool:
    """Tell whether the word for a municipality comes later: “i Malå och Norsjö kommuner”."""
    after = row.place(at + 2) if row.sign(at + 1) == "&" else None
    return after is not None and after.name.endswith(" kommun")


def _named(row: Row, phrase: Phrase, at: int) -> Place | None:
    """Read any other name, if what stands before it lets it be an organisation."""
    return unlisted(row, at) if _is_led(row, phrase, at) else None


def unlisted(row: Row, at: int) -> Place:
    """Read words with capitals as an organisation, with a noun that ends it: “Röda korset”."""
    start, end = row.chunks[at].start, row.chunks[at].end + _has_noun(row, at)
    end = past_direction(row.tokens, end)
    return Place(" ".join(word.text for word in row.tokens[start:end]), start, end, is_body=True)


def _is_led(row: Row, phrase: Phrase, at: int) -> bool:
    """Tell whether what stands before a name lets it be an organisation."""
    before = row.low(at - 1)
    if before == "i":
        return not phrase.places and not is_area(row.text(at))
    if before in _OF_LED:
        return phrase.is_leading or (_has_noun(row, at) and _is_house(row, at))
    return before != "," or row.sign(at + 1) in _ENDS


def _has_noun(row: Row, at: int) -> bool:
    """Tell whether a name goes on in a noun without a capital."""
    if row.sign(at + 1) != "x":
        return False
    noun = row.words(at + 1)[0]
    if noun.kind != "c" or len(noun.low) < _SHORTEST or noun.low in FIELD_ENDS:
        return False
    is_open = row.words(at)[-1].low.endswith(_ADJECTIVES) or row.low(at - 1) == "för"
    is_noun = is_open and not noun.low.endswith(_NO_NOUNS)
    return _is_house(row, at) or is_noun or _has_noun_alone(row, at)


def _has_noun_alone(row: Row, at: int) -> bool:
    """Tell whether just a noun follows a name and ends the entry: “på Visby observatorium”."""
    if row.sign(at + 1) != "x" or len(row.words(at + 1)) > 1 or row.sign(at + 2) not in _ENDS:
        return False
    noun = row.words(at + 1)[0]
    is_long = noun.kind == "c" and len(noun.low) >= _LONG and noun.low not in FIELD_ENDS
    return is_long and not noun.low.endswith((*_NO_NOUNS, *_DEFINITE))


def _is_house(row: Row, at: int) -> bool:
    """Tell whether the word after a name is a place of work."""
    return row.words(at + 1)[0].low.endswith(_HOUSES)
