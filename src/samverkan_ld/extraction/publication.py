"""The day on which an article was published, as its text says."""

from collections.abc import Container, Iterator, Sequence
from itertools import chain
from typing import Final

from samverkan_ld.drafts import Value
from samverkan_ld.extraction.grammar.moments import Moment, moment_at
from samverkan_ld.extraction.grammar.tokens import Token, lines
from samverkan_ld.extraction.grammar.values import span
from samverkan_ld.extraction.grammar.words import word_set

_LABELS: Final = word_set("publication.labels")
_PUBLISHED: Final = word_set("publication.published")
"""Labels of a day, and those that say nothing else than that something was published."""
_CHANGES: Final = word_set("publication.changes")
_CHANGED: Final = _CHANGES | {"senast"}
"""What begins a line that gives the day of a change."""
_CALLS: Final = word_set("publication.calls")
"""Words of a line that invites to something on a day."""
_BESIDE: Final = word_set("publication.beside")
"""Words without meaning of their own beside a day."""
_NEAR: Final = 9
"""Tokens after a label among which its day begins."""
_AHEAD: Final = 11
"""Tokens of the line after a label that are looked at."""
_BRIEF: Final = 14
"""Tokens of a line that a day may have for its own, at most."""
_FIRST: Final = 4
"""Tokens of such a line among which the day begins."""
_FEW: Final = 6
"""Words beside the day in such a line, at most."""


def find_date(tokens: Sequence[Token]) -> Value | None:
    """Find the day of publication: one so labelled, else one that stands on a line of its own.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> def read(text):
    ...     value = find_date(tokenise(text))
    ...     return value and value.text
    >>> [read(text) for text in ("Publicerad: 17 mars 2020", "Nytt badhus\\n2024-05-03 kl. 9.15")]
    ['2020-03-17', '2024-05-03']
    >>> read("Välkommen den 3 maj 2024!\\nSenast uppdaterad 4 maj 2024")
    """
    found = next(chain(_labelled(tokens), _alone(tokens)), None)
    if found is None:
        return None
    moment, line = found
    return Value(moment.value, span(line, moment.start, moment.end))


def publication_days(tokens: Sequence[Token]) -> Iterator[str]:
    """Give the days on which a page says that something was published, in their order.

    >>> from samverkan_ld.extraction.grammar.tokens import tokenise
    >>> list(publication_days(tokenise("Publicerad: 17 mars 2020\\nPublicerad 2020-04-01")))
    ['2020-03-17', '2020-04-01']
    """
    return (moment.value for moment, _ in _labelled(tokens, _PUBLISHED))


def _labelled(
    tokens: Sequence[Token], labels: Container[str] = _LABELS
) -> Iterator[tuple[Moment, Sequence[Token]]]:
    """Find the days after labels, in the line of the label or the next."""
    for start, end in lines(tokens):
        line = tokens[start:end]
        for at in (at for at, token in enumerate(line) if token.low in labels):
            found = _near(line, at + 1)
            if found:
                yield found, line
            elif at == len(line) - 1 or line[-1].text == ":":
                yield from _in_next_line(tokens, end)


def _near(line: Sequence[Token], at: int) -> Moment | None:
    """Find a day after a label, past a few signs and weekdays, but before another label."""
    for place in range(at, min(at + _NEAR, len(line))):
        if line[place].low in _CHANGES:
            return None
        moment = moment_at(line, place)
        if moment and moment.is_day:
            return moment
    return None


def _in_next_line(tokens: Sequence[Token], end: int) -> Iterator[tuple[Moment, Sequence[Token]]]:
    """Find the day that begins the line after one that ends with a token."""
    rest = tokens[end + 1 : end + 1 + _AHEAD]
    stop = next((at for at, token in enumerate(rest) if token.kind == "n"), len(rest))
    found = _near(rest[:stop], 0)
    if found and found.start <= 1:
        yield found, rest


def _alone(tokens: Sequence[Token]) -> Iterator[tuple[Moment, Sequence[Token]]]:
    """Find the days that are a line of their own, with at most a time, place or kind of text."""
    for start, end in lines(tokens):
        line = tokens[start:end]
        if not line or len(line) > _BRIEF or line[0].low in _CHANGED:
            continue
        moments = (moment_at(line, at) for at in range(min(len(line), _FIRST)))
        moment = next((moment for moment in moments if moment and moment.is_day), None)
        if moment and _is_rest_small(line, moment):
            yield moment, line


def _is_rest_small(line: Sequence[Token], moment: Moment) -> bool:
    """Tell whether a line says hardly more than a day, and does not invite to it."""
    rest = (*line[: moment.start], *line[moment.end :])
    words = [token for token in rest if token.kind in "cCA"]
    if len(words) > _FEW or line[-1].text in ("!", "?"):
        return False
    if any(token.low in _CALLS for token in words):
        return False
    return all(token.kind in "CA" or token.low in _BESIDE for token in words)
