"""The report that a release publishes."""

from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from samverkan_ld.config import read_config
from samverkan_ld.formats.turtle import write
from samverkan_ld.namespaces import DCTERMS, DQV, PROV, RDF, RDFS, SH
from samverkan_ld.pipeline.publish import publish
from samverkan_ld.pipeline.report import published_report
from samverkan_ld.records import Term
from samverkan_ld.releases import Manifest
from samverkan_ld.reports import Report, Result, Severity

BASE = "https://data.example.org/"
SPEC = "https://t.example.org/spec/samverkan/"
ID = "20261123T200000Z-01234567"
REPORT = NamedNode(f"{BASE}res/rapport/{ID}")
RELEASE = NamedNode(f"{BASE}res/utgava/{ID}")
MANIFEST = Manifest(
    id=ID,
    created="2026-11-23T20:00:00Z",
    previous=None,
    base=BASE,
    terms="https://t.example.org/",
    register=BASE,
    digest="0" * 64,
    shapes="0" * 64,
    contexts="0" * 64,
    tool="samverkan-ld 1.2.3",
    graphs={},
)
HEAD = f"""
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix sam: <{SPEC}> .
@prefix person: <{BASE}id/person/> .
"""
RESULT = """
[ a sh:ValidationResult ; sh:focusNode person:{focus} ; sh:resultSeverity sh:{severity} ;
  sh:resultMessage "Fel."@sv ; sh:sourceConstraintComponent sh:SPARQLConstraintComponent ;
  sh:sourceShape {shape} {more} ]
"""
COUNTS = """
PREFIX dqv: <http://www.w3.org/ns/dqv#>
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT ?shape ?query ?severity ?count {
  ?measurement dqv:computedOn ?release ; dqv:value ?count ;
    sh:resultSeverity ?severity ; sh:sourceShape ?shape .
  OPTIONAL { ?measurement sh:sourceConstraint ?query }
}
"""
DATA = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://tiny.example/id/person/a> foaf:name "Ada", "Adda" .
<https://tiny.example/id/person/b> foaf:name "{name}" .
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix sam: <https://data.samverkan.example/spec/samverkan/> .
sam:S a sh:NodeShape ; sh:targetSubjectsOf foaf:name ; sh:property sam:P ; sh:sparql sam:Q .
sam:P sh:path foaf:name ; sh:maxCount {most} ; sh:severity sh:Warning .
sam:Q sh:select "SELECT $this {{ $this ?p ?o FILTER(?o = 'Bo') }}" .
"""


def validate(site: Path, name: str, most: int) -> Report:
    """Validate a site whose second person has this name, each having so many at most."""
    (site / "data" / "person.ttl").write_text(DATA.format(name=name), encoding="utf-8")
    (site / "shapes" / "NameShape.ttl").write_text(SHAPES.format(most=most), encoding="utf-8")
    now = datetime(2026, 11, 23, 20, tzinfo=UTC)
    return publish(read_config(site / "samverkan.toml"), now, dry_run=True).report


def report_of(*results: tuple[str, str, str, str]) -> Report:
    """Make a report of results, each a severity, a shape, a focus node and what else it says."""
    found = ",".join(
        RESULT.format(severity=severity, shape=shape, focus=focus, more=more)
        for severity, shape, focus, more in results
    )
    said = f"[] a sh:ValidationReport ; sh:conforms false ; sh:result {found} ."
    quads = parse(HEAD + said, format=RdfFormat.TURTLE)
    return Report(
        tuple(_result(*result) for result in results), tuple(quad.triple for quad in quads)
    )


def _result(severity: str, shape: str, focus: str, more: str) -> Result:
    name = more.rpartition("sam:")[2] or shape.rpartition("sam:")[2]
    iri = SPEC + name.strip() if shape.startswith("sam:") else ""
    return Result(Severity(severity.lower()), f"<{BASE}id/person/{focus}>", "", "", iri, "")


SAMPLE = report_of(
    ("Warning", "sam:B", "a", ""),
    ("Warning", "sam:A", "a", ""),
    ("Warning", "sam:B", "b", ""),
    ("Info", "sam:B", "a", ""),
    ("Warning", "sam:C", "a", "; sh:sourceConstraint sam:Q"),
    ("Warning", "[]", "a", ""),
)


def select(triples: list[Triple], query: str = COUNTS) -> list[tuple[str, ...]]:
    """Ask a report; gives the rows as texts without namespaces, sorted."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    rows = [[term.value if term else "" for term in row] for row in store.query(query)]
    return sorted(tuple(cell.rpartition("/")[2].rpartition("#")[2] for cell in row) for row in rows)


