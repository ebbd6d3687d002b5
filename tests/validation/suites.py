"""The W3C's tests of SHACL, as their manifests list them.

See https://w3c.github.io/data-shapes/data-shapes-test-suite/.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urldefrag
from urllib.request import url2pathname

import pytest
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH, Namespace
from rdflib.term import Node
from tests.conftest import PROJECT_ROOT

from samverkan_ld.validation.data import Data
from samverkan_ld.validation.gate import Gate
from samverkan_ld.validation.graph import to_graph
from samverkan_ld.validation.paths import path_text

# Known when tests are collected, which is before there are fixtures.
SUITES = Path(os.environ.get("SAMVERKAN_SUITES", PROJECT_ROOT.parent / "shared/suites"))
FOLDER = SUITES / "shacl"

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")

Found = tuple[str, str, str, str, str]
"""A result: focus node, path, value, component, severity."""

Outcome = tuple[bool, tuple[Found, ...]] | None
"""Whether data conform, and the results in order; None where the shapes are refused."""

UNLISTED = ("sparql/component/nodeValidator-001.ttl",)
"""Files of tests that no manifest names."""


@dataclass(frozen=True, slots=True)
class Case:
    """A test: data, shapes, and what their report is to say."""

    id: str
    data: Path
    shapes: Path
    expected: Outcome


def missing():
    """Make the parameter of a test that is skipped since there are no suites."""
    reason = f"no test suites at {SUITES}: set SAMVERKAN_SUITES"
    return pytest.param(None, marks=pytest.mark.skip(reason=reason))


def cases(wanted: Callable[[Case], bool] = lambda _: True):
    """List the tests, or some of them, as parameters of a test function."""
    if not FOLDER.is_dir():
        return [missing()]
    return [pytest.param(case, id=case.id) for case in all_cases() if wanted(case)]


@cache
def all_cases() -> tuple[Case, ...]:
    """Read all tests, in the order of the manifests."""
    files = (FOLDER / name for name in ("manifest.ttl", *UNLISTED))
    return tuple(case for path in files for case in _cases_of(path))


@cache
def quads(path: Path) -> tuple[Quad, ...]:
    """Parse a file, once: its blank nodes are the same as data, as shapes and in a report."""
    return tuple(parse(path=path, format=RdfFormat.TURTLE, base_iri=path.as_uri()))


def outcome(report: Graph) -> tuple[bool, tuple[Found, ...]]:
    """Read whether a report says that data conform, and its results."""
    (conforms,) = report.objects(None, SH.conforms)
    results = (_found(report, result) for result in report.objects(None, SH.result))
    return str(conforms) == "true", tuple(sorted(results))


def left(gate: Gate, data: Data) -> set[str]:
    """List the constraints that are not compiled, by the local name of their shape, and why."""
    lines = (line for plan in gate.plans(data) for line in plan.compiled.remainder)
    parts = (line.partition(": ") for line in lines)
    return {f"{node.rpartition('#')[2] if '#' in node else '[]'}: {why}" for node, _, why in parts}


def _found(report: Graph, result: Node) -> Found:
    def text(predicate: URIRef) -> str:
        values = [*report.objects(result, predicate)]
        assert len(values) <= 1, f"a result has several {predicate}"
        return values[0].n3() if values else ""

    return (
        text(SH.focusNode),
        path_text(report, report.value(result, SH.resultPath)),
        text(SH.value),
        text(SH.sourceConstraintComponent),
        text(SH.resultSeverity),
    )


def _cases_of(path: Path) -> Iterator[Case]:
    facts = to_graph(quads(path))
    for included in sorted(facts.objects(None, MF.include), key=str):
        yield from _cases_of(_file(included))
    for entries in facts.objects(None, MF.entries):
        yield from (_case(facts, entry, path) for entry in Collection(facts, entries))


def _case(facts: Graph, entry: Node, path: Path) -> Case:
    assert (entry, RDF.type, SHT.Validate) in facts
    (action,), (result,) = facts.objects(entry, MF.action), facts.objects(entry, MF.result)
    data, shapes = (facts.value(action, name) for name in (SHT.dataGraph, SHT.shapesGraph))
    return Case(
        id=path.relative_to(FOLDER).with_suffix("").as_posix(),
        data=_file(data),
        shapes=_file(shapes),
        expected=None if result == SHT.Failure else outcome(_part(facts, result)),
    )


def _part(facts: Graph, node: Node) -> Graph:
    """Cut out what is said of a node, and of all that it leads to: the data may hold reports."""
    part, border = Graph(), {node}
    while border:
        triples = {triple for start in border for triple in facts.triples((start, None, None))}
        border = {value for _, _, value in triples} - {*part.all_nodes()} - border
        for triple in triples:
            part.add(triple)
    return part


def _file(address: Node | None) -> Path:
    return Path(url2pathname(urldefrag(str(address)).url.removeprefix("file://")))
