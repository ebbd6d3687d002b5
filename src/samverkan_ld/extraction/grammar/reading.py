"""Reading an article: names, then what each line says of them, then what lines say together."""

from collections.abc import Callable, Sequence
from typing import Final

from samverkan_ld.extraction.grammar.cities import name_cities
from samverkan_ld.extraction.grammar.dates import note_dates
from samverkan_ld.extraction.grammar.findings import Findings
from samverkan_ld.extraction.grammar.homes import Homes
from samverkan_ld.extraction.grammar.layout import (
    note_blocks,
    note_contacts,
    note_titles_above,
    place_on_page,
    place_under_headings,
)
from samverkan_ld.extraction.grammar.lines import Line, read_lines
from samverkan_ld.extraction.grammar.nearby import (
    place_around,
    place_as_before,
    place_both,
    place_home,
    place_official,
)
from samverkan_ld.extraction.grammar.people import People
from samverkan_ld.extraction.grammar.sentence import sentence
from samverkan_ld.extraction.grammar.statements import note_statements
from samverkan_ld.extraction.grammar.subjects import note_claims, note_predecessors
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.values import span

STEPS: Final[tuple[Callable[[Findings], None], ...]] = (
    note_blocks,
    note_titles_above,
    note_claims,
    note_predecessors,
    note_dates,
    note_statements,
    note_contacts,
    place_under_headings,
    place_both,
    place_on_page,
    place_home,
    place_around,
    place_as_before,
    place_official,
    name_cities,
)
"""What is noted, then what is completed: a title's body is looked for ever further away."""


def read_people(text: str, tokens: Sequence[Token]) -> People:
    """Find the people of a text and what is said of them."""
    lines = list(read_lines(tokens))
    people = _named(text, lines)
    singles = people.index_parts()
    findings = Findings(text, people, [sentence(line, singles) for line in lines], Homes(lines))
    for step in STEPS:
        step(findings)
    return people


def _named(text: str, lines: Sequence[Line]) -> People:
    people = People()
    for line in lines:
        for name in line.names.values():
            place = span(line.tokens, name.start, name.end)
            people.mention(name.text, place, is_sure=name.is_sure)
    people.join_parts()
    return people
