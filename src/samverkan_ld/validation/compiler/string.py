"""How a value node is spelt: SHACL, section 4.4.

See https://www.w3.org/TR/shacl/#core-components-string.
"""

import rdflib
from pyoxigraph import Literal
from rdflib.namespace import SH
from rdflib.term import Node

from samverkan_ld.validation.compiler.cardinality import number
from samverkan_ld.validation.compiler.clauses import MET, Condition, Few, Some, Test, when
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.regex import translate
from samverkan_ld.validation.compiler.scope import Scope


def min_length(scope: Scope, value: Node) -> Condition:
    """Compile sh:minLength."""
    name, length = f"?{scope.focus}", number(value)
    return when(f"ISBLANK({name}) || STRLEN(STR({name})) < {length}") if length else MET


def max_length(scope: Scope, value: Node) -> Condition:
    """Compile sh:maxLength."""
    name = f"?{scope.focus}"
    return when(f"ISBLANK({name}) || STRLEN(STR({name})) > {number(value)}")


def pattern(scope: Scope, value: Node) -> Condition:
    """Compile sh:pattern, with the sh:flags that the reference knows: i and m."""
    flags = scope.shape.values(SH.flags)
    if len(flags) > 1:
        raise NotPortableError("there is more than one sh:flags")
    known = "".join(
        flag for flag in "im" if flags and flag in str(getattr(flags[0], "value", flags[0])).lower()
    )
    regex = text(translate(str(value), known))
    name = f"?{scope.focus}"
    return when(f"ISBLANK({name}) || !REGEX(STR({name}), {regex})")


def language_in(scope: Scope, value: Node) -> Condition:
    """Compile sh:languageIn: the tag, or its first part, is one of the list."""
    tags = [_tag(item) for item in scope.items(value)]
    name = f"?{scope.focus}"
    if "*" in tags:
        return when(f'!(ISLITERAL({name}) && LANG({name}) != "")')
    listed = ", ".join(map(text, tags))
    first = f'STRBEFORE(CONCAT(LCASE(LANG({name})), "-"), "-")'
    known = f"(LCASE(LANG({name})) IN ({listed}) || {first} IN ({listed}))"
    return when(f'!(ISLITERAL({name}) && LANG({name}) != "" && {known})')


def unique_lang(scope: Scope, value: Node) -> Condition:
    """Compile sh:uniqueLang: two value nodes of one language."""
    if not isinstance(value, rdflib.Literal) or value.value is not True:
        return MET
    name = scope.fresh()
    tagged = Test(f'ISLITERAL(?{name}) && LANG(?{name}) != ""')
    alike = scope.match(tagged, 2, var=name, key=f"LANG(?{name})")
    return Condition((Some(alike),), (Few(alike),))


def text(value: str) -> str:
    """Write a string as SPARQL."""
    return str(Literal(value))


def _tag(item: Node) -> str:
    if not isinstance(item, rdflib.Literal) or not isinstance(item.value, str):
        raise NotPortableError("sh:languageIn lists what is no string")
    return str(item.value).lower()
