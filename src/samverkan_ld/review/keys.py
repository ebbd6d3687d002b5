"""The keys of a record under review: the same thing has the same one whenever it is written."""

from collections.abc import Iterator, Mapping

from samverkan_ld.drafts import Draft
from samverkan_ld.extraction.folding import fold
from samverkan_ld.extraction.records.additions import Slot
from samverkan_ld.iris import mint_key
from samverkan_ld.review.choices import Choices

ARTICLE = "artikel"
"""The name of the article among the ids of a review."""


class Keys:
    """Remembers the key of each id: those of `choices`, the article, and organisations by name."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._taken: Mapping[str, str] = {}
        self._homes: dict[str, str] = {}

    @property
    def article(self) -> str:
        """The key of the article."""
        return self._key(ARTICLE)

    def of(self, draft: Draft, choices: Choices, taken: Mapping[str, str]) -> dict[Slot, str]:
        """Give the key of everything in the record of a draft.

        Args:
            draft: the draft.
            choices: the choices.
            taken: keys that are taken over from a record that this one replaces, until the next
                question; for good once they are settled.
        """
        self._taken = taken
        self._homes = dict(_homes(draft, choices))
        return {slot: self._key(name) for slot, name in _slots(draft, choices)}

    def settle(self) -> None:
        """Keep the keys that were taken over."""
        self._keys |= self._taken

    def place(self, iri: str) -> str:
        """Tell the place of what an IRI, or one below it, stands for; "" if it is nothing here."""
        parts = iri.split("/")
        known = {**self._keys, **self._taken}
        name = next((name for name, key in known.items() if key in parts), "")
        return self._homes.get(name, name)

    def _key(self, name: str) -> str:
        return self._taken.get(name) or self._keys.setdefault(name, mint_key())


def _slots(draft: Draft, choices: Choices) -> Iterator[tuple[Slot, str]]:
    yield ("article",), ARTICLE
    for number, person in enumerate(choices.persons):
        yield ("person", number), person.id
        for place, role in enumerate(person.roles):
            yield ("role", number, place), role
        for place, said in enumerate(person.statements):
            yield ("statement", number, place), said.id
    for name in (choices.publisher, *(found.name.text for found in draft.organisations())):
        if name:
            yield ("organisation", name), organisation_name(name)


def _homes(draft: Draft, choices: Choices) -> Iterator[tuple[str, str]]:
    """Give the places where the names of organisations stand."""
    yield organisation_name(choices.publisher), "publisher"
    for person, chosen in zip(draft.persons, choices.persons, strict=True):
        for role, place in zip(person.roles, chosen.roles, strict=True):
            if role.organisation:
                yield organisation_name(role.organisation.name.text), f"{place}.organisation"


def organisation_name(name: str) -> str:
    """Give the name by which the key of an organisation is remembered."""
    return f"organisation {fold(name)}"
