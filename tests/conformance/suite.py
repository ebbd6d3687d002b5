"""The W3C's tests of SPARQL, as their manifests list them.

A manifest is read as if its folder lay at the address where the site publishes the data (`HOME`),
so that the names of files in manifests, queries and results are the names of graphs there.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
from pyoxigraph import BlankNode, Dataset, NamedNode, RdfFormat, parse
from tests.conftest import PROJECT_ROOT

from samverkan_ld.namespaces import RDF

BASE = "https://suite.example/"
HOME = f"{BASE}res/"
NOWHERE = f"{HOME}nowhere"
"""The name of a graph that is not there."""

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"

# Known when tests are collected, which is before there are fixtures.
FOLDER = Path(os.environ.get("SAMVERKAN_SUITES", PROJECT_ROOT.parent / "shared/suites")) / "sparql"
ELSEWHERE = frozenset(
    (
        "entailment",  # the endpoint offers none, and its description says so
        "service",  # asks endpoints that are not there
        "service-description",  # in words
        "protocol",  # of another kind: see protocol.py
        "graph-store-protocol",  # the service only reads
        "http-rdf-update",
    )
)
"""Folders of the suites that are not tests of queries as this endpoint answers them."""

EVALUATION = ("QueryEvaluationTest", "CSVResultFormatTest")
POSITIVE_SYNTAX = ("PositiveSyntaxTest", "PositiveSyntaxTest11")
NEGATIVE_SYNTAX = ("NegativeSyntaxTest", "NegativeSyntaxTest11")
UPDATE = ("UpdateEvaluationTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")
"""The kinds of tests, by what this endpoint is to make of them."""

_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_ORDER = re.compile(r"\bORDER\s+BY\b[^}]*$", re.IGNORECASE)

Node = NamedNode | BlankNode


class Manifest:
    """What a manifest says of its tests."""

    def __init__(self, path: Path) -> None:
        base = HOME + path.relative_to(FOLDER).as_posix()
        self._facts = Dataset(parse(path=path, format=RdfFormat.TURTLE, base_iri=base))

    def entries(self):
        """Give the tests that the manifest lists; others in the file are retired."""
        (listed,) = self._facts.quads_for_predicate(NamedNode(MF + "entries"))
        return self.items(listed.object)

    def items(self, node):
        """Give the members of a list."""
        while node is not None and node != NamedNode(RDF + "nil"):
            yield self.value(node, RDF + "first")
            node = self.value(node, RDF + "rest")

    def values(self, subject: Node, predicate: str):
        """Give the values of a property."""
        quads = self._facts.quads_for_subject(subject)
        return [quad.object for quad in quads if quad.predicate.value == predicate]

    def value(self, subject: Node, predicate: str):
        """Give the value of a property, or None; several are too many."""
        values = self.values(subject, predicate)
        assert len(values) <= 1, f"{subject} has several {predicate}"
        return values[0] if values else None

    def text(self, subject: Node, predicate: str) -> str:
        """Give the value of a property as text, empty if there is none."""
        value = self.value(subject, predicate)
        return value.value if value is not None else ""


@dataclass(frozen=True, slots=True)
class Case:
    """A test: a query or update, the dataset it is asked of, and the file of what it should give.

    `iri` is the address of the text, which relative IRIs in it are resolved against; `default` and
    `named` are graphs. In the answer of an `is_lax` test, duplicates may be missing.
    """

    id: str
    kind: str
    iri: str
    default: tuple[str, ...]
    named: tuple[str, ...]
    result: str
    is_lax: bool

    @property
    def text(self) -> str:
        """The query or update, as it stands in the suite."""
        return file_of(self.iri).read_text(encoding="utf-8")

    @property
    def is_ordered(self) -> bool:
        """Tell whether the query, and not only one within it, orders its solutions."""
        return _ORDER.search(self.text) is not None

    @property
    def own_graphs(self) -> tuple[str, ...]:
        """The graphs that the query itself names by FROM."""
        return tuple(urljoin(self.iri, iri) for iri in _FROM.findall(self.text))

    @property
    def graphs(self) -> tuple[str, ...]:
        """All graphs that the query may be asked of."""
        return self.default + self.named + self.own_graphs

    @property
    def dataset(self) -> list[tuple[str, str]]:
        """The dataset as parameters of the protocol, unless the query names one by FROM.

        A test without data has an empty one: without any, all graphs would be its default graph.
        """
        if self.own_graphs:
            return []
        default = [("default-graph-uri", iri) for iri in self.default]
        named = [("named-graph-uri", iri) for iri in self.named]
        return default + named or [("default-graph-uri", NOWHERE)]


def file_of(iri: str) -> Path:
    """Give the file of the suites that has an address below HOME."""
    return FOLDER / iri.removeprefix(HOME)


def missing():
    """Make the parameter of a test that is skipped since there are no suites."""
    reason = f"no test suites at {FOLDER.parent}: set SAMVERKAN_SUITES"
    return pytest.param(None, marks=pytest.mark.skip(reason=reason))


def cases(*kinds: str):
    """List the tests of some kinds as parameters of a test function."""
    if not FOLDER.is_dir():
        return [missing()]
    return [pytest.param(case, id=case.id) for case in all_cases() if case.kind in kinds]


@cache
def all_cases() -> tuple[Case, ...]:
    """Read the tests of SPARQL 1.0 and 1.1 that are about queries and updates."""
    manifests = sorted(FOLDER.glob("sparql1[01]/*/manifest.ttl"))
    read = (path for path in manifests if path.parent.name not in ELSEWHERE)
    return tuple(case for path in read for case in _cases_of(path))


def _cases_of(path: Path) -> Iterator[Case]:
    manifest = Manifest(path)
    folder = path.parent.relative_to(FOLDER).as_posix()
    for entry in manifest.entries():
        action = manifest.value(entry, MF + "action")
        text = manifest.value(action, QT + "query") or manifest.value(action, UT + "request")
        yield Case(
            id=f"{folder}/{entry.value.partition('#')[2]}",
            kind=manifest.text(entry, RDF + "type").removeprefix(MF),
            iri=(text or action).value,
            default=tuple(graph.value for graph in manifest.values(action, QT + "data")),
            named=tuple(graph.value for graph in manifest.values(action, QT + "graphData")),
            result=manifest.text(entry, MF + "result"),
            is_lax=manifest.value(entry, MF + "resultCardinality") is not None,
        )
