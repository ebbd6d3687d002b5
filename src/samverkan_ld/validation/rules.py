"""SPARQL constraints, with the text that the reference validator runs.

SHACL, section 5 (https://www.w3.org/TR/shacl/#sparql-constraints).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import rdflib
from pyshacl.constraints.sparql.sparql_based_constraints import SPARQLBasedConstraint
from rdflib.term import Node

from samverkan_ld.validation.queries import check_query, query_key

_ANY: Final = rdflib.URIRef("urn:x")


@dataclass(frozen=True, slots=True)
class Rule:
    """A query that a shape's focus nodes are tried with: its text, and the prefixes it needs."""

    node: Node
    text: str
    prefixes: Mapping[str, str]

    @property
    def key(self) -> object:
        """What tells the rule from others when the reference runs it."""
        return query_key(self.whole)

    @property
    def whole(self) -> str:
        """The text with its prefixes declared."""
        names = (f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in self.prefixes.items())
        return f"{''.join(names)}\n{self.text}"


def read_rules(constraint: SPARQLBasedConstraint) -> tuple[Rule, ...]:
    """Read the rules of a shape that are not deactivated.

    Raises:
        Exception: a query cannot be used; rdflib raises what it likes.
    """
    active = (helper for helper in constraint.sparql_constraints if not helper.deactivated)
    return tuple(_rule(helper) for helper in sorted(active, key=lambda helper: str(helper.node)))


def _rule(helper: Any) -> Rule:
    _, text = helper.pre_bind_variables(_ANY)
    rule = Rule(helper.node, text, {str(p): str(iri) for p, iri in helper.prefixes.items()})
    try:
        check_query(rule.whole)
    except Exception as error:
        raise ValueError(f"its query cannot be read{_place(error, rule)}") from error
    return rule


def _place(error: Any, rule: Rule) -> str:
    """Tell where a query is at fault, not counting the prefixes that are put before it."""
    if not hasattr(error, "lineno"):
        return f": {error}"
    before = rule.whole.count("\n", 0, len(rule.whole) - len(rule.text))
    return f" at line {error.lineno - before}, column {error.column}: {error.msg}"
