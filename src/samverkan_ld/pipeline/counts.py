"""What a release holds, counted as VoID's partitions are (https://www.w3.org/TR/void/#class-property-partitions)."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from samverkan_ld.namespaces import RDF

_TYPE: Final = NamedNode(RDF + "type")
_PROPERTIES: Final = """
SELECT ?property (COUNT(*) AS ?uses) { GRAPH ?graph { ?subject ?property ?value } }
GROUP BY ?property
"""


def count_classes(store: Store) -> dict[str, int]:
    """Count the things of each class."""
    quads = store.quads_for_pattern(None, _TYPE, None, None)
    seen = {(quad.subject, quad.object) for quad in quads}
    counts = Counter(kind.value for _, kind in seen if isinstance(kind, NamedNode))
    return dict(sorted(counts.items()))


def count_properties(store: Store) -> dict[str, int]:
    """Count how often each property is used."""
    return dict(sorted(_uses(store)))


def _uses(store: Store) -> Iterator[tuple[str, int]]:
    solutions = store.query(_PROPERTIES)
    assert isinstance(solutions, QuerySolutions)
    for solution in solutions:
        name, uses = solution["property"], solution["uses"]
        if isinstance(name, NamedNode) and isinstance(uses, Literal):
            yield name.value, int(uses.value)
