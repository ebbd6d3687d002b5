"""The body of a title that names none, looked for in the sentences around it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from samverkan_ld.drafts import Organisation
from samverkan_ld.extraction.grammar.boards import BOARD
from samverkan_ld.extraction.grammar.bodykinds import is_municipality
from samverkan_ld.extraction.grammar.dates import words_before
from samverkan_ld.extraction.grammar.findings import Findings, complete
from samverkan_ld.extraction.grammar.people import Held, Person
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
_SINGLE: Final = word_list("nearby.single")
"""Ends of titles that one at a time has in a body."""
_HEADS: Final = word_list("nearby.heads")
_KEEPER: Final = "informationsansvarig"
"""What SKR calls those who answer for a page."""
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


def place_of_noun(findings: Findings) -> None:
    """Give a title of “kommunens” the municipality named last, in its line or if none is chief."""
    for held in (held for person in findings.people for held in person.held):
        title = held.role.title
        if not held.whose or held.role.organisation or title is None or title.span is None:
            continue
        named = findings.homes.named_before(held.whose, title.span.start)
        if named and (named.line == held.line or findings.homes.meant(held.whose) is None):
            complete(held, named.body)


def place_as_before(findings: Findings) -> None:
    """Give a title the body that somebody has it at elsewhere: “tf säkerhetschef” after all."""
    for person in findings.people:
        known = {_base(h): h.role.organisation for h in person.held if h.role.organisation}
        for held in person.held:
            complete(held, known.get(_base(held)))


def place_as_another(findings: Findings) -> None:
    """Give the title of a head the one body that others have it at: “efterträder vd Bo Alm”."""
    known: dict[str, set[str]] = {}
    bodies: dict[str, Organisation] = {}
    for held in (held for person in findings.people for held in person.held):
        body = held.role.organisation
        if body and _base(held).endswith(_SINGLE):
            known.setdefault(_base(held), set()).add(body.name.text)
            bodies.setdefault(_base(held), body)
    for held in (held for person in findings.people for held in person.held):
        base = _base(held)
        if not held.whose and len(known.get(base, ())) == 1:
            complete(held, bodies[base])


def _base(held: Held) -> str:
    """Give a title without what tells that it is held for a time, or beside another."""
    return _without_rank(held.role.title.text) if held.role.title else ""


@lru_cache(maxsize=1 << 12)
def _without_rank(title: str) -> str:
    return " ".join(word for word in title.lower().split() if word not in _FOR_A_TIME)


def place_official(findings: Findings) -> None:
    """Give titles of officials the body that the article is about.

    Who answers for a page is not of the body that it tells of, but of another that publishes it.
    """
    people = [person for person in findings.people if not _is_keeper(person)]
    for held in (held for person in people for held in person.held):
        if held.role.organisation is None and _is_of_a_body(held) and held.role.title:
            complete(held, findings.homes.of_official(held.role.title.text))


def _is_keeper(person: Person) -> bool:
    label = person.responsible.text.lower() if person.responsible else ""
    return label.startswith(_KEEPER)


def place_heads_around(findings: Findings) -> None:
    """Give heads of companies and agencies the body of which their sentence speaks.

    A text names many such, and the one that it is about need not be theirs.
    """
    for held in (held for person in findings.people for held in person.held):
        title = held.role.title
        if title and title.text.lower().endswith(_HEADS):
            _place_around(findings, held)


def place_around(findings: Findings) -> None:
    """Give titles the body of which their sentence, or the one before it, speaks."""
    for held in (held for person in findings.people for held in person.held):
        _place_around(findings, held)


def _place_around(findings: Findings, held: Held) -> None:
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
