"""Headings that give a body to the people below them."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.entries import SHORT, is_role_line, name_part
from samverkan_ld.extraction.grammar.gazetteer import gazetteer, is_known
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.phrases.phrase import Place
from samverkan_ld.extraction.grammar.phrases.unknowns import is_area
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.words import word_list, word_set

_GROUPS: Final = word_set("headings.groups")
_GROUP_ENDINGS: Final = word_list("headings.endings")
"""What a group is called, whose members below have roles in it: a word, or the end of one."""
_GROUP_LENGTH: Final = 2
"""Tokens of a heading that gives a group, or its parts if it gives a time too."""
_OF_BODY: Final = word_set("headings.of_body")
"""Groups that are a body's own board."""
_LONG: Final = 2 * SHORT
"""Tokens of a line that is no part of a list, at least."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: the line, the body or group that it gives, and its time: “Styrelse 2023–2026”."""

    line: Sentence
    place: Place
    period: Period | None = None

    @property
    def is_of_body(self) -> bool:
        """Whether it gives the board of a body, whose chair is that body's: “Styrelse”."""
        return not self.place.is_body and self.place.name.lower() in _OF_BODY


def headings(lines: Sequence[Sentence], names: Container[str]) -> Iterator[tuple[int, Heading]]:
    """Give, for each line with a person below a heading that gives a body, that heading.

    A heading is a short line without a person that is, or ends with, one organisation; of those
    whose names the text has in full it may be a municipality by the name of its place.
    """
    heading: Heading | None = None
    for number, line in enumerate(lines):
        is_entry = _is_detail(lines, number) or _is_listed(lines, number)
        place = None if is_entry else _place(line) or _town(line, names)
        if place:
            heading = Heading(line, place, line.time(range(len(line.parts))))
        elif _ends_list(line) or _town(line, gazetteer().places.values()):
            heading = None
        elif heading and _names_somebody(line):
            yield number, heading


def _is_detail(lines: Sequence[Sentence], number: int) -> bool:
    """Tell whether a line is below a name or a title, and so tells of that."""
    if number == 0:
        return False
    above = lines[number - 1]
    return name_part(above) is not None or is_role_line(above)


def _is_listed(lines: Sequence[Sentence], number: int) -> bool:
    """Tell whether a line is one of a list of bodies, and so no heading."""
    is_below = number > 0 and not lines[number].is_apart and _is_body(lines[number - 1])
    is_above = number + 1 < len(lines) and not lines[number + 1].is_apart
    return is_below or (is_above and _is_body(lines[number + 1]))


def _is_body(line: Sentence) -> bool:
    return line.signs.lstrip("b") == "O"


def _place(line: Sentence) -> Place | None:
    """Give the body or group that a line gives, if it is a heading."""
    if _is_group(line):
        return Place(line.tokens[0].text, 0, 1, is_body=False)
    if len(line.tokens) > SHORT or any(sign in "NMnRvh.=" for sign in line.signs.rstrip(":")):
        return None
    return _body(line)


def _town(line: Sentence, names: Container[str]) -> Place | None:
    """Give the municipality whose place ends a line of a few words with capitals: “Team Malå”."""
    last = len(line.tokens) - 1
    name = gazetteer().places.get(line.tokens[last].low)
    if name is None or line.signs != "K" or name not in names:
        return None
    return Place(name, last, last + 1, is_body=True)


def _is_group(line: Sentence) -> bool:
    word = line.tokens[0].low
    is_group = word in _GROUPS or word.endswith(_GROUP_ENDINGS)
    is_dated = len(line.signs) == _GROUP_LENGTH and line.signs.endswith("Y")
    return is_group and (is_dated or len(line.tokens) <= _GROUP_LENGTH)


def _body(line: Sentence) -> Place | None:
    """Give the one body of a line, at its end or before a colon."""
    signs = line.signs.rstrip(":")
    if signs.endswith("O,K") and is_area(line.tokens[line.parts[len(signs) - 1].start].text):
        signs = signs[:-2]  # “Malå kommun, Sverige”
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
