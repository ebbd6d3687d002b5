"""The quads of a source, placed in the dataset of a site.

Mapping adds what every source would otherwise have to repeat: the graph's name, the site's base,
and what a membership's period implies. It takes away persons of whom the site publishes the role
only. It invents nothing: where a source says two different
things, both stay for the shapes to judge.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad

from samverkan_ld.errors import SourceError
from samverkan_ld.iris import Iris
from samverkan_ld.mapping.membership import with_periods
from samverkan_ld.mapping.terms import rebase_quad
from samverkan_ld.mapping.withholding import Withholding, withhold
from samverkan_ld.records import GraphName, Source

RESERVED: Final = (
    *("metadata", "shapes", "queries", "identifierare"),
    *("fraga", "datamangd", "utgava", "rapport", "andringar", "aterkallade"),
    *("handelse", "handelseflode"),
)
"""What below `/res/` is not for sources: the program's own graphs, releases, reports, changes."""


def map_source(source: Source, iris: Iris, withholding: Withholding) -> list[Quad]:
    """Map the quads of a source to quads of the dataset.

    Args:
        source: quads written with SOURCE_BASE, the default graph standing for the file's own.
        iris: the addresses of the site.
        withholding: of which persons only the role is published.

    Raises:
        SourceError: a graph has a name that no source may use, a moment is no date, or a text has
            the name of a person who is withheld.
    """
    given = withhold(source, withholding, iris)
    quads = [*with_periods([*_in_graphs(given, source, iris)], source)]
    return quads if iris.is_source else [rebase_quad(quad, iris) for quad in quads]


def _in_graphs(quads: Iterable[Quad], source: Source, iris: Iris) -> Iterator[Quad]:
    own, allowed = NamedNode(source.file.graph), set[GraphName]()
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph):
            yield Quad(quad.subject, quad.predicate, quad.object, own)
            continue
        if graph not in allowed:
            _refuse_reserved(graph, source, iris)
            allowed.add(graph)
        yield quad


def _refuse_reserved(graph: GraphName, source: Source, iris: Iris) -> None:
    name = iris.rebase(graph.value) if isinstance(graph, NamedNode) else ""
    home, _, rest = name.partition(f"{iris.base}res/")
    if home or not rest or rest.partition("/")[0] in RESERVED:
        raise SourceError(
            source.file.name,
            f"names a graph {graph}; graphs of sources lie below {iris.graph('')}",
        )
