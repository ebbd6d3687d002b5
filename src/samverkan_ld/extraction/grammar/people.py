"""The people of an article: all that is claimed of one name, taken together."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from samverkan_ld.drafts import DraftPerson, Role, Span, Value
from samverkan_ld.extraction.grammar.roles import distinct

_SHORTEST: Final = 2
"""Words of the shortest full name."""


@dataclass(slots=True)
class Held:
    """A role as found so far; the draft's role is completed as more is read.

    `line` and `token` are where it is stated. `whose` is the word for a body
    that is named before: “kommunens”, or empty.
    """

    role: Role
    line: int
    whose: str = ""
    token: int = 0


@dataclass(slots=True)
class Person:
    """A person as found so far; a role may still lack what the text gives elsewhere.

    `is_sure` tells whether it is a person at all, `is_listed` whether the name alone says so.
    """

    name: str
    mentions: list[Span] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    responsible: Value | None = None
    statements: list[Span] = field(default_factory=list)
    is_sure: bool = False
    is_listed: bool = False


class People:
    """The people of an article, by name, in the order in which they are named."""

    def __init__(self) -> None:
        self._by_name: dict[str, Person] = {}
        self._alias: dict[str, str] = {}
        self._parts: dict[str, list[Person]] = {}
        self._named: dict[str, Person | None] = {}  # what `named` has given

    def __iter__(self) -> Iterator[Person]:
        """Give the people in the order in which they are named."""
        return iter(self._by_name.values())

    def mention(self, name: str, span: Span, *, is_sure: bool) -> Person:
        """Note that the text names somebody in full."""
        self._named.clear()
        person = self._by_name.setdefault(_key(name), Person(name))
        person.mentions.append(span)
        person.is_sure = person.is_sure or is_sure
        person.is_listed = person.is_listed or is_sure
        return person

    def join_parts(self) -> None:
        """Take a name that is the beginning or the end of one fuller name for the same person's.

        So is a name with the s of the genitive, if the text has it without.
        """
        self._named.clear()
        names = self._by_name
        for genitive in [name for name in names if name.endswith("s") and name[:-1] in names]:
            owned, bare = self._resolve(genitive), self._resolve(genitive[:-1])
            if owned != bare:
                self._join(*((owned, bare) if _is_bare(names[bare]) else (bare, owned)))
        for part, wholes in self._by_part().items():
            if part in names and len(wholes) == 1:
                self._join(part, wholes[0])

    def _by_part(self) -> Mapping[str, list[str]]:
        """Give the names that begin or end with a shorter full name, by that."""
        wholes: dict[str, list[str]] = {}
        for whole in self._by_name:
            words = whole.split()
            if len(words) > _SHORTEST:
                for part in {" ".join(words[:_SHORTEST]), " ".join(words[-_SHORTEST:])}:
                    wholes.setdefault(part, []).append(whole)
        return wholes

    def _join(self, name: str, other: str) -> None:
        """Take all that is known of one name for what is known of another."""
        other = self._resolve(other)
        part, whole = self._by_name.pop(name), self._by_name[other]
        whole.mentions += part.mentions
        whole.is_sure = whole.is_sure or part.is_sure
        whole.is_listed = whole.is_listed or part.is_listed
        self._alias[name] = other

    def _resolve(self, name: str) -> str:
        """Give the name that a name has been joined to, over others if need be."""
        while name in self._alias:
            name = self._alias[name]
        return name

    def named(self, name: str) -> Person | None:
        """Give the person of a full name."""
        if name not in self._named:
            self._named[name] = self._by_name.get(self._resolve(_key(name)))
        return self._named[name]

    def called(self, word: str) -> Person | None:
        """Give the one person whom a single name can mean."""
        low = word.lower()
        fits = self._parts.get(low) or self._parts.get(low.removesuffix("s")) or []
        return fits[0] if len(fits) == 1 else None

    def index_parts(self) -> Mapping[str, list[Person]]:
        """Note by which single names people may be called; give them, with their genitives."""
        for person in self:
            if person.is_sure:
                names = person.name.lower().split()
                for part in {names[0], names[-1]}:
                    self._parts.setdefault(part, []).append(person)
        owned = {f"{part}s": people for part, people in self._parts.items()}
        return {**owned, **self._parts}

    def unsure(self) -> Iterator[str]:
        """Give the names of which only what is said of them speaks for a person."""
        return (person.name for person in self if person.is_sure and not person.is_listed)

    def drafts(self) -> tuple[DraftPerson, ...]:
        """Give the people as a draft has them."""
        return tuple(_draft(person) for person in self if person.is_sure)


def _is_bare(person: Person) -> bool:
    """Tell whether the text has a name without the genitive: else the s may be the name's own."""
    return any(span.end - span.start <= len(person.name) for span in person.mentions)


def _draft(person: Person) -> DraftPerson:
    """Give a person as a draft has one."""
    mentions = tuple(sorted(set(person.mentions)))
    return DraftPerson(
        name=Value(person.name, mentions[0]),
        mentions=mentions,
        responsible=person.responsible,
        roles=tuple(distinct([held.role for held in person.held])),
        statements=tuple(sorted(set(person.statements))),
    )


@lru_cache(maxsize=1 << 17)
def _key(name: str) -> str:
    """Give what two spellings of one name share."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("-", " ").split())
