"""Of whom a line speaks: the people of its claims, of careers in lists, and of succession."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from samverkan_ld.extraction.grammar.findings import Findings
from samverkan_ld.extraction.grammar.people import Held, Person
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.words import word_set

_LIST: Final = 12
"""Lines that a list of a career may have, and words that its heading may."""
_NAMED: Final = re.compile("[NM]")
_CALLED: Final = re.compile("[NMn]")
_TOP: Final = 4
"""Lines at the top of an article."""
_CLEARLY: Final = 2
"""How many times more often than anybody else a person is named whom an article is about."""


def note_claims(findings: Findings) -> None:
    """Note what each line claims."""
    last: Person | None = None
    chief = _chief(findings)
    for number, line in enumerate(findings.lines):
        for claim in findings.claims[number]:
            if claim.who is None:
                person = _of_list(findings, number, chief) or last
            else:
                is_chief = line.low(claim.who) == "jag"
                person = (chief if is_chief else None) or findings.who(number, claim.who, last)
            if person:
                findings.hold(person, number, claim)
        last = last_named(findings, number, last)


def last_named(findings: Findings, number: int, last: Person | None) -> Person | None:
    """Give the last person that a line names, or else the last one before it."""
    line = findings.lines[number]
    if not _CALLED.search(line.signs):
        return last
    return next(findings.before(number, len(line.parts)), last)


def _of_list(findings: Findings, number: int, chief: Person | None) -> Person | None:
    """Tell of whom a line of a career or a box of facts is: the heading's, or the article's."""
    for before in range(number - 1, max(-1, number - _LIST), -1):
        line = findings.lines[before]
        person = next(findings.before(before, len(line.parts)), None)
        if person:
            return person if _is_heading(line) else chief
    return chief


def _is_heading(line: Sentence) -> bool:
    return len(line.tokens) <= _LIST and "." not in line.signs and "v" not in line.signs


def _chief(findings: Findings) -> Person | None:
    """Give the one person whom the article names far more than any other, or alone at its top."""
    named = [(number, person.name) for number, person in _named(findings)]
    counts = Counter(name for _, name in named)
    at_top = {name for number, name in named if number < _TOP}
    (name, count), *others = counts.most_common(2) or [("", 0)]
    is_clear = all(count >= _CLEARLY * other for _, other in others) or at_top == {name}
    return findings.people.named(name) if is_clear else None


def _named(findings: Findings) -> Iterator[tuple[int, Person]]:
    """Give the people whom each line names, with the number of the line."""
    for number, line in enumerate(findings.lines):
        for match in _CALLED.finditer(line.signs):
            person = findings.who(number, match.start())
            if person:
                yield number, person


def note_predecessors(findings: Findings) -> None:
    """Note that two people had one role in turn: “efterträder Bo Alm”, “ersätts av Bo Alm”."""
    last: Person | None = None
    for number, line in enumerate(findings.lines):
        for at in (match.start() for match in _NAMED.finditer(line.signs)):
            named, other = findings.who(number, at), next(findings.before(number, at), last)
            if _is_succession(line, at):
                _inherit(named, other, number)
        last = last_named(findings, number, last)


def _inherit(heir: Person | None, other: Person | None, number: int) -> None:
    """Give somebody the first role of another, without its time, unless the line gives one."""
    if heir is None or other is None or heir is other:
        return
    titled = [held for held in other.held if held.role.title]
    first = min(titled, key=lambda held: (held.line, held.token), default=None)
    if first and not any(held.line == number for held in heir.held):
        role = replace(first.role, begin=None, end=None)
        heir.held.append(Held(role, first.line, first.whose, first.token))
        heir.is_sure = True


def _is_succession(line: Sentence, at: int) -> bool:
    """Tell whether what stands before a name says that the role went from one to the other."""
    start = line.parts[at].start
    before = [token.low for token in line.tokens[max(0, start - 2) : start]]
    return bool({*before[-1:], " ".join(before)} & _SUCCESSION)


_SUCCESSION: Final = word_set("subjects.succession")
"""What stands between two people who had one role in turn."""
