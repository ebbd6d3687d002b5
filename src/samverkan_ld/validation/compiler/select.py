"""Queries of SPARQL constraints, written for the engine.

SHACL, section 5 (https://www.w3.org/TR/shacl/#sparql-constraints). A query is read by rdflib, as
the reference validator reads it, and what rdflib understood is written anew: so neither grammar nor
prefixes can be read in two ways.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Store
from pyshacl.helper.sparql_query_helper import SPARQLQueryHelper
from rdflib.plugins.sparql.parserutils import CompValue

from samverkan_ld.validation.compiler.patterns import Patterns
from samverkan_ld.validation.compiler.values import Kind, Scope, refuse
from samverkan_ld.validation.horizon import Horizon, horizon
from samverkan_ld.validation.queries import read_query

_REFUSED: Final = re.compile(r"INUS[\s{]|VALUES|ERVICE[\s<]|SELECT.*SELECT|\bBASE\b", re.I | re.S)
"""What the validator may take for a clause that it refuses, even in a comment."""

_PREBOUND: Final = frozenset(("this", "shapesGraph", "currentShape", "PATH"))


@dataclass(frozen=True, slots=True)
class Select:
    """A query that the engine answers as rdflib does.

    Attributes:
        text: the query, with IRIs in full and regular expressions translated.
        variables: the projected variables, without `?`.
        predicates: the IRIs of all predicates that it can match; None for any predicate.
        has_this: whether patterns mention `$this`: left free, it finds all focus nodes with rows.
        horizon: how far it looks.
    """

    text: str
    variables: tuple[str, ...]
    predicates: frozenset[str] | None
    has_this: bool
    horizon: Horizon


def portable_select(
    text: str, prefixes: Mapping[str, str], *, has_blank_nodes: bool = True
) -> Select:
    """Write a query of a constraint for the engine.

    Args:
        text: the query, with its path in place of `$PATH`, and without declarations of `prefixes`.
        prefixes: the prefixes that the validator declares, with their namespaces.
        has_blank_nodes: whether data or focus nodes may be blank nodes. rdflib's STR gives their
            labels, which the engine cannot: then STR of what may be one is refused.

    Returns:
        A query with the same rows, for data that the store gives back as rdflib has them.

    Raises:
        NotPortableError: the engine might give other rows, or the validator refuses the query.
    """
    key = (text, tuple(sorted(prefixes.items())), has_blank_nodes)
    if key not in known:
        known[key] = _portable_select(*key)
    return known[key]


Key = tuple[str, tuple[tuple[str, str], ...], bool]
"""What `portable_select` is asked for."""

known: Final[dict[Key, Select]] = {}
"""The queries that were written so far; it takes long to read one."""


def _portable_select(
    text: str, prefixes: tuple[tuple[str, str], ...], has_blank_nodes: bool
) -> Select:
    _check_text(text)
    algebra = _read(text, prefixes)
    is_distinct = algebra.name == "Distinct"
    project = algebra.p if is_distinct else algebra
    if project.name != "Project":
        refuse(f"{project.name} is not supported")
    patterns = Patterns(project.p, has_blank_nodes=has_blank_nodes)
    variables = tuple(map(str, project.PV))
    _check_variables(variables, patterns.mentions.keys(), patterns.group.certain, text)
    _check_projected(variables, patterns.group.scope)
    names = " ".join(f"?{name}" for name in variables)
    keyword = "SELECT DISTINCT" if is_distinct else "SELECT"
    written = f"{keyword} {names} WHERE {{ {patterns.group.text} }}"
    _check_engine(written)
    predicates = None if patterns.steps.is_any else frozenset(patterns.steps.predicates)
    has_this = "this" in patterns.mentions
    return Select(written, variables, predicates, has_this, horizon(project.p))


def _check_text(text: str) -> None:
    helper = SPARQLQueryHelper
    found = _REFUSED.search(text)
    if found:
        refuse(f"the validator may refuse {found[0].split()[0]}")
    kinds = (helper.bind_path_regex, helper.bind_sg_regex, helper.bind_cs_regex)
    if any(kind.search(text) for kind in kinds):
        refuse("$PATH, $shapesGraph or $currentShape is used")
    if any(name in _PREBOUND for name in helper.has_as_var_regex.findall(text)):
        refuse("a variable that is bound beforehand is bound again")


def _read(text: str, prefixes: tuple[tuple[str, str], ...]) -> CompValue:
    if len({namespace for _, namespace in prefixes}) < len(prefixes):
        # rdflib forgets a prefix when another gets its namespace, and their order is random.
        refuse("two prefixes have one namespace")
    declared = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in prefixes)
    try:
        algebra = read_query(f"{declared}\n{text}").algebra
    except Exception as error:
        # rdflib raises what it likes, and so the reference says what is wrong.
        refuse(f"it cannot be read: {error}")
    if algebra.name != "SelectQuery" or algebra.datasetClause:
        refuse("it is no SELECT query of the data as a whole")
    whole: CompValue = algebra.p
    return whole


def _check_variables(
    variables: tuple[str, ...], mentioned: Set[str], certain: Scope, text: str
) -> None:
    if "this" not in variables:
        refuse("$this is not selected")
    if not SPARQLQueryHelper.bind_this_regex.search(text):
        refuse("the validator would not find $this")
    if "this" in mentioned and "this" not in certain:
        refuse("$this is not bound by all solutions")
    if (_PREBOUND - {"this"}) & {*mentioned, *variables}:
        refuse("a variable has a name that the validator keeps")


def _check_projected(variables: tuple[str, ...], scope: Scope) -> None:
    for name in variables:
        if name != "this" and name not in scope:
            refuse(f"?{name} is selected, and never bound")
        if name in scope and scope[name].kind == Kind.NUMBER:
            refuse(f"?{name} is selected, and a number")


def _check_engine(text: str) -> None:
    try:
        Store().query(text)
    except (SyntaxError, ValueError) as error:
        refuse(f"the engine cannot read it: {error}")
