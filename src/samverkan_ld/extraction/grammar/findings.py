"""What has been found in an article so far: its lines, people, and bodies that are taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from samverkan_ld.drafts import Organisation, Role
from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.homes import Homes
from samverkan_ld.extraction.grammar.people import Held, People, Person
from samverkan_ld.extraction.grammar.roles import roles_of
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.values import bounds, organisation, words_of

_FAR: Final = 40
"""Signs in which “hon” looks for who she is."""


@dataclass(slots=True)
class Findings:
    """The lines of an article and the people found so far.

    `claims` are those of each line. `claimed` holds the organisations that claims have taken: for
    a line, the tokens that they begin with.
    """

    text: str
    people: People
    lines: Sequence[Sentence]
    claims: Sequence[Sequence[Claim]]
    homes: Homes
    claimed: dict[int, set[int]] = field(default_factory=dict)

    def who(self, number: int, at: int, last: Person | None = None) -> Person | None:
        """Give the person whom a part of a line means, or None.

        `last` is whom “hon” means that no name stands before in the line.
        """
        line = self.lines[number]
        name = line.name(at)
        if name:
            return self.people.named(name.text)
        if line.signs[at] == "n":
            return self.people.called(line.tokens[line.parts[at].start].text)
        if line.signs[at] == "h":
            return next(self.before(number, at), last)
        return None

    def before(self, number: int, at: int) -> Iterator[Person]:
        """Give the people named before a part of a line, the nearest first."""
        signs = self.lines[number].signs
        for earlier in range(at - 1, max(-1, at - _FAR), -1):
            person = self.who(number, earlier) if signs[earlier] in "NMn" else None
            if person:
                yield person

    def named_in(self, number: int) -> Iterator[Person]:
        """Give the people whom a line names in full."""
        for at, sign in enumerate(self.lines[number].signs):
            person = self.who(number, at) if sign in "NM" else None
            if person:
                yield person

    def hold(self, person: Person, number: int, claim: Claim) -> None:
        """Note that a person has what a line claims."""
        person.is_sure = True
        person.held += self.roles(number, claim)

    def roles(self, number: int, claim: Claim) -> list[Held]:
        """Give the roles that a claim of a line states."""
        line = self.lines[number]
        self.claimed.setdefault(number, set()).update(place.start for place in claim.places)
        phrase = line.parts[claim.what].phrase if claim.what is not None else None
        if phrase is None:
            title = claim.title and words_of(line.tokens, *claim.title)
            places = (organisation(place, line.tokens) for place in claim.places)
            times = bounds(claim.period, line.tokens)
            return [Held(Role(title or None, place, *times), number) for place in places]
        if claim.places or claim.period:
            phrase = replace(
                phrase,
                places=(*phrase.places, *claim.places),
                period=phrase.period or claim.period,
            )
        roles = roles_of(phrase, line.tokens, claim.share, claim.nth)
        start = phrase.titles[0].start
        return [Held(role, number, phrase.whose, start) for role in roles]


def complete(held: Held, given: Organisation | None) -> None:
    """Give a role an organisation, if it has none."""
    if held.role.organisation is None and given is not None:
        held.role = replace(held.role, organisation=given)
