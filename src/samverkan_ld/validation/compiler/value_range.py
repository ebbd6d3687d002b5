"""Between which bounds a value node lies: SHACL, section 4.3.

See https://www.w3.org/TR/shacl/#core-components-range.
"""

from typing import Final

import rdflib
from rdflib.namespace import XSD
from rdflib.term import Node

from samverkan_ld.validation.compiler.clauses import Condition, Test
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.scope import Scope, constant
from samverkan_ld.validation.compiler.value_type import WELL_FORMED

_EXACT: Final = (XSD.integer, XSD.decimal)
_TEMPORAL: Final = {XSD.date: (10,), XSD.dateTime: (19, 20)}
"""Lengths of the spellings without fractions, whose order is that of their letters."""


def min_inclusive(scope: Scope, value: Node) -> Condition:
    """Compile sh:minInclusive."""
    return _bounded(scope, ">=", value)


def min_exclusive(scope: Scope, value: Node) -> Condition:
    """Compile sh:minExclusive."""
    return _bounded(scope, ">", value)


def max_inclusive(scope: Scope, value: Node) -> Condition:
    """Compile sh:maxInclusive."""
    return _bounded(scope, "<=", value)


def max_exclusive(scope: Scope, value: Node) -> Condition:
    """Compile sh:maxExclusive."""
    return _bounded(scope, "<", value)


def _bounded(scope: Scope, operator: str, value: Node) -> Condition:
    """Make the condition of nodes that are not surely on the right side of a bound."""
    if not isinstance(value, rdflib.Literal) or value.ill_typed:
        raise NotPortableError("a bound is no well-formed literal")
    bound, name = constant(value), f"?{scope.focus}"
    if value.datatype in _EXACT:
        sure = f"{is_of(name, _EXACT)} && {name} {operator} {bound}"
    else:
        options = [_as_text(name, operator, *kind, value) for kind in _KINDS]
        sure = " || ".join(option for option in options if option)
    if not sure:
        raise NotPortableError("a bound has a time zone, or is no number, date or time")
    return Condition((Test(f"COALESCE(!({sure}), true)"),), ())


_KINDS: Final = [(kind, length) for kind, lengths in _TEMPORAL.items() for length in lengths]


def _as_text(name: str, operator: str, kind: Node, length: int, value: rdflib.Literal) -> str:
    if value.datatype != kind or len(value) != length:
        return ""
    return f'({is_spelt(name, kind, length)} && STR({name}) {operator} "{value}")'


def is_of(name: str, kinds: tuple[Node, ...]) -> str:
    """Write: a variable holds a literal of one of some datatypes."""
    return f"DATATYPE({name}) IN ({', '.join(f'<{kind}>' for kind in kinds)})"


def is_spelt(name: str, kind: Node, length: int) -> str:
    """Write: a variable holds a well-formed literal of a datatype with so many characters."""
    return (
        f"DATATYPE({name}) = <{kind}> && STRLEN(STR({name})) = {length}"
        f' && REGEX(STR({name}), "{WELL_FORMED[kind]}")'
    )


def surely_less(one: str, operator: str, other: str) -> str:
    """Write: two variables are surely in order, by "<" or "<=", and comparable at all."""
    numbers = f"({is_of(one, _EXACT)} && {is_of(other, _EXACT)} && {one} {operator} {other})"
    string = f"<{XSD.string}>"
    texts = (
        f"(DATATYPE({one}) = {string} && DATATYPE({other}) = {string}"
        f" && STR({one}) {operator} STR({other}))"
    )
    times = (
        f"({is_spelt(one, kind, length)} && {is_spelt(other, kind, length)}"
        f" && STR({one}) {operator} STR({other}))"
        for kind, length in _KINDS
    )
    return " || ".join([numbers, texts, *times])
