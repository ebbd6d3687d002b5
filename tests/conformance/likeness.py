"""How like two answers are: the same terms, the same values, or neither.

Rows are compared as multisets, blank nodes up to a renaming that is one to one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from decimal import Decimal
from enum import StrEnum

from pyoxigraph import BlankNode, Literal
from tests.conformance.answers import Answer, Row, Term

from samverkan_ld.namespaces import XSD

Names = Mapping[BlankNode, BlankNode]
Counted = tuple[Row, int]

_CANONICAL: Mapping[str, Callable[[str], str]] = {
    XSD + "integer": lambda text: str(int(text)),
    XSD + "decimal": lambda text: str(Decimal(text).normalize()),
    XSD + "double": lambda text: str(float(text)),
    XSD + "float": lambda text: str(float(text)),
    XSD + "boolean": lambda text: {"1": "true", "0": "false"}.get(text, text),
    XSD + "date": lambda text: text.replace("+00:00", "Z"),
}
"""How to write values in one way, for the datatypes whose literals the store rewrites."""


class Likeness(StrEnum):
    """What a comparison comes to."""

    SAME = "the same terms"
    EQUAL = "the same values, written otherwise"
    OTHER = "something else"


def likeness(
    expected: Answer, actual: Answer, *, is_ordered: bool = False, is_lax: bool = False
) -> Likeness:
    """Compare two answers, in order if `is_ordered`, without regard to duplicates if `is_lax`."""
    if expected.columns != actual.columns:
        return Likeness.OTHER
    one, other = (_rows(answer, is_ordered, is_lax) for answer in (expected, actual))
    if is_match(one, other):
        return Likeness.SAME
    return Likeness.EQUAL if is_match(_values(one), _values(other)) else Likeness.OTHER


def is_match(one: Iterable[Row], other: Iterable[Row]) -> bool:
    """Tell whether some renaming of blank nodes makes one multiset of rows the other."""
    ground, blank = _parts(one)
    other_ground, other_blank = _parts(other)
    return ground == other_ground and _is_renamed([*blank], other_blank, {})


def _rows(answer: Answer, is_ordered: bool, is_lax: bool) -> Iterable[Row]:
    if is_ordered:
        return [(Literal(rank), *row) for rank, row in enumerate(answer.rows)]
    return dict.fromkeys(answer.rows) if is_lax else answer.rows


def _parts(rows: Iterable[Row]) -> tuple[Set[Counted], Set[Counted]]:
    """Part rows, each with how often it stands there, into those without and with blank nodes."""
    counted = {*Counter(rows).items()}
    blank = {item for item in counted if any(isinstance(term, BlankNode) for term in item[0])}
    return counted - blank, blank


def _is_renamed(one: Sequence[Counted], other: Set[Counted], names: Names) -> bool:
    """Try every way to pair the rows that are left."""
    if not one or len(one) != len(other):
        return len(one) == len(other)
    (row, times), *rest = one
    return any(
        _is_renamed(rest, other - {(candidate, count)}, extended)
        for candidate, count in other
        if times == count and (extended := _extend(names, row, candidate)) is not None
    )


def _extend(names: Names, row: Row, candidate: Row) -> Names | None:
    """Extend a renaming so that it makes one row the other; None if none can."""
    extended = dict(names)
    for term, wanted in zip(row, candidate, strict=True):
        if isinstance(term, BlankNode) and isinstance(wanted, BlankNode):
            if extended.setdefault(term, wanted) != wanted:
                return None
        elif term != wanted:
            return None
    is_one_to_one = len({*extended.values()}) == len(extended)
    return extended if is_one_to_one else None


def _values(rows: Iterable[Row]) -> list[Row]:
    return [tuple(map(_value, row)) for row in rows]


def _value(term: Term | None) -> Term | None:
    """Write the value of a literal in one way; ill-typed ones and other terms stay."""
    if not isinstance(term, Literal) or term.datatype.value not in _CANONICAL:
        return term
    with suppress(ArithmeticError, ValueError):
        return Literal(_CANONICAL[term.datatype.value](term.value), datatype=term.datatype)
    return term
