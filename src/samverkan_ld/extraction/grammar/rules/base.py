"""What every rule is made of: a pattern of signs, and what a hit of it claims.

`chunk` tells what the signs mean; `R` is a role phrase. A pattern names its groups: `who` is one
person or several, `what` a role phrase, `where` an organisation.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.claim import Claim
from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.phrases.phrase import Phrase, Place
from samverkan_ld.extraction.grammar.sentence import Sentence
from samverkan_ld.extraction.grammar.words import word_set

LEAVE: Final = word_set("rules.leave")
START: Final = word_set("rules.start")
WORK: Final = word_set("rules.work")
CHOICE: Final = word_set("rules.choice")
GOES: Final = word_set("rules.goes")
AT_WORK: Final = ("på", "vid", "hos", "från")
"""Prepositions before a place of work."""
LISTED: Final = r"(?= [,.:;)v–&!] | $)"
"""What ends an entry: a sign, a verb of speech, or the end of the line."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a line where a pattern holds; parts are numbers of the line's parts."""

    text: Sentence
    match: re.Match[str]

    def __getitem__(self, group: str) -> str | None:
        """Give the signs of a group, or None where the pattern left it out."""
        return self.match[group]

    @property
    def who(self) -> int:
        """The part of the person."""
        return self.match.start("who")

    @property
    def what(self) -> int:
        """The part of the role phrase."""
        return self.match.start("what")

    @property
    def phrase(self) -> Phrase:
        """The role phrase."""
        return self.role(self.what)

    def role(self, part: int) -> Phrase:
        """Give the role phrase of a part whose sign is `R`."""
        phrase = self.text.parts[part].phrase
        assert phrase is not None
        return phrase

    @property
    def people(self) -> list[int]:
        """The parts that are people, of a group of several."""
        return [at for at in self.parts("who") if self.text.signs[at] in "NMn"]

    @property
    def start(self) -> int:
        """The first part of all."""
        return self.match.start()

    @property
    def stop(self) -> int:
        """The part after all."""
        return self.match.end()

    def at(self, group: str) -> int:
        """Give the first part of a group."""
        return self.match.start(group)

    def parts(self, group: str) -> range:
        """Give the parts of a group."""
        return range(*self.match.span(group))

    def between(self, group: str, other: str) -> range:
        """Give the parts between two groups."""
        return range(self.match.end(group), self.match.start(other))

    def place(self, group: str) -> Place:
        """Give the organisation that a group names."""
        return self.text.place(self.at(group))

    def places(self, group: str, signs: str = "OK") -> tuple[Place, ...]:
        """Give the organisations that a group names."""
        named = (at for at in self.parts(group) if self.text.signs[at] in signs)
        return tuple(self.text.place(at) for at in named)

    def low(self, group: str) -> str:
        """Give the first word of a group, in lower case."""
        return self.text.low(self.at(group))

    def words(self, group: str) -> frozenset[str]:
        """Give the words of a group, in lower case."""
        return self.words_of(self.parts(group))

    def words_of(self, parts: Iterable[int]) -> frozenset[str]:
        """Give the words of some parts, in lower case."""
        return frozenset(word for part in parts for word in self.text.words(part))

    def is_named(self, group: str) -> bool:
        """Tell whether a group is an organisation by more than where it stands."""
        at = self.at(group)
        return self.text.signs[at] == "O" or self.text.is_doubtful(at)


Read = Callable[[Hit], Iterator[Claim]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its pattern of signs, how it reads a hit, and whether that holds a role phrase."""

    pattern: re.Pattern[str]
    read: Read
    is_of_roles: bool


def rule(rules: list[Rule], *patterns: str) -> Callable[[Read], Read]:
    """Make a function a rule for a pattern of signs, written in pieces, after the rules so far."""
    pattern = " ".join(patterns)

    def add(read: Read) -> Read:
        rules.append(Rule(re.compile(pattern, re.VERBOSE), read, "<what>" in pattern))
        return read

    return add


def tail(text: Sentence, start: int) -> Period | None:
    """Give the time that ends an entry: “2009–2014”, “, sedan 2012”, “(till och med 2022)”."""
    start += text.signs.startswith("P", start)
    if text.signs.startswith("Y", start):
        return text.time([start])
    if text.signs.startswith((",Y", "(Y"), start):
        return text.time([start + 1])
    found = _BRACKET.match(text.signs, start)
    if found is None:
        return None
    time = found.end() - 2
    words = {word for part in range(start + 1, time) for word in text.words(part)}
    return text.time([time], begins=bool({"från", "sedan"} & words), ends="till" in words)


_BRACKET: Final = re.compile(r"\([xti]{1,3}[YD]\)")


def when(hit: Hit, between: range, words: frozenset[str]) -> Period | None:
    """Give the time of what `words` say: in some parts, right after the role, or first of all.

    There is none of what somebody does “efter tolv år som” something.
    """
    if {"efter", "år"} <= words:
        return None
    after = hit.what + 1
    around = [*between, after]
    if hit.text.signs.startswith("i", after):
        around.append(after + 1)
    first = hit.text.signs.rfind(".", 0, between.start) + 1
    around += [part for part in (first, first + 1) if part < between.start - 1]
    ends = bool(words & LEAVE)
    return hit.text.time(around, ends=ends, begins=not ends and bool(words & START))
