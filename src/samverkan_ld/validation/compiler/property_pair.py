"""How value nodes compare with those of another property: SHACL, section 4.5.

See https://www.w3.org/TR/shacl/#core-components-property-pairs.
"""

from dataclasses import replace

from rdflib.term import Node

from samverkan_ld.validation.compiler.clauses import Condition, Few, Match, Some, Test, when
from samverkan_ld.validation.compiler.scope import Scope, iri
from samverkan_ld.validation.compiler.value_range import surely_less


def equals(scope: Scope, value: Node) -> Condition:
    """Compile sh:equals: a value node of one of the two that is none of the other."""
    if scope.shape.path is None:
        return _alone(scope, value, "NOT EXISTS {{ {same} }} || EXISTS {{ {other} }}")
    mine, other = scope.match(), _other(scope, value)
    fails = (
        replace(mine, meeting=Few(_of(scope, value, mine.var))),
        replace(other, meeting=Few(scope.match(var=other.var))),
    )
    return Condition(tuple(map(Some, fails)), tuple(map(Few, fails)))


def disjoint(scope: Scope, value: Node) -> Condition:
    """Compile sh:disjoint: a value node that the other property has too."""
    if scope.shape.path is None:
        return _alone(scope, value, "EXISTS {{ {same} }}")
    mine = scope.match()
    shared = _with(mine, _of(scope, value, mine.var).pattern)
    return Condition((Some(shared),), (Few(shared),))


def less_than(scope: Scope, value: Node) -> Condition:
    """Compile sh:lessThan."""
    return _ordered(scope, "<", value)


def less_than_or_equals(scope: Scope, value: Node) -> Condition:
    """Compile sh:lessThanOrEquals."""
    return _ordered(scope, "<=", value)


def _ordered(scope: Scope, operator: str, value: Node) -> Condition:
    """Make the condition of nodes with values that are not surely in order."""
    mine, other = scope.match(), _other(scope, value)
    sure = surely_less(f"?{mine.var}", operator, f"?{other.var}")
    pair = replace(_with(mine, other.pattern), meeting=Test(f"COALESCE(!({sure}), true)"))
    # The reference gives up on blank nodes, even where there is nothing to compare them with.
    blank = (replace(m, meeting=Test(f"ISBLANK(?{m.var})")) for m in (mine, other))
    return Condition((Some(pair),), (), tuple(map(Some, blank)))


def _other(scope: Scope, value: Node) -> Match:
    """Match the values of the other property."""
    return _of(scope, value, scope.fresh())


def _of(scope: Scope, value: Node, var: str) -> Match:
    """Match a value of the other property in a variable."""
    pattern = f"?{scope.focus} {iri(value)} ?{var} ."
    return Match(scope.focus, var, pattern, (pattern,))


def _with(match: Match, pattern: str) -> Match:
    """Add a pattern to what is matched."""
    whole = f"{match.pattern} {pattern}" if match.pattern else ""
    return replace(match, pattern=whole, known=(*match.known, pattern))


def _alone(scope: Scope, value: Node, text: str) -> Condition:
    """Make the condition of a node shape, whose value node is its focus node."""
    focus, var = f"?{scope.focus}", f"?{scope.fresh()}"
    same = f"{focus} {iri(value)} {focus}"
    other = f"{focus} {iri(value)} {var} FILTER(!sameTerm({focus}, {var}))"
    return when(text.format(same=same, other=other))
