"""The field of a title: what the role is about, which stays in the title."""

from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from samverkan_ld.extraction.grammar.phrases.phrase import Phrase
from samverkan_ld.extraction.grammar.phrases.row import Row
from samverkan_ld.extraction.grammar.phrases.unknowns import FIELD_ENDS, is_area
from samverkan_ld.extraction.grammar.words import word_list, word_set

_LONGEST: Final = 9
"""Words of a field."""
_BRIEF: Final = 2
"""Words of a field that stands beside a title, without a preposition."""
_SHORTEST: Final = 4
"""Letters of a word in such a field."""
_SKILLED: Final = word_list("phrases.skilled")
"""Ends of titles after which “på” tells the field: “expert på”."""
_OF_PLACES: Final = word_set("phrases.of_places")
"""Prepositions that lead no field."""
_WITHIN: Final = word_set("phrases.within")
"""Prepositions before an organisation, at which a field ends."""
_VAGUE: Final = word_set("phrases.vague")
"""What is no field: “ansvarig för verksamheten”."""
_NEVER_LAST: Final = word_set("phrases.never_last")
"""Words with which no field ends."""


def field_with_capital(row: Row, phrase: Phrase) -> Phrase | None:
    """A field with a capital, before the body.

    >>> read("Anna Ek, enhetschef Kommunal utveckling, SKR")
    [('Anna Ek', 'enhetschef', 'SKR')]
    """
    at = phrase.end
    if not _is_open(phrase) or row.sign(at) != "K" or row.town(at):
        return None
    last = at + (row.sign(at + 1) == "x")
    is_brief = last == at or len(row.words(last)) <= _BRIEF
    is_before_body = row.sign(last + 1) == "," and row.sign(last + 2) == "O"
    ends_entry = phrase.has_field and row.sign(last + 1) in ("", ",")
    if not is_brief or not (is_before_body or ends_entry):
        return None
    return replace(phrase, end=last + 1, field=row.chunks[last].end)


def area(row: Row, phrase: Phrase) -> Phrase | None:
    """The area of a role, or where the person works: no organisation.

    >>> read("Forskare i Malå 2010–2014")
    [('–', 'Forskare', None)]
    """
    at = phrase.end + 1
    is_in_area = _is_before_field(row, phrase) and row.sign(at) == "K" and _is_place(row, at)
    return replace(phrase, end=at + 1) if is_in_area else None


def field(row: Row, phrase: Phrase) -> Phrase | None:
    """A field after a preposition; “kommunen” and the like are an organisation named before.

    >>> read("Ansvarig för digitala tjänster i Malå kommun 2010–2014")
    [('–', 'Ansvarig', 'Malå kommun')]
    >>> read("Ansvarig för verksamheten 2010–2014")
    [('–', 'Ansvarig', None)]
    """
    if not _is_before_field(row, phrase) or _is_before_workplace(row, phrase):
        return None
    words = _words(row, phrase.end + 1)
    if not words:
        return None
    chunk, token = words[-1]
    if _is_vague([row.tokens[word].low for _, word in words]):
        nouns = [row.tokens[word].low for _, word in words if row.tokens[word].low in _VAGUE]
        return replace(phrase, end=chunk + 1, whose=nouns[-1] if nouns else row.tokens[token].low)
    return replace(phrase, end=chunk + 1, field=token + 1)


def workplace(row: Row, phrase: Phrase) -> Phrase | None:
    """A noun for the body that is named before: “överläkare på sjukhuset”.

    >>> read("Anna Ek, som är överläkare på sjukhuset")
    [('Anna Ek', 'överläkare', None)]
    >>> read("Anna Ek var skyddsombud på samma sjukhus")
    [('Anna Ek', 'skyddsombud', None)]
    """
    is_led = row.sign(phrase.end) == "i" and row.low(phrase.end) in _WITHIN
    last = _noun(row, phrase.end + 1) if is_led and _is_open(phrase) and not phrase.whose else None
    return replace(phrase, end=last + 1, whose=row.words(last)[-1].low) if last else None


def _noun(row: Row, at: int) -> int | None:
    """Give the chunk that a noun for a body named before ends: “sjukhuset”, “samma sjukhus”."""
    last = at + (row.sign(at) == "x" and [word.low for word in row.words(at)] == ["samma"])
    if row.sign(last) not in ("x", "O"):
        return None
    words = [word.low for number in range(at, last + 1) for word in row.words(number)]
    is_same = words[0] == "samma" and len(words) == _BRIEF
    return last if is_same or (len(words) == 1 and words[0] in _VAGUE) else None


def bare_field(row: Row, phrase: Phrase) -> Phrase | None:
    """A field without a preposition, where a title stands for itself.

    >>> read("Enhetschef fritid, Malå kommun 2010–2014")
    [('–', 'Enhetschef', 'Malå kommun')]
    """
    at = phrase.end
    is_alone = row.sign(at + 1) in ("", ",", ":") and row.sign(phrase.start - 1) in ("", ",", "b")
    if not _is_open(phrase) or row.sign(at) != "x" or not is_alone:
        return None
    words = [word.low for word in row.words(at)]
    has_plain = any(word in FIELD_ENDS or len(word) < _SHORTEST for word in words)
    if len(words) > _BRIEF or has_plain:
        return None
    return replace(phrase, end=at + 1, field=row.chunks[at].end)


def _is_open(phrase: Phrase) -> bool:
    """Tell whether a phrase may still get a field: that stands before any organisation."""
    return phrase.field is None and not phrase.places


def _is_before_field(row: Row, phrase: Phrase) -> bool:
    """Tell whether a preposition that may lead a field follows a phrase."""
    at = phrase.end
    is_preposition = row.sign(at) == "i" and row.low(at) not in _OF_PLACES
    return _is_open(phrase) and is_preposition and row.sign(at + 1) in ("x", "K", "T", "O")


def _is_before_workplace(row: Row, phrase: Phrase) -> bool:
    """Tell whether “på” leads where somebody works: it leads a field after some titles only."""
    return row.low(phrase.end) == "på" and not phrase.titles[-1].text.lower().endswith(_SKILLED)


def _is_place(row: Row, at: int) -> bool:
    """Tell whether a chunk names a municipality or a larger area."""
    return row.municipality(at) is not None or is_area(row.text(at))


def _words(row: Row, at: int) -> list[tuple[int, int]]:
    """Give the tokens of a field that begins at a chunk, each after the number of its chunk."""
    words = list(takewhile(lambda word: not _ends(row, *word), islice(row.walk(at), _LONGEST)))
    while words and row.tokens[words[-1][1]].low in _NEVER_LAST:
        words.pop()
    return words


def _ends(row: Row, chunk: int, token: int) -> bool:
    """Tell whether a field ends before a token: at a sign, a verb or what is a thing of its own."""
    word = row.tokens[token]
    if word.kind in "pn@b" or word.low in FIELD_ENDS:
        return True
    sign, after = row.sign(chunk), row.sign(chunk + 1)
    if sign == "&":
        return after in ("T", "N", "M", "n", "t")
    if sign == "i":
        return word.low in _WITHIN and after in ("O", "K")
    return sign in ("N", "M", "n", "v", "=", "s", "h", "Y", "t", "P")


def _is_vague(words: list[str]) -> bool:
    """Tell whether words name no field: “ansvarig för verksamheten”, “chef för samma enhet”."""
    is_first = len(words) <= _BRIEF and words[0] in _VAGUE
    return words[0] == "samma" or is_first or (len(words) <= _BRIEF and words[-1] in _VAGUE)
