"""What an editor adds to a draft: nothing of it can be found in the text.

As JSON, beside the draft that it is about:

    {"publisher": name of an organisation, "url": "", "english": title in English, "own": false,
     "replaces": name of the file of a record of the same article that this one replaces, "" for
       none of them, or null before that is chosen,
     "organisations": {name: IRI of an organisation of the register, or "" for none of them},
     "persons": [{"id": "p1", "published": IRI of the published person that this is, or null,
       "roles": ["p1r1"], "statements": [{"id": "p1s1", "text": paraphrase, may be empty}]}],
     "accepted": [place…]}

Persons, roles and statements are those of the draft, in the same order. Their ids are the page's
own: what has the same id keeps its key in the record, whatever is added or taken away before it. A
place is such an id, or a value of it ("p1r1.title", "p1.who" for the person that was chosen), or a
value of the article ("published").
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from samverkan_ld.drafts import Draft, DraftPerson
from samverkan_ld.extraction.records.member import Member

_ID: Final = re.compile(r"[a-z0-9]{1,32}")
_URL: Final = re.compile(r"https?://[^\s<>\"{}|\\^`/]+/[^\s<>\"{}|\\^`]*")
_KEYS: Final = (
    *("publisher", "url", "english", "own", "replaces"),
    *("organisations", "persons", "accepted"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in the editor's own words."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PersonChoices:
    """Who a person is, and the ids of what is said about the person."""

    id: str
    published: str | None = None
    roles: tuple[str, ...] = ()
    statements: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What an editor adds to a draft; the module tells what each part is."""

    publisher: str = ""
    url: str = ""
    english: str = ""
    own: bool = False
    replaces: str | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)
    persons: tuple[PersonChoices, ...] = ()
    accepted: tuple[str, ...] = ()


def no_choices(draft: Draft) -> Choices:
    """Make the choices of a draft that nobody has looked at."""
    persons = (_unseen(number, person) for number, person in enumerate(draft.persons, start=1))
    return Choices(persons=tuple(persons))


def _unseen(number: int, person: DraftPerson) -> PersonChoices:
    roles = (f"p{number}r{place}" for place in range(1, len(person.roles) + 1))
    said = (Said(f"p{number}s{place}") for place in range(1, len(person.statements) + 1))
    return PersonChoices(f"p{number}", None, tuple(roles), tuple(said))


def write_choices(choices: Choices) -> dict[str, Any]:
    """Write choices as the value of a JSON document."""
    return asdict(choices)


def read_choices(data: object, draft: Draft, name: str) -> Choices:
    """Read choices from the value of a JSON document; nothing in it is trusted.

    Args:
        data: the value, as a JSON parser gives it.
        draft: the draft that they are about.
        name: the name of the document as shown to people.

    Raises:
        SourceError: the value is not as `write_choices` makes them, or does not fit the draft; it
            tells the path of what is wrong.
    """
    found = Member(data, name, "$.choices").members(_KEYS)
    people = found["persons"].items()
    _check_number(found["persons"], people, draft.persons)
    replaces = found["replaces"]
    choices = Choices(
        publisher=found["publisher"].text().strip(),
        url=_url(found["url"]),
        english=found["english"].text().strip(),
        own=found["own"].truth(),
        replaces=None if replaces.value is None else replaces.text(),
        organisations=_organisations(found["organisations"]),
        persons=tuple(map(_person, people, draft.persons)),
        accepted=tuple(item.text() for item in found["accepted"].items()),
    )
    _check_ids(choices, found["persons"])
    return choices


def _person(said: Member, person: DraftPerson) -> PersonChoices:
    found = said.members(("id", "published", "roles", "statements"))
    roles, statements = found["roles"].items(), found["statements"].items()
    _check_number(found["roles"], roles, person.roles)
    _check_number(found["statements"], statements, person.statements)
    published = found["published"]
    return PersonChoices(
        _id(found["id"]),
        None if published.value is None else published.words(),
        tuple(map(_id, roles)),
        tuple(map(_said, statements)),
    )


def _said(said: Member) -> Said:
    found = said.members(("id", "text"))
    return Said(_id(found["id"]), found["text"].text().strip())


def _organisations(said: Member) -> dict[str, str]:
    if not isinstance(said.value, dict):
        said.fail("must be an object")
    return {key: value.text() for key, value in said.members((), tuple(said.value)).items()}


def _url(said: Member) -> str:
    text = said.text().strip()
    if text and not _URL.fullmatch(text):
        said.fail("must be the whole address of a page, as https://www.exempel.se/artikel")
    return text


def _id(said: Member) -> str:
    text = said.text()
    if not _ID.fullmatch(text):
        said.fail("must be an id of a to z and 0 to 9")
    return text


def _check_number(said: Member, items: list[Member], drafted: Iterable[object]) -> None:
    number = len([*drafted])
    if len(items) != number:
        said.fail(f"must have as many items as the draft: {number}, not {len(items)}")


def _check_ids(choices: Choices, said: Member) -> None:
    ids = [*_ids(choices)]
    if len(ids) != len(set(ids)):
        said.fail("has the same id twice")


def _ids(choices: Choices) -> Iterator[str]:
    for person in choices.persons:
        yield from (person.id, *person.roles, *(said.id for said in person.statements))
