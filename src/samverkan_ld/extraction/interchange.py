"""A draft as JSON: what was found, and beside it, under "evidence", where.

Every text that the draft takes from the article stands with its span: `start` and `end` count the
characters of `evidence.text`, as in `drafts`, and `quote` repeats what stands there. What the text
does not hold has null for both, and an `origin`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from samverkan_ld.drafts import Candidate, Draft, DraftPerson, Organisation, Role, Span, Value
from samverkan_ld.extraction.intake import take
from samverkan_ld.extraction.records.member import Member

DRAFT_SUFFIX: Final = ".draft.json"
"""How the name of a draft ends that `extract` writes beside its record."""


def write(draft: Draft) -> dict[str, Any]:
    """Write a draft as the value of a JSON document.

    What says that a person is responsible is written as the article has it.
    """
    return {
        "title": _text(draft.title),
        "published": _text(draft.published),
        "language": draft.language,
        "persons": [_person(person) for person in draft.persons],
        "evidence": _Evidence(draft).write(),
    }


def read(data: object, name: str) -> Draft:
    """Read a draft from the value of a JSON document; nothing in it is trusted.

    Args:
        data: the value, as a JSON parser gives it.
        name: the name of the document as shown to people.

    Raises:
        SourceError: the value is no draft as `write` makes them: it tells the path of a value that
            is missing, unknown or of another kind; a span that lies outside the text, or whose
            quote is not what stands there; a date that is none; evidence for something else than
            what was found.
    """
    return take(Member(data, name))


def _text(value: Value | None) -> str | None:
    return None if value is None else value.text


def _person(person: DraftPerson) -> dict[str, Any]:
    return {
        "name": person.name.text,
        "responsible": person.responsible is not None,
        "roles": [_role(role) for role in person.roles],
    }


def _role(role: Role) -> dict[str, str | None]:
    return {
        "title": _text(role.title),
        "organisation": None if role.organisation is None else role.organisation.name.text,
        "from": _text(role.begin),
        "to": _text(role.end),
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {"iri": candidate.iri, "label": candidate.label, "facts": [*candidate.facts]}


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Writes the evidence of a draft."""

    draft: Draft

    def write(self) -> dict[str, Any]:
        draft = self.draft
        return {
            "file": draft.file,
            "text": draft.text,
            "title": self._value(draft.title),
            "published": self._value(draft.published),
            "persons": [self._person(person) for person in draft.persons],
            "notices": [[*notice] for notice in draft.notices],
        }

    def _person(self, person: DraftPerson) -> dict[str, Any]:
        return {
            "name": self._value(person.name),
            "mentions": self._spans(person.mentions),
            "responsible": self._value(person.responsible),
            "roles": [self._role(role) for role in person.roles],
            "statements": self._spans(person.statements),
            "candidates": [_candidate(candidate) for candidate in person.candidates],
        }

    def _role(self, role: Role) -> dict[str, Any]:
        return {
            "title": self._value(role.title),
            "organisation": self._organisation(role.organisation),
            "from": self._value(role.begin),
            "to": self._value(role.end),
            "concept": role.concept,
        }

    def _organisation(self, organisation: Organisation | None) -> dict[str, Any] | None:
        if organisation is None:
            return None
        links = organisation.links
        return {
            **self._given(organisation.name),
            "iri": links[0].iri if len(links) == 1 else None,
            "candidates": [_candidate(link) for link in links],
        }

    def _value(self, value: Value | None) -> dict[str, Any] | None:
        return None if value is None else self._given(value)

    def _given(self, value: Value) -> dict[str, Any]:
        if value.span is None:
            return {"start": None, "end": None, "quote": value.text, "origin": value.origin}
        return self._span(value.span) | ({"origin": value.origin} if value.origin else {})

    def _spans(self, spans: Iterable[Span]) -> list[dict[str, Any]]:
        return [self._span(span) for span in spans]

    def _span(self, span: Span) -> dict[str, Any]:
        return {"start": span.start, "end": span.end, "quote": self.draft.quote(span)}
