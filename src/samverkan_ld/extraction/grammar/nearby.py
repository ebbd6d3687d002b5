"""The body of a title that names none, looked for in the sentences around it."""

from collections.abc import Sequence
from typing import Final

from samverkan_ld.extraction.grammar.boards import BOARD
from samverkan_ld.extraction.grammar.bodykinds import is_municipality
from samverkan_ld.extraction.grammar.dates import words_before
from samverkan_ld.extraction.grammar.findings import Findings, complete
from samverkan_ld.extraction.grammar.people import Held
from samverkan_ld.extraction.grammar.phrases.phrase import Place
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.values import organisation
from samverkan_ld.extraction.grammar.words import word_list, word_set

_FREE: Final = word_list("nearby.free")
"""Titles of people who need not belong to the body that a text speaks of."""
_OF_TOWNS: Final = word_list("nearby.of_towns")
"""Ends of titles that “i Malå” at the beginning of a sentence makes those of a municipality."""
_STOPS: Final = ".–•"
"""Signs before what may be a sentence."""
_SENTENCES: Final = 2
"""Such beginnings that are looked at."""
_THERE: Final = 5
"""Tokens from a title on in which “där” tells where it is held."""
_FOR_A_TIME: Final = word_set("nearby.for_a_time")


def place_both(findings: Findings) -> None:
    """Give the two people before “båda” the organisation after it: “…, båda från Malå”."""
    for number, line in enumerate(findings.lines):
        for at, sign in enumerate(line.signs):
            if sign != "O" or "båda" not in words_before(line, at):
                continue
            given = organisation(line.place(at), line.tokens)
            people = list(zip(findings.before(number, at), range(2), strict=False))
            for held in (held for person, _ in people for held in person.held):
                if held.line == number:
                    complete(held, given)


def place_in_town(findings: Findings) -> None:
    """Give titles the town that their sentence, or the one before it, begins with: “I Malå …”.

    Only titles that a municipality's people have are of a town.
    """
    for held in (held for person in findings.people for held in person.held):
        title = held.role.title
        if title and title.text.lower().endswith(_OF_TOWNS):
            line = findings.lines[held.line]
            place = _town_before(line, held.token)
            complete(held, organisation(place, line.tokens) if place else None)


def _town_before(line: Sentence, token: int) -> Place | None:
    """Give the town or municipality that one of two sentences begins with, the nearest first."""
    last = max((at for at, part in enumerate(line.parts) if part.start <= token), default=0)
    starts = [0, *(at + 1 for at in range(last) if line.signs[at] in _STOPS)]
    for at in (at for at in starts[-_SENTENCES:][::-1] if line.signs.startswith(("iK", "iO"), at)):
        place = line.place(at + 1)
        if line.low(at) in ("i", "från") and is_municipality(place.name):
            return place
    return None


def place_home(findings: Findings) -> None:
    """Give plainly municipal and regional titles the body that the article is about."""
    for held in (held for person in findings.people for held in person.held):
        if held.role.organisation is None and held.role.title:
            title = held.role.title.text
            complete(held, findings.homes.of(title, held.whose))


def place_as_before(findings: Findings) -> None:
    """Give a title the body that somebody has it at elsewhere: “tf säkerhetschef” after all."""
    for person in findings.people:
        known = {_base(h): h.role.organisation for h in person.held if h.role.organisation}
        for held in person.held:
            complete(held, known.get(_base(held)))


def _base(held: Held) -> str:
    """Give a title without what tells that it is held for a time."""
    words = held.role.title.text.lower().split() if held.role.title else []
    return " ".join(word for word in words if word not in _FOR_A_TIME)


def place_official(findings: Findings) -> None:
    """Give titles of officials the body that the article is about."""
    for held in (held for person in findings.people for held in person.held):
        if held.role.organisation is None and _is_of_a_body(held) and held.role.title:
            complete(held, findings.homes.of_official(held.role.title.text))


def place_around(findings: Findings) -> None:
    """Give titles the body of which their sentence, or the one before it, speaks."""
    for held in (held for person in findings.people for held in person.held):
        if held.role.organisation is None and _is_of_a_body(held):
            line = findings.lines[held.line]
            claimed = findings.claimed.get(held.line, set())
            place = (
                _body_there(line, held.token)
                or _board_before(line, held)
                or _body_before(line, held.token, claimed)
            )
            complete(held, organisation(place, line.tokens) if place else None)


def _body_there(line: Sentence, token: int) -> Place | None:
    """Give the body that “där” means after a title: “på Vinnova. Hon var utredare där”."""
    after = [word.low for word in line.tokens[token : token + _THERE]]
    if "där" not in after:
        return None
    named = [at for at, part in enumerate(line.parts) if part.start < token and part.sign in "OR"]
    places = [place for at in named for place in _places(line, at)]
    return places[-1] if places else None


def _places(line: Sentence, at: int) -> Sequence[Place]:
    """Give the organisations of a part: its own, or those of its role."""
    phrase = line.parts[at].phrase
    return phrase.places if phrase else (line.place(at),)


def _is_of_a_body(held: Held) -> bool:
    title = held.role.title
    return title is not None and not held.whose and not title.text.lower().endswith(_FREE)


def _board_before(line: Sentence, held: Held) -> Place | None:
    """Give the board or body of the role before one on a board: “…, vice ordförande Bo Alm”."""
    if held.role.title is None or not held.role.title.text.lower().endswith(BOARD):
        return None
    before = [part.phrase for part in line.parts if part.phrase and part.start < held.token]
    places = [place for phrase in before for place in phrase.places[:1]]
    return places[-1] if places else None


def _body_before(line: Sentence, token: int, claimed: set[int]) -> Place | None:
    """Give the body that is the subject of a sentence, or the only one in it, before a title.

    One that is claimed as somebody else's is not meant.
    """
    stops = 0
    found: list[Place] = []
    for at in range(len(line.parts) - 1, -1, -1):
        part = line.parts[at]
        if part.start >= token:
            continue
        stops += part.sign == "."
        if stops > 1 or part.sign == '"':
            break
        if part.sign == "O" and line.place(at).is_body and part.start not in claimed:
            found.append(line.place(at))
            if at == 0 or line.signs[at - 1] in ".•–b":
                return line.place(at)
    return found[0] if len({place.name for place in found}) == 1 else None
