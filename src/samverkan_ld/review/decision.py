"""A draft and what an editor adds to it, brought together: what its record is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from samverkan_ld.drafts import Candidate, Draft, DraftPerson, Organisation, Role, Value
from samverkan_ld.extraction.records.additions import Additions, Paraphrase, Slot
from samverkan_ld.review.choices import Choices, PersonChoices

EDITOR = "redaktören"
"""The origin of values that the text does not hold."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A draft in which every organisation is linked to the one that was chosen, if one was.

    `persons` are the published persons that were chosen, by their place in the draft.
    """

    draft: Draft
    additions: Additions
    persons: Mapping[int, str]


def decide(
    draft: Draft,
    choices: Choices,
    *,
    publishers: tuple[Candidate, ...],
    keys: Mapping[Slot, str],
) -> Decision:
    """Bring a draft and the editor's choices together.

    Args:
        draft: the draft, linked and with candidates.
        choices: the choices.
        publishers: the organisations that the name of the publisher may stand for.
        keys: the keys of what the record describes.
    """
    chosen = _Chosen(choices)
    name = choices.publisher
    publisher = chosen.organisation(Organisation(Value(name, origin=EDITOR), publishers))
    pairs = [*zip(choices.persons, draft.persons, strict=True)]
    additions = Additions(
        publisher=publisher if name else None,
        url=choices.url,
        english=choices.english,
        statements={number: _said(*pair) for number, pair in enumerate(pairs)},
        is_own=choices.own,
        keys=keys,
    )
    known = {number: _published(*pair) for number, pair in enumerate(pairs)}
    return Decision(
        settle(draft, choices), additions, {number: iri for number, iri in known.items() if iri}
    )


def settle(draft: Draft, choices: Choices) -> Draft:
    """Link every organisation of a draft to the one that was chosen, if one was."""
    return replace(draft, persons=tuple(map(_Chosen(choices).person, draft.persons)))


def describe_own(choices: Choices, keys: Mapping[Slot, str]) -> Choices:
    """Let the record describe whom it has a key for.

    Of its own persons, published before, none is described elsewhere.
    """
    persons = (
        replace(person, published=None) if _is_own(person, keys[("person", number)]) else person
        for number, person in enumerate(choices.persons)
    )
    return replace(choices, persons=tuple(persons))


def _is_own(chosen: PersonChoices, key: str) -> bool:
    return chosen.published is not None and chosen.published.endswith(f"/id/person/{key}")


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Puts the choices among organisations into effect."""

    choices: Choices

    def person(self, person: DraftPerson) -> DraftPerson:
        return replace(person, roles=tuple(map(self._role, person.roles)))

    def _role(self, role: Role) -> Role:
        named = role.organisation
        return replace(role, organisation=named and self.organisation(named))

    def organisation(self, organisation: Organisation) -> Organisation:
        iri = self.choices.organisations.get(organisation.name.text)
        if iri is None:
            return organisation
        links = tuple(link for link in organisation.links if link.iri == iri)
        return replace(organisation, links=links)


def _said(chosen: PersonChoices, person: DraftPerson) -> list[Paraphrase]:
    pairs = zip(chosen.statements, person.statements, strict=True)
    return [(said.text, span) for said, span in pairs]


def _published(chosen: PersonChoices, person: DraftPerson) -> str | None:
    """Give the published person that was chosen, if it is one of those offered."""
    offered = {candidate.iri for candidate in person.candidates}
    return chosen.published if chosen.published in offered else None
