"""Expressions of SPARQL that rdflib and the engine evaluate to the same values.

SPARQL 1.1, section 17 (https://www.w3.org/TR/sparql11-query/#expressions). Where the two compare,
count or fail in ways of their own, an expression is refused: what is left are plain strings, whole
numbers, truth values, and terms of the data as such.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any, Final

from rdflib.plugins.sparql.parserutils import Expr
from rdflib.term import URIRef, Variable

from samverkan_ld.validation.compiler.regex import translate, translate_replacement
from samverkan_ld.validation.compiler.values import (
    LARGEST,
    Kind,
    Scope,
    Typed,
    call,
    constant,
    quoted,
    refuse,
    string,
    term,
)

_JUNCTIONS: Final = {"ConditionalAndExpression": "&&", "ConditionalOrExpression": "||"}
_DATA: Final = (Kind.RESOURCE, Kind.TERM)
_LONGEST: Final = 2**32
_RANGE: Final = re.compile(r"\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Expressions:
    """Writes expressions of rdflib's algebra for the engine.

    Attributes:
        scope: the variables that are in scope.
        has_blank_nodes: whether a variable may be bound to a blank node, of which rdflib's STR
            gives the label, and the engine's nothing.
    """

    scope: Scope
    has_blank_nodes: bool

    def condition(self, node: Any) -> str:
        """Write an expression of which only matters whether it is true; an error is as good as not.

        Raises:
            NotPortableError: the engine might judge otherwise.
        """
        if isinstance(node, Expr) and node.name in _JUNCTIONS:
            parts = [self.condition(part) for part in (node.expr, *node.other)]
            return f"({f' {_JUNCTIONS[node.name]} '.join(parts)})"
        return self._all(Kind.TRUTH, node)[0].text

    def write(self, node: Any) -> Typed:
        """Write an expression, the errors of which count.

        Raises:
            NotPortableError: the engine might give another value.
        """
        if isinstance(node, Variable):
            return self._variable(node)
        if isinstance(node, URIRef):
            return Typed(term(node), Kind.RESOURCE)
        if not isinstance(node, Expr):
            return constant(node)
        known = _WRITERS.get(node.name)
        return known(self, node) if known else refuse(f"{_name(node)} is not supported")

    def _all(self, kind: Kind, *nodes: Any) -> list[Typed]:
        found = [self.write(node) for node in nodes]
        if any(typed.kind != kind for typed in found):
            refuse(f"a {kind.name.lower()} is needed, and something else may stand there")
        return found

    def _variable(self, node: object) -> Typed:
        if not isinstance(node, Variable):
            refuse("a variable is needed, and something else stands there")
        if str(node) not in self.scope:
            refuse(f"?{node} is used out of its scope")
        return self.scope[str(node)]

    def _unnumbered(self, node: object) -> Typed:
        # What is a whole number here may be a decimal in rdflib.
        found = self._variable(node)
        return refuse("a number is used as a term") if found.kind == Kind.NUMBER else found

    def _str(self, node: Expr) -> Typed:
        found = self.write(node.arg)
        if self.has_blank_nodes and isinstance(node.arg, Variable) and found.kind in _DATA:
            refuse("STR of what may be a blank node")
        if found.kind == Kind.TRUTH:
            refuse("STR of a truth value")
        return call("STR", Kind.STRING, [found])

    def _strlen(self, node: Expr) -> Typed:
        (found,) = self._all(Kind.STRING, node.arg)
        return Typed(f"STRLEN({found.text})", Kind.NUMBER, found.is_total, (0, _LONGEST))

    def _substr(self, node: Expr) -> Typed:
        places = [constant(place) for place in (node.start, node.length) if place is not None]
        least = [place.bounds[0] for place in places if place.kind == Kind.NUMBER]
        if len(least) < len(places) or least[0] < 1 or least[-1] < 0:
            refuse("SUBSTR at other places than constant ones from 1")
        return call("SUBSTR", Kind.STRING, [*self._all(Kind.STRING, node.arg), *places])

    def _concat(self, node: Expr) -> Typed:
        return call("CONCAT", Kind.STRING, self._all(Kind.STRING, *_several(node)))

    def _coalesce(self, node: Expr) -> Typed:
        found = [self.write(argument) for argument in _several(node)]
        is_total = any(argument.is_total for argument in found)
        return _chosen(call("COALESCE", found[0].kind, found), found, is_total=is_total)

    def _if(self, node: Expr) -> Typed:
        found = [self.write(node.arg2), self.write(node.arg3)]
        whole = call("IF", found[0].kind, [*self._all(Kind.TRUTH, node.arg1), *found])
        return _chosen(whole, found, is_total=whole.is_total)

    def _with_strings(self, node: Expr) -> Typed:
        return call(_name(node), Kind.TRUTH, self._all(Kind.STRING, node.arg1, node.arg2))

    def _is_term(self, node: Expr) -> Typed:
        # Of an error rdflib says that it is no IRI; a variable is none.
        return call(_name(node), Kind.TRUTH, [self._unnumbered(node.arg)])

    def _bound(self, node: Expr) -> Typed:
        return Typed(f"BOUND({self._variable(node.arg).text})", Kind.TRUTH)

    def _lang(self, node: Expr) -> Typed:
        return Typed(f"LANG({self._unnumbered(node.arg).text})", Kind.STRING, is_total=False)

    def _datatype(self, node: Expr) -> Typed:
        return Typed(f"DATATYPE({self._unnumbered(node.arg).text})", Kind.RESOURCE, is_total=False)

    def _langmatches(self, node: Expr) -> Typed:
        is_tag = isinstance(node.arg1, Expr) and node.arg1.name == "Builtin_LANG"
        if not is_tag or not _RANGE.fullmatch(string(node.arg2)):
            refuse("LANGMATCHES of something else than LANG and a constant range")
        return call("LANGMATCHES", Kind.TRUTH, self._all(Kind.STRING, node.arg1, node.arg2))

    def _regex(self, node: Expr) -> Typed:
        (found,) = self._all(Kind.STRING, node.text)
        pattern = quoted(translate(string(node.pattern), _flags(node)))
        return call("REGEX", Kind.TRUTH, [found, Typed(pattern, Kind.STRING)])

    def _replace(self, node: Expr) -> Typed:
        (found,) = self._all(Kind.STRING, node.arg)
        # rdflib hands the flags on as the greatest number of matches to replace.
        written = translate_replacement(
            string(node.pattern), string(node.replacement), is_limited=bool(_flags(node))
        )
        arguments = [Typed(quoted(text), Kind.STRING) for text in written]
        return call("REPLACE", Kind.STRING, [found, *arguments])

    def _junction(self, node: Expr) -> Typed:
        found = self._all(Kind.TRUTH, node.expr, *node.other)
        # rdflib's && stops at an error, where the engine looks whether something else is false.
        if node.name == "ConditionalAndExpression" and not all(x.is_total for x in found[:-1]):
            refuse("&& behind an error, where errors count")
        return call(f" {_JUNCTIONS[node.name]} ", Kind.TRUTH, found)

    def _not(self, node: Expr) -> Typed:
        return call("!", Kind.TRUTH, self._all(Kind.TRUTH, node.expr))

    def _comparison(self, node: Expr) -> Typed:
        if node.op not in ("=", "!=", "<", ">", "<=", ">="):
            refuse(f"{node.op} is not supported")
        found = [self.write(node.expr), self.write(node.other)]
        kinds = {argument.kind for argument in found}
        is_order = node.op not in ("=", "!=")
        if len(kinds) > 1 or kinds <= {Kind.TERM, Kind.TRUTH}:
            refuse(f"{node.op} of what may be neither two strings, two numbers nor two resources")
        if is_order and kinds == {Kind.RESOURCE}:
            refuse(f"{node.op} of resources")
        return call(f" {node.op} ", Kind.TRUTH, found)

    def _product(self, node: Expr) -> Typed:
        found = self._all(Kind.NUMBER, node.expr, *node.other)
        # Zero times a negative number is a negative zero in rdflib.
        if {*node.op} != {"*"} or any(factor.bounds[0] < 0 for factor in found):
            refuse("division, or a product of negative numbers")
        return _number(" * ", found, 0, prod(factor.bounds[1] for factor in found))

    def _sum(self, node: Expr) -> Typed:
        found = self._all(Kind.NUMBER, node.expr, *node.other)
        whole = found[0]
        for sign, other in zip(node.op, found[1:], strict=True):
            low, high = other.bounds if sign == "+" else (-other.bounds[1], -other.bounds[0])
            bounds = whole.bounds[0] + low, whole.bounds[1] + high
            whole = _number(f" {sign} ", [whole, other], *bounds)
        return whole


def _several(node: Expr) -> list[Any]:
    # rdflib takes a single argument for a list of its characters.
    several = node.arg if isinstance(node.arg, list) else []
    return several if len(several) > 1 else refuse(f"{_name(node)} of one argument")


def _chosen(whole: Typed, found: list[Typed], *, is_total: bool) -> Typed:
    kinds = {argument.kind for argument in found}
    if len(kinds) > 1 or kinds & {*_DATA}:
        refuse("a choice between what may be of several kinds")
    lows, highs = zip(*(argument.bounds for argument in found), strict=True)
    return Typed(whole.text, whole.kind, is_total, (min(lows), max(highs)))


def _number(sign: str, found: list[Typed], low: int, high: int) -> Typed:
    if max(-low, high) > LARGEST:
        refuse("a number may grow too large")
    whole = call(sign, Kind.NUMBER, found)
    return Typed(whole.text, Kind.NUMBER, whole.is_total, (low, high))


def _flags(node: Expr) -> str:
    """Give the flags that rdflib knows; it is silent about others."""
    given = "" if node.flags is None else string(node.flags)
    return "".join(sorted({*given} & {*"ims"}))


def _name(node: Expr) -> str:
    return str(node.name).removeprefix("Builtin_")


_WRITERS: Final[dict[str, Callable[[Expressions, Any], Typed]]] = {
    "Builtin_STR": Expressions._str,
    "Builtin_STRLEN": Expressions._strlen,
    "Builtin_SUBSTR": Expressions._substr,
    "Builtin_CONCAT": Expressions._concat,
    "Builtin_COALESCE": Expressions._coalesce,
    "Builtin_IF": Expressions._if,
    "Builtin_STRSTARTS": Expressions._with_strings,
    "Builtin_STRENDS": Expressions._with_strings,
    "Builtin_CONTAINS": Expressions._with_strings,
    "Builtin_isIRI": Expressions._is_term,
    "Builtin_isURI": Expressions._is_term,
    "Builtin_isBLANK": Expressions._is_term,
    "Builtin_isLITERAL": Expressions._is_term,
    "Builtin_BOUND": Expressions._bound,
    "Builtin_LANG": Expressions._lang,
    "Builtin_DATATYPE": Expressions._datatype,
    "Builtin_LANGMATCHES": Expressions._langmatches,
    "Builtin_REGEX": Expressions._regex,
    "Builtin_REPLACE": Expressions._replace,
    "ConditionalAndExpression": Expressions._junction,
    "ConditionalOrExpression": Expressions._junction,
    "UnaryNot": Expressions._not,
    "RelationalExpression": Expressions._comparison,
    "MultiplicativeExpression": Expressions._product,
    "AdditiveExpression": Expressions._sum,
}
