"""The bodies that an article names: where, how often, and which of them most."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.drafts import Organisation, Value
from samverkan_ld.extraction.grammar.aliases import aliases
from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.values import span

_CLEARLY: Final = 2
"""How many times more a body weighs than any other when it is the one that is meant."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A body that an article names: its fullest name, its kind, and the line's number.

    `is_heading` tells whether it stands on a line of its own, as the name of a site does.
    """

    name: str
    body: Organisation
    kind: str
    line: int
    is_heading: bool


def mentions(lines: Sequence[Line]) -> Iterator[Mention]:
    """Give every mention of a body, in the order of the text."""
    found = [(number, line, at) for number, line in enumerate(lines) for at in line.bodies]
    full = aliases((line.bodies[at].name for _, line, at in found), dict(_short_names(lines)))
    for number, line, at in found:
        here = line.bodies[at]
        body = Organisation(Value(here.name, span(line.tokens, at, here.end)))
        is_heading = at == 0 and here.end == len(line.tokens)
        yield Mention(full[here.name], body, here.kind, number, is_heading)


def _short_names(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Give the short names in brackets, each with the name before it: “… förvaltning (Digg)”."""
    for line in lines:
        for here in line.bodies.values():
            short = line.bodies.get(here.end + 1)
            if short and line.tokens[here.end].text == "(" and short.name != here.name:
                yield short.name, here.name


def chief(named: Sequence[Mention], fits: Callable[[str], bool]) -> Organisation | None:
    """Give the body of a kind that is named clearly more often than any other of the kind."""
    fitting = [mention for mention in named if fits(mention.name)]
    return most_named(fitting, Counter(mention.name for mention in fitting), 1)


def most_named(named: Sequence[Mention], weights: Counter[str], least: int) -> Organisation | None:
    """Give the body that clearly weighs most, by its fullest name, if it weighs enough."""
    top, *others = weights.most_common(2) or [("", 0)]
    name, weight = top
    if weight < least or any(weight < _CLEARLY * other for _, other in others):
        return None
    bodies = [mention.body for mention in named if mention.name == name]
    return next((body for body in bodies if body.name.text == name), bodies[0])
