"""Roles of a draft: those that a role phrase states, and several statements of one role joined."""

from collections.abc import Iterator, Sequence

from samverkan_ld.drafts import Role, Value
from samverkan_ld.extraction.grammar.phrases.phrase import Phrase, Place, resolve
from samverkan_ld.extraction.grammar.titles import Title
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.grammar.values import bounds, join, organisation, span

_Facts = tuple[str | None, ...]


def roles_of(
    phrase: Phrase, tokens: Sequence[Token], share: int | None = None, nth: int | None = None
) -> list[Role]:
    """Give the roles that a role phrase states, of each title at each organisation.

    `share` is the one organisation, and `nth` the one title, that is meant of several.
    """
    places, keeps = resolve(phrase)
    if share is not None:
        places = places[share : share + 1]
    titles = phrase.titles if nth is None else phrase.titles[nth : nth + 1]
    return [
        Role(
            _title(title, _board(title, place, phrase), _end(title, keeps, phrase), tokens),
            organisation(place, tokens) if place else None,
            *bounds(phrase.period, tokens),
        )
        for title in titles
        for place in places
    ]


def _title(title: Title, board: Place | None, end: int, tokens: Sequence[Token]) -> Value:
    """Write a title with the board before it and, up to `end`, what it is about after it."""
    first, words = title.first, [title.text]
    if board:
        first = board.start
        words.insert(0, join(tokens, board.start, board.end))
    if end > title.end:
        words.append(join(tokens, title.end, end))
    return Value(" ".join(words), span(tokens, first, end))


def _board(title: Title, place: Place | None, phrase: Phrase) -> Place | None:
    """Give the board that stays in a title: “socialnämndens ordförande, Leksands kommun”."""
    first = phrase.places[0] if phrase.places else None
    if first is None or place is None or place is first:
        return None
    return first if not first.is_body and first.end <= title.start else None


def _end(title: Title, keeps: int | None, phrase: Phrase) -> int:
    """Give the end of a title: only the last one is about what follows."""
    end = phrase.field if keeps is None else keeps
    return title.end if end is None or title is not phrase.titles[-1] else end


def distinct(roles: Sequence[Role]) -> Iterator[Role]:
    """Join what several places say of one role, and leave out what another role says too.

    Two statements are of one role when the title is the same and neither the organisation nor the
    times contradict each other.
    """
    joined: list[Role] = []
    for role in roles:
        at = next((at for at, other in enumerate(joined) if _are_one(other, role)), None)
        if at is None:
            joined.append(role)
        else:
            joined[at] = _join(joined[at], role)
    facts = [_facts(role) for role in joined]
    return (role for at, role in enumerate(joined) if not _is_said(facts, at))


def _are_one(one: Role, other: Role) -> bool:
    """Tell whether two statements are of one role."""
    (title, *facts), (other_title, *other_facts) = _facts(one), _facts(other)
    if title is None or title != other_title:
        return False
    pairs = zip(facts, other_facts, strict=True)
    return all(fact is None or known is None or fact == known for fact, known in pairs)


def _join(one: Role, other: Role) -> Role:
    """Give one role with what two statements say of it; the first is preferred."""
    return Role(
        one.title,
        one.organisation or other.organisation,
        one.begin or other.begin,
        one.end or other.end,
    )


def _is_said(roles: Sequence[_Facts], at: int) -> bool:
    """Tell whether another of the roles says all that one says; of two alike the first is kept."""
    mine = roles[at]
    return any(
        place != at and (place < at or known != mine) and _is_part(mine, known)
        for place, known in enumerate(roles)
    )


def _is_part(facts: _Facts, known: _Facts) -> bool:
    return all(fact is None or fact == other for fact, other in zip(facts, known, strict=True))


def _facts(role: Role) -> _Facts:
    """Give the title, the organisation and the times of a role, to be compared."""
    return (
        role.title.text.casefold() if role.title else None,
        role.organisation.name.text.casefold() if role.organisation else None,
        role.begin.text if role.begin else None,
        role.end.text if role.end else None,
    )
