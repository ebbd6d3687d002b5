"""pySHACL, the reference validator: it judges, and its reports are ours."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import pyshacl
import rdflib
from pyoxigraph import Quad
from pyshacl.graph_abstraction import DataGraph
from pyshacl.rdfutil import clone_blank_node
from pyshacl.rdfutil.stringify import stringify_blank_node
from pyshacl.validator import Validator
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from samverkan_ld.errors import ShapesError
from samverkan_ld.records import Term
from samverkan_ld.validation.findings import Finding, Quoted, RawResult, make_finding
from samverkan_ld.validation.graph import empty_graph, to_graph, to_rdflib
from samverkan_ld.validation.queries import AskedGraph
from samverkan_ld.validation.shapes import Shape, read_shape
from samverkan_ld.validation.wellformed import misused, named, owner

_LOGGER: Final = logging.getLogger("samverkan_ld.validation.reference")
_LOGGER.addHandler(logging.NullHandler())
_LOGGER.propagate = False
# rdflib tells of each ill-typed literal with a traceback; the report tells of those that matter.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def validate_whole(data: Iterable[Quad], shapes: rdflib.Graph) -> rdflib.Graph:
    """Validate all of the data by the reference alone, and give its report.

    Raises:
        ShapesError: the shapes are broken.
    """
    _forget_blank_nodes()
    with _translated(shapes, None):
        # In place: without inference or an ontology the validator changes nothing, and a copy of a
        # large graph costs as much as reading it.
        _, found, text = pyshacl.validate(
            to_graph(data, AskedGraph(bind_namespaces="none")),
            shacl_graph=shapes,
            inplace=True,
            inference="none",
        )
    if not isinstance(found, rdflib.Graph):
        raise ShapesError(f"the shapes cannot be used: {text}")
    return found


class Reference:
    """The reference validator with the shapes of a graph, to be asked about single nodes.

    Raises:
        ShapesError: a shape is broken.
    """

    def __init__(self, graph: rdflib.Graph) -> None:
        self.graph = graph
        with _translated(graph, None):
            validator = Validator(
                DataGraph.from_rdflib(rdflib.Graph()),
                shacl_graph=graph,
                options={"logger": _LOGGER},
            )
            self._shapes = {shape.node: shape for shape in validator.shacl_graph.shapes}
            self._executor = validator.make_executor()
        self.shapes: Mapping[Node, Shape] = {node: self._read(node) for node in self._shapes}
        for node, shape in self.shapes.items():
            self._check_links(node, shape)

    def judge(
        self, node: Node, focus: Iterable[tuple[Term, Iterable[Node]]], data: rdflib.Graph
    ) -> Iterator[Finding]:
        """Judge focus nodes of a shape; those that conform give nothing.

        Args:
            node: the shape.
            focus: each focus node, with the shapes to try it on: the shape itself, or else the
                property shapes of it that the node may fail.
            data: the graph of the data.

        Raises:
            ShapesError: the shape cannot be applied to them.
        """
        _forget_blank_nodes()
        for term, parts in focus:
            names = [node] if node in parts else sorted(parts, key=str)
            raw = [result for name in names for result in self._results(name, term, data)]
            if raw:
                yield make_finding(node, term, raw, self.graph)

    def report(self, findings: Iterable[Finding], data: rdflib.Graph) -> rdflib.Graph:
        """Make the report of findings, as the reference writes it: SHACL, section 3.6.

        See https://www.w3.org/TR/shacl/#validation-report.
        """
        report, node = empty_graph(), rdflib.BNode()
        described: set[Quoted] = set()
        report.add((node, RDF.type, SH.ValidationReport))
        for finding in findings:
            for result in finding.results:
                report.add((node, SH.result, result))
            for subject, predicate, value in finding.triples:
                if isinstance(value, Quoted):
                    if value not in described:
                        described.add(value)
                        source = self.graph if value.of_shapes else data
                        clone_blank_node(source, value.node, report, keepid=True)
                    report.add((subject, predicate, value.node))
                else:
                    report.add((subject, predicate, value))
        conforms = (node, SH.result, None) not in report
        report.add((node, SH.conforms, rdflib.Literal(conforms)))
        return report

    def _check_links(self, node: Node, shape: Shape) -> None:
        """Refuse links to shapes of the wrong kind: SHACL, sections 4.7.1 and 4.7.2."""
        for parameter, has_path in ((SH.property, True), (SH.node, False)):
            for other in shape.values(parameter):
                found = self.shapes.get(other)
                if not shape.is_deactivated and (found is None or bool(found.path) != has_path):
                    kind = "has no sh:path" if has_path else "has a sh:path"
                    with _translated(self.graph, node):
                        name = named(self.graph, other)
                        raise ValueError(f"{name}, which sh:{parameter.fragment} names, {kind}")

    def _results(self, node: Node, term: Term, data: rdflib.Graph) -> list[RawResult]:
        shape = self._shapes[node]
        with _translated(self.graph, node, term):
            raw: list[RawResult]
            _, raw = shape.validate(self._executor, data, focus=[to_rdflib(term)])
        return raw

    def _read(self, node: Node) -> Shape:
        with _translated(self.graph, node):
            return read_shape(self.graph, self._shapes[node])


def _forget_blank_nodes() -> None:
    """Make the validator forget how it described blank nodes.

    It remembers that for ever by the address of a graph, which another graph may have later.
    """
    stringify_blank_node.dict_cache.clear()


@contextmanager
def _translated(
    graph: rdflib.Graph, node: Node | None, focus: Term | None = None
) -> Iterator[None]:
    """Turn the validator's failures into ShapesError that names the shape."""
    try:
        yield
    except Exception as error:
        # Besides its own errors the validator lets those of rdflib's query parser through, which
        # have no common class; all of them are faults of a shape.
        fault = node if node is not None else next(misused(graph), None)
        place = named(graph, fault) if fault is not None else "the shapes cannot be used"
        reason = " ".join(str(getattr(error, "message", "") or error).split())
        at = "" if focus is None else f" (tried on {focus})"
        raise ShapesError(f"{place}: {reason}{at}", owner(graph, fault)) from error
