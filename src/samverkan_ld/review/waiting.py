"""What waits for the editor: values that were found, and neither accepted, changed nor removed."""

from collections.abc import Iterator
from typing import Final

from samverkan_ld.drafts import Draft, DraftPerson
from samverkan_ld.review.choices import Choices, PersonChoices

WHO: Final = ".who"
"""How the place ends where it is said who a person is."""


def waiting(draft: Draft, choices: Choices) -> tuple[str, ...]:
    """List the places of values that wait, in the order of the page.

    Statements are none: they only show a place, and their boxes may stay empty. Who a person is
    waits where somebody of the name is published.
    """
    accepted = frozenset(choices.accepted)
    return tuple(place for place in _places(draft, choices) if place not in accepted)


def _places(draft: Draft, choices: Choices) -> Iterator[str]:
    if draft.title:
        yield "title"
    if draft.published:
        yield "published"
    for person, chosen in zip(draft.persons, choices.persons, strict=True):
        yield from _of_person(person, chosen)


def _of_person(person: DraftPerson, chosen: PersonChoices) -> Iterator[str]:
    yield f"{chosen.id}.name"
    if person.candidates and not chosen.published:
        yield f"{chosen.id}{WHO}"
    if person.responsible and person.responsible.text:
        yield f"{chosen.id}.responsible"
    for role, place in zip(person.roles, chosen.roles, strict=True):
        fields = {
            "title": role.title,
            "organisation": role.organisation,
            "from": role.begin,
            "to": role.end,
        }
        yield from (f"{place}.{field}" for field, value in fields.items() if value)
