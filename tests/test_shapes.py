"""The shapes: every rule catches what it should, and lets pass what it should."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from samverkan_ld.config import Config
from samverkan_ld.iris import SOURCE_BASE, Iris
from samverkan_ld.mapping.shapes import map_shapes
from samverkan_ld.mapping.terms import rebase_quad
from samverkan_ld.pipeline.dataset import read_dataset
from samverkan_ld.validation.graph import to_graph

HERE = Path(__file__).resolve().parent
SHAPES = HERE.parent / "shapes"
PREFIXES = SHAPES / "prefixes.ttl"
SHAPE_FILES = sorted(SHAPES.glob("*Shape.ttl"))
CASES = sorted((HERE / "shapes").glob("*/*.ttl"))
TERMS = f"{SOURCE_BASE}spec/samverkan/"
ELSEWHERE = Iris(
    base="https://kommun.example/ld/",
    terms="https://termer.example/",
    register="https://register.example/",
)
ADDRESSED = (
    "BegreppslistaShape",
    "EnhetShape",
    "IdentitetShape",
    "KodShape",
    "LankShape",
    "MedlemskapShape",
    "NodShape",
    "OrganisationsnummerShape",
    "SammaShape",
)
"""Shapes whose texts hold addresses, in full or by a prefix."""

QUERYING = [path.stem for path in SHAPE_FILES if "sh:select" in path.read_text(encoding="utf-8")]

Finding = tuple[str, str]
"""A severity and the local name of the rule that was broken."""


def quads(*paths: Path) -> list[ox.Quad]:
    """Parse Turtle files."""
    return [quad for path in paths for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]


@cache
def shape_graph(shape: str, iris: Iris) -> Graph:
    """Read one shape as a site has it."""
    return to_graph(map_shapes(quads(SHAPES / f"{shape}.ttl", PREFIXES), iris))


def findings(data: Iterable[ox.Quad], shapes: Graph, terms: str) -> set[Finding]:
    """Validate data, and list what was found."""
    _, report, text = pyshacl.validate(
        to_graph(data), shacl_graph=shapes, inplace=True, inference="none"
    )
    assert isinstance(report, Graph), text
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {_finding(report, result, terms) for result in results}


def _finding(report: Graph, result: Node, terms: str) -> Finding:
    rule = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
    severity = report.value(result, SH.resultSeverity)
    return str(severity).removeprefix(str(SH)), str(rule).removeprefix(terms)


def expected(case: Path) -> set[Finding]:
    """Read what the first lines of a case expect."""
    lines = case.read_text(encoding="utf-8").splitlines()
    found = [re.fullmatch(r"# expects: (Violation|Warning|Info) (\S+)", line) for line in lines]
    return {(match[1], match[2]) for match in found if match}


def name(case: Path) -> str:
    """Name a case after its shape and file."""
    return f"{case.parent.name}/{case.stem}"


def languages(graph: Graph, subject: Node, predicate: URIRef) -> list[str]:
    """List the languages of the texts of a subject."""
    texts = graph.objects(subject, predicate)
    return sorted(text.language or "" for text in texts if isinstance(text, Literal))


def filled_in(message: Node) -> set[str]:
    """List the variables that a message fills in."""
    return set(re.findall(r"\{[?$](\w+)\}", str(message)))


def focus_nodes(store: ox.Store, shapes: Graph, shape: Node) -> set[ox.NamedNode]:
    """List the nodes with an address that a shape is tried on."""
    kinds, out, back = (
        {ox.NamedNode(str(value)) for value in shapes.objects(shape, target)}
        for target in (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)
    )
    subjects = {q.subject for q in store if q.predicate in out or q.object in kinds}
    objects = {q.object for q in store if q.predicate in back}
    return {node for node in subjects | objects if isinstance(node, ox.NamedNode)}


def asked(store: ox.Store, shapes: Graph, shape: Node, constraint: Node) -> bool:
    """Ask the store a constraint's query about each focus node, and tell whether any fails."""
    prefixes = {
        str(shapes.value(item, SH.prefix)): str(shapes.value(item, SH.namespace))
        for item in shapes.objects(None, SH.declare)
    }
    query = str(shapes.value(constraint, SH.select))
    answers = (
        store.query(query, prefixes=prefixes, substitutions={ox.Variable("this"): node})
        for node in focus_nodes(store, shapes, shape)
    )
    return any(isinstance(found, ox.QuerySolutions) and [*found] for found in answers)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """All shapes."""
    return to_graph(quads(*sorted(SHAPES.glob("*.ttl"))))


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case(case: Path) -> None:
    """A valid graph passes its shape, an invalid one breaks just the rules that it names."""
    found = findings(quads(case), shape_graph(case.parent.name, Iris()), TERMS)
    assert found == expected(case)


