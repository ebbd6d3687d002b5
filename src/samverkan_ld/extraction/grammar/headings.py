"""Headings that give a body to the people below them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.entries import SHORT, is_role_line, name_part
from samverkan_ld.extraction.grammar.gazetteer import is_known
from samverkan_ld.extraction.grammar.phrases.phrase import Place
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.words import word_list, word_set

_GROUPS: Final = word_set("headings.groups")
_GROUP_ENDINGS: Final = word_list("headings.endings")
"""What a group is called, whose members below have roles in it: a word, or the end of one."""
_GROUP_LENGTH: Final = 2
"""Tokens of a heading that gives a group."""
_LONG: Final = 2 * SHORT
"""Tokens of a line that is no part of a list, at least."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the line, and the body or group that it gives."""

    line: Sentence
    place: Place


def headings(lines: Sequence[Sentence]) -> Iterator[tuple[int, Heading]]:
    """Give, for each line with a person below a heading that gives a body, that heading.

    A heading is a short line without a person that is, or ends with, one organisation.
    """
    heading: Heading | None = None
    for number, line in enumerate(lines):
        place = None if _is_detail(lines, number) else _place(line)
        if place:
            heading = Heading(line, place)
        elif _ends_list(line):
            heading = None
        elif heading and _names_somebody(line):
            yield number, heading


def _is_detail(lines: Sequence[Sentence], number: int) -> bool:
    """Tell whether a line is below a name or a title, and so tells of that."""
    if number == 0:
        return False
    above = lines[number - 1]
    return name_part(above) is not None or is_role_line(above)


def _place(line: Sentence) -> Place | None:
    """Give the body or group that a line gives, if it is a heading."""
    if _is_group(line):
        return Place(line.tokens[0].text, 0, 1, is_body=False)
    if len(line.tokens) > SHORT or any(sign in "NMnRvh.=" for sign in line.signs.rstrip(":")):
        return None
    return _body(line)


def _is_group(line: Sentence) -> bool:
    word = line.tokens[0].low
    is_group = word in _GROUPS or word.endswith(_GROUP_ENDINGS)
    return is_group and len(line.tokens) <= _GROUP_LENGTH


def _body(line: Sentence) -> Place | None:
    """Give the one body of a line, at its end or before a colon."""
    signs = line.signs.rstrip(":")
    is_last = signs.endswith("O") or line.signs.endswith(":")
    if signs.count("O") != 1 or not is_last:
        return None
    place = line.place(signs.index("O"))
    return place if place.is_body and not _is_unknown_acronym(place) else None


def _is_unknown_acronym(place: Place) -> bool:
    is_word = place.end - place.start == 1
    return is_word and place.name.isupper() and not is_known(place.name)


def _names_somebody(line: Sentence) -> bool:
    return any(sign in "NM" for sign in line.signs)


def _ends_list(line: Sentence) -> bool:
    is_prose = len(line.tokens) > _LONG or line.signs.endswith(".")
    return is_prose and not _names_somebody(line)
