"""What is to be said about a draft under review, each thing with its place on the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from samverkan_ld.drafts import Organisation
from samverkan_ld.namespaces import ORG, SCHEMA, SH, SKOS
from samverkan_ld.reports import Result, Severity
from samverkan_ld.review.choices import Choices
from samverkan_ld.review.decision import Decision
from samverkan_ld.review.earlier import Earlier
from samverkan_ld.review.keys import ARTICLE, Keys
from samverkan_ld.review.texts import say

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 8
"""Words in a row that nobody writes twice: from then on they are the source's."""

_WHOLE: Final = 4
"""Words from which on a text that is all in the source is the source's."""

_OF_ARTICLE: Final = {
    f"<{SCHEMA}headline>": "title",
    f"<{SCHEMA}datePublished>": "published",
    f"<{SCHEMA}inLanguage>": "language",
    f"<{SCHEMA}publisher>": "publisher",
    f"<{SCHEMA}url>": "url",
    f"<{SCHEMA}name>": "english",
}
_OF_ROLE: Final = {
    f"<{ORG}organization>": "organisation",
    f"<{ORG}memberDuring>": "from",
    f"<{SCHEMA}startDate>": "from",
    f"<{SCHEMA}endDate>": "to",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at: how much it matters, what it is, and the place (see `choices`)."""

    severity: Severity
    message: str
    place: str = ""


def own_findings(decision: Decision, choices: Choices, language: str) -> Iterator[Finding]:
    """Find what no shape can see: what is undecided, and what is not in the editor's own words.

    Args:
        decision: what the record is made of.
        choices: the editor's choices.
        language: the language of messages.
    """
    draft, publisher = decision.draft, decision.additions.publisher
    yield from _undecided(publisher, "publisher", language)
    for number, (person, chosen) in enumerate(zip(draft.persons, choices.persons, strict=True)):
        if chosen.published and number not in decision.persons:
            yield Finding(Severity.VIOLATION, say(language, "finding-person"), f"{chosen.id}.who")
        if person.responsible and not any(said.text.strip() for said in chosen.statements):
            told = say(language, "finding-contact")
            yield Finding(Severity.INFO, told, f"{chosen.id}.responsible")
        for role, place in zip(person.roles, chosen.roles, strict=True):
            yield from _undecided(role.organisation, f"{place}.organisation", language)
            if role.organisation is None:
                told = say(language, "finding-nowhere")
                yield Finding(Severity.WARNING, told, f"{place}.organisation")
        for said in chosen.statements:
            if not choices.own and repeats(said.text, draft.text):
                yield Finding(Severity.VIOLATION, say(language, "finding-repeats"), said.id)


def of_earlier(
    records: Sequence[Earlier], folder: str, choices: Choices, language: str
) -> Iterator[Finding]:
    """Find that the site has the article already, as long as nobody chose what that means.

    Args:
        records: the records of the article, in `folder` as shown to people.
        folder: their folder.
        choices: the editor's choices.
        language: the language of messages.
    """
    replaceable = {record.filed.name for record in records if record.is_extracted}
    if choices.replaces in {"", *replaceable}:
        return
    for record in records:
        key = "finding-earlier" if record.is_extracted else "finding-by-hand"
        told = say(language, key, file=folder + record.filed.name)
        yield Finding(Severity.VIOLATION, told, "replaces")


def is_out_of_reach(result: Result) -> bool:
    """Tell whether a result is about what an editor neither reads in an article nor must give.

    That is the name in another language of an organisation that only the article mentions.
    """
    return (
        result.severity is not Severity.VIOLATION
        and "/id/organisation/" in result.focus
        and result.path == f"<{SKOS}prefLabel>"
        and result.component == SH + "QualifiedMinCountConstraintComponent"
    )


def found_by_shapes(result: Result, keys: Keys, language: str) -> Finding:
    """Give a result of the validation with its place on the page."""
    thing = keys.place(result.focus.strip("<>")) or keys.place(result.value.strip("<>"))
    if thing == ARTICLE:
        place = _OF_ARTICLE.get(result.path, "")
    elif "/id/medlemskap/" in result.focus:
        place = f"{thing}.{_OF_ROLE.get(result.path, 'title')}"
    elif thing and "/id/person/" in result.focus:
        place = f"{thing}.name"
    else:
        place = thing
    return Finding(result.severity, result.message(language), place)


def repeats(own: str, source: str) -> bool:
    """Tell whether a text repeats what a source says, in words and not in substance.

    >>> repeats("Hon är nöjd.", "– Hon är nöjd, tror jag.")
    False
    >>> repeats("Bra: vi har lärt oss mycket av våra grannar.", "Vi har lärt oss mycket av våra "
    ...     "grannar, säger hon.")
    True
    """
    words = _WORD.findall(own.casefold())
    size = min(len(words), _RUN)
    runs = (words[at : at + size] for at in range(len(words) - size + 1))
    return size >= _WHOLE and any(f" {' '.join(run)} " in _source(source) for run in runs)


def _undecided(named: Organisation | None, place: str, language: str) -> Iterator[Finding]:
    if named is not None and len(named.links) > 1:
        told = say(language, "finding-organisation", name=named.name.text)
        yield Finding(Severity.VIOLATION, told, place)


@lru_cache(maxsize=4)
def _source(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
