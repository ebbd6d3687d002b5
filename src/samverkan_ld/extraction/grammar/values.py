"""Values of a draft: words of the text, with the stretches that they take."""

from collections.abc import Sequence

from samverkan_ld.drafts import Organisation, Span, Value
from samverkan_ld.extraction.grammar.moments import Moment
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.phrases.phrase import Place
from samverkan_ld.extraction.grammar.tokens import Token


def span(tokens: Sequence[Token], start: int, end: int) -> Span:
    """Give the stretch of the text that tokens take."""
    return Span(tokens[start].start, tokens[end - 1].end)


def join(tokens: Sequence[Token], start: int, end: int) -> str:
    """Write some words, with signs where they belong."""
    words = " ".join(token.text for token in tokens[start:end])
    return words.replace(" ,", ",").replace(" / ", "/").replace(" .", ".")


def words_of(tokens: Sequence[Token], start: int, end: int) -> Value:
    """Give some words as a value."""
    return Value(join(tokens, start, end), span(tokens, start, end))


def organisation(place: Place, tokens: Sequence[Token]) -> Organisation:
    """Give an organisation as a draft has it."""
    return Organisation(Value(place.name, span(tokens, place.start, place.end)))


def bounds(period: Period | None, tokens: Sequence[Token]) -> tuple[Value | None, Value | None]:
    """Give the beginning and the end of a period as a draft has them."""
    if period is None:
        return None, None
    return _bound(period.begin, tokens), _bound(period.end, tokens)


def _bound(moment: Moment | None, tokens: Sequence[Token]) -> Value | None:
    if moment is None:
        return None
    return Value(moment.value, span(tokens, moment.start, moment.end))
