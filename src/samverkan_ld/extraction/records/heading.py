"""The head of a record: comments in Swedish that tell what it is, and what to look at."""

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Final

from samverkan_ld.drafts import Candidate, Draft, DraftPerson, Organisation, Role, Value
from samverkan_ld.extraction.linking import NO_REGISTER
from samverkan_ld.extraction.records.additions import Additions
from samverkan_ld.extraction.records.naming import compact, identity
from samverkan_ld.extraction.records.nodes import place_of, swedish_date
from samverkan_ld.extraction.records.tenure import is_former
from samverkan_ld.extraction.records.yamltext import remark

_WIDTH: Final = 98
_ABOUT: Final = (
    "Här står det artikeln säger och inget annat. Nycklarna är slumpade en gång och ändras aldrig. "
    "roleName är rollen som källan skriver den, role samma roll ur rollistan. En tid som källan "
    "inte anger skrivs som inside: dagen då rollen är iakttagen, här publiceringsdagen. ”Tecken” "
    "är platsen i utkastets text, räknad från 0."
)
_NOTICES: Final = {
    NO_REGISTER: (
        "Webbplatsen har inget register i data/register: organisationerna beskrivs här som "
        "artikelns egna, också de som registret annars har."
    ),
    "not-swedish": (
        "Texten är inte på svenska ({words}): reglerna läser svenska, så namn kan vara rätt men "
        "roller och tider saknas ofta."
    ),
    "several-articles": (
        "Sidan har flera publiceringsdagar ({words}) och kan vara flera artiklar: dela den i så "
        "fall, en fil för varje."
    ),
    "distant-organisation": (
        "”{words}” står långt från en titel som har fått den: se efter att rollen är där."
    ),
    "unsure-name": "{words} är kanske ingen person: bara det som sägs om namnet talar för det.",
}
"""What notices say, by their codes."""


def head(
    draft: Draft,
    additions: Additions,
    published: Mapping[int, str],
    extracted: date,
    reviewed: date | None,
) -> Iterator[str]:
    """Write the comments at the head of a record; what to look at stands there until review."""
    yield from _paragraph(_title(draft, extracted, reviewed))
    yield "#"
    yield from _paragraph(_ABOUT)
    if reviewed is None:
        yield "#"
        yield from _paragraph(
            "Det publiceras först när det är granskat: samverkan-ld review gör det, eller skriv "
            "dagen i reviewed nedan. Att se över:"
        )
        for point in dict.fromkeys(_points(draft, additions, published)):
            yield from _paragraph(point, "#   - ", "#     ")


def _title(draft: Draft, extracted: date, reviewed: date | None) -> str:
    file, day = draft.file, swedish_date(extracted.isoformat())
    if reviewed is None:
        return f"Utkast ur {file}, utdraget {day} och inte granskat."
    return f"Utdraget ur {file} {day}, granskat {swedish_date(reviewed.isoformat())}."


def _paragraph(text: str, first: str = "# ", rest: str = "# ") -> list[str]:
    return wrap(
        remark(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _points(draft: Draft, additions: Additions, published: Mapping[int, str]) -> Iterator[str]:
    """Tell what an editor should look at, the article first."""
    if draft.title is None:
        yield "Rubriken saknas: skriv den i headline och name."
    if draft.published is None:
        yield (
            "Publiceringsdagen saknas: skriv den i datePublished, och som inside i memberDuring "
            "där källan inte anger någon tid."
        )
    if additions.publisher is None:
        yield "Utgivaren står inte i texten: skriv den i publisher om den är känd."
    has_register = NO_REGISTER not in dict(draft.notices)
    for organisation in _once(draft) if has_register else ():
        yield from _about_organisation(organisation)
    for number, person in enumerate(draft.persons):
        if number not in published:
            yield from _about_namesakes(person)
        for role in person.roles:
            yield from _about_role(person, role, draft)
        if any(not text.strip() for text, _ in additions.paraphrases(draft, number)):
            yield f"{person.name.text} uttalar sig: återge det med egna ord, eller ta bort rutan."
    for code, words in draft.notices:
        yield _NOTICES[code].format(words=words) if code in _NOTICES else f"{code}: {words}"


def _once(draft: Draft) -> Iterator[Organisation]:
    """Give each organisation once."""
    yield from {identity(found): found for found in draft.organisations()}.values()


def _about_organisation(organisation: Organisation) -> Iterator[str]:
    name, links = organisation.name, organisation.links
    if not links:
        yield (
            f"Registret har ingen organisation ”{name.text}” ({place_of(name)}): den beskrivs här "
            "som artikelns egen. Rätta namnet, eller byt till rätt adress."
        )
    elif len(links) > 1:
        choices = "; ".join(map(_choice, links))
        yield (
            f"”{name.text}” ({place_of(name)}) kan vara flera organisationer: {choices}. Den "
            "beskrivs här som artikelns egen: byt till rätt adress."
        )


def _about_namesakes(person: DraftPerson) -> Iterator[str]:
    if person.candidates:
        choices = "; ".join(map(_choice, person.candidates))
        yield (
            f"{person.name.text} har samma namn som {choices}. Är det samma person, skriv den "
            "adressen i stället och ta bort personen här."
        )


def _about_role(person: DraftPerson, role: Role, draft: Draft) -> Iterator[str]:
    title = role.title
    about = f"{person.name.text}, ”{title.text}”{_in(title)}" if title else person.name.text
    if role.organisation is None:
        yield f"{about}: organisationen saknas, och rollen är bortkommenterad."
    if title is not None and role.concept is None:
        yield f"{about}: rollistan har ingen sådan roll. Skriv den i role om det finns en."
    if is_former(role, draft):
        yield f"{about}: rollen är tidigare men utan år. Skriv tiden om den är känd."


def _in(title: Value) -> str:
    return f" ({place_of(title)})"


def _choice(candidate: Candidate) -> str:
    facts = f", {', '.join(candidate.facts)}" if candidate.facts else ""
    return f"{compact(candidate.iri)} ({candidate.label}{facts})"