def values(triples: list[Triple], subject: NamedNode, predicate: str) -> list[str]:
    """List the values of a property, sorted."""
    return sorted(term.value for term in objects(triples, subject, predicate))


def objects(triples: list[Triple], subject: NamedNode, predicate: str) -> list[Term]:
    """List the objects of a property."""
    said = (subject, NamedNode(predicate))
    return [t.object for t in triples if (t.subject, t.predicate) == said]


def test_root() -> None:
    """The report has its IRI wherever it is named, and everything else stays as it was found."""
    triples = published_report(SAMPLE, MANIFEST)

    typed = [t.subject for t in triples if t.object == NamedNode(SH + "ValidationReport")]
    assert typed == [REPORT]
    assert len(values(triples, REPORT, SH + "result")) == 6
    kept = [t for t in SAMPLE.triples if not _is_of_root(t)]
    assert [t for t in kept if t not in triples] == []


def _is_of_root(triple: Triple) -> bool:
    names = ("ValidationReport", "conforms", "result")
    return not {SH + name for name in names}.isdisjoint(
        {str(term)[1:-1] for term in (triple.predicate, triple.object)}
    )


def test_root_that_is_referred_to() -> None:
    """A result may name its report."""
    root, node = BlankNode(), BlankNode()
    triples = (
        Triple(root, NamedNode(RDF + "type"), NamedNode(SH + "ValidationReport")),
        Triple(node, NamedNode(DCTERMS + "isPartOf"), root),
    )

    found = published_report(Report((), triples), MANIFEST)

    assert Triple(node, NamedNode(DCTERMS + "isPartOf"), REPORT) in found


def test_origin() -> None:
    """The report tells what it is about, when and with what it was made, and from what."""
    triples = published_report(SAMPLE, MANIFEST)

    assert values(triples, REPORT, DCTERMS + "subject") == [RELEASE.value]
    assert values(triples, REPORT, PROV + "generatedAtTime") == ["2026-11-23T20:00:00Z"]
    shapes = f"{BASE}res/shapes"
    assert values(triples, REPORT, PROV + "wasDerivedFrom") == [shapes, RELEASE.value]
    (agent,) = objects(triples, REPORT, PROV + "wasAttributedTo")
    assert isinstance(agent, BlankNode)
    assert Triple(agent, NamedNode(RDFS + "label"), Literal(MANIFEST.tool)) in triples
    assert values(triples, REPORT, RDFS + "comment") == []


def test_counts() -> None:
    """Results are counted by shape and severity, and those of queries by query."""
    assert select(published_report(SAMPLE, MANIFEST)) == [
        ("A", "", "Warning", "1"),
        ("B", "", "Info", "1"),
        ("B", "", "Warning", "2"),
        ("C", "Q", "Warning", "1"),
    ]


def test_totals() -> None:
    """The totals have names that anybody can guess, zeros included; all shapes are in them."""
    triples = published_report(SAMPLE, MANIFEST)

    found = {
        name: values(triples, NamedNode(f"{REPORT.value}#{name}"), DQV + "value")
        for name in ("violation", "warning", "info")
    }
    assert found == {"violation": ["0"], "warning": ["5"], "info": ["1"]}
    total = NamedNode(f"{REPORT.value}#warning")
    assert values(triples, total, SH + "resultSeverity") == [SH + "Warning"]
    assert values(triples, total, SH + "sourceShape") == []


