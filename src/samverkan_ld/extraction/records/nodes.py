"""The nodes of a record: a source and its article, organisations, persons, roles and statements."""

import re
from collections.abc import Iterator
from typing import Final

from samverkan_ld.drafts import Draft, Organisation, Span, Value
from samverkan_ld.extraction.records.additions import Additions
from samverkan_ld.extraction.records.naming import Names, Place, compact
from samverkan_ld.extraction.records.tenure import has_ended, moments
from samverkan_ld.extraction.records.yamltext import Name, Node, Noted, Yaml
from samverkan_ld.namespaces import CC0

_MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_OWN_WORDS: Final = " Uttalandena är återgivna med redaktionens egna ord."
_THEIR_WORDS: Final = " Citaten är artikelns egna ord, som utgivaren har rätt till."
_UNKNOWN: Final = Noted(Name("organisation:NYCKEL"), "ange organisationen")
_WORD: Final = re.compile(r"\w+")


def swedish_date(day: str) -> str:
    """Write a day as Swedish text has it.

    >>> swedish_date("2020-03-17")
    'den 17 mars 2020'
    """
    year, month, number = day.split("-")
    return f"den {int(number)} {_MONTHS[int(month) - 1]} {year}"


def stretch(span: Span) -> str:
    """Tell where in the text something stands.

    >>> stretch(Span(12, 20))
    'tecken 12–20'
    """
    return f"tecken {span.start}–{span.end}"


def place_of(value: Value) -> str:
    """Tell where a value is from."""
    return stretch(value.span) if value.span else value.origin or "står inte i texten"


