"""What a rule reads in a line."""

from dataclasses import dataclass

from samverkan_ld.extraction.grammar.periods import Period
from samverkan_ld.extraction.grammar.phrases.phrase import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """That a person has a role, or belongs to organisations.

    Attributes:
        who: the part of the sentence that is the person; None for the one named last before it.
        what: the part that is the role phrase, if there is one.
        places: organisations beside those of the role phrase.
        share: which of the organisations the person takes, when people share them in turn (“vid X
            respektive Y”).
        period: a time that stands outside the role phrase.
        title: the tokens of a title that no list knows.
        nth: which of several titles it is.
    """

    who: int | None
    what: int | None
    places: tuple[Place, ...] = ()
    share: int | None = None
    period: Period | None = None
    title: tuple[int, int] | None = None
    nth: int | None = None
