"""Which terms and properties there may be: SHACL, section 4.8.

See https://www.w3.org/TR/shacl/#core-components-others.
"""

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from samverkan_ld.validation.compiler.clauses import (
    ALWAYS,
    MET,
    Condition,
    Few,
    Match,
    Some,
    Test,
    when,
)
from samverkan_ld.validation.compiler.portable import NotPortableError
from samverkan_ld.validation.compiler.scope import Scope, constant, iri
from samverkan_ld.validation.paths import write_path


def has_value(scope: Scope, value: Node) -> Condition:
    """Compile sh:hasValue."""
    term = constant(value)
    if scope.shape.path is None:
        return when(f"!sameTerm(?{scope.focus}, {term})")
    var = scope.fresh()
    found = scope.match(Test(f"sameTerm(?{var}, {term})"), var=var)
    if found.pattern:
        # To look for the term itself is much faster than to look at all values.
        pattern = f"?{scope.focus} {write_path(scope.shape.path)} {term} ."
        found = Match(scope.focus, var, pattern, (pattern,))
    return Condition((Few(found),), (Some(found),))


def in_(scope: Scope, value: Node) -> Condition:
    """Compile sh:in: the node is one of a list."""
    focus, items = f"?{scope.focus}", scope.items(value)
    if any(isinstance(item, rdflib.BNode) for item in items):
        raise NotPortableError("a blank node is listed")
    if not items:
        return Condition((ALWAYS,), (Test("false"),))
    return when(f"!({' || '.join(f'sameTerm({focus}, {constant(item)})' for item in items)})")


def closed(scope: Scope, value: Node) -> Condition:
    """Compile sh:closed: the node has a property that no property shape names."""
    if not isinstance(value, rdflib.Literal) or not value.value:
        return MET
    predicate, found = f"?{scope.fresh()}", scope.fresh()
    named = sorted({iri(name) for name in _named(scope)})
    is_other = f"{predicate} NOT IN ({', '.join(named)})" if named else "true"
    is_resource = f"{predicate} = <{RDF.type}> && sameTerm(?{found}, <{RDFS.Resource}>)"
    pattern = f"?{scope.focus} {predicate} ?{found} ."
    others = Test(f"{is_other} && !({is_resource})")
    surplus = Match(scope.focus, found, "", (pattern,), others)
    return Condition((Some(surplus),), (Few(surplus),))


def _named(scope: Scope) -> list[Node]:
    """List the properties that a closed shape names: those ignored, and the paths of one step."""
    graph = scope.graph
    ignored = [
        item for items in scope.shape.values(SH.ignoredProperties) for item in scope.items(items)
    ]
    if any(not isinstance(item, rdflib.URIRef) for item in ignored):
        raise NotPortableError("sh:ignoredProperties lists what is no IRI")
    paths = (graph.value(shape, SH.path) for shape in scope.shape.values(SH.property))
    return [*ignored, *(path for path in paths if isinstance(path, rdflib.URIRef))]