def test_measurements() -> None:
    """Every count is a measurement of the release, linked both ways, of a metric described here."""
    triples = published_report(SAMPLE, MANIFEST)

    kind = NamedNode(DQV + "QualityMeasurement")
    nodes = [t.subject for t in triples if t.object == kind and isinstance(t.subject, NamedNode)]
    assert len(nodes) == 3 + 4
    assert {
        (
            *values(triples, node, DQV + "computedOn"),
            *values(triples, node, DQV + "isMeasurementOf"),
        )
        for node in nodes
    } == {(RELEASE.value, f"{SPEC}antalResultat")}
    assert values(triples, RELEASE, DQV + "hasQualityMeasurement") == sorted(n.value for n in nodes)
    metric = NamedNode(f"{SPEC}antalResultat")
    assert values(triples, metric, RDF + "type") == [DQV + "Metric"]
    assert all(t.object.datatype.value.endswith("#integer") for t in triples if _is_value(t))


def _is_value(triple: Triple) -> bool:
    return triple.predicate == NamedNode(DQV + "value")


def test_nothing_judged() -> None:
    """Without shapes the report conforms, counts nothing, and says that nothing was judged."""
    triples = published_report(Report(), MANIFEST)

    assert values(triples, REPORT, RDF + "type") == [PROV + "Entity", SH + "ValidationReport"]
    assert values(triples, REPORT, SH + "conforms") == ["true"]
    assert values(triples, REPORT, PROV + "wasDerivedFrom") == []
    told = objects(triples, REPORT, RDFS + "comment")
    assert {text.language for text in told} == {"sv", "en"}
    assert {t.object.value for t in triples if _is_value(t)} == {"0"}
    assert select(triples) == []


def test_conforming(tiny_site: Path) -> None:
    """A report without results tells that there were shapes."""
    triples = published_report(validate(tiny_site, "Ada", 2), MANIFEST)

    assert values(triples, REPORT, SH + "conforms") == ["true"]
    assert len(values(triples, REPORT, PROV + "wasDerivedFrom")) == 2
    assert values(triples, REPORT, RDFS + "comment") == []


def test_of_the_validator(tiny_site: Path) -> None:
    """What a validation finds is counted, by query where it is found by one."""
    triples = published_report(validate(tiny_site, "Bo", 1), MANIFEST)

    assert select(triples) == [("P", "", "Warning", "1"), ("S", "Q", "Violation", "1")]
    assert values(triples, NamedNode(f"{REPORT.value}#violation"), DQV + "value") == ["1"]
    assert len(values(triples, REPORT, SH + "result")) == 2


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_order(order: tuple[int, ...]) -> None:
    """The same report is written in the same bytes, in whatever order it was found."""
    parts = [SAMPLE.results[:2], SAMPLE.results[2:4], SAMPLE.results[4:]]
    results = tuple(result for place in order for result in parts[place])
    triples = [*SAMPLE.triples]
    Random(str(order)).shuffle(triples)

    def text(report: Report) -> str:
        return write(published_report(report, MANIFEST), {}, first=REPORT.value)

    assert text(Report(results, tuple(triples))) == text(SAMPLE)


def test_same_list() -> None:
    """Without blank nodes in the way, the list of triples is the same each time."""
    assert _plain(published_report(SAMPLE, MANIFEST)) == _plain(published_report(SAMPLE, MANIFEST))


def _plain(triples: list[Triple]) -> list[Triple]:
    return [t for t in triples if not any(isinstance(term, BlankNode) for term in t)]


def test_graph_survives_writing() -> None:
    """Written as Turtle and read back, the report is the same graph."""
    triples = published_report(SAMPLE, MANIFEST)
    text = write(triples, MANIFEST.iris.prefixes(), first=REPORT.value)

    def canonical(quads: list[Quad]) -> set[Quad]:
        found = Dataset(quads)
        found.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return set(found)

    read = [*parse(text, format=RdfFormat.TURTLE)]
    assert canonical(read) == canonical([Quad(*triple) for triple in triples])
