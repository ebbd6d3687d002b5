"""Those who answer for a page, or are given as contact, by the headings and labels that say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.drafts import Value
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.values import span

_EDITED: Final = r"uppdatera(?:d|t|des|ts)|granskad|ändra(?:d|des)|publicerad"
_AT_START: Final = re.compile(
    "|".join(
        (
            r"informations-?ansvarig|sid-?ansvarig|innehålls-?ansvarig|webbansvarig",
            r"ansvarig för (?:sidan|innehållet|informationen|webbsidan)",
            r"kontakt(?:er|person|personer|uppgift|uppgifter|a|information)?\b(?! med)",
            r"(?:press|medie|media)-?(?:kontakt(?:er)?|ansvarig|frågor|tjänst)\b",
            r"för (?:mer|ytterligare|vidare) (?:information|upplysningar)",
            r"för frågor|för intervju",
            r"(?:vill du veta|vet) mer\b|mer information|har du (?:en )?frågor?|mer info\b",
            r"vid (?:eventuella )?frågor|frågor (?:om|besvaras|kring)",
            r"frågor(?: och svar)?\s*[?:]?$|(?:närmare |ytterligare )?upplysningar",
            rf"(?:senast )?(?:{_EDITED}|sammanställt):?(?: \S+){{0,5}}? av\b",
            r"ytterligare information|anmälan (?:till|görs till)|redaktör för sidan|frågor\?",
        )
    ),
    re.IGNORECASE,
)
"""Labels at the beginning of a line."""
_INSIDE: Final = re.compile(
    "|".join(
        (
            r"\bkontakta\b(?: gärna| då)?|\bkontaktperson(?:er)?\b(?: är)?",
            r"\bhör av dig till|\bhör gärna av dig till|\bvänd dig till|\bskriv till\b",
            r"\b(?:ring|mejla) (?:gärna )?(?:till )?(?=[A-ZÅÄÖ])",
            rf"\b(?:{_EDITED}|publicerat|skapad):?(?: \S+){{0,5}} av\b",
            r"\bansvarig för \w+ är\b|\bansvarig utgivare\b",
            r"\bpresskontakt\b|\bfrågor besvaras av|\bsvarar på frågor",
        )
    ),
    re.IGNORECASE,
)
"""Labels anywhere in a line."""
_BULLETS: Final = " •*-–\t\u00a0"
_LONG: Final = 40
"""Tokens of a line that is prose, if it names nobody, and so has no label."""
_PROSE: Final = 14
"""Tokens of a line that is no part of a list of contacts."""
_BRIEF_DETAIL: Final = 6
"""Tokens of a line that is a detail if it has a number or address."""
_REST: Final = 3
"""Lines without a contact after which a list of contacts has ended."""
_BRIEF: Final = 6
"""Parts of a line with a name below which the details of that person stand."""
_BELOW: Final = 3
"""Lines below a name that may have the details."""
_PHONES: Final = ("D–D", "D/D")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is given as responsible or contact: the line and part of the name, and what says so."""

    line: int
    part: int
    label: Value


@dataclass(frozen=True, slots=True)
class _Label:
    """A label in a line, and the token after it."""

    value: Value
    end: int


def find_responsible(text: str, lines: Sequence[Sentence]) -> Iterator[Contact]:
    """Find those who are given as responsible or contact, by a label or by details of their own."""
    yield from _labelled(text, lines)
    yield from _with_details(lines)


def _labelled(text: str, lines: Sequence[Sentence]) -> Iterator[Contact]:
    """Find those after a label, in its line and in the list below it."""
    label: Value | None = None
    rest = 0
    for number, line in enumerate(lines):
        own = _label(text, line)
        if own:
            people = [at for at in _people(line) if line.parts[at].start >= own.end]
            label, rest = own.value, 0
            yield from (Contact(number, at, own.value) for at in people)
            if people and not _is_open(line):
                label = None
        elif label and _is_listed(line):
            rest = 0
            yield from (Contact(number, at, label) for at in _people(line))
        elif label:
            rest += not _is_detail(line)
            if rest >= _REST or _is_prose(line):
                label = None


def _label(text: str, line: Sentence) -> _Label | None:
    """Find a label at the beginning of a line, or “kontakta” inside one."""
    if len(line.tokens) > _LONG and not _people(line):
        return None
    end = line.tokens[-1].end
    words = text[line.tokens[0].start : end].lstrip(_BULLETS)
    found = _AT_START.match(words) or _INSIDE.search(words)
    if not found:
        return None
    offset = end - len(words)
    first, last = offset + found.start(), offset + found.end()
    within = [at for at, token in enumerate(line.tokens) if first <= token.start < last]
    if not within:
        return None
    after = within[-1] + 1
    return _Label(Value(found[0], span(line.tokens, within[0], after)), after)


def _people(line: Sentence) -> list[int]:
    """Give the parts of a line that name people."""
    return [at for at, sign in enumerate(line.signs) if sign in "NM"]


def _is_listed(line: Sentence) -> bool:
    """Tell whether a line is an entry of a list of contacts: it begins or ends with a name."""
    signs = line.signs.lstrip("b")
    if "v" in signs or not _people(line):
        return False
    return signs.startswith(("N", "M")) or (
        signs.startswith(("R", "K", "O")) and len(line.tokens) < _PROSE
    )


def _is_open(line: Sentence) -> bool:
    """Tell whether more contacts may follow a line that has a label and a name."""
    return len(line.tokens) < 2 * _PROSE and not line.signs.endswith(".")


def _is_detail(line: Sentence) -> bool:
    """Tell whether a line is a title, an address or a number."""
    has_detail = any(sign in "@D" for sign in line.signs)
    is_brief = has_detail and len(line.tokens) <= _BRIEF_DETAIL
    return is_brief or set(line.signs) <= set("RTO@D–,/().:+-b")


def _is_prose(line: Sentence) -> bool:
    return len(line.tokens) > _PROSE or "v" in line.signs


def _with_details(lines: Sequence[Sentence]) -> Iterator[Contact]:
    """Find those beside or above a telephone number or an address of their own."""
    for number, line in enumerate(lines):
        people = _people(line)
        if len(people) == 1 and "v" not in line.signs:
            detail = _detail(line, people[0] + 1) or _detail_below(lines, number)
            if detail:
                yield Contact(number, people[0], detail)


def _detail_below(lines: Sequence[Sentence], number: int) -> Value | None:
    """Give the first address or telephone number in the few lines below a name."""
    if len(lines[number].parts) > _BRIEF:
        return None
    for line in lines[number + 1 : number + 1 + _BELOW]:
        if _people(line) or _is_prose(line):
            return None
        detail = _detail(line, 0)
        if detail:
            return detail
    return None


def _detail(line: Sentence, first: int) -> Value | None:
    """Give the first address or telephone number in a line, from a part on."""
    for at in range(first, len(line.parts)):
        part = line.parts[at]
        if line.signs[at] == "@":
            return _words(line, part.start, part.end)
        is_number = line.signs.startswith(_PHONES, at)
        if is_number and line.tokens[part.start].text.startswith("0"):
            return _words(line, part.start, part.end + 2)
    return None


def _words(line: Sentence, start: int, end: int) -> Value:
    words = " ".join(token.text for token in line.tokens[start:end])
    return Value(words, span(line.tokens, start, end))
