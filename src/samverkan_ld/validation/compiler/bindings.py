"""What is known of the variables that patterns bind.

SPARQL 1.1, section 18.2.1 (https://www.w3.org/TR/sparql11-query/#variableScope).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rdflib.paths import Path
from rdflib.term import Variable

from samverkan_ld.validation.compiler.steps import ends_in_resource, starts_in_resource
from samverkan_ld.validation.compiler.values import Kind, Scope, Typed, refuse


def kinds(triple: tuple[Any, Any, Any]) -> Iterator[tuple[str, Kind]]:
    """Tell what kinds of terms a triple pattern binds its variables to."""
    subject, step, value = triple
    is_path = isinstance(step, Path)
    facts = [
        (subject, not is_path or starts_in_resource(step)),
        (step, True),
        (value, is_path and ends_in_resource(step)),
    ]
    for node, is_resource in facts:
        if isinstance(node, Variable):
            yield str(node), Kind.RESOURCE if is_resource else Kind.TERM


def joined(left: Scope, right: Scope) -> Scope:
    """Put together what is known of solutions that are joined."""
    both = {**left, **right}
    for name in left.keys() & right.keys():
        known = {left[name].kind, right[name].kind}
        kind = Kind.RESOURCE if Kind.RESOURCE in known else right[name].kind
        is_total = left[name].is_total or right[name].is_total
        both[name] = replace(right[name], kind=kind, is_total=is_total)
    return both


def either(left: Typed | None, right: Typed | None) -> Typed:
    """Tell what is known of a variable that one of two patterns binds, or both."""
    if left is None or right is None:
        known = left or right or refuse("no variable")
        return replace(known, is_total=False)
    kind = left.kind if left.kind == right.kind else Kind.TERM
    return replace(left, kind=kind, is_total=left.is_total and right.is_total)
