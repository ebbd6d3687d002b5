"""The bodies that an article names: where, how often, and which of them most."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from samverkan_ld.drafts import Organisation, Value
from samverkan_ld.extraction.grammar.aliases import aliases
from samverkan_ld.extraction.grammar.definitions import defined
from samverkan_ld.extraction.grammar.lines import Line
from samverkan_ld.extraction.grammar.moments import names_month
from samverkan_ld.extraction.grammar.organisations.found import BODY, Found
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.values import span
from samverkan_ld.extraction.grammar.words import word_set

_BYLINE: Final = word_set("mentions.byline")
"""Words of a line that says who publishes: “Nyhet från …”, “Publicerad av …”."""
_SET_OFF: Final = frozenset("|·•/>–")
_IS: Final = word_set("mentions.is")
"""Verbs after a body of which a line tells what it is."""
_CLEARLY: Final = 2
"""How many times more a body weighs than any other when it is the one that is meant."""


_Place = tuple[int, Line, int, Found]
"""A line with its number, and a body in it with its first token."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A body that an article names: its fullest name, its kind, and the line's number.

    `is_byline` tells whether its line says no more than who publishes: “Pressmeddelande från …”,
    `is_subject` whether the line tells what it is: “Norsjö kommun är …”.
    """

    name: str
    body: Organisation
    kind: str
    line: int
    is_byline: bool
    is_subject: bool


def mentions(lines: Sequence[Line]) -> Iterator[Mention]:
    """Give every mention of a body, in the order of the text."""
    found = sorted((*_known(lines), *_defined(lines)), key=lambda place: (place[0], place[2]))
    full = aliases((here.name for *_, here in found), dict(_short_names(lines)))
    for number, line, at, here in found:
        body = Organisation(Value(here.name, span(line.tokens, at, here.end)))
        is_subject = at == 0 and here.end < len(line.tokens) and line.tokens[here.end].low in _IS
        is_byline = _is_byline(line.tokens, at, here.end)
        yield Mention(full[here.name], body, here.kind, number, is_byline, is_subject)


def _known(lines: Sequence[Line]) -> Iterator[_Place]:
    """Give where the text names bodies that rules know."""
    for number, line in enumerate(lines):
        yield from ((number, line, at, here) for at, here in line.bodies.items())


def _defined(lines: Sequence[Line]) -> Iterator[_Place]:
    """Give where the text names the bodies that it defines, in the genitive too."""
    names = {name[0]: name for name in defined(lines)}
    for number, line in enumerate(lines if names else ()):
        for at, token in enumerate(line.tokens):
            name = names.get(token.text) or names.get(token.text.removesuffix("s"))
            if name and at not in line.bodies and _are_words(line.tokens, at, name):
                yield number, line, at, Found(at + len(name), " ".join(name), BODY)


def _are_words(tokens: Sequence[Token], at: int, name: tuple[str, ...]) -> bool:
    """Tell whether a name stands at a place; its last word may be in the genitive."""
    words = [token.text for token in tokens[at : at + len(name)]]
    return words[:-1] == [*name[:-1]] and words[-1] in (name[-1], f"{name[-1]}s")


def _is_byline(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell whether what stands beside a body in a line says only that it publishes, and when.

    Beside a sign that sets the body off there may be a topic: “Malå kommun · Ämne: Omsorg”.
    """
    beside = {tokens[place].text for place in (at - 1, end) if 0 <= place < len(tokens)}
    kinds = "dpb" if beside.isdisjoint(_SET_OFF) else "dpbCA"
    return all(
        token.kind in kinds or token.low in _BYLINE or names_month(token.low)
        for token in (*tokens[:at], *tokens[end:])
    )


def _short_names(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Give the short names in brackets, each with the name before it: “… förvaltning (Digg)”."""
    for line in lines:
        for here in line.bodies.values():
            short = line.bodies.get(here.end + 1)
            if short and line.tokens[here.end].text == "(" and short.name != here.name:
                yield short.name, here.name


def chief(
    named: Sequence[Mention], counts: Counter[str], fits: Callable[[str], bool]
) -> Organisation | None:
    """Give the body of a kind that is named clearly more often than any other of the kind.

    Args:
        named: mentions of bodies.
        counts: how often each is named.
        fits: tells whether a name is one of the kind.
    """
    return most_named(named, Counter({name: counts[name] for name in counts if fits(name)}), 1)


def most_named(named: Sequence[Mention], weights: Counter[str], least: int) -> Organisation | None:
    """Give the body that clearly weighs most, by its fullest name, if it weighs enough."""
    top, *others = weights.most_common(2) or [("", 0)]
    name, weight = top
    if weight < least or any(weight < _CLEARLY * other for _, other in others):
        return None
    bodies = [mention.body for mention in named if mention.name == name]
    return next((body for body in bodies if body.name.text == name), bodies[0])
