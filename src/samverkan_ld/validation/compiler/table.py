"""How each parameter of SHACL's constraint components is compiled."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import RDF, SH
from rdflib.term import Node

from samverkan_ld.validation.compiler import (
    cardinality,
    logical,
    other,
    property_pair,
    shape_based,
    string,
    value_range,
    value_type,
)
from samverkan_ld.validation.compiler.clauses import Condition
from samverkan_ld.validation.compiler.scope import Scope
from samverkan_ld.validation.edges import Edge
from samverkan_ld.validation.paths import HERE


def _nothing(_: Node) -> Iterator[Edge]:
    return iter(())


def _types(_: Node) -> Iterator[Edge]:
    yield Edge(HERE, str(RDF.type))


def _property(value: Node) -> Iterator[Edge]:
    yield Edge(HERE, str(value))


def _everything(_: Node) -> Iterator[Edge]:
    yield Edge(HERE, None)


@dataclass(frozen=True, slots=True)
class Component:
    """How a parameter is compiled.

    `section` is that of SHACL (https://www.w3.org/TR/shacl/). With `of_values` the constraint
    judges each value node by itself, else the focus node with all of its value nodes. `looks`
    gives the triples that it looks at beyond the value nodes, seen from the node that it judges.
    """

    section: str
    compile: Callable[[Scope, Node], Condition]
    of_values: bool = True
    looks: Callable[[Node], Iterator[Edge]] = _nothing


COMPONENTS: Final[Mapping[Node, Component]] = {
    SH["class"]: Component("4.1.1", value_type.node_class, looks=_types),
    SH.datatype: Component("4.1.2", value_type.datatype),
    SH.nodeKind: Component("4.1.3", value_type.node_kind),
    SH.minCount: Component("4.2.1", cardinality.min_count, of_values=False),
    SH.maxCount: Component("4.2.2", cardinality.max_count, of_values=False),
    SH.minExclusive: Component("4.3.1", value_range.min_exclusive),
    SH.minInclusive: Component("4.3.2", value_range.min_inclusive),
    SH.maxExclusive: Component("4.3.3", value_range.max_exclusive),
    SH.maxInclusive: Component("4.3.4", value_range.max_inclusive),
    SH.minLength: Component("4.4.1", string.min_length),
    SH.maxLength: Component("4.4.2", string.max_length),
    SH.pattern: Component("4.4.3", string.pattern),
    SH.languageIn: Component("4.4.4", string.language_in),
    SH.uniqueLang: Component("4.4.5", string.unique_lang, of_values=False),
    SH.equals: Component("4.5.1", property_pair.equals, of_values=False, looks=_property),
    SH.disjoint: Component("4.5.2", property_pair.disjoint, of_values=False, looks=_property),
    SH.lessThan: Component("4.5.3", property_pair.less_than, of_values=False, looks=_property),
    SH.lessThanOrEquals: Component(
        "4.5.4", property_pair.less_than_or_equals, of_values=False, looks=_property
    ),
    SH["not"]: Component("4.6.1", logical.not_),
    SH["and"]: Component("4.6.2", logical.and_),
    SH["or"]: Component("4.6.3", logical.or_),
    SH.xone: Component("4.6.4", logical.xone),
    SH.node: Component("4.7.1", shape_based.node),
    SH.property: Component("4.7.2", shape_based.node),
    SH.qualifiedValueShape: Component("4.7.3", shape_based.qualified, of_values=False),
    SH.closed: Component("4.8.1", other.closed, looks=_everything),
    SH.hasValue: Component("4.8.2", other.has_value, of_values=False),
    SH["in"]: Component("4.8.3", other.in_),
}
"""The components of SHACL Core, by the parameter that they take."""
