"""Queries that find the focus nodes that a clause holds for.

Inside a condition a clause is asked of one node after another. A query of its own may instead look
at all values at once and name the nodes they belong to, which is many times faster.
"""

from samverkan_ld.validation.compiler.clauses import All, Clause, Few, Match, Some, expression
from samverkan_ld.validation.targets import Targets

FOCUS = "this"


def probe(clause: Clause, targets: Targets, *, one_by_one: bool) -> str:
    """Write a query for `?this`: all focus nodes that a clause holds for, and perhaps others.

    Args:
        clause: a clause about `?this`.
        targets: the targets of the shape.
        one_by_one: whether the focus nodes are so few that each is looked at by itself.

    Raises:
        NotPortableError: an expression cannot count so far.
    """
    if one_by_one:
        return _select(f"{_distinct(targets)} FILTER({expression(clause)})")
    if isinstance(clause, Some) and clause.match.pattern:
        return _select(_counted(clause.match))
    met = _met(clause)
    # What a clause takes away at once is gone before duplicates have to be found.
    whole = targets.pattern if met.startswith("MINUS") else _distinct(targets)
    return _select(f"{whole} {met}")


def _select(pattern: str) -> str:
    return f"SELECT DISTINCT ?{FOCUS} {{ {pattern} }}"


def _distinct(targets: Targets) -> str:
    return f"{{ {_select(targets.pattern)} }}"


def _met(clause: Clause) -> str:
    """Write what a clause asks of nodes that are known already: at once, where that can be."""
    if isinstance(clause, All):
        return " ".join(sorted(map(_met, clause.clauses), reverse=True))
    if isinstance(clause, Few) and clause.match.pattern:
        return f"MINUS {{ {_counted(clause.match)} }}"
    return f"FILTER({expression(clause)})"


def _counted(match: Match) -> str:
    """Write the pattern of the nodes with so many values."""
    met = f"{match.pattern} {_met(match.meeting) if match.meeting else ''}"
    if match.count == 1:
        return met
    groups = f"GROUP BY ?{match.focus} " + (f"({match.key} AS ?key_)" if match.key else "")
    many = f"HAVING(COUNT(DISTINCT ?{match.var}) >= {match.count})"
    return f"{{ SELECT ?{match.focus} {{ {met} }} {groups} {many} }}"
