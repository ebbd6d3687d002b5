"""What a release holds, counted as VoID's partitions are (https://www.w3.org/TR/void/#class-property-partitions)."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from samverkan_ld.namespaces import RDF

_CLASSES: Final = f"""
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things) {{ ?thing <{RDF}type> ?class }} GROUP BY ?class
"""
_PROPERTIES: Final = """
SELECT ?property (COUNT(*) AS ?uses) { GRAPH ?graph { ?subject ?property ?value } }
GROUP BY ?property
"""


def count_classes(store: Store) -> dict[str, int]:
    """Count the things of each class."""
    return dict(sorted(_counted(store, _CLASSES)))


def count_properties(store: Store) -> dict[str, int]:
    """Count how often each property is used."""
    return dict(sorted(_counted(store, _PROPERTIES)))


def _counted(store: Store, query: str) -> Iterator[tuple[str, int]]:
    solutions = store.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    for name, count in solutions:
        if isinstance(name, NamedNode) and isinstance(count, Literal):
            yield name.value, int(count.value)