class Nodes:
    """Makes the nodes of the record of a draft."""

    def __init__(self, draft: Draft, additions: Additions, names: Names) -> None:
        self._draft = draft
        self._additions = additions
        self._names = names
        self._positions = _positions(draft, additions)
        self._article_words = f" {_words(draft.text)} " if additions.is_own else ""

    def source(self, dates: Node) -> Node:
        """Make the node of the source; `dates` tell when it was extracted and reviewed."""
        rights = {"rights": "own"} if self._additions.is_own else {}
        return {
            "@id": self._names.graph,
            "source": {"sv": self._source_text()},
            "wasDerivedFrom": self._names.article,
            "license": Name(CC0),
            **dates,
            **rights,
        }

    def article(self) -> Node:
        """Make the node of the article."""
        said = [self._names.statements[place] for place in self._positions]
        publisher = self._additions.publisher
        return {
            "@id": self._names.article,
            "@type": [Name("Article"), Name("Entity")],
            **self._titles(),
            **({"datePublished": _noted(self._draft.published)} if self._draft.published else {}),
            "inLanguage": self._draft.language,
            **({"publisher": self._body(publisher)} if publisher else {}),
            **({"url": compact(self._additions.url)} if self._additions.url else {}),
            **({"hasPart": said} if said else {}),
            **({"mentions": [*dict.fromkeys(self._names.persons)]} if self._draft.persons else {}),
            **({"qualifiedAttribution": found} if (found := tuple(self._attributions())) else {}),
        }

    def organisation(self, organisation: Organisation) -> Node:
        """Make the node of an organisation that only the article is known to tell of."""
        name = _noted(organisation.name)
        return {
            "@id": self._names.body(organisation),
            "@type": [Name("org:Organization"), Name("Organization")],
            "prefLabel": {self._draft.language: name},
            "name": {self._draft.language: organisation.name.text},
            "classification": Name("form:annan"),
        }

    def person(self, number: int) -> Node:
        """Make the node of a person."""
        name = self._draft.persons[number].name
        return {
            "@id": self._names.persons[number],
            "@type": [Name("Person"), Name("foaf:Person")],
            "fullName": _noted(name),
            "properName": name.text,
        }

    def membership(self, place: Place) -> Node:
        """Make the node of a role held; one in no organisation lacks what it is held in."""
        person, number = place
        role = self._draft.persons[person].roles[number]
        period = {key: _noted(value) for key, value in moments(role, self._draft).items()}
        body = role.organisation
        title = {self._draft.language: _noted(role.title)} if role.title else {}
        return {
            "@id": self._names.roles[place],
            "@type": [Name("Membership"), Name("OrganizationRole")],
            "member": self._names.persons[person],
            "organization": self._body(body) if body else _UNKNOWN,
            **({"roleName": title} if title else {}),
            **({"role": compact(role.concept)} if role.concept else {}),
            **({"memberDuring": period} if period else {}),
        }

    def statement(self, place: Place) -> Node:
        """Make the node of a statement; a blank one has no number and no text."""
        person, number = place
        text, span = self._additions.paraphrases(self._draft, person)[number]
        is_quotation = self._additions.is_own and self._is_verbatim(text)
        position = self._positions.get(place)
        speaking = self._speaking(person)
        return {
            "@id": self._names.statements[place],
            "@type": _statement_types(is_quotation=is_quotation),
            **({"position": position} if position else {}),
            "isPartOf": self._names.article,
            "wasDerivedFrom": self._names.article,
            "wasAttributedTo": self._names.persons[person],
            **({"talarSom": speaking} if speaking else {}),
            "atergivning": Name("atg:citat" if is_quotation else "atg:referat"),
            "text": {"sv": Noted(text, stretch(span) if span else "")},
        }

    def _source_text(self) -> str:
        title, day = self._draft.title, self._draft.published
        named = f"Artikeln ”{title.text}”" if title else "En artikel utan rubrik"
        published = f", publicerad {swedish_date(day.text)}" if day else ""
        return f"{named}{published}.{self._rendering() if self._positions else ''}"

    def _rendering(self) -> str:
        return _THEIR_WORDS if self._additions.is_own else _OWN_WORDS

    def _titles(self) -> Node:
        title, english = self._draft.title, self._additions.english
        names: dict[str, Yaml] = {"en": english} if english else {}
        if title is None:
            return {"name": names} if names else {}
        language = self._draft.language
        return {"headline": {language: _noted(title)}, "name": {language: title.text} | names}

    def _attributions(self) -> Iterator[Node]:
        answering = [n for n, person in enumerate(self._draft.persons) if person.responsible]
        for number, person in enumerate(answering, start=1):
            found = self._draft.persons[person]
            shown = place_of(found.responsible) if found.responsible else ""
            yield {
                "@id": Name(f"{self._names.article}/ansvar-{number}"),
                "@type": Name("Attribution"),
                "agent": Noted(self._names.persons[person], found.name.text),
                "hadRole": Noted(Name("roll:informationsansvarig"), shown),
            }

    def _body(self, organisation: Organisation) -> Noted:
        name = organisation.name
        return Noted(self._names.body(organisation), f"{name.text}, {place_of(name)}")

    def _speaking(self, person: int) -> list[Name]:
        """List what a person speaks as: the roles that were not over, or else all."""
        roles = {
            self._names.roles[person, number]: has_ended(role, self._draft)
            for number, role in enumerate(self._draft.persons[person].roles)
            if role.organisation
        }
        return [name for name, is_over in roles.items() if not is_over] or [*roles]

    def _is_verbatim(self, text: str) -> bool:
        return f" {_words(text)} " in self._article_words


def _positions(draft: Draft, additions: Additions) -> dict[Place, int]:
    """Number the statements that are not blank from 1, as they stand in the text."""
    found = [
        (span.start if span else len(draft.text), (person, number))
        for person in range(len(draft.persons))
        for number, (text, span) in enumerate(additions.paraphrases(draft, person))
        if text.strip()
    ]
    return {place: number for number, (_, place) in enumerate(sorted(found), start=1)}


def _noted(value: Value) -> Noted:
    return Noted(value.text, place_of(value))


def _statement_types(*, is_quotation: bool) -> list[Name]:
    quotation = [Name("Quotation")] if is_quotation else []
    return [Name("Statement"), *quotation, Name("Entity")]


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text)).casefold()
