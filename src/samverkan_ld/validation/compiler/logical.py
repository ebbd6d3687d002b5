"""Constraints that combine shapes: SHACL, section 4.6.

See https://www.w3.org/TR/shacl/#core-components-logical.
"""

from rdflib.term import Node

from samverkan_ld.validation.compiler.clauses import (
    Condition,
    Test,
    every,
    may_conform,
    may_fail,
    negated,
)
from samverkan_ld.validation.compiler.scope import Scope


def not_(scope: Scope, value: Node) -> Condition:
    """Compile sh:not."""
    return negated(scope.condition(value, scope.focus))


def and_(scope: Scope, value: Node) -> Condition:
    """Compile sh:and."""
    return every(_options(scope, value))


def or_(scope: Scope, value: Node) -> Condition:
    """Compile sh:or."""
    return negated(every([negated(option) for option in _options(scope, value)]))


def xone(scope: Scope, value: Node) -> Condition:
    """Compile sh:xone: one shape conforms and all others fail."""
    options = _options(scope, value)
    sure = [_only(options, one, surely=True) for one in range(len(options))]
    possible = [_only(options, one, surely=False) for one in range(len(options))]
    fails, conforms = f"!({' || '.join(sure)})", " || ".join(possible)
    return Condition((Test(fails),), (Test(conforms),), every(options).errs)


def _only(options: list[Condition], one: int, *, surely: bool) -> str:
    """Write: one option alone conforms, surely or perhaps."""
    texts = []
    for number, option in enumerate(options):
        conforms, fails = may_conform(option), may_fail(option)
        if surely:
            conforms, fails = f"!({fails})", f"!({conforms})"
        texts.append(f"({conforms if number == one else fails})")
    return f"({' && '.join(texts)})"


def _options(scope: Scope, value: Node) -> list[Condition]:
    return [scope.condition(item, scope.focus) for item in scope.items(value)]
