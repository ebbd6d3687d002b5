"""Reading an article: names, then what each line says of them, then what lines say together."""

from collections.abc import Callable, Container, Iterator, Sequence
from typing import Final

from samverkan_ld.extraction.grammar.boards import part_seats, place_on_board, place_on_minutes
from samverkan_ld.extraction.grammar.cities import name_cities
from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.claims import claims
from samverkan_ld.extraction.grammar.dates import note_dates
from samverkan_ld.extraction.grammar.findings import Findings
from samverkan_ld.extraction.grammar.homes import Homes
from samverkan_ld.extraction.grammar.layout import (
    note_blocks,
    note_contacts,
    note_titles_above,
    place_after_labels,
    place_on_page,
    place_under_headings,
)
from samverkan_ld.extraction.grammar.lines import Key, Line, read_lines
from samverkan_ld.extraction.grammar.nearby import (
    place_around,
    place_as_another,
    place_as_before,
    place_both,
    place_heads_around,
    place_home,
    place_in_town,
    place_of_noun,
    place_official,
)
from samverkan_ld.extraction.grammar.people import People
from samverkan_ld.extraction.grammar.sentence import Sentence, sentence
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
    part_seats,
    place_after_labels,
    place_under_headings,
    place_both,
    place_on_minutes,
    place_on_board,
    place_in_town,
    place_on_page,
    place_of_noun,
    place_as_another,
    place_heads_around,
    place_home,
    place_around,
    place_as_before,
    place_official,
    name_cities,
)
"""What is noted, then what is completed: a title's body is looked for ever further away."""


def read_people(text: str, tokens: Sequence[Token]) -> People:
    """Find the people of a text and what is said of them."""
    lines = list(read_lines(text, tokens))
    people = _named(lines)
    read = list(_read(lines, people.index_parts()))
    sentences, claimed = [line for line, _ in read], [found for _, found in read]
    findings = Findings(text, people, sentences, claimed, Homes(lines))
    for step in STEPS:
        step(findings)
    return people


def _read(
    lines: Sequence[Line], singles: Container[str]
) -> Iterator[tuple[Sentence, Sequence[Claim]]]:
    """Read what each line says; of lines that are alike, only one is read."""
    known: dict[Key, tuple[Sentence, Sequence[Claim]]] = {}
    for line in lines:
        alike = known.get(line.key)
        if alike is None:
            here = sentence(line, singles)
            alike = known[line.key] = (here, tuple(claims(here)))
            yield alike
        else:
            yield Sentence(line.tokens, alike[0].parts, line.is_apart), alike[1]


def _named(lines: Sequence[Line]) -> People:
    people = People()
    for line in lines:
        for name in line.names.values():
            place = span(line.tokens, name.start, name.end)
            people.mention(name.text, place, is_sure=name.is_sure)
    people.join_parts()
    return people
