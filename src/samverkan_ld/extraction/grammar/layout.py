"""What the layout of a page says: stacks of lines, rosters, headings, contacts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from samverkan_ld.drafts import Organisation, Role, Value
from samverkan_ld.extraction.grammar.boards import is_seat
from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.contacts import find_responsible
from samverkan_ld.extraction.grammar.findings import Findings, complete
from samverkan_ld.extraction.grammar.headings import headings
from samverkan_ld.extraction.grammar.people import Held, Person
from samverkan_ld.extraction.grammar.rosters import find_titled
from samverkan_ld.extraction.grammar.stacks import find_stacked
from samverkan_ld.extraction.grammar.values import bounds, organisation

_MANY: Final = 3
"""People given as contact on a page that is a list of them."""
_TOP: Final = 5
"""Lines at the top of a page, among which its headline is."""
_BRIEF: Final = 12
"""Words of a headline."""
_BLOCK: Final = 3
"""Lines of a block below a name."""


def note_blocks(findings: Findings) -> None:
    """Note what stands on lines of its own below or above a name."""
    for stacked in find_stacked(findings.lines):
        person = findings.who(*stacked.who)
        number, what = stacked.what
        if person and findings.lines[number].parts[what].phrase:
            before = len(person.held)
            findings.hold(person, number, Claim(stacked.who[1], what))
            _date(person.held[before:], *_time_beside(findings, *stacked.who))
        elif person:
            _place(findings, person, number, what)


def _time_beside(findings: Findings, number: int, at: int) -> tuple[Value | None, Value | None]:
    """Give the time in brackets after a name or below it: “Bo Alm (till och med 2025)”."""
    line = findings.lines[number]
    below = findings.lines[number + 1] if number + 1 < len(findings.lines) else line
    if below.signs == "(Y)":
        return bounds(below.time(range(len(below.parts))), below.tokens)
    is_beside = _BRACKETS.match(line.signs, at + 1)
    return bounds(line.time(range(at + 1, len(line.parts))) if is_beside else None, line.tokens)


_BRACKETS: Final = re.compile(r"P?\(Y\)")


def _date(roles: Sequence[Held], begin: Value | None, end: Value | None) -> None:
    """Give roles a time, where they have none."""
    for held in roles:
        if held.role.begin is None and held.role.end is None:
            held.role = replace(held.role, begin=begin, end=end)


def _place(findings: Findings, person: Person, number: int, at: int) -> None:
    """Give an organisation to the roles of a block that have none, or as a role of its own."""
    line = findings.lines[number]
    place = organisation(line.place(at), line.tokens)
    near = [
        held
        for held in person.held
        if held.role.organisation is None and 0 <= number - held.line <= _BLOCK
    ]
    for held in near:
        complete(held, place)
    if not near:
        person.held.append(Held(Role(organisation=place), number))
    person.is_sure = True


def note_titles_above(findings: Findings) -> None:
    """Note the title that a list of people stands below, where they have none."""
    for stacked in find_titled(findings.lines):
        number, who = stacked.who
        line = findings.lines[number]
        person = findings.who(number, who)
        if person is None or any(held.line == number and held.role.title for held in person.held):
            continue
        begin, end = bounds(line.time(range(len(line.parts))), line.tokens)
        person.is_sure = True
        person.held += [
            replace(held, role=replace(held.role, begin=begin, end=end), line=number)
            for held in findings.roles(stacked.what[0], Claim(who, stacked.what[1]))
            if not any(_have_one_title(held, other) for other in person.held)
        ]


def _have_one_title(held: Held, other: Held) -> bool:
    mine, theirs = held.role.title, other.role.title
    return mine is not None and theirs is not None and mine.text.lower() == theirs.text.lower()


def note_contacts(findings: Findings) -> None:
    """Note who answers for the page or is given as contact."""
    for contact in find_responsible(findings.text, findings.lines):
        person = findings.who(contact.line, contact.part)
        if person:
            person.is_sure = True
            person.responsible = person.responsible or contact.label


def place_under_headings(findings: Findings) -> None:
    """Give people under a heading the body that it gives, where they have none."""
    for number, heading in headings(findings.lines, findings.homes.full_names):
        given = organisation(heading.place, heading.line.tokens)
        times = bounds(heading.period, heading.line.tokens)
        if heading.is_of_body:
            given = findings.homes.body or given
        for person in findings.named_in(number):
            if heading.place.is_body:
                _place_below(person, number, given)
            else:
                seats = [held for held in person.held if held.line == number and is_seat(held)]
                _date(seats, *times)
                for held in seats:
                    complete(held, given)


def place_after_labels(findings: Findings) -> None:
    """Give people after a body at the beginning of their line that body: “Malå – Anna Ek, rektor”.

    The body may be a municipality by the name of its place alone.
    """
    for number, line in enumerate(findings.lines):
        label = _LABEL.match(line.signs)
        at = label.start("where") if label else 0
        if label and (line.is_town(at) or label["where"] == "O"):
            given = organisation(line.place(at), line.tokens)
            for person in findings.named_in(number):
                _place_in_line(person, number, given)


_LABEL: Final = re.compile(r"b?(?:D[:.D]*)?(?P<where>[OK])[–:](?:R,?:?)*[NM]")


def _place_in_line(person: Person, number: int, given: Organisation) -> None:
    """Give the roles that a line states a body, or the body alone as a role."""
    for held in person.held:
        if held.line == number:
            complete(held, given)
    if not person.held:
        person.is_sure = True
        person.held.append(Held(Role(organisation=given), number))


def _place_below(person: Person, number: int, given: Organisation) -> None:
    """Give the roles that a line or the next states a body, or the body alone as a role."""
    for held in person.held:
        if number <= held.line <= number + 1:
            complete(held, given)
    if not person.held and person.is_sure:
        person.held.append(Held(Role(organisation=given), number))


def place_on_page(findings: Findings) -> None:
    """Give those whom a page of contacts lists the body that its headline names."""
    listed = [person for person in findings.people if person.responsible and person.held]
    homes = findings.homes
    given = _body_of_headline(findings) or homes.body or homes.municipality
    if len(listed) >= _MANY and given:
        for person in listed:
            for held in person.held:
                complete(held, given)


def _body_of_headline(findings: Findings) -> Organisation | None:
    """Give the one body that the short lines at the top of a page name."""
    bodies = [
        (line, at)
        for line in findings.lines[:_TOP]
        if len(line.tokens) <= _BRIEF
        for at, sign in enumerate(line.signs)
        if sign == "O" and line.place(at).is_body
    ]
    if len({line.place(at).name for line, at in bodies}) != 1:
        return None
    line, at = bodies[0]
    return organisation(line.place(at), line.tokens)
