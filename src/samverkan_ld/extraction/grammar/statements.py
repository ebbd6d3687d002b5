"""Statements: the places in the text where somebody is quoted, or what they say is reported."""

import re
from typing import Final

from samverkan_ld.drafts import Span
from samverkan_ld.extraction.grammar.findings import Findings
from samverkan_ld.extraction.grammar.people import Person
from samverkan_ld.extraction.grammar.sentence import Sentence, find_all
from samverkan_ld.extraction.grammar.subjects import last_named
from samverkan_ld.extraction.grammar.values import span

_SPEECH: Final = (
    re.compile(r"(?P<verb>v)x?R?,?(?P<who>[NMnh])"),
    re.compile(r"(?P<who>[NMnh])P?(?:,?[ROK]){0,2},?s?(?P<verb>v)"),
)
"""A verb of speech before who speaks, and after."""


def note_statements(findings: Findings) -> None:
    """Note where people speak; who is quoted is a person, also by a name that no list has."""
    last: Person | None = None
    for number, line in enumerate(findings.lines):
        for match in (found for way in _SPEECH for found in find_all(way, line.signs)):
            at = match.start("who")
            person = findings.who(number, at, last)
            if person:
                person.is_sure = person.is_sure or line.signs[at - 1 : at + 1] == "vM"
                person.statements.append(_said(line, match.start("verb")))
        last = last_named(findings, number, last)


def _said(line: Sentence, verb: int) -> Span:
    """Give the sentence of a verb of speech; of a quotation after a dash the whole line."""
    if line.signs.startswith(("–", "b")):
        return span(line.tokens, 0, len(line.tokens))
    start = line.signs.rfind(".", 0, verb) + 1
    end = line.signs.find(".", verb)
    last = len(line.parts) - 1 if end < 0 else end
    return span(line.tokens, line.parts[start].start, line.parts[last].end)
