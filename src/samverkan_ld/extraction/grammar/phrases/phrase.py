"""A role phrase: titles with the organisations, the field and the time that belong to them."""

from dataclasses import dataclass
from typing import Final

from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.titles import Title
from samverkan_ld.extraction.grammar.words import word_list, word_set

_ELECTED: Final = word_list("phrases.elected")
"""Ends of titles of elected people, after whose names a party may stand."""
_MUNICIPAL: Final = word_list("phrases.municipal")
"""Ends of titles that “i Norsjö” makes those of a municipality."""
_OF_FIELDS: Final = word_list("phrases.of_fields")
"""Ends of titles of which a body has several, each with a field of its own."""
_HEADS: Final = word_list("phrases.heads")
"""Ends of titles after which “för” names what is led."""
_COUNCILS: Final = word_set("phrases.councils")
"""Boards that a municipality or region has one of: they stay in the title of their chair."""


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation in a phrase: its canonical name and the tokens that it takes."""

    name: str
    start: int
    end: int
    is_body: bool
    is_parallel: bool = False
    """Whether it stands beside the one before it, and not around it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase: titles that share organisations and a time.

    `start` and `end` are chunks. `field` is the end, as a token, of what the last title is about:
    “projektledare för Digital skola”. `whose` is the word that stands for an
    organisation named before: “kommunens”, “(ordförande i) föreningen”; else it is empty.
    """

    start: int
    end: int
    titles: tuple[Title, ...]
    places: tuple[Place, ...]
    field: int | None
    period: Period | None
    whose: str

    @property
    def is_plural(self) -> bool:
        """Whether the title is one of several people."""
        return any(title.number == "p" for title in self.titles)

    @property
    def is_political(self) -> bool:
        """Whether it is a title of elected people, after whose names a party may stand."""
        return self._has_title(_ELECTED)

    @property
    def is_municipal(self) -> bool:
        """Whether “i Norsjö” after it is the municipality, and not only where the person is."""
        return self._has_title(_MUNICIPAL)

    @property
    def is_leading(self) -> bool:
        """Whether “för” after it names what is led: “vd för”, “ordförande för”."""
        return self._has_title(_HEADS)

    @property
    def has_field(self) -> bool:
        """Whether a name right after it is what it is about, and no body: “enhetschef Fritid”."""
        return self._has_title(_OF_FIELDS)

    def _has_title(self, ends: tuple[str, ...]) -> bool:
        return any(title.text.lower().endswith(ends) for title in self.titles)


def groups(phrase: Phrase) -> list[list[Place]]:
    """Give the parallel organisations of a phrase, each with what it stands in."""
    found: list[list[Place]] = []
    for place in phrase.places:
        if place.is_parallel or not found:
            found.append([place])
        else:
            found[-1].append(place)
    return found


Resolved = tuple[tuple[Place | None, ...], int | None]


def resolve(phrase: Phrase) -> Resolved:
    """Tell the organisations of a phrase, and where its title ends when it keeps a unit.

    A unit inside a body stays in the title: “ordförande i socialnämnden i Norsjö kommun” is a role
    at Norsjö kommun. Bodies side by side are roles of their own.
    """
    parallel = groups(phrase)
    if not parallel:
        return (None,), None
    if len(parallel) > 1:
        return _resolve_parallel(parallel)
    return _resolve_nested(parallel[0], phrase.titles[-1].end)


def _resolve_parallel(parallel: list[list[Place]]) -> Resolved:
    """Give the body of each group; a unit before the first is kept if it is one of both bodies."""
    unit = parallel[0][0]
    chosen = [next((p for p in group if p.is_body), group[0]) for group in parallel]
    both_are_bodies = chosen[0].is_body and chosen[1].is_body
    is_shared = not unit.is_body and both_are_bodies and len(parallel[1]) == 1
    return tuple(chosen), unit.end if is_shared else None


def _resolve_nested(places: list[Place], title_end: int) -> Resolved:
    """Give the innermost body, or the unit that stands alone."""
    unit = places[0]
    is_unit_after = not unit.is_body and unit.start >= title_end
    keeps = unit.end if is_unit_after else None
    bodies = [place for place in places if place.is_body]
    if bodies:
        return (bodies[0],), keeps
    if is_unit_after and unit.name.lower() in _COUNCILS:
        return (None,), keeps
    return (unit,), None