@pytest.mark.parametrize("case", CASES, ids=name)
def test_case_says_what_it_shows(case: Path) -> None:
    """The first line of a case says why it is valid, or what it breaks."""
    first = case.read_text(encoding="utf-8").partition("\n")[0]
    start = "# valid: " if case.stem.startswith("valid-") else "# expects: "
    assert first.startswith(start)


@pytest.mark.parametrize("case", [c for c in CASES if c.parent.name in ADDRESSED], ids=name)
def test_case_at_another_site(case: Path) -> None:
    """A site with other addresses finds the same faults in the same data."""
    data = [rebase_quad(quad, ELSEWHERE) for quad in quads(case)]
    shape = shape_graph(case.parent.name, ELSEWHERE)
    found = findings(data, shape, ELSEWHERE.term(""))
    assert found == expected(case)


@pytest.mark.parametrize("path", SHAPE_FILES, ids=lambda path: path.stem)
def test_shape_has_name_and_cases(path: Path) -> None:
    """A file holds the one node shape of its name, which has labels, valid and invalid cases."""
    graph, shape = to_graph(quads(path)), URIRef(TERMS + path.stem)
    assert [*graph.subjects(RDF.type, SH.NodeShape)] == [shape]
    assert languages(graph, shape, RDFS.label) == ["en", "sv"]
    assert [*graph.objects(shape, RDFS.isDefinedBy)] == [URIRef(TERMS.rstrip("/"))]
    kinds = {case.stem.partition("-")[0] for case in CASES if case.parent.name == path.stem}
    assert kinds == {"valid", "invalid"}


def test_every_shape_has_an_address(shapes: Graph) -> None:
    """Shapes, properties and queries that can be reported have addresses below their file's."""
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        for rule in shapes.subjects(RDF.type, kind):
            assert isinstance(rule, URIRef)
            assert re.fullmatch(r"[A-Z][A-Za-z]*Shape(/[a-z]+(-[a-z]+)*)?", rule[len(TERMS) :])


def test_every_message_is_in_both_languages(shapes: Graph) -> None:
    """An editor reads each message in Swedish or in English, with the same values filled in."""
    for rule in set(shapes.subjects(SH.message)):
        assert languages(shapes, rule, SH.message) == ["en", "sv"], rule
        filled = [filled_in(text) for text in shapes.objects(rule, SH.message)]
        assert filled[0] == filled[1], rule


def test_messages_fill_in_what_the_query_gives(shapes: Graph) -> None:
    """What a message fills in is selected by its query."""
    for constraint, select in shapes.subject_objects(SH.select):
        given = set(re.findall(r"[?$](\w+)", str(select).partition("WHERE")[0]))
        for text in shapes.objects(constraint, SH.message):
            assert filled_in(text) <= given, constraint


def test_every_rule_is_broken_somewhere(shapes: Graph) -> None:
    """For each rule that has a message some case breaks it."""
    broken = {rule for case in CASES for _, rule in expected(case)}
    assert broken == {str(rule).removeprefix(TERMS) for rule in shapes.subjects(SH.message)}


def test_shapes_are_shapes(shapes: Graph, suites: Path) -> None:
    """The shapes conform to the shapes of SHACL itself."""
    standard = quads(suites / "shapes" / "shacl-shacl" / "shacl-shacl.ttl")
    conforms, _, text = pyshacl.validate(shapes, shacl_graph=to_graph(standard), inference="none")
    assert conforms, text


@pytest.mark.parametrize("case", [c for c in CASES if c.parent.name in QUERYING], ids=name)
def test_queries_mean_the_same_to_the_store(case: Path, shapes: Graph) -> None:
    """The engine of the store answers each query of a shape as the validator does."""
    shape = URIRef(TERMS + case.parent.name)
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads(case))
    constraints = {str(item).removeprefix(TERMS): item for item in shapes.objects(shape, SH.sparql)}
    broken = {rule for rule, item in constraints.items() if asked(store, shapes, shape, item)}
    assert broken == {rule for _, rule in expected(case)} & constraints.keys()


def test_links_of_the_data_are_judged(project: Path, shapes: Graph) -> None:
    """Every property of our data that goes to a thing or concept is one that LankShape follows."""
    judged = {str(p) for p in shapes.objects(URIRef(TERMS + "LankShape"), SH.targetObjectsOf)}
    used = {
        quad.predicate.value
        for quad in read_dataset(Config(project)).quads()
        if isinstance(quad.object, ox.NamedNode)
        and quad.object.value.startswith((f"{SOURCE_BASE}id/", f"{SOURCE_BASE}def/"))
    }
    assert used - judged <= {str(RDFS.isDefinedBy)}
    assert used
