"""How many value nodes there are: SHACL, section 4.2.

See https://www.w3.org/TR/shacl/#core-components-count.
"""

import rdflib
from rdflib.term import Node

from samverkan_ld.validation.compiler.clauses import MET, Condition, Few, Some
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.scope import Scope


def min_count(scope: Scope, value: Node) -> Condition:
    """Compile sh:minCount: too few value nodes."""
    count = number(value)
    if count < 1:
        return MET
    enough = scope.match(count=count)
    return Condition((Few(enough),), (Some(enough),))


def max_count(scope: Scope, value: Node) -> Condition:
    """Compile sh:maxCount: too many value nodes."""
    too_many = scope.match(count=number(value) + 1)
    return Condition((Some(too_many),), (Few(too_many),))


def number(value: Node) -> int:
    """Read a whole number.

    Raises:
        NotPortableError: it is none.
    """
    if not isinstance(value, rdflib.Literal) or not isinstance(value.value, int):
        raise NotPortableError("a number is no integer")
    return int(value.value)
