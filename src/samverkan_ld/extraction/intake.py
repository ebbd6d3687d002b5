"""Taking in a draft that was written as JSON: what it says, held against the text it is about."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from samverkan_ld.drafts import Candidate, Draft, DraftPerson, Organisation, Role, Span, Value
from samverkan_ld.extraction.records.member import Member

Members = Mapping[str, Member]
T = TypeVar("T")

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PART: Final = r"(?:[A-Za-z0-9:/?@!$&'()*+,;=._~-]|%[0-9A-Fa-f]{2})*"
_IRI: Final = re.compile(rf"https?://[A-Za-z0-9.-]+(?::[0-9]{{1,5}})?(?:/{_PART})?(?:#{_PART})?")

_FOUND: Final = ("title", "published", "language", "persons", "evidence")
_EVIDENCE: Final = ("file", "text", "title", "published", "persons", "notices")
_PERSON: Final = ("name", "responsible", "roles")
_PERSON_EVIDENCE: Final = ("name", "mentions", "responsible", "roles", "statements", "candidates")
_ROLE: Final = ("title", "organisation", "from", "to")
_ROLE_EVIDENCE: Final = (*_ROLE, "concept")
_SPAN: Final = ("start", "end", "quote")
_CANDIDATE: Final = ("iri", "label", "facts")


def take(document: Member) -> Draft:
    """Take in a draft.

    Raises:
        SourceError: it is none; the path of what is wrong stands in the error.
    """
    found = document.members(_FOUND)
    evidence = found["evidence"].members(_EVIDENCE)
    text = evidence["text"].text()
    intake = _Intake(text)
    return Draft(
        file=evidence["file"].text(),
        text=text,
        title=intake.value(found["title"], evidence["title"]),
        published=intake.value(found["published"], evidence["published"], _day),
        language=_language(found["language"]),
        persons=_paired(found["persons"], evidence["persons"], intake.person),
        notices=tuple(map(_notice, evidence["notices"].items())),
    )


@dataclass(frozen=True, slots=True)
class _Intake:
    """Takes in what is said about a text."""

    article: str

    def person(self, said: Member, shown: Member) -> DraftPerson:
        found, evidence = said.members(_PERSON), shown.members(_PERSON_EVIDENCE)
        return DraftPerson(
            name=self._given(found["name"].words(), evidence["name"]),
            mentions=self._spans(evidence["mentions"]),
            responsible=self._responsible(found["responsible"], evidence["responsible"]),
            roles=_paired(found["roles"], evidence["roles"], self._role),
            statements=self._spans(evidence["statements"]),
            candidates=_candidates(evidence["candidates"]),
        )

    def value(
        self, said: Member, shown: Member, read: Callable[[Member], str] = Member.words
    ) -> Value | None:
        return None if _is_absent(said, shown) else self._given(read(said), shown)

    def _responsible(self, said: Member, shown: Member) -> Value | None:
        if said.truth() != (shown.value is not None):
            shown.fail(f"must be null just where {said.path} is false")
        return None if shown.value is None else self._given(None, shown)

    def _role(self, said: Member, shown: Member) -> Role:
        found, evidence = said.members(_ROLE), shown.members(_ROLE_EVIDENCE)
        if found["title"].value is None and found["organisation"].value is None:
            said.fail("has neither a title nor an organisation: add one, or remove the role")
        concept = evidence["concept"]
        return Role(
            title=self.value(found["title"], evidence["title"]),
            organisation=self._organisation(found["organisation"], evidence["organisation"]),
            begin=self.value(found["from"], evidence["from"], _moment),
            end=self.value(found["to"], evidence["to"], _moment),
            concept=None if concept.value is None else _iri(concept),
        )

    def _organisation(self, said: Member, shown: Member) -> Organisation | None:
        if _is_absent(said, shown):
            return None
        more = shown.members((*_SPAN, "iri", "candidates"), ("origin",))
        links = _candidates(more["candidates"])
        if more["iri"].value != (links[0].iri if len(links) == 1 else None):
            more["iri"].fail("must be that of the candidate where there is one, and else null")
        return Organisation(self._located(said.words(), more), links)

    def _given(self, text: str | None, shown: Member) -> Value:
        return self._located(text, shown.members(_SPAN, ("origin",)))

    def _located(self, text: str | None, evidence: Members) -> Value:
        """Make a value; one without a text of its own says what its quote says."""
        origin = evidence["origin"].text() if "origin" in evidence else ""
        span = None if _is_absent(evidence["start"], evidence["end"]) else self._span(evidence)
        return Value(evidence["quote"].text() if text is None else text, span, origin)

    def _spans(self, shown: Member) -> tuple[Span, ...]:
        return tuple(self._span(item.members(_SPAN)) for item in shown.items())

    def _span(self, evidence: Members) -> Span:
        span = Span(evidence["start"].number(), evidence["end"].number())
        if not 0 <= span.start < span.end <= len(self.article):
            evidence["end"].fail(
                f"{span.start} to {span.end} is no stretch of the text, "
                f"which has {len(self.article)} characters"
            )
        if evidence["quote"].text() != self.article[span.start : span.end]:
            evidence["quote"].fail("is not what the text has there: was the text changed?")
        return span


def _paired(said: Member, shown: Member, take: Callable[[Member, Member], T]) -> tuple[T, ...]:
    """Take in what belongs together: each item of one array with its evidence in another."""
    items, evidence = said.items(), shown.items()
    if len(items) != len(evidence):
        shown.fail(f"must have as many items as {said.path}: {len(items)}, not {len(evidence)}")
    return tuple(map(take, items, evidence))


def _is_absent(said: Member, shown: Member) -> bool:
    if (said.value is None) != (shown.value is None):
        shown.fail(f"must be null just where {said.path} is null")
    return said.value is None


def _candidates(shown: Member) -> tuple[Candidate, ...]:
    return tuple(map(_candidate, shown.items()))


def _candidate(shown: Member) -> Candidate:
    found = shown.members(_CANDIDATE)
    facts = tuple(fact.text() for fact in found["facts"].items())
    return Candidate(_iri(found["iri"]), found["label"].text(), facts)


def _notice(shown: Member) -> tuple[str, str]:
    parts = shown.items()
    if len(parts) != 2:
        shown.fail(f"must be a code and the words that it is about, not {len(parts)} items")
    return parts[0].text(), parts[1].text()


def _iri(shown: Member) -> str:
    text = shown.text()
    if not _IRI.fullmatch(text):
        shown.fail(f"must be an http(s) address, not {text!r:.80}")
    return text


def _language(said: Member) -> str:
    text = said.text()
    if not _LANGUAGE.fullmatch(text):
        said.fail(f"must be the code of a language, such as sv, not {text!r:.40}")
    return text


def _day(said: Member) -> str:
    text = said.text()
    if not _DAY.fullmatch(text) or not _is_in_calendar(text):
        said.fail(f"must be a day such as 2020-03-17, not {text!r:.40}")
    return text


def _moment(said: Member) -> str:
    text = said.text()
    if not _MOMENT.fullmatch(text) or not _is_in_calendar(f"{text}-01-01"[:10]):
        said.fail(f"must be a year, month or day (2017, 2017-05, 2017-05-01), not {text!r:.40}")
    return text


def _is_in_calendar(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True
