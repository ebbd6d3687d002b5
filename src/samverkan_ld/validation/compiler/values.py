"""Values of expressions, and how they are written for the engine.

SPARQL 1.1, section 17.1 (https://www.w3.org/TR/sparql11-query/#operandDataTypes).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, NoReturn

import pyoxigraph as ox
from rdflib.namespace import XSD
from rdflib.term import Literal, URIRef

from samverkan_ld.validation.compiler.portable import NotPortableError

Kind = Enum("Kind", ["STRING", "NUMBER", "TRUTH", "RESOURCE", "TERM"])
"""What values an expression has: a resource is an IRI or a blank node, a term is anything."""

LARGEST: Final = 2**53
"""Numbers up to this one are whole in both engines."""


@dataclass(frozen=True, slots=True)
class Typed:
    """An expression: its text, the kind of its values, and whether it always has one.

    Numbers lie between two bounds.
    """

    text: str
    kind: Kind
    is_total: bool = True
    bounds: tuple[int, int] = (0, 0)


Scope = Mapping[str, Typed]
"""What is known of the variables that can be seen."""


def refuse(reason: str) -> NoReturn:
    """Raise NotPortableError."""
    raise NotPortableError(reason)


def call(name: str, kind: Kind, arguments: Sequence[Typed]) -> Typed:
    """Call a function or an operator, which has a value where all of its arguments have one."""
    texts = [argument.text for argument in arguments]
    is_function = name[0].isalpha() or len(texts) == 1
    text = f"{name}({', '.join(texts)})" if is_function else f"({name.join(texts)})"
    return Typed(text, kind, all(argument.is_total for argument in arguments))


def term(node: object) -> str:
    """Write an IRI or a literal that stands in a triple pattern.

    Raises:
        NotPortableError: it is neither, or a literal that may be matched by its value.
    """
    try:
        if isinstance(node, URIRef):
            return str(ox.NamedNode(str(node)))
        if isinstance(node, Literal) and node.language and node.language.islower():
            return str(ox.Literal(str(node), language=node.language))
    except ValueError as error:
        refuse(str(error))
    return constant(node).text


def constant(node: object) -> Typed:
    """Write a literal: a plain string, a whole number or a truth value.

    Raises:
        NotPortableError: it is something else.
    """
    if not isinstance(node, Literal):
        refuse(f"{type(node).__name__} stands where a literal or an IRI should")
    if node.language is None and node.datatype is None:
        return Typed(quoted(str(node)), Kind.STRING)
    value = node.value
    if node.datatype == XSD.boolean and isinstance(value, bool):
        return Typed(str(value).lower(), Kind.TRUTH)
    is_whole = node.datatype == XSD.integer and isinstance(value, int)
    if not is_whole or abs(value) > LARGEST or str(value) != str(node):
        refuse(f"the literal {node!r} is not supported")
    return Typed(str(ox.Literal(value)), Kind.NUMBER, bounds=(value, value))


def string(node: object) -> str:
    """Give a constant string.

    Raises:
        NotPortableError: it is something else.
    """
    if constant(node).kind != Kind.STRING:
        refuse("a constant string is needed")
    return str(node)


def quoted(text: str) -> str:
    """Write a string.

    Raises:
        NotPortableError: it holds a surrogate.
    """
    try:
        return str(ox.Literal(text))
    except ValueError as error:
        refuse(str(error))
