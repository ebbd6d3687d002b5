"""What an editor should look at in a draft, as codes with the words that each is about."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from samverkan_ld.drafts import Draft, Role
from samverkan_ld.extraction.grammar.tokens import Token
from samverkan_ld.extraction.publication import publication_days

Notice = tuple[str, str]

CODES: Final = ("not-swedish", "several-articles", "distant-organisation", "unsure-name")
"""All codes of what is found in a text; linking tells more."""

_FAR: Final = 250
"""Characters around a title in which its organisation is near, if not in the same line."""
_SEVERAL: Final = 2
"""Days of publication on a page that holds several articles, at least."""


def find_notices(draft: Draft, tokens: Sequence[Token], unsure: Iterable[str]) -> Iterator[Notice]:
    """Find what may be wrong with a draft as a whole, with its organisations and its names.

    Gives `not-swedish` with the language, `several-articles` with the days of their publication,
    `distant-organisation` with the name of one that is named far from the title it was given, and
    `unsure-name` for each name of which only what is said speaks for a person.
    """
    if draft.language != "sv":
        yield "not-swedish", draft.language
    days = tuple(dict.fromkeys(publication_days(tokens)))
    if len(days) >= _SEVERAL:
        yield "several-articles", ", ".join(days)
    roles = [role for person in draft.persons for role in person.roles]
    far = (
        role.organisation.name.text for role in roles if role.organisation and _is_far(draft, role)
    )
    yield from (("distant-organisation", name) for name in dict.fromkeys(far))
    yield from (("unsure-name", name) for name in unsure)


def _is_far(draft: Draft, role: Role) -> bool:
    """Tell whether a role's organisation is named neither in the line of its title nor near."""
    title = role.title.span if role.title else None
    body = role.organisation.name.span if role.organisation else None
    if title is None or body is None:
        return False
    first, last = min(title.end, body.end), max(title.start, body.start)
    if last - first <= _FAR or "\n" not in draft.text[first:last]:
        return False
    near = draft.text[max(0, title.start - _FAR) : title.end + _FAR]
    return draft.quote(body) not in near
