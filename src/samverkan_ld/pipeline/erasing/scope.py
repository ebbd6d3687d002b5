"""What an erasure takes away: the things, values and names that it is about."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, Triple

from samverkan_ld.parsing.spellings import spelling
from samverkan_ld.records import Subject, Term

NAME_REMOVED: Final = {"sv": "[namn borttaget]", "en": "[name removed]"}
VALUE_REMOVED: Final = {"sv": "[uppgift borttagen]", "en": "[removed]"}

_NOTHING: Final = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Blot:
    """Finds texts that are to be erased inside others, in any spelling, and writes over them.

    `marks` maps a language to what stands in their place. What is named `kept` in the pattern
    stays.
    """

    pattern: re.Pattern[str] = _NOTHING
    marks: Mapping[str, str] = field(default_factory=lambda: NAME_REMOVED)

    @classmethod
    def over(
        cls, texts: Collection[str], marks: Mapping[str, str], kept: Collection[str] = ()
    ) -> "Blot":
        """Make a blot over texts, but not where they are a part of those that are kept."""
        whole = "|".join(map(re.escape, sorted(kept, key=len, reverse=True)))
        before = rf"(?P<kept>{whole})|" if whole else ""
        return cls(re.compile(f"{before}(?:{spelling(texts)})"), marks)

    def is_on(self, text: str) -> bool:
        """Tell whether there is something to be erased in a text."""
        return any(found.lastgroup is None for found in self.pattern.finditer(text))

    def places(self, text: str) -> list[int]:
        """Give the places in a text where something that is to be erased begins."""
        return [f.start() for f in self.pattern.finditer(text) if f.lastgroup is None]

    def cover(self, literal: Literal) -> Literal:
        """Write over what is to be erased in a literal."""
        tag = literal.language or ""
        mark = self.marks["en" if tag.startswith("en") else "sv"]
        text = self.pattern.sub(lambda f: f[0] if f.lastgroup else mark, literal.value)
        if literal.language:
            return Literal(text, language=literal.language)
        return Literal(text, datatype=literal.datatype)


@dataclass(frozen=True, slots=True)
class Scope:
    """What an erasure takes away.

    `things` are gone with their sub-nodes; `values` are single triples that are. `blot` writes over
    names in the `graphs`, unless they are said of those who are `spared`: others of the same name.
    `attributed` maps statements that stay to the organisations that they are attributed to then.
    """

    graphs: frozenset[str]
    things: frozenset[str] = frozenset()
    values: frozenset[tuple[Subject, NamedNode, Term]] = frozenset()
    blot: Blot = Blot()
    spared: frozenset[str] = frozenset()
    attributed: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def covers(self, iri: str) -> bool:
        """Tell whether an IRI is one of the things, or a sub-node of one."""
        return _is_below(iri, self.things)

    def spares(self, iri: str) -> bool:
        """Tell whether names said of an IRI stay: it is of another of the same name."""
        return _is_below(iri, self.spared)

    def takes(self, quad: Quad) -> bool:
        """Tell whether a quad goes as a whole; blank nodes are not looked at."""
        if (quad.subject, quad.predicate, quad.object) in self.values:
            return True
        return self._touches(quad.subject) or self._touches(quad.object)

    def _touches(self, term: Term) -> bool:
        if isinstance(term, NamedNode):
            return self.covers(term.value)
        return isinstance(term, Triple) and (
            self._touches(term.subject) or self._touches(term.object)
        )


def _is_below(iri: str, things: frozenset[str]) -> bool:
    while iri not in things:
        end = max(iri.rfind("/"), iri.rfind("#"))
        if end < 0:
            return False
        iri = iri[:end]
    return True
