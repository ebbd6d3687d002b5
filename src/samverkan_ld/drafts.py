"""A draft: what extraction found in an article, and where; nothing that a person has accepted.

Positions count characters of `Draft.text` from 0, the end exclusive, as the Web Annotation Data
Model's text positions do (https://www.w3.org/TR/annotation-model/#text-position-selector).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value as the draft gives it, and the stretch of the text that it comes from.

    `span` is None where the text does not hold it: a date from the page's markup, or what a person
    has typed in; `origin` then tells which.
    """

    text: str
    span: Span | None = None
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something published that a name may stand for: its IRI, its label, and what tells it apart.

    `facts` are lines for people, such as the roles of a person with their sources.
    """

    iri: str
    label: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation in its canonical form.

    `links` are the organisations of the register that the name may stand for: one is a link,
    several are a choice that a person has to make, none says that the register has no such name.
    """

    name: Value
    links: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the text states it: a title, an organisation, or both, and the time if written.

    `begin` and `end` are a year (2017), a month (2024-05) or a day (2024-05-01). `concept` is the
    concept of the role scheme that the title names, if any.
    """

    title: Value | None = None
    organisation: Organisation | None = None
    begin: Value | None = None
    end: Value | None = None
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class DraftPerson:
    """A person of an article.

    `mentions` are all places that name the person, in the order of the text. `responsible` is what
    says that the person answers for the page, or None. `statements` are the sentences in which the
    person is quoted or reported: positions for an editor, never text to publish.
    """

    name: Value
    mentions: tuple[Span, ...] = ()
    responsible: Value | None = None
    roles: tuple[Role, ...] = ()
    statements: tuple[Span, ...] = ()
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What extraction found in one article.

    `file` is the name of the file as shown to people. `notices` are codes of what the editor should
    look at, each with the words that it is about: ("ambiguous-organisation", "Region Syd").
    """

    file: str
    text: str
    title: Value | None = None
    published: Value | None = None
    language: str = "sv"
    persons: tuple[DraftPerson, ...] = ()
    notices: tuple[tuple[str, str], ...] = field(default=())

    def quote(self, span: Span) -> str:
        """Give the stretch of the text."""
        return self.text[span.start : span.end]

    def organisations(self) -> Iterator[Organisation]:
        """Go through the organisations of all roles, in the order of the text."""
        for person in self.persons:
            for role in person.roles:
                if role.organisation is not None:
                    yield role.organisation
