"""The records that a site has of the article under review already, and the keys in them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from samverkan_ld.drafts import Draft, DraftPerson, Role
from samverkan_ld.errors import SourceError
from samverkan_ld.extraction.folding import fold, fold_person
from samverkan_ld.namespaces import FOAF, ORG, PROV, RDF, SCHEMA, SKOS
from samverkan_ld.review.choices import Choices, PersonChoices
from samverkan_ld.review.judge import Judge
from samverkan_ld.review.keys import ARTICLE, organisation_name
from samverkan_ld.review.shelf import Filed, Shelf

if TYPE_CHECKING:
    from pyoxigraph import Quad

_EXTRACTED: Final = "/spec/samverkan/utdragen"
_REVIEWED: Final = "/spec/samverkan/granskad"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A record of the same article: its file, and what it says, as (subject, predicate, value)."""

    filed: Filed
    article: str
    said: tuple[tuple[str, str, str], ...]

    @property
    def is_extracted(self) -> bool:
        """Tell whether it was made by extraction: what somebody wrote by hand is not replaced."""
        return any(predicate.endswith(_EXTRACTED) for _, predicate, _ in self.said)

    @property
    def reviewed(self) -> str:
        """The day of its review, "" if nobody has reviewed it."""
        found = (value for _, predicate, value in self.said if predicate.endswith(_REVIEWED))
        return next(found, "")

    def keys(self, draft: Draft, choices: Choices) -> dict[str, str]:
        """Give the keys of what a draft has as well, by their names in `Keys`.

        Persons are the same here by their names, or where the editor chose the one who is described
        in the record; memberships by person, organisation and title; statements by their words.
        """
        return _Comparison(self).keys(draft, choices)

    def values(self, predicate: str) -> dict[str, str]:
        """Give the value of a property by subject."""
        return {subject: value for subject, found, value in self.said if found == predicate}

    def things(self, kind: str) -> list[str]:
        """List the things of a kind, in the order of the record."""
        return [s for s, predicate, value in self.said if (predicate, value) == (_TYPE, kind)]


_TYPE: Final = RDF + "type"


def find_earlier(shelf: Shelf, judge: Judge, draft: Draft, url: str) -> Iterator[Earlier]:
    """Find records of the same article: of its headline and day, or of its address.

    Args:
        shelf: the folder of articles; records in YAML are compared.
        judge: reads records.
        draft: what was found in the article.
        url: the address of the article, "" if it is not known.
    """
    day = draft.published.text if draft.published else ""
    for filed in shelf.records():
        # Few files name the day or address: only those are parsed.
        if (day and day in filed.text) or (url and url in filed.text):
            try:
                quads = judge.read(filed.text, filed.name)
            except SourceError:
                continue
            found = Earlier(filed, "", tuple(map(_plain, quads)))
            articles = found.things(SCHEMA + "Article")
            same = [article for article in articles if _is_same(found, article, draft, day, url)]
            if same:
                yield replace(found, article=same[0])


def _is_same(found: Earlier, article: str, draft: Draft, day: str, url: str) -> bool:
    said = [(predicate, value) for subject, predicate, value in found.said if subject == article]
    if url and (SCHEMA + "url", url) in said:
        return True
    titles = {fold(value) for predicate, value in said if predicate in _TITLES}
    is_of_the_day = (SCHEMA + "datePublished", day) in said
    return is_of_the_day and draft.title is not None and fold(draft.title.text) in titles


_TITLES: Final = (SCHEMA + "headline", SCHEMA + "name")


def _plain(quad: "Quad") -> tuple[str, str, str]:
    value = quad.object
    text = value.value if hasattr(value, "value") else str(value)
    return str(quad.subject).strip("<>"), quad.predicate.value, text


class _Comparison:
    """Holds a record against a draft; each thing in it is taken once."""

    def __init__(self, earlier: Earlier) -> None:
        self._article = _key(earlier.article)
        names = earlier.values(FOAF + "name")
        people = earlier.things(FOAF + "Person")
        self._persons = {_key(one): fold_person(names.get(one, "")) for one in people}
        labels = earlier.values(SKOS + "prefLabel")
        bodies = earlier.things(ORG + "Organization")
        self._bodies = {fold(labels.get(one, "")): _key(one) for one in bodies}
        self._roles = _grouped(
            earlier.things(ORG + "Membership"),
            {name: earlier.values(name) for name in (ORG + "member", ORG + "organization")},
            earlier.values(SCHEMA + "roleName"),
        )
        self._statements = _grouped(
            [*earlier.values(PROV + "wasAttributedTo")],
            {PROV + "wasAttributedTo": earlier.values(PROV + "wasAttributedTo")},
            earlier.values(SCHEMA + "text"),
        )

    def keys(self, draft: Draft, choices: Choices) -> dict[str, str]:
        found = {ARTICLE: self._article}
        for name in (choices.publisher, *(body.name.text for body in draft.organisations())):
            if fold(name) in self._bodies:
                found[organisation_name(name)] = self._bodies[fold(name)]
        for person, chosen in zip(draft.persons, choices.persons, strict=True):
            found |= self._of_person(person, chosen)
        return found

    def _of_person(self, person: DraftPerson, chosen: PersonChoices) -> Iterator[tuple[str, str]]:
        who = _key(chosen.published or "") or self._named(person.name.text)
        if self._persons.pop(who, None) is not None:
            yield chosen.id, who
        for role, place in zip(person.roles, chosen.roles, strict=True):
            held = self._roles.get((who, self._home(role), _title(role)))
            if held:
                yield place, held.pop(0)
        for said in chosen.statements:
            same = self._statements.get((who, fold(said.text)))
            if same:
                yield said.id, same.pop(0)

    def _named(self, name: str) -> str:
        """Give the key of the person of a name, "" if there is none."""
        folded = fold_person(name)
        return next((key for key, known in self._persons.items() if known == folded), "")

    def _home(self, role: Role) -> str:
        body = role.organisation
        if body is None:
            return ""
        is_linked = len(body.links) == 1
        return _key(body.links[0].iri) if is_linked else self._bodies.get(fold(body.name.text), "")


def _grouped(
    things: list[str], ends: Mapping[str, Mapping[str, str]], words: Mapping[str, str]
) -> dict[tuple[str, ...], list[str]]:
    """Group things by what they lead to and by their words."""
    found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for thing in things:
        led = (_key(end.get(thing, "")) for end in ends.values())
        found[*led, fold(words.get(thing, ""))].append(_key(thing))
    return found


def _title(role: Role) -> str:
    return fold(role.title.text) if role.title else ""


def _key(iri: str) -> str:
    return iri.rpartition("/")[2]
