"""When a node fails a constraint, in terms that SPARQL can ask for.

A condition errs on one side only: what it says of failing is true of every node that fails, and
what it says of conforming of every node that conforms; either may be true of further nodes.
"""

from dataclasses import dataclass
from typing import Final

from samverkan_ld.validation.compiler.portable import NotPortableError

_COPIES: Final = 4
"""So many values are told apart inside a condition; only a query of its own can count more."""


@dataclass(frozen=True, slots=True)
class Test:
    """A SPARQL expression that never errs."""

    expression: str


@dataclass(frozen=True, slots=True)
class Match:
    """So many values that a focus node has.

    Attributes:
        focus: the variable of the focus node.
        var: the variable of the values.
        pattern: finds the values of all nodes at once; "" where that cannot be done.
        known: finds the values of one node that is known already, step by step.
        meeting: a clause that the values meet, too.
        count: how many different values there must be.
        key: an expression on `var` in which the values agree.
    """

    focus: str
    var: str
    pattern: str
    known: tuple[str, ...]
    meeting: "Clause | None" = None
    count: int = 1
    key: str = ""


@dataclass(frozen=True, slots=True)
class Some:
    """There are so many values, or more."""

    match: Match


@dataclass(frozen=True, slots=True)
class Few:
    """There are fewer values."""

    match: Match


@dataclass(frozen=True, slots=True)
class All:
    """Several clauses hold."""

    clauses: tuple["Clause", ...]


Clause = Test | Some | Few | All

ALWAYS: Final = Test("true")


@dataclass(frozen=True, slots=True)
class Condition:
    """When a node may fail (one of the clauses holds), and when it may conform (all hold).

    Where one of `errs` holds the reference may give up, however the constraint is used.
    """

    fails: tuple[Clause, ...]
    conforms: tuple[Clause, ...]
    errs: tuple[Clause, ...] = ()


UNKNOWN: Final = Condition((ALWAYS,), (), (ALWAYS,))
"""The condition of a constraint that only the reference can judge."""

MET: Final = Condition((), ())
"""The condition of a constraint that every node meets."""


def when(failing: str) -> Condition:
    """Make the condition of a node that fails if, and only if, a SPARQL expression is true.

    Where the expression errs, nothing is known.
    """
    return Condition(
        (Test(f"COALESCE({failing}, true)"),), (Test(f"COALESCE(!({failing}), true)"),)
    )


def every(conditions: list[Condition]) -> Condition:
    """Join the conditions of constraints that must all be met."""
    return Condition(
        tuple(clause for condition in conditions for clause in condition.fails),
        tuple(clause for condition in conditions for clause in condition.conforms),
        tuple(clause for condition in conditions for clause in condition.errs),
    )


def negated(condition: Condition) -> Condition:
    """Give the condition of a constraint that is met where another fails."""
    fails = condition.fails
    conforms = fails if len(fails) == 1 else (Test(may_fail(condition)),)
    return Condition((All(condition.conforms),), conforms, condition.errs)


def may_fail(condition: Condition) -> str:
    """Write as an expression: the node may fail."""
    return _joined(" || ", condition.fails, "false")


def may_conform(condition: Condition) -> str:
    """Write as an expression: the node may conform."""
    return _joined(" && ", condition.conforms, "true")


def _joined(operator: str, clauses: tuple[Clause, ...], nothing: str) -> str:
    texts = [f"({expression(clause)})" for clause in clauses]
    return operator.join(texts) if texts else nothing


def expression(clause: Clause) -> str:
    """Write a clause as a SPARQL expression about its focus node.

    Raises:
        NotPortableError: it counts further than an expression can.
    """
    match clause:
        case Test(text):
            return text
        case All(clauses):
            return _joined(" && ", clauses, "true")
        case Some(match):
            return f"EXISTS {{ {_group(match, [match.var])} }}"
        case Few(match):
            return f"NOT EXISTS {{ {_group(match, [match.var])} }}"


def _group(match: Match, names: list[str]) -> str:
    """Write the pattern of a value that differs from those before it, and of those after it."""
    if match.count > _COPIES:
        raise NotPortableError(f"{match.count} values are too many to be told apart")
    *others, name = names
    filters = []
    for other in others:
        filters.append(f"!sameTerm(?{other}, ?{name})")
        if match.key:
            keys = (_renamed(match.key, match.var, var) for var in (other, name))
            filters.append(" = ".join(keys))
    if match.meeting:
        filters.append(_renamed(expression(match.meeting), match.var, name))
    if len(names) < match.count:
        following = _group(match, [*names, f"{match.var}{len(names) + 1}_"])
        filters.append(f"EXISTS {{ {following} }}")
    return _followed([_renamed(step, match.var, name) for step in match.known], filters)


def _followed(steps: list[str], filters: list[str]) -> str:
    """Write steps, each within a group of the one before, and filters of the last.

    So the engine goes from one node to the next; it would look for all of them everywhere, and for
    each node anew, if the steps stood side by side.
    """
    *first, last = steps
    text = " ".join([last, *(f"FILTER({condition})" for condition in filters)])
    for step in reversed(first):
        text = f"{step} FILTER(EXISTS {{ {text} }})"
    return text


def _renamed(text: str, var: str, name: str) -> str:
    # The compiler ends the names of its variables with a sign that stands nowhere else in them, and
    # what lies on the way to a value is named after it.
    return text.replace(f"?{var}", f"?{name}")
